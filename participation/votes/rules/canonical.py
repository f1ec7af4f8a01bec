"""One spelling of a value in JSON, so that its hash means something."""

import hashlib
import json


def canonical(value: object) -> bytes:
    """Return the value as JSON in one spelling: keys sorted, no spaces, UTF-8; refuses floats."""
    return json.dumps(
        _exact(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _exact(value: object) -> object:
    match value:
        case float():
            raise ValueError("counting is exact: no float in a hashed value")
        case dict():
            return {str(key): _exact(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_exact(inner) for inner in value]
        case _:
            return value


def sha256_hex(value: object) -> str:
    """Return the SHA-256 of the canonical spelling, as 64 hexadecimal letters."""
    return hashlib.sha256(canonical(value)).hexdigest()
