"""What a seat is on paper: who, as what, from when to when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from participation.bodies.rules.bodies import Body
from participation.kernel.outcome import Refusal


class SeatOffice(StrEnum):
    """What somebody is within a body: 召集人, 记录员 or 成员."""

    CONVENOR = "convenor"
    RECORDER = "recorder"
    MEMBER = "member"


ONLY_ONE = frozenset({SeatOffice.CONVENOR, SeatOffice.RECORDER})


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat (席位): who, as what, from which day; the last day, when known, still counts."""

    id: UUID
    body_id: UUID
    person_id: UUID
    name: str
    office: SeatOffice
    from_day: date
    until_day: date | None
    elected_by: str

    def is_held(self, day: date) -> bool:
        """Whether the term covers a day."""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)

    def meets(self, other: "Seat") -> bool:
        """Whether two terms share a day."""
        starts_in_time = other.until_day is None or self.from_day <= other.until_day
        return starts_in_time and (self.until_day is None or other.from_day <= self.until_day)


def seating_fault(body: Body, seat: Seat, others: list[Seat]) -> Refusal | None:
    """Refuse a seat that the body cannot give.

    `body-dissolved`, `seat-reversed` (ends before it starts), `seat-twice` (the person already
    sits there in that time), `office-taken` (a second convenor or recorder in that time).
    """
    if body.dissolved_on is not None:
        return Refusal("body-dissolved", None, {"name": body.name})
    if seat.until_day is not None and seat.until_day < seat.from_day:
        return Refusal("seat-reversed", "until_day")
    same_time = [other for other in others if other.meets(seat)]
    if any(other.person_id == seat.person_id for other in same_time):
        return Refusal("seat-twice", "person", {"name": seat.name})
    holder = next((one.name for one in same_time if one.office is seat.office), None)
    if seat.office in ONLY_ONE and holder is not None:
        return Refusal("office-taken", "office", {"name": holder})
    return None


def unseating_fault(seat: Seat, last_day: date) -> Refusal | None:
    """Refuse an end before the beginning (`seat-reversed`) or after the term (`seat-ended`)."""
    if last_day < seat.from_day:
        return Refusal("seat-reversed", "last_day")
    if seat.until_day is not None and seat.until_day < last_day:
        return Refusal("seat-ended", "last_day")
    return None
