"""The table of answers to an invitation: one a person called, the last one counts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class MeetingReplyRecord(Owned, Base):
    """Whether somebody says that they come, why not, and what they want to ask."""

    __tablename__ = "meeting_replies"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("attendee_id", "attendance"),
        UniqueConstraint("committee_id", "attendee_id"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    attendee_id: Mapped[UUID]
    is_coming: Mapped[bool]
    reason: Mapped[str]
    question: Mapped[str]
    is_by_clerk: Mapped[bool]
    at: Mapped[datetime]
