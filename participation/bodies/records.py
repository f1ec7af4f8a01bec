"""Tables of bodies, their charter and their seats."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class BodyRecord(Owned, Base):
    """A small self-governing body (议事会 …) with its own quorum and threshold as its charter says.

    Shares are kept as text, `2/3`, and compared by `ge` or `gt`.
    """

    __tablename__ = "bodies"
    __table_args__ = (
        UniqueConstraint("committee_id", "no"),
        UniqueConstraint("committee_id", "name"),
        CheckConstraint("quorum_op in ('ge', 'gt')", "quorum_op"),
        CheckConstraint("pass_op in ('ge', 'gt')", "pass_op"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    kind: Mapped[str]
    name: Mapped[str]
    founded_on: Mapped[date]
    dissolved_on: Mapped[date | None]
    charter_clause: Mapped[str]
    quorum_op: Mapped[str]
    quorum_share: Mapped[str]
    pass_op: Mapped[str]
    pass_share: Mapped[str]


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
