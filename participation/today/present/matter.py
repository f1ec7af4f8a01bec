"""Words for what hangs on a matter: votes, meetings, shifts, and lines of its trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from participation.matters.present import Telling
from participation.matters.rules import TrailKind
from participation.meetings.present.words import OUTCOMES as MEETING_OUTCOMES
from participation.meetings.present.words import STATES as MEETING_STATES
from participation.meetings.rules.life import State as MeetingState
from participation.today.rules.matter import Attached, AttachedKind
from participation.votes.present.words import OUTCOME_LINES
from participation.votes.present.words import STATES as VOTE_STATES
from participation.votes.rules.life import SHOWN
from participation.votes.rules.life import State as VoteState
from participation.web.tongue import moment

ADDRESSES = {
    AttachedKind.VOTE: "votes/{no}/",
    AttachedKind.MEETING: "meetings/{no}/",
    AttachedKind.SHIFT: "volunteering/{no}/",
}


def attached_line(one: Attached, now: datetime) -> dict[str, str]:
    """Return a row of the matter's page: the thing, its state, one fact, where it leads."""
    state, tone, fact = _SAID[one.kind](one, now)
    href = address(one.kind, one.no)
    if one.kind is AttachedKind.VOTE and one.state in SHOWN:
        href += "result/"
    return {"thing": one.title, "state": state, "tone": tone, "fact": fact, "href": href}


def address(kind: AttachedKind, no: int) -> str:
    """Return where a vote, meeting or shift has its page."""
    return url_for("today.show") + ADDRESSES[kind].format(no=no)


def _vote(one: Attached, now: datetime) -> tuple[str, str, str]:
    state = VoteState(one.state)
    if state is VoteState.OPEN and now < one.at:
        return str(VOTE_STATES[state]), "amber", _("%(at)s 截止", at=moment(one.at))
    if state is VoteState.OPEN:
        state = VoteState.CLOSED  # the clock decides, not whether the closing job has run
    if state is VoteState.CANCELLED:
        return _("投票"), "plain", str(VOTE_STATES[state])
    tone = "pine" if state in SHOWN else "amber"
    return _("投票"), tone, str(VOTE_STATES[state])


def _meeting(one: Attached, now: datetime) -> tuple[str, str, str]:
    words, tone = MEETING_STATES[MeetingState(one.state)]
    return str(words), tone, moment(one.at)


def _shift(one: Attached, now: datetime) -> tuple[str, str, str]:
    if one.state != "open":
        return _("取消了"), "plain", moment(one.at)
    if now >= one.at:
        return _("志愿"), "plain", moment(one.at)
    if one.left:
        return _("还差 %(count)d 人", count=one.left), "amber", moment(one.at)
    return _("人齐了"), "pine", moment(one.at)


_SAID = {
    AttachedKind.VOTE: _vote,
    AttachedKind.MEETING: _meeting,
    AttachedKind.SHIFT: _shift,
}


def _leads(kind: AttachedKind, tail: str = "") -> Telling:
    def lead(facts: Mapping[str, Any]) -> str:
        return address(kind, int(facts["no"])) + tail if "no" in facts else ""

    return lead


TRAIL_HREFS: Mapping[TrailKind, Telling] = {
    TrailKind.VOTE_ANNOUNCED: _leads(AttachedKind.VOTE),
    TrailKind.VOTE_OPENED: _leads(AttachedKind.VOTE),
    TrailKind.VOTE_CANCELLED: _leads(AttachedKind.VOTE),
    TrailKind.VOTE_CLOSED: _leads(AttachedKind.VOTE),
    TrailKind.VOTE_PUBLISHED: _leads(AttachedKind.VOTE, "result/"),
    TrailKind.MEETING_CALLED: _leads(AttachedKind.MEETING),
    TrailKind.MEETING_HELD: _leads(AttachedKind.MEETING),
    TrailKind.MINUTES_ADOPTED: _leads(AttachedKind.MEETING),
    TrailKind.SHIFT_OFFERED: _leads(AttachedKind.SHIFT),
}


def _outcome(words: Mapping[Any, Any]) -> Telling:
    by_code = {str(code.value): said for code, said in words.items()}

    def tell(facts: Mapping[str, Any]) -> str:
        said = by_code.get(str(facts.get("outcome", "")), "")
        return str(said[0] if isinstance(said, tuple) else said)

    return tell


TRAIL_NOTES: Mapping[TrailKind, Telling] = {
    TrailKind.VOTE_PUBLISHED: _outcome(OUTCOME_LINES),
    TrailKind.MINUTES_ADOPTED: _outcome(MEETING_OUTCOMES),
}
