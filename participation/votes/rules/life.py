"""The life of a vote: its states, who moves it on, and what the clock has already done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Refusal


class State(StrEnum):
    """Where a vote stands (进度). Closed is not counted, counted is not confirmed."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"


class Move(StrEnum):
    """What is done to a vote to bring it on."""

    OPEN = "open"
    CLOSE = "close"
    COUNT = "count"
    CONFIRM = "confirm"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of the life: from, to, the right it needs (None: the clock alone), and its noes."""

    start: State
    end: State
    right: str | None
    already: str


LIFE: Mapping[Move, Step] = {
    Move.OPEN: Step(State.DRAFT, State.OPEN, "votes:open", "vote-already-open"),
    Move.CLOSE: Step(State.OPEN, State.CLOSED, None, "vote-closed"),
    Move.COUNT: Step(State.CLOSED, State.COUNTED, "votes:count", "vote-already-counted"),
    Move.CONFIRM: Step(State.COUNTED, State.CONFIRMED, "votes:confirm", "vote-already-confirmed"),
    Move.PUBLISH: Step(State.CONFIRMED, State.PUBLISHED, None, "vote-already-published"),
}

# What a vote that has not come far enough is told.
NOT_YET: Mapping[State, str] = {
    State.DRAFT: "vote-not-open",
    State.OPEN: "vote-still-open",
    State.CLOSED: "vote-not-counted",
    State.COUNTED: "vote-not-confirmed",
}

_ORDER = tuple(State)


def state_now(stored: State, closes_at: datetime, now: datetime) -> State:
    """Return the state as the clock has it: an open vote is closed at `closes_at`, to the second.

    Nothing has to have run for that; whatever is stored later than open stays as it is.
    """
    if stored is State.OPEN and now >= closes_at:
        return State.CLOSED
    return stored


def step(move: Move, state: State) -> State | Refusal:
    """Return the state a move leads to from `state_now`.

    Refuses what comes too early (`vote-not-open`, `vote-still-open`, `vote-not-counted`,
    `vote-not-confirmed`) and what was done before (`vote-already-…`, `vote-closed`).
    """
    arrow = LIFE[move]
    if state is arrow.start:
        return arrow.end
    if _ORDER.index(state) > _ORDER.index(arrow.start):
        return Refusal(arrow.already)
    return Refusal(NOT_YET[state])


def may_cast(
    stored: State, opens_at: datetime, closes_at: datetime, now: datetime
) -> Refusal | None:
    """Refuse a ballot before the opening (`vote-not-open`) or from the close on (`vote-closed`)."""
    if stored is State.DRAFT or now < opens_at:
        return Refusal("vote-not-open", None, {"opens_at": opens_at})
    if stored is not State.OPEN or now >= closes_at:
        return Refusal("vote-closed", None, {"closes_at": closes_at})
    return None


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
