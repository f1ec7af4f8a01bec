"""Stopping a vote that is open: pausing, extending, cancelling, as far as its rule allows."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.life import Move, State, step
from participation.votes.rules.rule_terms import WhileOpen
from participation.votes.rules.vote import Vote

REASON_LENGTH = 200

SILENT = frozenset({WhileOpen.FAILURE, WhileOpen.CANCEL})
"""What is left where a rule says nothing: nobody may be cut short, nor given more time."""


class NoticeKind(StrEnum):
    """What is made known about a vote (公告)."""

    ANNOUNCED = "announced"
    WITHDRAWN = "withdrawn"
    HURRIED = "hurried"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class VoteNotice:
    """One public notice about a vote (公告): what was done, when, by whom, why.

    `closes_at` is the close that holds from then on, where it moved.
    """

    no: int
    kind: NoticeKind
    at: datetime
    by: str
    reason: str = ""
    closes_at: datetime | None = None


def allowed(rule: Rule) -> frozenset[WhileOpen]:
    """Return what may be done while a vote is open; less where the rule is silent."""
    return rule.terms.while_open or SILENT


def check_reason(reason: str) -> Refusal | None:
    """Refuse a halt that nobody could understand: `halt-reason-missing`,
    `halt-reason-long`.
    """
    if not reason:
        return Refusal("halt-reason-missing", "reason")
    if len(reason) > REASON_LENGTH:
        return Refusal("halt-reason-long", "reason", {"most": REASON_LENGTH})
    return None


def paused(vote: Vote, reason: str, *, is_failure: bool, now: datetime) -> Vote | Refusal:
    """Return the vote paused; its clock stands still.

    Refuses what is not open, `halt-not-in-rule` (a rule that is silent lets only a technical
    failure stop it) and what `check_reason` refuses.
    """
    ways = {WhileOpen.PAUSE, WhileOpen.FAILURE} if is_failure else {WhileOpen.PAUSE}
    fault = _fault(vote, Move.PAUSE, ways, reason, now)
    if fault is not None:
        return fault
    return replace(vote, state=State.PAUSED, paused_at=now)


def resumed(vote: Vote, now: datetime) -> Vote | Refusal:
    """Return the vote open again: close and publication move by exactly the time it was paused.

    Refuses what is not paused (`vote-not-paused`, `vote-cancelled`, …).
    """
    following = step(Move.RESUME, vote.state_at(now))
    if isinstance(following, Refusal):
        return following
    lost = now - (vote.paused_at or now)
    return replace(
        vote,
        state=following,
        paused_at=None,
        closes_at=vote.closes_at + lost,
        publishes_at=vote.publishes_at + lost,
    )


def extended(vote: Vote, closes_at: datetime, reason: str, now: datetime) -> Vote | Refusal:
    """Return the vote with a later close; publication moves by as much.

    Refuses what is not open, `halt-not-in-rule`, `extends-backwards` and what `check_reason`
    refuses.
    """
    fault = _fault(vote, Move.EXTEND, {WhileOpen.EXTEND}, reason, now)
    if fault is not None:
        return fault
    if closes_at <= vote.closes_at:
        return Refusal("extends-backwards", "closes_on", {"when": vote.closes_at})
    more = closes_at - vote.closes_at
    return replace(vote, closes_at=closes_at, publishes_at=vote.publishes_at + more)


def cancelled(vote: Vote, reason: str, now: datetime) -> Vote | Refusal:
    """Return the vote cancelled: it takes no ballot any more and is never counted.

    Refuses what has stopped already, `halt-not-in-rule` and what `check_reason` refuses.
    """
    fault = _fault(vote, Move.CANCEL, {WhileOpen.CANCEL}, reason, now)
    if fault is not None:
        return fault
    return replace(vote, state=State.CANCELLED, paused_at=None)


def _fault(
    vote: Vote, move: Move, ways: set[WhileOpen], reason: str, now: datetime
) -> Refusal | None:
    following = step(move, vote.state_at(now))
    if isinstance(following, Refusal):
        return following
    if not ways & allowed(vote.rule):
        return Refusal("halt-not-in-rule", "what", {"rule": vote.rule.title})
    return check_reason(reason)
