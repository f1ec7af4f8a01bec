"""The table of seats."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class SeatRecord(Owned, Base):
    """A seat of a body with the person on it and the term; `name` as it stood at the election."""

    __tablename__ = "seats"
    __table_args__ = (
        link("body_id", "bodies"),
        link("person_id", "people"),
        Index("ix_seats_body", "committee_id", "body_id"),
        CheckConstraint("office in ('member', 'convenor', 'recorder')", "office"),
        {"info": COMMITTEE},
    )

    body_id: Mapped[UUID]
    person_id: Mapped[UUID]
    name: Mapped[str]
    office: Mapped[str]
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    elected_by: Mapped[str]
