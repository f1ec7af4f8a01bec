"""Shifts on paper: what one says, and until when somebody may come or stay away."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.residents.rules.people import Person

MOST_PLACES = 500


class ShiftState(StrEnum):
    """Whether a shift takes place."""

    OPEN = "open"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class ShiftDraft:
    """A shift as it is offered; times are UTC."""

    title: str
    task: str
    place: str
    risk: str
    lead: str
    starts_at: datetime
    ends_at: datetime
    places: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A piece of volunteer work (志愿服务) with a time, a place and so many places."""

    id: UUID
    no: int
    title: str
    task: str
    place: str
    risk: str
    lead: str
    starts_at: datetime
    ends_at: datetime
    places: int
    taken: int
    state: ShiftState
    matter_id: UUID | None = None

    @property
    def left(self) -> int:
        """How many places nobody has taken yet."""
        return self.places - self.taken

    @property
    def is_called_off(self) -> bool:
        """Whether it does not take place."""
        return self.state is ShiftState.CALLED_OFF


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who comes to a shift; `name` is whole and for the list in the lead's hand only."""

    name: str
    household_label: str
    group_name: str


def check_offer(draft: ShiftDraft, now: datetime) -> Refusal | None:
    """Refuse `shift-in-the-past`, `shift-ends-first`, and places outside 1–500 (`shift-places`)."""
    if draft.starts_at <= now:
        return Refusal("shift-in-the-past", "day")
    if draft.ends_at <= draft.starts_at:
        return Refusal("shift-ends-first", "ends")
    if not 1 <= draft.places <= MOST_PLACES:
        return Refusal("shift-places", "places", {"most": MOST_PLACES})
    return None


def check_running(shift: Shift, now: datetime) -> Refusal | None:
    """Refuse a shift that was called off (`shift-called-off`) or has begun (`shift-begun`)."""
    if shift.is_called_off:
        return Refusal("shift-called-off")
    return Refusal("shift-begun") if shift.starts_at <= now else None


def check_person(person: Person, household_id: UUID | None, day: date) -> Refusal | None:
    """Refuse who does not live in the asking household (`not-of-your-home`), and minors.

    Under eighteen nobody signs up alone (`minor-needs-guardian`): a guardian comes along.
    A firm is nobody who could come (`not-of-your-home`).
    """
    is_of_home = person.household_id == household_id and person.left_on is None
    if person.is_company or not is_of_home:
        return Refusal("not-of-your-home")
    return None if person.is_adult(day) else Refusal("minor-needs-guardian")


def may_come(person: Person, day: date) -> bool:
    """Whether a button is offered to somebody: a grown-up, not a firm."""
    return not person.is_company and person.is_adult(day)
