"""Words for matters: states, steps, what happened, refusals."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.committees.rules import CommitteeKind
from participation.kernel import clock
from participation.matters.rules import Matter, State, Step, TrailEvent, TrailKind
from participation.web.richtext import excerpt
from participation.web.tongue import day

Telling = Callable[[Mapping[str, Any]], str]
NOTHING: Mapping[TrailKind, Telling] = MappingProxyType({})

REFUSALS = {
    "title-missing": _l("请写一写是什么事，一句话就行。"),
    "title-wordless": _l("这里没有读得出来的字。请用一句话写是什么事。"),
    "text-too-long": _l("太长了，最多 %(most)d 个字。请写短一点。"),
    "card-needed": _l("要用家里的户卡才行。请扫一扫户卡上的码，再按一次。"),
    "person-elsewhere": _l("这个人不在您家的名单上。请重新选一选。"),
    "person-not-chosen": _l("要公开名字，请先选您是哪一位。不想公开，把上面的勾去掉。"),
    "matter-twice": _l("这件事刚才已经记下了，是第 %(no)s 号。请去那一页看看。"),
    "household-unknown": _l("没有这个户号。请核对；不知道户号，可以空着。"),
    "matter-unknown": _l("没有这件事。请回到议事页找一找。"),
    "matter-own": _l("这件事是您家提的，已经算上了。请等答复。"),
    "matter-over": _l("这件事已经有结果了。请回到这件事的页面看看。"),
    "matter-elsewhere": _l("这件事已经走到别的步骤了。请回到这件事的页面看看。"),
    "answer-missing": _l("请写上给大家看的话，一句也行。"),
}

COMMITTEES = {CommitteeKind.VILLAGE: _l("村委会"), CommitteeKind.COMMUNITY: _l("居委会")}

STEPS = {
    Step.RAISE: (_l("提"), _l("提出")),
    Step.DELIBERATE: (_l("议"), _l("商量")),
    Step.DECIDE: (_l("决"), _l("表决")),
    Step.CARRY_OUT: (_l("办"), _l("办理")),
    Step.REVIEW: (_l("评"), _l("评一评")),
}

STATES = {
    State.WAITING: (_l("等答复"), "amber"),
    State.ANSWERED: (_l("已答复"), "pine"),
    State.DECLINED: (_l("不办"), "plain"),
    State.DONE: (_l("办完了"), "pine"),
}

UNDER_WAY = {
    Step.RAISE: _l("等答复"),
    Step.DELIBERATE: _l("商量中"),
    Step.DECIDE: _l("正在定"),
    Step.CARRY_OUT: _l("办理中"),
    Step.REVIEW: _l("请您评"),
}

MOVES = {
    Step.RAISE: _l("重新提出"),
    Step.DELIBERATE: _l("回到商量"),
    Step.DECIDE: _l("开始表决"),
    Step.CARRY_OUT: _l("开始办"),
    Step.REVIEW: _l("请大家评一评"),
}

HAPPENED = {
    TrailKind.VOTE_ANNOUNCED: _l("公示谁能投"),
    TrailKind.VOTE_OPENED: _l("开始投票"),
    TrailKind.VOTE_CANCELLED: _l("投票取消"),
    TrailKind.VOTE_CLOSED: _l("投票截止"),
    TrailKind.VOTE_PUBLISHED: _l("公布投票结果"),
    TrailKind.MEETING_CALLED: _l("通知开会"),
    TrailKind.MEETING_HELD: _l("开了会"),
    TrailKind.MINUTES_ADOPTED: _l("会议纪要定了"),
    TrailKind.SHIFT_OFFERED: _l("请人来帮忙"),
}


def committee_words(kind: str) -> str:
    """Return how people call the committee: 村委会 or 居委会."""
    return str(COMMITTEES[CommitteeKind(kind)])


def raiser(matter: Matter) -> str:
    """Return who raised a matter, as the public reads it: `第三小组一户`, or a name if wanted."""
    return home_words(matter.raised_by, is_home=not matter.is_named)


def home_words(name: str, *, is_home: bool) -> str:
    """Return a household without its number: `第三小组一户`; a person's name as it is."""
    if not is_home:
        return name
    return str(_("%(group)s一户", group=name) if name else _("一户居民"))


def chip_of(matter: Matter) -> tuple[str, str]:
    """Return a matter's state in two to four signs, and its tone."""
    if matter.state is State.OPEN:
        return str(UNDER_WAY[matter.step]), "amber"
    words, tone = STATES[matter.state]
    return str(words), tone


def listed_chip(matter: Matter, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Return what a list shows of a matter: its state, or how late somebody is."""
    if matter.due_at is not None and now > matter.due_at and not matter.is_over:
        return due_chip(matter.due_at, now, zone)
    return chip_of(matter)


def fact_of(matter: Matter) -> str:
    """Return the one fact beside a matter's state in a list."""
    facts = []
    if matter.due_at is not None and not matter.is_over:
        facts.append(_("不晚于 %(day)s", day=day(matter.due_at)))
    elif matter.owner:
        facts.append(matter.owner)
    if matter.supports:
        facts.append(_("%(count)d 户附议", count=matter.supports))
    return " · ".join(facts) or day(matter.raised_at)


def due_chip(due_at: datetime, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Return how long somebody has left, and its tone; late is told by the clock alone."""
    left = (clock.local_day(due_at, zone) - clock.local_day(now, zone)).days
    if now > due_at:
        return _("晚了 %(count)d 天", count=max(1, -left)), "seal"
    if left == 0:
        return _("今天到期"), "amber"
    return _("还有 %(count)d 天", count=left), "amber" if left == 1 else "pine"


def steps_of(matter: Matter, events: Iterable[TrailEvent]) -> list[dict[str, str]]:
    """Return the five discs, each with the day on which its step began."""
    began = {event.facts.get("step"): event.at for event in events}  # newest first: first one wins
    began[Step.RAISE] = matter.raised_at
    order = list(Step)
    here = order.index(matter.step)
    discs = []
    for at, step in enumerate(order):
        mark, name = STEPS[step]
        is_now = at == here and not matter.is_over
        state = "now" if is_now else "done" if at <= here and step in began else "todo"
        date = _date_of(matter, began.get(step), is_now=is_now) if at <= here else ""
        discs.append({"mark": str(mark), "name": str(name), "state": state, "date": date})
    return discs


def _date_of(matter: Matter, began_at: datetime | None, *, is_now: bool) -> str:
    if is_now and matter.due_at is not None:
        return str(_("到 %(day)s", day=day(matter.due_at)))
    return day(began_at) if began_at is not None else ""


def trail_of(
    events: Iterable[TrailEvent],
    hrefs: Mapping[TrailKind, Telling] = NOTHING,
    notes: Mapping[TrailKind, Telling] = NOTHING,
) -> list[dict[str, str]]:
    """Return 办理经过 as the trail shows it.

    `hrefs` and `notes` make an address and a second line of the facts of other rooms' lines.
    """
    return [
        {
            "when": day(event.at),
            "text": happened(event),
            "note": _told(event, notes) or _note_of(event),
            "href": _told(event, hrefs),
        }
        for event in events
    ]


def _told(event: TrailEvent, telling: Mapping[TrailKind, Telling]) -> str:
    tell = telling.get(event.kind)
    return "" if tell is None else tell(event.facts)


def happened(event: TrailEvent) -> str:
    """Return one line of what happened."""
    match event.kind:
        case TrailKind.RAISED:
            return str(_("提出"))
        case TrailKind.ANSWERED:
            return str(_("%(name)s答复", name=event.by))
        case TrailKind.DECLINED:
            return str(_("%(name)s说明为什么不办", name=event.by))
        case TrailKind.PUT_TO_BODY:
            return str(_("交给%(body)s商量", body=event.facts.get("body", "")))
        case TrailKind.MOVED:
            return str(MOVES[Step(event.facts.get("step", Step.RAISE))])
        case _:
            return str(HAPPENED[event.kind])


def _note_of(event: TrailEvent) -> str:
    if event.kind is TrailKind.RAISED:
        return str(_("%(name)s帮着记下", name=event.by)) if event.by else ""
    if "text" in event.facts:
        return excerpt(str(event.facts["text"]))
    return event.by
