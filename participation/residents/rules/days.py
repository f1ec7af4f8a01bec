"""Days of birth (出生日期) in all the ways people write them."""

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from participation.kernel.clock import age_on
from participation.residents.rules.writing import Cell, is_nothing, plain, with_digits

ADULT = 18
_OLDEST = 120
_FIRST_SERIAL = date(1899, 12, 30)
_PARTS = re.compile(r"(\d{4}|\d{2})[-./年\\,、](\d{1,2})[-./月\\,、](\d{1,2})[日号]?(?:[T\d:]*)")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?")
_SIX = re.compile(r"(\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{1,5}(?:\.\d+)?")


class BirthFault(StrEnum):
    """Why a day of birth cannot stand."""

    UNREADABLE = "birth-unreadable"
    LATER = "birth-later"
    TOO_OLD = "birth-too-old"


def read_day(cell: Cell, on: date) -> date | None:
    """Return the day a cell means, or None; two-digit years are the latest not after `on`.

    2026-03-15 · 2026.3.15 · 20260315 · 2026年3月15日 · 26/3/15 · 一九八五年三月五日 · 31121.
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | Decimal) and 366 <= cell < 80_000:
        return _FIRST_SERIAL + timedelta(days=int(cell))
    text = with_digits(plain(cell))
    found = _PARTS.fullmatch(text) or _EIGHT.fullmatch(text) or _SIX.fullmatch(text)
    if found:
        return _day(found.group(1), found.group(2), found.group(3), on)
    if _SERIAL.fullmatch(text) and Decimal(text) >= 3_660:
        return _FIRST_SERIAL + timedelta(days=int(Decimal(text)))
    return None


def looks_like_day(cell: Cell) -> bool:
    """Whether a cell is plainly a full day: a date, eight digits, or year, month and day apart."""
    if isinstance(cell, date):
        return True
    text = with_digits(plain(cell))
    found = _PARTS.fullmatch(text) or _EIGHT.fullmatch(text)
    return found is not None and read_day(text, date.max) is not None


def _day(year: str, month: str, day: str, on: date) -> date | None:
    full = int(year)
    if len(year) == 2:
        full += 2000 if 2000 + full <= on.year else 1900
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def read_birth(cell: Cell, on: date) -> date | BirthFault | None:
    """Read a day of birth; None for an empty cell.

    Refuses what is no full day, lies in a year after `on`, or more than 120 years before it.
    """
    if is_nothing(plain(cell)):
        return None
    born = read_day(cell, on)
    if born is None:
        return BirthFault.UNREADABLE
    if born.year > on.year:
        return BirthFault.LATER
    return BirthFault.TOO_OLD if on.year - born.year > _OLDEST else born


def is_adult(born: date, on: date) -> bool:
    """Whether somebody has reached eighteen years (年满十八周岁, 村民委员会组织法 2025 §16)."""
    return age_on(born, on) >= ADULT
