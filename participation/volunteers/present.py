"""Words of shifts: when, how many are missing, who comes, and every no."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.residents.rules.people import Person
from participation.volunteers.rules import Coming, Shift, may_come
from participation.web import tongue

REFUSALS = {
    "shift-in-the-past": _l("这个时间已经过了。请换一天，或者换个钟点。"),
    "shift-ends-first": _l("结束要晚于开始，而且在同一天。请改一改。"),
    "shift-places": _l("人数请写 1 到 %(most)d。"),
    "shift-gone": _l("没有这次活动。请回到“志愿”看看别的。"),
    "shift-called-off": _l("这次活动取消了，不用来了。请看看别的。"),
    "shift-begun": _l("活动已经开始了，这里不能再改。有事请找带队的人。"),
    "shift-full": _l("人刚刚满了，没有报上。谢谢您，请看看别的。"),
    "already-coming": _l("已经报上了，不用再报。到时候来就行。"),
    "not-coming": _l("名单上没有这个人，不用取消。"),
    "not-of-your-home": _l("这张户卡只能给自己家的人报名。请用他家的户卡。"),
    "minor-needs-guardian": _l("未满 18 岁不能自己报名，要大人陪着来。请让家里的大人先报名。"),
    "shift-matter-unknown": _l("没有这个编号的议题。请核对，或者空着。"),
}


def when(shift: Shift) -> str:
    """Return day and clock times: `11月28日周六 9:00–10:00`."""
    pattern = "EEE H:mm" if tongue.language() == "zh-Hans" else "EEE, HH:mm"
    ends = format_datetime(shift.ends_at, "H:mm")
    return f"{tongue.day(shift.starts_at)}{format_datetime(shift.starts_at, pattern)}–{ends}"


def places_left(shift: Shift) -> str:
    """Return how many are still missing, or that the list is full."""
    if shift.is_called_off:
        return str(_("取消了"))
    if shift.left == 0:
        return str(_("人满了"))
    return str(_("还差 %(left)d 人", left=shift.left))


def tone(shift: Shift) -> str:
    """Return the tone of the chip beside a shift."""
    if shift.is_called_off:
        return "seal"
    return "pine" if shift.left == 0 else "amber"


@dataclass(frozen=True, slots=True)
class Member:
    """One grown-up of the household, as the button names them, and whether they come."""

    person_id: UUID
    words: str
    name: str
    is_coming: bool


def members(persons: list[Person], coming: set[UUID], day: date) -> list[Member]:
    """Return the buttons of a household: `我来` for one grown-up alone, else `王*英 来`."""
    grown_up = [one for one in persons if may_come(one, day)]
    is_alone = len(grown_up) == 1
    return [
        Member(
            person_id=one.id,
            words=str(_("我来")) if is_alone else str(_("%(name)s 来", name=one.masked_name)),
            name=str(_("您")) if is_alone else one.masked_name,
            is_coming=one.id in coming,
        )
        for one in grown_up
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A shift as a list or the home page shows it, with the household's own buttons."""

    no: int
    title: str
    place: str
    when: str
    left: str
    tone: str
    is_open: bool
    may_join: bool
    members: list[Member]

    @property
    def is_mine(self) -> bool:
        """Whether anybody of the household comes."""
        return any(one.is_coming for one in self.members)


def line(shift: Shift, own: list[Member], now: datetime) -> Line:
    """Return a shift as pages show it to a household."""
    is_open = not shift.is_called_off and shift.starts_at > now
    return Line(
        no=shift.no,
        title=shift.title,
        place=shift.place,
        when=when(shift),
        left=places_left(shift),
        tone=tone(shift),
        is_open=is_open,
        may_join=is_open and shift.left > 0,
        members=own,
    )


def name_lines(shift: Shift, coming: list[Coming]) -> list[list[Any]]:
    """Return the lead's list as cells, with up to three empty lines for who comes along."""
    named = [[one.name, f"{one.group_name} {one.household_label}".strip()] for one in coming]
    blank = [["", ""]] * min(3, max(0, shift.places - len(coming)))
    return [[at, *cells, "", ""] for at, cells in enumerate([*named, *blank], start=1)]
