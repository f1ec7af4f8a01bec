"""Names of groups (村民小组) as people write them: 第一村民小组 · 一组 · 1组 · 01 are one group."""

import re

from participation.residents.rules.writing import plain, with_digits

_SHAPE = re.compile(
    r"第?[零〇一二三四五六七八九十\d]{1,4}(?:村民|居民|生产)?(?:小?组|小?队|社|网格|片区?)|"
    r".{1,8}(?:村民小组|居民小组|小组|自然村|屯|网格|片区|组)"
)
_NUMBERED = re.compile(r"(?:.*?第)?0*(\d{1,3})(?:村民|居民|生产)?(?:小?组|小?队|社|网格|片区?)?")
_DEFAULT_SHEET = re.compile(
    r"sheet\d*|工作表\d*|表\d*|花名册|名册|清册|.*(?:名册|清册|名单|台账)", re.I
)


def is_group(text: str) -> bool:
    """Whether a text is plainly the name of a group."""
    return _SHAPE.fullmatch(text) is not None


def group_key(name: str) -> str:
    """Return what two ways of writing one group have in common."""
    text = plain(name)
    found = _NUMBERED.fullmatch(with_digits(text))
    return found.group(1) if found else text


def group_of_sheet(title: str, siblings: int) -> str:
    """Return the group a sheet's name stands for, if any: among several sheets any name may."""
    text = plain(title)
    if is_group(text):
        return text
    if siblings < 2 or not text or _DEFAULT_SHEET.fullmatch(text):
        return ""
    return text
