"""Codes people carry: made, read aloud, mistyped, checked, and kept as keyed hashes."""

import hashlib
import hmac
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("O0I1LU", "QQJJJV")


def token(noise: bytes) -> str:
    """Return the address part of a QR code for 16 random bytes (128 bits), 27 letters."""
    number = int.from_bytes(noise[:16], "big")
    letters = []
    for _ in range(27):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def _check_letter(body: str) -> str:
    total = 0
    for place, letter in enumerate(body, start=2):
        total += place * ALPHABET.index(letter)
    return ALPHABET[total % 29]


def typed(noise: bytes, length: int = 8) -> str:
    """Return a code to type, its last letter a check on the others; `noise` needs 16 bytes."""
    number = int.from_bytes(noise[:16], "big")
    body = ""
    for _ in range(length - 1):
        number, rest = divmod(number, len(ALPHABET))
        body += ALPHABET[rest]
    return body + _check_letter(body)


def digits(noise: bytes, length: int = 4) -> str:
    """Return the decimal digits that lie under the fold; `noise` needs 8 bytes."""
    return str(int.from_bytes(noise[:8], "big") % 10**length).zfill(length)


def clean(raw: str) -> str:
    """Return a typed code as printed: full width, spaces, dashes, look-alikes forgiven."""
    text = unicodedata.normalize("NFKC", raw).upper()
    kept = "".join(sign for sign in text if sign.isalnum())
    return kept.translate(_LOOKALIKES)


def is_typed(code: str, length: int = 8) -> bool:
    """Whether a cleaned code has the right length, letters and check letter."""
    if len(code) != length or any(letter not in ALPHABET for letter in code):
        return False
    return _check_letter(code[:-1]) == code[-1]


def grouped(code: str, size: int = 4) -> str:
    """Return the code in groups a person can read out: `7K3F-9M2Q`."""
    return "-".join(code[at : at + size] for at in range(0, len(code), size))


def keyed(key: bytes, purpose: str, *parts: str) -> bytes:
    """Return the 32-byte HMAC-SHA256 under which a code is kept; the purpose keeps uses apart."""
    message = "\x1f".join((purpose, *parts)).encode()
    return hmac.new(key, message, hashlib.sha256).digest()
