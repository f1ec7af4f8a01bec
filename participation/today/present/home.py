"""Words of the home page: how long is left, who was heard, what came of it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from participation.kernel.clock import local_day
from participation.matters.present import chip_of, fact_of
from participation.matters.rules import Matter
from participation.today.rules.home import NewResult, NextShift, OpenVote, days_left
from participation.volunteers.present import Line, line, members
from participation.votes.present.words import OUTCOME_LINES
from participation.votes.rules.outcomes import Code
from participation.web import tongue


@dataclass(frozen=True, slots=True)
class Ask:
    """An open vote as the first thing on the page."""

    no: int
    lead: str
    question: str
    chip: str
    heard: int
    roll_size: int
    progress: str
    how: str


def ask(vote: OpenVote, now: datetime, zone: ZoneInfo) -> Ask:
    """Return an open vote in words; progress never says that it is enough without you."""
    return Ask(
        no=vote.no,
        lead=f"{_lead(vote)} · {_time_left(vote.closes_at, now, zone)}",
        question=vote.question,
        chip=_chip(vote),
        heard=vote.heard,
        roll_size=vote.roll_size,
        progress=_progress(vote),
        how=_how(vote),
    )


def _lead(vote: OpenVote) -> str:
    return str(_("请您投票")) if vote.is_personal else str(_("请您家投票"))


def _time_left(until: datetime, now: datetime, zone: ZoneInfo) -> str:
    left = days_left(until, now, zone)
    if left == 0:
        return str(_("今天停止"))
    return str(_("还有 %(count)d 天", count=left))


def _chip(vote: OpenVote) -> str:
    kind = _("表决") if vote.is_binding else _("意见征求")
    manner = _("无记名") if vote.is_secret else _("记名")
    return f"{kind} · {manner}"


def _progress(vote: OpenVote) -> str:
    if vote.is_personal:
        return str(_("已有 %(count)d 人参加；您的意见同样算数", count=vote.heard))
    return str(_("已有 %(count)d 户参加；您家的意见同样算数", count=vote.heard))


def _how(vote: OpenVote) -> str:
    if vote.is_personal:
        return str(_("选民票每人一张，送到您家。扫票上的码，就能投。没收到票，请找村（居）委会。"))
    return str(_("户票送到您家。扫票上的码，就能投。没收到票，请找村（居）委会。"))


@dataclass(frozen=True, slots=True)
class Result:
    """A new result as a line."""

    no: int
    question: str
    outcome: str
    published: str


def result(one: NewResult) -> Result:
    """Return a new result in words: 多数赞成（意见征求，不是决议）."""
    outcome = str(OUTCOME_LINES[Code(one.outcome)]) if one.outcome else str(_("结果公布了"))
    published = str(_("%(day)s公布", day=tongue.day(one.published_at)))
    return Result(one.no, one.question, outcome, published)


@dataclass(frozen=True, slots=True)
class Row:
    """A matter as a line: its number and title, its chip and one fact."""

    no: int
    title: str
    state: str
    tone: str
    fact: str


def rows(matters: list[Matter]) -> list[Row]:
    """Return matters as lines."""
    return [Row(one.no, one.title, *chip_of(one), fact_of(one)) for one in matters]


def shift_line(found: NextShift | None, now: datetime, zone: ZoneInfo) -> Line | None:
    """Return the one shift to ask for, with the household's buttons."""
    if found is None:
        return None
    own = members(found.family, set(found.coming), local_day(now, zone))
    return line(found.shift, own, now)
