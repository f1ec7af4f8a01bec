"""The table of what those who were there said of minutes before they were adopted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class MinutesCheckRecord(Owned, Base):
    """That somebody looked through a revision; `words` say what is wrong, answered once."""

    __tablename__ = "minutes_checks"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("attendee_id", "attendance"),
        Index("ix_minutes_checks_meeting", "committee_id", "meeting_id"),
        CheckConstraint("(answered_at is null) = (is_taken is null)", "answer"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    attendee_id: Mapped[UUID]
    revision_no: Mapped[int]
    words: Mapped[str]
    at: Mapped[datetime]
    is_by_clerk: Mapped[bool]
    is_taken: Mapped[bool | None]
    answer: Mapped[str]
    answered_by: Mapped[str]
    answered_at: Mapped[datetime | None]
