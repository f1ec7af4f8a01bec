"""Who watches over a vote, in words: what looks odd, complaints, call-backs."""

from collections.abc import Sequence
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.votes.present.slips import voter_line
from participation.votes.rules.helping import is_odd_helper
from participation.votes.rules.published import HelpLine
from participation.votes.rules.vote import Vote
from participation.votes.rules.watching import CallBack, CallOutcome, Complaint, Grievance

KINDS: dict[Grievance, LazyString] = {
    Grievance.NOT_MINE: _l("不是我投的"),
    Grievance.PRESSED: _l("被催票"),
    Grievance.OTHER: _l("别的"),
}

OUTCOMES: dict[CallOutcome, LazyString] = {
    CallOutcome.CONFIRMED: _l("说投过"),
    CallOutcome.DENIED: _l("说没投过"),
    CallOutcome.NOT_REACHED: _l("没联系上"),
}


def odd_lines(helpers: Sequence[HelpLine], devices: Sequence[int], cast: int) -> list[str]:
    """Return what somebody should look at: many ballots by one helper, many from one telephone."""
    lines = [
        _("%(who)s 一个人帮投了 %(num)s 票", who=each.helper, num=each.voters)
        for each in helpers
        if is_odd_helper(each.voters, cast)
    ]
    lines += [_("同一部手机投了 %(num)s 张票", num=slips) for slips in devices]
    return [str(line) for line in lines]


def complaint(vote: Vote, one: Complaint) -> dict[str, Any]:
    """Return a complaint as supervisor and county read it."""
    return {
        "no": one.no,
        "thing": KINDS[one.kind],
        "who": "" if one.voter is None else voter_line(vote, one.voter),
        "text": one.text,
        "filed_at": one.filed_at,
        "answer": one.answer,
        "by": one.answered_by,
        "is_voided": one.is_voided,
        "has_voter": one.voter is not None,
    }


def call(vote: Vote, one: CallBack) -> dict[str, Any]:
    """Return somebody to be called back, and what came of it."""
    return {
        "no": one.no,
        "who": f"{voter_line(vote, one.voter)} · {one.voter.name}",
        "outcome": "" if one.outcome is None else OUTCOMES[one.outcome],
        "by": one.answered_by or "",
    }


def called_words(calls: dict[str, int]) -> str:
    """Return what came of all call-backs in a line, empty where nobody was drawn."""
    total = sum(calls.values())
    if not total:
        return ""
    said = [f"{words} {calls[outcome]}" for outcome, words in OUTCOMES.items() if outcome in calls]
    waiting = calls.get("", 0)
    if waiting:
        said.append(str(_("还没问 %(num)s", num=waiting)))
    return str(_("抽了 %(num)s 票回访：%(said)s", num=total, said="，".join(said)))
