"""Tables of activities, shifts and sign-ups."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class ShiftRecord(Owned, Base):
    """A piece of volunteer work (志愿服务) with a time, a place and so many places."""

    __tablename__ = "shifts"
    __table_args__ = (
        link("matter_id", "matters"),
        UniqueConstraint("committee_id", "no"),
        Index("ix_shifts_start", "committee_id", "starts_at"),
        CheckConstraint("places > 0", "places"),
        CheckConstraint("taken >= 0 and taken <= places", "taken"),
        CheckConstraint("ends_at > starts_at", "times"),
        CheckConstraint("state in ('open', 'called_off')", "state"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    matter_id: Mapped[UUID | None]
    title: Mapped[str]
    task: Mapped[str]
    place: Mapped[str]
    risk: Mapped[str]
    lead: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    places: Mapped[int]
    taken: Mapped[int]
    state: Mapped[str]


class SignUpRecord(Owned, Base):
    """Somebody who comes; one row a person and shift, cancelled rows stay."""

    __tablename__ = "sign_ups"
    __table_args__ = (
        link("shift_id", "shifts"),
        link("person_id", "people"),
        UniqueConstraint("committee_id", "shift_id", "person_id"),
        Index("ix_sign_ups_person", "committee_id", "person_id"),
        CheckConstraint("state in ('coming', 'cancelled')", "state"),
        {"info": COMMITTEE},
    )

    shift_id: Mapped[UUID]
    person_id: Mapped[UUID]
    state: Mapped[str]
    at: Mapped[datetime]
