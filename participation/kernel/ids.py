"""The only place that makes ids and asks for chance."""

import secrets
import time
from uuid import UUID

NOWHERE = UUID(int=0)


def time_ordered(millis: int, noise: bytes) -> UUID:
    """Return the UUIDv7 (RFC 9562 §5.7) of a Unix time in milliseconds and ten random bytes."""
    value = (millis & ((1 << 48) - 1)) << 80 | int.from_bytes(noise[:10], "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=value)


def new_id() -> UUID:
    """Return a new time-ordered id."""
    return time_ordered(time.time_ns() // 1_000_000, secrets.token_bytes(10))


def chance(count: int) -> bytes:
    """Return that many bytes nobody can foresee."""
    return secrets.token_bytes(count)


def random_id(noise: bytes) -> UUID:
    """Return a UUIDv4 of sixteen random bytes: an id that tells no order (ballots)."""
    return UUID(bytes=noise[:16], version=4)
