"""A Merkle root over published lines, with the prefixes of RFC 6962 §2.1."""

import hashlib
from collections.abc import Sequence
from itertools import groupby, repeat


def merkle_root(leaves: Sequence[bytes]) -> str:
    """Return the root as 64 hexadecimal letters; of nothing, the hash of nothing."""
    level = [
        digest
        for leaf, same in groupby(leaves)
        for digest in repeat(hashlib.sha256(b"\x00" + leaf).digest(), sum(1 for _each in same))
    ]
    if not level:
        return hashlib.sha256(b"").hexdigest()
    while len(level) > 1:
        level = _above(level)
    return level[0].hex()


def _above(level: list[bytes]) -> list[bytes]:
    # Pairing from the left and carrying an odd last one up is RFC 6962's split at powers of two.
    pairs = zip(level[::2], level[1::2], strict=False)
    joined = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return joined + level[len(joined) * 2 :]
