"""One spelling of a value in JSON, so that its hash means something."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring as spelled

_SPELLING = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
_PLAIN = frozenset({str, int})


def canonical(value: object) -> bytes:
    """Return the value as JSON in one spelling: keys sorted, no spaces, UTF-8; refuses floats."""
    return _SPELLING.encode(_exact(value)).encode()


def canonical_pairs(first: str, seconds: Iterable[str]) -> Iterator[bytes]:
    """Yield `canonical([first, second])` for each, as fast as a million of them need."""
    head = canonical([first])[:-1] + b","
    return (head + spelled(second).encode() + b"]" for second in seconds)


def _exact(value: object) -> object:
    match value:
        case float():
            raise ValueError("counting is exact: no float in a hashed value")
        case dict():
            return {str(key): _exact(inner) for key, inner in value.items()}
        case list() | tuple():
            is_plain = {type(inner) for inner in value} <= _PLAIN
            return value if is_plain else [_exact(inner) for inner in value]
        case _:
            return value


def sha256_hex(value: object) -> str:
    """Return the SHA-256 of the canonical spelling, as 64 hexadecimal letters."""
    return hashlib.sha256(canonical(value)).hexdigest()
