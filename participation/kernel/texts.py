"""Text as people typed or pasted it, made fit to be kept and shown."""

import unicodedata


def clean_text(raw: str) -> str:
    """Return text with plain line ends and without signs that only steer a screen."""
    lines = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in lines if sign == "\n" or not _steers(sign)).strip()


def _steers(sign: str) -> bool:
    # Cf: turns of direction and zero widths hide what a text says; joiners of emoji may stay
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign != "\u200d"


def clean_line(raw: str) -> str:
    """Return cleaned text on one line."""
    return " ".join(clean_text(raw).split())
