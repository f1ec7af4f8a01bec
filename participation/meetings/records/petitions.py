"""Tables of petitions that force a meeting: homes that wish it, and the signed sheet as typed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class PetitionRecord(Owned, Base):
    """A demand to call a meeting; `meeting_no` is the one that was called for it."""

    __tablename__ = "petitions"
    __table_args__ = (
        link("household_id", "households"),
        UniqueConstraint("committee_id", "no"),
        CheckConstraint("state in ('gathering', 'demanded', 'called', 'withdrawn')", "state"),
        CheckConstraint("(state = 'called') = (meeting_no is not null)", "called"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    rule_id: Mapped[str]
    title: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    household_id: Mapped[UUID | None]
    started_at: Mapped[datetime]
    state: Mapped[str]
    demanded_at: Mapped[datetime | None]
    due_on: Mapped[date | None]
    meeting_no: Mapped[int | None]


class PetitionWishRecord(Owned, Base):
    """A home that says it wishes to sign: no signature, counted once."""

    __tablename__ = "petition_wishes"
    __table_args__ = (
        link("petition_id", "petitions"),
        link("household_id", "households"),
        UniqueConstraint("committee_id", "petition_id", "household_id"),
        {"info": COMMITTEE},
    )

    petition_id: Mapped[UUID]
    household_id: Mapped[UUID]


class PetitionSignatureRecord(Owned, Base):
    """A line of the signed sheet, as it was typed; struck out with a reason, never deleted."""

    __tablename__ = "petition_signatures"
    __table_args__ = (
        link("petition_id", "petitions"),
        link("person_id", "people"),
        link("household_id", "households"),
        Index("ix_petition_signatures_petition", "committee_id", "petition_id"),
        {"info": COMMITTEE},
    )

    petition_id: Mapped[UUID]
    person_id: Mapped[UUID]
    household_id: Mapped[UUID]
    name: Mapped[str]
    signed_on: Mapped[date]
    sheet: Mapped[str]
    typed_by: Mapped[str]
    typed_at: Mapped[datetime]
    struck_reason: Mapped[str]
