"""What an address asks for behind its question mark: numbers of ours, text a database can hold."""

from collections.abc import Mapping

from flask import request

DIGITS = 9


def number(name: str, values: Mapping[str, str] | None = None) -> int | None:
    """Return a human number of an address, or of `values`; what cannot be one is none."""
    raw = (request.args if values is None else values).get(name, "")
    is_one = raw.isascii() and raw.isdigit() and len(raw) <= DIGITS
    return int(raw) if is_one else None


def text(name: str, most: int = 40) -> str:
    """Return a text that was asked for, cut to a length, without NUL, which no database keeps."""
    return request.args.get(name, "").replace("\0", "").strip()[:most]
