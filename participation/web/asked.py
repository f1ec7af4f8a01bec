"""What an address asks for behind its question mark: numbers of ours, text a database can hold."""

from flask import request

DIGITS = 9


def number(name: str) -> int | None:
    """Return a human number that was asked for; anything that cannot be one is not asked for."""
    raw = request.args.get(name, "")
    is_one = raw.isascii() and raw.isdigit() and len(raw) <= DIGITS
    return int(raw) if is_one else None


def text(name: str, most: int = 40) -> str:
    """Return a text that was asked for, cut to a length, without NUL, which no database keeps."""
    return request.args.get(name, "").replace("\0", "").strip()[:most]
