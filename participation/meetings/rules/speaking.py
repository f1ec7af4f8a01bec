"""The speaking list (发言): motion first, sides alternate, two minutes, twice, unspoken first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.meetings.rules.floor import (
    GIST_LENGTH,
    Floor,
    Side,
    SpeakingRules,
    Turn,
    TurnState,
    arguing_fault,
    presence_fault,
)
from participation.meetings.rules.roll import Attendee

NONE_LEFT = timedelta(0)


def asking_fault(floor: Floor, attendee: Attendee) -> Refusal | None:
    """Refuse somebody who may not be put on the list.

    `motion-first` (no debate before a motion), `vote-open`, `not-present`,
    `chair-must-hand-over`, `waits-already`, and `turns-used` (fact `turns`).
    """
    if floor.motion is None:
        return Refusal("motion-first")
    if floor.vote is not None:
        return Refusal("vote-open")
    return (
        presence_fault(attendee)
        or arguing_fault(floor, attendee.id)
        or _turn_fault(floor, attendee)
    )


def _turn_fault(floor: Floor, attendee: Attendee) -> Refusal | None:
    mine = [one for one in floor.heard if one.attendee_id == attendee.id]
    if any(one.state in {TurnState.WAITING, TurnState.SPEAKING} for one in mine):
        return Refusal("waits-already", None, {"name": attendee.name})
    if len(mine) >= floor.rules.turns:
        return Refusal("turns-used", None, {"name": attendee.name, "turns": floor.rules.turns})
    return None


def next_turn(floor: Floor) -> Turn | None:
    """Return whose turn it is: the other side than last, who spoke least, who asked first.

    The first to speak is for the motion, where anybody is; a side with nobody waiting is passed.
    """
    ordered = queue(floor)
    return ordered[0] if ordered else None


def queue(floor: Floor) -> tuple[Turn, ...]:
    """Return who waits in the order in which they would be called if nobody else asked."""
    taken = sorted((one for one in floor.heard if one.is_taken), key=_began)
    wanted = taken[-1].side.other if taken else Side.FOR
    spoken = [one.attendee_id for one in taken]
    waiting = list(floor.waiting)
    ordered: list[Turn] = []
    while waiting:
        turn = min(waiting, key=lambda one: _rank(one, wanted, spoken))
        waiting.remove(turn)
        ordered.append(turn)
        wanted = turn.side.other
    return tuple(ordered)


def _rank(turn: Turn, wanted: Side, spoken: list[UUID]) -> tuple[bool, int, datetime]:
    return turn.side is not wanted, spoken.count(turn.attendee_id), turn.asked_at


def _began(turn: Turn) -> datetime:
    assert turn.started_at is not None
    return turn.started_at


def waiting_for(floor: Floor, side: Side) -> int:
    """Return how many wait to speak on a side."""
    return sum(one.side is side for one in floor.waiting)


def unspoken(floor: Floor, roll: Iterable[Attendee]) -> int:
    """Return how many members are there who have not spoken on the motion; counted, not named.

    Whoever presides does not speak and is not counted.
    """
    spoken = {one.attendee_id for one in floor.heard if one.is_taken}
    return sum(
        one.is_voting and one.id not in spoken and one.id != floor.presiding_id for one in roll
    )


def left(turn: Turn, now: datetime, rules: SpeakingRules) -> timedelta:
    """Return how much time a speaker has left; none at exactly the limit and after it."""
    return max(_began(turn) + rules.turn - now, NONE_LEFT)


def calling_fault(floor: Floor, now: datetime) -> Refusal | None:
    """Refuse to call the next: `motion-first`, `vote-open`, `somebody-speaks`, `nobody-waits`.

    A speaker whose time is up no longer holds the floor.
    """
    if floor.motion is None:
        return Refusal("motion-first")
    if floor.vote is not None:
        return Refusal("vote-open")
    if floor.speaking is not None and left(floor.speaking, now, floor.rules) > NONE_LEFT:
        return Refusal("somebody-speaks")
    return None if floor.waiting else Refusal("nobody-waits")


def called(turn: Turn, now: datetime) -> Turn:
    """Return a turn that begins now."""
    return replace(turn, state=TurnState.SPEAKING, started_at=now)


def finished(turn: Turn, now: datetime, rules: SpeakingRules, gist: str = "") -> Turn:
    """Return a turn that ends now; past its limit it is one cut off there."""
    limit = _began(turn) + rules.turn
    is_over = now > limit
    state = TurnState.CUT if is_over else TurnState.DONE
    return replace(turn, state=state, ended_at=min(now, limit), gist=gist)


def gist_fault(gist: str) -> Refusal | None:
    """Refuse what was caught of a speech that is no line any more: `line-long`."""
    return Refusal("line-long", "gist", {"most": GIST_LENGTH}) if len(gist) > GIST_LENGTH else None


def cut(turn: Turn, now: datetime, rules: SpeakingRules, gist: str = "") -> Turn | Refusal:
    """Return a turn that the chair ends at its limit; nobody is interrupted before: `time-left`."""
    if left(turn, now, rules) > NONE_LEFT:
        return Refusal("time-left")
    limit = _began(turn) + rules.turn
    return replace(turn, state=TurnState.CUT, ended_at=limit, gist=gist)


def find_turn(floor: Floor, turn_id: UUID) -> Turn | None:
    """Return the turn of an id on the motion on the floor that waits."""
    return next((one for one in floor.waiting if one.id == turn_id), None)
