"""Identity and telephone numbers on their way into the roster: hashed, sealed, never kept plain."""

from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.sealed import seal, unseal

NONCE = 24


def identity_hmac(key: bytes, number: str) -> bytes:
    """Return the keyed hash that stands for an identity number (公民身份号码)."""
    return codes.keyed(key, "identity", number)


def phone_hmac(key: bytes, number: str) -> bytes:
    """Return the keyed hash by which a telephone number is found again."""
    return codes.keyed(key, "phone", number)


def sealed_phone(errand: Errand, number: str | None) -> bytes | None:
    """Return a telephone number as it is kept."""
    return seal(errand.key, number, errand.chance(NONCE)) if number else None


def opened_phone(key: bytes, sealed: bytes | None) -> str | None:
    """Return a telephone number whole; who asks must have the right to see or compare it."""
    return unseal(key, sealed) if sealed else None
