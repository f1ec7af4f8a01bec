"""The life of a vote: its states, who moves it on, and what the clock has already done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Refusal


class State(StrEnum):
    """Where a vote stands (进度). Closed is not counted, counted is not confirmed.

    Announced (公示) shows the roll before the opening; paused and cancelled stand beside the way.
    """

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"
    FINAL = "final"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Move(StrEnum):
    """What is done to a vote to bring it on."""

    ANNOUNCE = "announce"
    WITHDRAW = "withdraw"
    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    CANCEL = "cancel"
    CLOSE = "close"
    COUNT = "count"
    CONFIRM = "confirm"
    PUBLISH = "publish"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of the life: from, to, the right it needs (None: the clock alone), and its noes.

    `early` is told where the general words for what is not yet do not fit.
    """

    starts: frozenset[State]
    end: State
    right: str | None
    already: str
    early: str = ""


def _from(*starts: State) -> frozenset[State]:
    return frozenset(starts)


LIFE: Mapping[Move, Step] = {
    Move.ANNOUNCE: Step(_from(State.DRAFT), State.ANNOUNCED, "votes:announce", "vote-announced"),
    Move.WITHDRAW: Step(
        _from(State.ANNOUNCED),
        State.DRAFT,
        "votes:announce",
        "vote-already-open",
        "vote-not-announced",
    ),
    Move.OPEN: Step(
        _from(State.DRAFT, State.ANNOUNCED), State.OPEN, "votes:open", "vote-already-open"
    ),
    Move.PAUSE: Step(_from(State.OPEN), State.PAUSED, "votes:halt", "vote-closed"),
    Move.RESUME: Step(
        _from(State.PAUSED), State.OPEN, "votes:halt", "vote-closed", "vote-not-paused"
    ),
    Move.EXTEND: Step(_from(State.OPEN), State.OPEN, "votes:halt", "vote-closed"),
    Move.CANCEL: Step(
        _from(State.OPEN, State.PAUSED), State.CANCELLED, "votes:halt", "vote-closed"
    ),
    Move.CLOSE: Step(_from(State.OPEN), State.CLOSED, None, "vote-closed"),
    Move.COUNT: Step(_from(State.CLOSED), State.COUNTED, "votes:count", "vote-already-counted"),
    Move.CONFIRM: Step(
        _from(State.COUNTED), State.CONFIRMED, "votes:confirm", "vote-already-confirmed"
    ),
    Move.PUBLISH: Step(_from(State.CONFIRMED), State.PUBLISHED, None, "vote-already-published"),
    Move.SETTLE: Step(_from(State.PUBLISHED), State.FINAL, None, "vote-already-final"),
}

# What a vote that has not come far enough is told.
NOT_YET: Mapping[State, str] = {
    State.DRAFT: "vote-not-open",
    State.ANNOUNCED: "vote-not-open",
    State.OPEN: "vote-still-open",
    State.CLOSED: "vote-not-counted",
    State.COUNTED: "vote-not-confirmed",
    State.CONFIRMED: "result-not-yet",
}

# What stands beside the way answers everything with its own words.
BESIDE: Mapping[State, str] = {
    State.PAUSED: "vote-paused",
    State.CANCELLED: "vote-cancelled",
}

SHOWN = frozenset({State.PUBLISHED, State.FINAL})
"""The states in which anybody reads the result."""

BEFORE = frozenset({State.DRAFT, State.ANNOUNCED})
"""The states in which no roll is frozen yet."""

UNSEALED = BEFORE | {State.OPEN, State.PAUSED}
"""The states in which the box may still take a ballot: nothing is sealed."""

_ORDER = tuple(state for state in State if state not in BESIDE)


def state_now(stored: State, closes_at: datetime, now: datetime) -> State:
    """Return the state as the clock has it: an open vote is closed at `closes_at`, to the second.

    Nothing has to have run for that; whatever else is stored stays as it is, a pause too.
    """
    if stored is State.OPEN and now >= closes_at:
        return State.CLOSED
    return stored


def step(move: Move, state: State) -> State | Refusal:
    """Return the state a move leads to from `state_now`.

    Refuses what comes too early (`vote-not-open`, `vote-still-open`, `vote-not-counted`,
    `vote-not-confirmed`, `vote-not-announced`, `vote-not-paused`), what was done before
    (`vote-already-…`, `vote-announced`, `vote-closed`), and `vote-paused`, `vote-cancelled`.
    """
    arrow = LIFE[move]
    if state in arrow.starts:
        return arrow.end
    if state in BESIDE:
        return Refusal(BESIDE[state])
    if _ORDER.index(state) > _last(arrow):
        return Refusal(arrow.already)
    return Refusal(arrow.early or NOT_YET[state])


def _last(arrow: Step) -> int:
    """Return how far along the way a step still begins; a pause happens while it is open."""
    return max(_ORDER.index(State.OPEN if one in BESIDE else one) for one in arrow.starts)


def may_change(state: State) -> Refusal | None:
    """Refuse to change what was announced (`vote-announced`), or is further (`vote-already-…`)."""
    if state is State.DRAFT:
        return None
    following = step(Move.OPEN, state)
    return following if isinstance(following, Refusal) else Refusal("vote-announced")


def takes_ballots(state: State) -> Refusal | None:
    """Refuse a ballot, a stub or a slip in any state but open.

    `vote-not-open`, `vote-paused`, `vote-cancelled`, `vote-closed`.
    """
    following = step(Move.CLOSE, state)
    return following if isinstance(following, Refusal) else None


def may_cast(
    stored: State, opens_at: datetime, closes_at: datetime, now: datetime
) -> Refusal | None:
    """Refuse a ballot before the opening (`vote-not-open`) or from the close on (`vote-closed`),
    while the vote is paused (`vote-paused`) and for good once it is cancelled (`vote-cancelled`).
    """
    fault = takes_ballots(state_now(stored, closes_at, now))
    if fault is None and now < opens_at:
        fault = Refusal("vote-not-open")
    if fault is None:
        return None
    hours = {"vote-not-open": {"opens_at": opens_at}, "vote-closed": {"closes_at": closes_at}}
    return Refusal(fault.code, None, hours.get(fault.code, {}))


def check_times(opens_at: datetime, closes_at: datetime, publishes_at: datetime) -> Refusal | None:
    """Refuse `closes-before-it-opens`, and `publishes-before-it-closes`."""
    if closes_at <= opens_at:
        return Refusal("closes-before-it-opens", "closes_at")
    if publishes_at < closes_at:
        return Refusal("publishes-before-it-closes", "publishes_at")
    return None


def check_confirm(counted_by: UUID, confirmed_by: UUID) -> Refusal | None:
    """Refuse `same-person-confirms`: who counted does not confirm."""
    return Refusal("same-person-confirms") if counted_by == confirmed_by else None


def may_publish(state: State, publishes_at: datetime, now: datetime) -> Refusal | None:
    """Refuse to show a result before it is confirmed, or before the hour printed on the slip."""
    following = step(Move.PUBLISH, state)
    if isinstance(following, Refusal):
        return following
    if now < publishes_at:
        return Refusal("not-yet-the-hour", None, {"publishes_at": publishes_at})
    return None
