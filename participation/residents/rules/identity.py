"""Identity numbers (公民身份号码, GB 11643): the check digit, and what they say of their holder."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from participation.residents.rules.writing import Cell, is_nothing, plain

_WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
_NEW = re.compile(r"\d{17}[\dX]")
_OLD = re.compile(r"\d{15}")
_OTHER_DOCUMENT = re.compile(r"[A-Z]{1,2}\d{6,10}(\([\dA]\))?")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?1\d")
_OLDEST = 120


class Sex(StrEnum):
    """Sex (性别) as an identity document gives it."""

    MALE = "male"
    FEMALE = "female"


class IdentityFault(StrEnum):
    """Why an identity number cannot stand."""

    LENGTH = "identity-length"
    SHAPE = "identity-shape"
    CHECK_DIGIT = "identity-check-digit"
    BIRTH = "identity-birth"
    BIRTH_LATER = "identity-birth-later"
    TOO_OLD = "identity-too-old"
    DIGITS_LOST = "identity-digits-lost"


@dataclass(frozen=True, slots=True)
class Identity:
    """A checked identity number (公民身份号码), always in eighteen signs, or another document's.

    Another document (passport, permit) gives neither day of birth nor sex.
    """

    number: str = field(repr=False)
    born: date | None
    sex: Sex | None


def check_sign(first_seventeen: str) -> str:
    """Return the eighteenth sign to seventeen digits (GB 11643: ISO 7064 mod 11-2)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True)
    )
    return "10X98765432"[total % 11]


def read_identity(cell: Cell, on: date) -> Identity | IdentityFault | None:
    """Read an identity number as people write it; None for an empty cell.

    Refuses a wrong length, sign or check digit, a day of birth that does not exist, lies in a
    year after `on` or more than 120 years before it, and a number that a spreadsheet has rounded.
    (A roster is often drawn up for a year: a day later in the same year is the reader's to doubt.)
    """
    text = plain(cell).upper().lstrip("'`").replace("-", "")
    if is_nothing(text):
        return None
    if _is_rounded(cell, text):
        return IdentityFault.DIGITS_LOST
    if _OLD.fullmatch(text):
        text = _lengthened(text)
    elif _OTHER_DOCUMENT.fullmatch(text):
        return Identity(text, None, None)
    if len(text) != 18:
        return IdentityFault.LENGTH
    if not _NEW.fullmatch(text) or not text.isascii():
        return IdentityFault.SHAPE
    return _judged(text, on)


def _is_rounded(cell: Cell, text: str) -> bool:
    """A spreadsheet keeps fifteen digits of a number; what stands after them is made up."""
    if isinstance(cell, int | Decimal):
        return abs(Decimal(cell)) >= 10**15
    return _SCIENTIFIC.fullmatch(text) is not None


def _lengthened(old: str) -> str:
    """Return the eighteen signs of a fifteen-digit number: its holder was born in 19.."""
    body = old[:6] + "19" + old[6:]
    return body + check_sign(body)


def _judged(number: str, on: date) -> Identity | IdentityFault:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return IdentityFault.BIRTH
    if born.year > on.year:
        return IdentityFault.BIRTH_LATER
    if on.year - born.year > _OLDEST:
        return IdentityFault.TOO_OLD
    if check_sign(number[:17]) != number[17]:
        return IdentityFault.CHECK_DIGIT
    return Identity(number, born, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def veiled_identity(number: str) -> str:
    """Return an identity number as a page may show it: the first and last four signs."""
    return number[:4] + "*" * max(len(number) - 8, 4) + number[-4:]
