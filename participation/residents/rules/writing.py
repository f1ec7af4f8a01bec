"""How people fill in cells: full width, stray spaces, numbers that mean text, numerals in words."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Cell: TypeAlias = str | int | Decimal | date | None

_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_NUMERALS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_NUMERAL_RUN = re.compile(r"[零〇○一二两三四五六七八九十]+")
_NOTHING = frozenset(
    {"", "无", "/", "\\", "-", "--", "—", "——", "不详", "未知", "空", "没有", "暂无"}
)


def text_of(cell: Cell) -> str:
    """Return a cell as text in half width, without blanks at its ends."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell.isoformat() if isinstance(cell, date) else str(cell)
    return cell.strip() if cell.isascii() else unicodedata.normalize("NFKC", cell).strip()


def plain(cell: Cell) -> str:
    """Return a cell as text in half width with no blank in it anywhere."""
    text = text_of(cell)
    return text if text.isalnum() else _BLANKS.sub("", text)


def is_nothing(text: str) -> bool:
    """Whether a text stands for an empty cell: 无, /, —, 不详."""
    return text in _NOTHING


def spoken_number(numeral: str) -> int | None:
    """Return the number below 100, or digit by digit, that Chinese numerals say; None if none."""
    if not numeral or any(sign not in _NUMERALS and sign != "十" for sign in numeral):
        return None
    if "十" not in numeral:
        return int("".join(str(_NUMERALS[sign]) for sign in numeral))
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def with_digits(text: str) -> str:
    """Return the text with Chinese numerals written as digits: 一九八五年三月 → 1985年3月."""

    def _digits(found: re.Match[str]) -> str:
        number = spoken_number(found.group())
        return found.group() if number is None else str(number)

    return _NUMERAL_RUN.sub(_digits, text)
