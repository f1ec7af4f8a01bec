"""Small secrets kept readable only to us: telephone numbers, encrypted under the house key."""

import hashlib

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox


def _box(key: bytes) -> SecretBox:
    return SecretBox(hashlib.blake2b(key, digest_size=32, person=b"sealed").digest())


def seal(key: bytes, text: str, nonce: bytes) -> bytes:
    """Return the text encrypted (XSalsa20-Poly1305); `nonce` is 24 fresh random bytes."""
    return bytes(_box(key).encrypt(text.encode(), nonce))


def unseal(key: bytes, sealed: bytes) -> str | None:
    """Return the text, or None when it was sealed under another key or changed."""
    try:
        return _box(key).decrypt(sealed).decode()
    except CryptoError:
        return None
