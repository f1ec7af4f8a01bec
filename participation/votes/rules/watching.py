"""Watching over a vote: complaints that go past the desk, call-backs, and who carried slips."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from participation.kernel.outcome import Refusal
from participation.votes.rules import life
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.life import Move, State, step
from participation.votes.rules.vote import Voter

LEAST = 5
ONE_IN = 10

T = TypeVar("T")


class Grievance(StrEnum):
    """What a voter complains of: 不是我投的, 被催票, and anything else about the vote."""

    NOT_MINE = "not-mine"
    PRESSED = "pressed"
    OTHER = "other"


class CallOutcome(StrEnum):
    """What a call-back (回访) came to: 是本人投的, 说没投过, 没联系上."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint of a vote (投诉): for the supervisor and the county, never for the desk."""

    no: int
    voter: Voter | None
    kind: Grievance
    text: str
    filed_at: datetime
    answer: str | None
    answered_by: str | None
    is_voided: bool


@dataclass(frozen=True, slots=True)
class CallBack:
    """Somebody who was drawn to be asked whether they voted (回访); never what."""

    no: int
    voter: Voter
    outcome: CallOutcome | None
    answered_by: str | None


def check_complaint(kind: Grievance, text: str, *, has_voter: bool) -> Refusal | None:
    """Refuse `complaint-needs-slip`: whose vote it was has to be known; and one without a word
    where the kind alone says nothing (`complaint-empty`).
    """
    if kind is Grievance.NOT_MINE and not has_voter:
        return Refusal("complaint-needs-slip", "slip_code")
    if kind is Grievance.OTHER and not text.strip():
        return Refusal("complaint-empty", "text")
    return None


def may_void(secrecy: Secrecy, state: State, *, has_mark: bool) -> Refusal | None:
    """Refuse to void a ballot: nothing changes unless the vote is open (`vote-closed`,
    `vote-paused`, …), and out of a secret box none is taken (`ballot-stays`). There a slip is
    void only while nobody used it.
    """
    fault = life.takes_ballots(state)
    if fault is not None:
        return fault
    if secrecy is Secrecy.SECRET and has_mark:
        return Refusal("ballot-stays")
    return None


def how_many(voters: int) -> int:
    """Return how many of these are called back: a tenth, five at least, all where fewer voted."""
    return min(voters, max(LEAST, -(-voters // ONE_IN)))


def drawn(voters: Sequence[T], count: int, chance: Callable[[int], bytes]) -> list[T]:
    """Return so many of the voters, each as likely as any other, in the order of the roll."""
    keys = [chance(16) for _voter in voters]
    picked = sorted(range(len(voters)), key=keys.__getitem__)[:count]
    return [voters[at] for at in sorted(picked)]


def may_draw(state: State) -> Refusal | None:
    """Refuse to draw before the close (`vote-not-open`, `vote-still-open`, `vote-paused`), and for
    a vote that nobody counts (`vote-cancelled`).
    """
    following = step(Move.COUNT, state)
    is_too_early = state in life.UNSEALED or state is State.CANCELLED
    return following if is_too_early and isinstance(following, Refusal) else None
