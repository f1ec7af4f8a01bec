"""Names of people and firms: cleaned, told apart, split, and masked for pages others may read."""

import re
import unicodedata
from enum import StrEnum

from participation.residents.rules.writing import Cell, text_of

_COMPOUND_LIST = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳
公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 轩辕 呼延 西门 东郭 南门
"""
_COMPOUND = frozenset(_COMPOUND_LIST.split())
_DOTS = re.compile(r"\s*[·•・‧∙⋅．.]\s*")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_ASIDE = re.compile(r"[(（\[【](.*?)[)）\]】]")
_FIRM = re.compile(
    r"公司|集团|^开发商$|合作社|银行|信用社|居委会|村委会|委员会|人民政府|事务所|协会|学校|幼儿园|医院|"
    r"(?:中心|工厂|商行|超市|酒店|分行|支行|经营部|管理局|管理处|办事处|基金会|厂)$"
)
_BETWEEN = re.compile(r"[、,，;；/／\\|\n\r]+")
_LONGEST = 40
_LONGEST_FIRM = 80


class NameFault(StrEnum):
    """Why a name cannot stand."""

    MISSING = "name-missing"
    SIGNS = "name-signs"
    LOST_SIGN = "name-lost-sign"
    LONG = "name-long"


def clean_name(raw: Cell) -> tuple[str, str]:
    """Return a name without blanks between Chinese signs, and what stood beside it in brackets."""
    if isinstance(raw, str) and raw.isalpha():
        return unicodedata.normalize("NFC", raw), ""
    text = text_of(raw) if not isinstance(raw, str) else raw.strip()
    asides = "，".join(found.strip() for found in _ASIDE.findall(text) if found.strip())
    if is_firm(text):
        return _BLANKS.sub("", text), ""
    name = _DOTS.sub("·", _ASIDE.sub("", text)).strip("·* ")
    return _without_gaps(unicodedata.normalize("NFC", name)), asides


def _without_gaps(name: str) -> str:
    """Blanks stay only between words of letters: 于 爱 → 于爱, but John Smith."""
    if any(_is_han(sign) for sign in name):
        return _BLANKS.sub("", name)
    return _BLANKS.sub(" ", name).strip()


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000" or sign == "〇"


def name_fault(name: str) -> NameFault | None:
    """Say why a cleaned name is refused: empty, a lost sign, signs no name has, or far too long."""
    if not name:
        return NameFault.MISSING
    if len(name) > (_LONGEST_FIRM if is_firm(name) else _LONGEST):
        return NameFault.LONG
    if any(sign in "?？\ufffd□" for sign in name):
        return NameFault.LOST_SIGN
    allowed = "·-' ’〇" + ("()（）&0123456789" if is_firm(name) else "")
    if all(sign in allowed or _is_letter(sign) for sign in name):
        return None if any(_is_letter(sign) for sign in name) else NameFault.SIGNS
    return NameFault.SIGNS


def _is_letter(sign: str) -> bool:
    # Co: rare Chinese signs that old systems kept in the private area
    return sign == "〇" or unicodedata.category(sign) in ("Lo", "Lu", "Ll", "Lm", "Mn", "Mc", "Co")


def is_firm(name: str) -> bool:
    """Whether an owner is a firm or an office (单位) and no person."""
    return _FIRM.search(name) is not None


def split_names(cell: Cell) -> tuple[str, ...]:
    """Return the owners named in one cell: 张三、李四 · 张三/李四 · 张三，李四 · 张三 李四."""
    text = cell if isinstance(cell, str) else text_of(cell)
    return tuple(name for part in _BETWEEN.split(text) for name in _by_gaps(part.strip()) if name)


def _by_gaps(part: str) -> list[str]:
    """A gap parts two names only where each side could be a whole Chinese name."""
    words = _BLANKS.split(part)
    whole = [2 <= len(word) <= 4 and all(_is_han(sign) for sign in word) for word in words]
    return words if len(words) > 1 and all(whole) else [part]


def masked(name: str) -> str:
    """Return a name as others may see it: 王*英, 王*, 欧阳*, 买**·吐**; a firm stays whole."""
    if is_firm(name):
        return name
    if "·" in name:
        return "·".join(_veiled(part) for part in name.split("·"))
    if name[:2] in _COMPOUND and len(name) > 2:
        return name[:2] + "*" * (len(name) - 2)
    if len(name) > 2 and _is_han(name[0]):
        return name[0] + "*" * (len(name) - 2) + name[-1]
    return _veiled(name)


def _veiled(part: str) -> str:
    return part[:1] + "*" * max(len(part) - 1, 1)
