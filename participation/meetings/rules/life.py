"""A meeting and its life: called, held, adopted, or called off; what may be done in which state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Event, Refusal

LINE_LENGTH = 120
AGENDA_MOST = 40


class State(StrEnum):
    """Where a meeting stands: 待开, 开完了, 定稿了, 取消了."""

    CALLED = "called"
    HELD = "held"
    ADOPTED = "adopted"
    CANCELLED = "cancelled"


class MeetingForm(StrEnum):
    """How people come together: 现场."""

    ON_SITE = "on-site"


class Deed(StrEnum):
    """What can be done to a meeting."""

    MOVE = "move"
    CANCEL = "cancel"
    RECORD = "record"
    CLOSE = "close"
    REOPEN = "reopen"
    REVISE = "revise"
    CHECK = "check"
    ADOPT = "adopt"
    PRINT = "print"
    CORRECT = "correct"


ALLOWED: Mapping[State, frozenset[Deed]] = {
    State.CALLED: frozenset({Deed.MOVE, Deed.CANCEL, Deed.RECORD, Deed.CLOSE}),
    State.HELD: frozenset({Deed.REOPEN, Deed.REVISE, Deed.CHECK, Deed.ADOPT}),
    State.ADOPTED: frozenset({Deed.PRINT, Deed.CORRECT}),
    State.CANCELLED: frozenset(),
}

WHY_NOT: Mapping[State, str] = {
    State.CALLED: "meeting-not-held",
    State.HELD: "meeting-held",
    State.ADOPTED: "meeting-adopted",
    State.CANCELLED: "meeting-cancelled",
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting (会议) of a body; `minutes_no` is the current revision of its minutes, 0 none."""

    id: UUID
    no: int
    body_id: UUID
    title: str
    place: str
    form: MeetingForm
    starts_at: datetime
    ended_at: datetime | None
    convened_by: str
    chair: str
    recorder: str
    state: State = State.CALLED
    minutes_no: int = 0


@dataclass(frozen=True, slots=True)
class MeetingCalled(Event):
    """A meeting was called."""

    committee_id: UUID
    meeting_id: UUID
    no: int


@dataclass(frozen=True, slots=True)
class MinutesAdopted(Event):
    """The minutes of a meeting were adopted, and with them what it decided."""

    committee_id: UUID
    meeting_id: UUID
    no: int


def may(meeting: Meeting, deed: Deed) -> Refusal | None:
    """Refuse what the state does not allow.

    `minutes-not-adopted` for a print or an addendum, else `meeting-not-held`,
    `meeting-held`, `meeting-adopted`, `meeting-cancelled`.
    """
    if deed in ALLOWED[meeting.state]:
        return None
    if deed in {Deed.PRINT, Deed.CORRECT}:
        return Refusal("minutes-not-adopted")
    return Refusal(WHY_NOT[meeting.state])


def calling_fault(title: str, place: str, agenda: int) -> Refusal | None:
    """Refuse a call without title, place or agenda, or one that nobody could read.

    `meeting-title-missing`, `meeting-place-missing`, `line-long`, `agenda-empty`, `agenda-long`.
    """
    if not title:
        return Refusal("meeting-title-missing", "title")
    if not place:
        return Refusal("meeting-place-missing", "place")
    if max(len(title), len(place)) > LINE_LENGTH:
        return Refusal("line-long", "title", {"most": LINE_LENGTH})
    if agenda == 0:
        return Refusal("agenda-empty", "agenda")
    if agenda > AGENDA_MOST:
        return Refusal("agenda-long", "agenda", {"most": AGENDA_MOST})
    return None


def closing_fault(meeting: Meeting, ended_at: datetime) -> Refusal | None:
    """Refuse an end that is not after the beginning: `ended-before-start`."""
    if ended_at <= meeting.starts_at:
        return Refusal("ended-before-start", "ended_at")
    return None
