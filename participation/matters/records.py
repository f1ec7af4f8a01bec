"""Tables of matters, what happened to them, and who supports them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class MatterRecord(Owned, Base):
    """One matter (议题) on its walk 提 → 议 → 决 → 办 → 评; how to reach its raiser is sealed."""

    __tablename__ = "matters"
    __table_args__ = (
        link("household_id", "households"),
        link("person_id", "people"),
        link("body_id", "bodies"),
        UniqueConstraint("committee_id", "no"),
        Index("ix_matters_newest", "committee_id", "moved_at", "no"),
        Index("ix_matters_state", "committee_id", "state"),
        Index("ix_matters_household", "committee_id", "household_id"),
        CheckConstraint("step in ('raise', 'deliberate', 'decide', 'carry_out', 'review')", "step"),
        CheckConstraint("state in ('waiting', 'open', 'answered', 'declined', 'done')", "state"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    title: Mapped[str]
    body_text: Mapped[str]
    place: Mapped[str]
    contact_sealed: Mapped[bytes | None]
    step: Mapped[str]
    state: Mapped[str]
    is_named: Mapped[bool]
    raised_by: Mapped[str]
    household_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    body_id: Mapped[UUID | None]
    owner: Mapped[str]
    due_at: Mapped[datetime | None]
    raised_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    supports: Mapped[int]


class MatterEventRecord(Owned, Base):
    """One line of what happened to a matter (办理经过): a code and facts, worded when read."""

    __tablename__ = "matter_events"
    __table_args__ = (
        link("matter_id", "matters"),
        Index("ix_matter_events_matter", "committee_id", "matter_id", "at"),
        {"info": COMMITTEE},
    )

    matter_id: Mapped[UUID]
    at: Mapped[datetime]
    kind: Mapped[str]
    by: Mapped[str]
    facts: Mapped[dict[str, Any]]


class SupportRecord(Owned, Base):
    """A household that supports a matter (附议), once."""

    __tablename__ = "supports"
    __table_args__ = (
        link("matter_id", "matters"),
        link("household_id", "households"),
        link("person_id", "people"),
        UniqueConstraint("committee_id", "matter_id", "household_id"),
        {"info": COMMITTEE},
    )

    matter_id: Mapped[UUID]
    household_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    at: Mapped[datetime]
