"""Tables of arguments."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class ArgumentRecord(Owned, Base):
    """One reason for or against (利和弊); nobody replies to a person."""

    __tablename__ = "arguments"
    __table_args__ = (
        link("matter_id", "matters"),
        link("household_id", "households"),
        link("person_id", "people"),
        Index("ix_arguments_matter", "committee_id", "matter_id", "id"),
        CheckConstraint("side in ('for', 'against')", "side"),
        {"info": COMMITTEE},
    )

    matter_id: Mapped[UUID]
    side: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    household_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
