"""Telephone numbers (电话): read as people write them, and masked."""

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from participation.residents.rules.writing import Cell, is_nothing, text_of

_MOBILE = re.compile(r"1\d{10}")
_AREA = re.compile(r"0\d{9,11}")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_SEVERAL = re.compile(r"[、,，;；/／|\n]+")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,2}")


class PhoneFault(StrEnum):
    """Why a telephone number cannot stand."""

    UNREADABLE = "phone-unreadable"


def read_phone(cell: Cell) -> str | PhoneFault | None:
    """Read a telephone number, digits only; None for an empty cell, the first of several.

    Mobile numbers have eleven digits, land lines may have an area code. Refuses all else.
    """
    if isinstance(cell, str):
        text = text_of(cell)
    else:
        text = _whole(str(cell)) if isinstance(cell, int | Decimal) else ""
    if is_nothing(text):
        return None
    for part in _SEVERAL.split(text):
        number = _number(part)
        if number:
            return number
    return PhoneFault.UNREADABLE


def _whole(text: str) -> str:
    try:
        return str(int(Decimal(text)))
    except (InvalidOperation, ValueError, OverflowError):
        return text


def _number(part: str) -> str | None:
    if _SCIENTIFIC.fullmatch(part.strip()):
        part = _whole(part)
    digits = re.sub(r"\D", "", part)
    bare = re.sub(r"^(?:00)?86(?=1\d{10}$|0\d{9,11}$)", "", digits)
    for shape in (_MOBILE, _AREA, _LOCAL):
        if shape.fullmatch(bare):
            return bare
    return None


def masked_phone(number: str) -> str:
    """Return a number as others may see it: 138****1234."""
    if len(number) < 8:
        return number[:1] + "*" * max(len(number) - 3, 4) + number[-2:]
    return number[:3] + "*" * (len(number) - 7) + number[-4:]
