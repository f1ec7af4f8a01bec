"""Words for people and households by hand: what happened, and why something cannot be."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.residents.present.roster import FIELDS
from participation.residents.rules.people import Change, ChangeKind, Household, Person

KINDS = {
    ChangeKind.BIRTH: _l("出生"),
    ChangeKind.DEATH: _l("去世"),
    ChangeKind.MOVED_IN: _l("迁入"),
    ChangeKind.MOVED_OUT: _l("迁出"),
    ChangeKind.SPLIT: _l("分户"),
    ChangeKind.REPRESENTATIVE: _l("换户代表"),
    ChangeKind.STANDING: _l("改居住类别"),
    ChangeKind.CORRECTION: _l("更正"),
    ChangeKind.IMPORT: _l("按新表"),
}

_IDENTITY = _l("身份证号不对，请对照证件，一位一位核对。")
REFUSALS = {
    "person-name-missing": _l("请写姓名。"),
    "person-name-signs": _l("“%(name)s”不像姓名。请核对。"),
    "person-name-lost-sign": _l("姓名里有一个字没打出来。请重新打这个字。"),
    "person-name-long": _l("姓名太长。请只写姓名。"),
    "identity-length": _l("身份证号应是 18 位。请核对。"),
    "identity-shape": _IDENTITY,
    "identity-check-digit": _l("身份证号有一位写错了，最后一位对不上。请对照证件改正。"),
    "identity-birth": _IDENTITY,
    "identity-birth-later": _IDENTITY,
    "identity-too-old": _l("按身份证号，这个人超过 120 岁。请核对。"),
    "identity-digits-lost": _IDENTITY,
    "identity-known": _l("这个身份证号已经在名册上：%(household)s 户，%(name)s。请核对。"),
    "identity-left": _l(
        "这个身份证号的人从名册上移出过：%(household)s 户，%(name)s。请在那一户办“回来了”。"
    ),
    "phone-wrong": _l("电话不对。手机号是 11 位，请核对。"),
    "born-later": _l("出生日期还没有到。请核对。"),
    "born-early": _l("出生日期太早了。请核对。"),
    "day-later": _l("这一天还没有到。请写发生的那一天。"),
    "day-early": _l("这一天太早了。请核对。"),
    "day-before-birth": _l("这一天比出生还早。请核对。"),
    "household-gone": _l("这一户已经不在了。请再找一次。"),
    "household-personal": _l("户编号人人看得到，不能用身份证号或电话。请另编一个号。"),
    "household-taken": _l("户编号 %(label)s 用过了。请换一个没用过的。"),
    "person-gone": _l("名册上现在没有这个人。请再找一次。"),
    "speaker-elsewhere": _l("请从这一户里选一个人。"),
    "speaker-minor": _l("%(name)s 还没满十八周岁，不能当户代表。请选一位成年人。"),
    "split-nobody": _l("请勾上要分出去的人。"),
    "split-everybody": _l("不能全都分出去。请至少留一个人。"),
    "split-minors": _l("分出去的人里要有一位成年人。请再勾一位。"),
}


def change_words(change: Change) -> str:
    """Return what happened, as the history of a household says it."""
    if change.kind is not ChangeKind.IMPORT:
        return str(KINDS[change.kind])
    if change.reason == "gone":
        return str(_("按新表移出"))
    fields = (str(FIELDS.get(one, one)) for one in change.reason.split(","))
    return str(_("按新表改了%(fields)s", fields="、".join(fields)))


def change_note(change: Change) -> str:
    """Return the reason somebody wrote, and who wrote it."""
    reason = "" if change.kind is ChangeKind.IMPORT else change.reason
    return " ".join(part for part in (reason, change.by) if part)


def people_choices(found: Iterable[tuple[Person, Household]]) -> list[tuple[str, str]]:
    """Return people to choose from, each with the household to tell them apart; no company."""
    return [
        (person.id.hex, f"{person.name}（{household.line}）")
        for person, household in found
        if not person.is_company
    ]
