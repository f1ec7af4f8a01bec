"""Words of the desk: what each line asks for, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.kernel.actor import Actor
from participation.kernel.clock import local_day
from participation.today.rules.desk import Due, Task
from participation.web import tongue

THINGS: dict[Task, Any] = {
    Task.ANSWER: _l("答复：%(title)s"),
    Task.OPEN: _l("打开投票：%(title)s"),
    Task.RESUME: _l("恢复投票：%(title)s"),
    Task.RULE: _l("处理名册异议：%(title)s"),
    Task.REPLY: _l("处理结果异议：%(title)s"),
    Task.STUBS: _l("收票根：%(title)s"),
    Task.COUNT: _l("清点：%(title)s"),
    Task.CONFIRM: _l("核对：%(title)s"),
    Task.CALL: _l("联名要求开会：%(title)s"),
    Task.MEET: _l("开会：%(title)s"),
    Task.MINUTES: _l("定纪要：%(title)s"),
    Task.TEXTS: _l("发出去：%(no)d 段话"),
    Task.SHIFT: _l("打印名单：%(title)s"),
    Task.VOTERS: _l("公布选民名单：%(title)s"),
    Task.OBJECTION: _l("处理异议：%(title)s"),
    Task.TALLY: _l("录票数：%(title)s"),
    Task.SECOND: _l("确认票数：%(title)s"),
}

FACTS: dict[Task, Any] = {
    Task.ANSWER: _l("写一句有人名有日期的话"),
    Task.OPEN: _l("公示满了，没有异议就打开"),
    Task.RESUME: _l("暂停着，不收票"),
    Task.RULE: _l("写一句处理意见，才能打开"),
    Task.REPLY: _l("写一句处理意见"),
    Task.STUBS: _l("停止投票前都能录"),
    Task.COUNT: _l("当众清点纸票，再录进来"),
    Task.CONFIRM: _l("核对数目，对了就确认"),
    Task.CALL: _l("人数够了，发通知开会"),
    Task.MEET: _l("点名、记下决定"),
    Task.MINUTES: _l("起草好了，看一遍再定稿"),
    Task.TEXTS: _l("复制，发到群里或者广播"),
    Task.SHIFT: _l("给带队的人"),
    Task.VOTERS: _l("贴出来，再记下是哪天贴的"),
    Task.OBJECTION: _l("作出决定，贴出来"),
    Task.TALLY: _l("现场纸票数完，照计票单录"),
    Task.SECOND: _l("对着计票单，数目对了就确认"),
}

PAGES: dict[Task, str] = {
    Task.ANSWER: "today.matter",
    Task.OPEN: "votes.desk",
    Task.RESUME: "votes.desk",
    Task.RULE: "votes.objections",
    Task.REPLY: "votes.objections",
    Task.STUBS: "votes.stubs",
    Task.COUNT: "votes.desk",
    Task.CONFIRM: "votes.desk",
    Task.CALL: "petitions.show",
    Task.MEET: "meetings.record",
    Task.MINUTES: "meetings.minutes",
    Task.SHIFT: "volunteers.names",
    Task.VOTERS: "elections.voters",
    Task.OBJECTION: "elections.objections",
    Task.TALLY: "elections.count",
    Task.SECOND: "elections.count",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the desk, with its one action."""

    thing: str
    state: str
    fact: str
    tone: str
    href: str


def line(due: Due, now: datetime, zone: ZoneInfo) -> Line:
    """Return a line in words."""
    tone = _tone(due, now, zone)
    return Line(
        thing=str(THINGS[due.task]) % {"title": due.title, "no": due.no},
        state=_when(due, now, zone),
        fact=str(FACTS[due.task]),
        tone=tone,
        href=_href(due),
    )


def _href(due: Due) -> str:
    if due.task is Task.TEXTS:
        return url_for("today.texts")
    return url_for(PAGES[due.task], no=due.no)


def _when(due: Due, now: datetime, zone: ZoneInfo) -> str:
    if due.task is Task.TEXTS:
        return str(_("待发"))
    if due.is_late(now):
        return str(_("%(moment)s 已过", moment=tongue.moment(due.due_at)))
    left = (local_day(due.due_at, zone) - local_day(now, zone)).days
    clock = format_datetime(due.due_at, "H:mm")
    if left == 0:
        return str(_("今天 %(clock)s", clock=clock))
    if left == 1:
        return str(_("明天 %(clock)s", clock=clock))
    return tongue.day(due.due_at)


def _tone(due: Due, now: datetime, zone: ZoneInfo) -> str:
    if due.task is Task.TEXTS:
        return "plain"
    if due.is_late(now):
        return "seal"
    left = (local_day(due.due_at, zone) - local_day(now, zone)).days
    return "amber" if left <= 1 else "plain"


ENTRIES: tuple[tuple[str, Any, str], ...] = (
    ("votes:draft", _l("发起一件事"), "votes.new"),
    ("matters:answer", _l("替人记下一件事"), "matters.new"),
    ("meetings:call", _l("开会"), "meetings.new"),
    ("shifts:offer", _l("招志愿者"), "volunteers.offer"),
    ("desk:see", _l("投票"), "votes.desk_list"),
    ("desk:see", _l("选举和罢免"), "elections.desk_list"),
    ("roster:see", _l("名册"), "people.search"),
    ("roster:import", _l("导入名册"), "roster.list_"),
    ("cards:print", _l("户卡"), "printing.cards"),
    ("bodies:found", _l("议事组织"), "bodies.list_"),
    ("roles:give", _l("职务"), "roles.list_"),
    ("files:keep", _l("档案和用印"), "archive.books"),
    ("log:read", _l("日志"), "today.log"),
)


def entries(actor: Actor) -> list[tuple[str, str]]:
    """Return where each errand begins, those that the actor may run: words and address."""
    return [
        (str(words), url_for(endpoint)) for needed, words, endpoint in ENTRIES if actor.may(needed)
    ]
