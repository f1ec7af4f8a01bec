"""What the home page shows: what is asked now, what came of it, what is on."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from participation.kernel.clock import local_day
from participation.matters.rules import Matter
from participation.residents.rules.people import Person
from participation.volunteers.rules import Shift


@dataclass(frozen=True, slots=True)
class OpenVote:
    """A vote (一次投票) that takes ballots now, and how many were heard of how many."""

    no: int
    question: str
    is_binding: bool
    is_secret: bool
    is_personal: bool
    closes_at: datetime
    heard: int
    roll_size: int


@dataclass(frozen=True, slots=True)
class NewResult:
    """A vote whose result was published lately; `outcome` is the code of what came of it."""

    no: int
    question: str
    published_at: datetime
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """A meeting that was called and is still to come, or going on."""

    no: int
    title: str
    place: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody of a home who is called to a meeting (请您来开会) and has not answered yet."""

    no: int
    title: str
    place: str
    starts_at: datetime
    line_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What meetings ask of a home: to come, and to read minutes going round (number, title)."""

    invitations: list[Invitation] = field(default_factory=list)
    to_read: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is asked and what is next, in the order of its clock; `rounds`: minutes going round."""

    votes: list[OpenVote] = field(default_factory=list)
    results: list[NewResult] = field(default_factory=list)
    meetings: list[NextMeeting] = field(default_factory=list)
    rounds: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Matters:
    """What a household raised or supports, and what else moved lately."""

    own: list[Matter]
    others: list[Matter]


@dataclass(frozen=True, slots=True)
class NextShift:
    """The one shift to ask for, the household's people, and who of them comes already."""

    shift: Shift
    family: list[Person]
    coming: frozenset[UUID]


def days_left(until: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Return how many midnights of the zone lie before a moment: 0 is today, 1 tomorrow."""
    return max(0, (local_day(until, zone) - local_day(now, zone)).days)
