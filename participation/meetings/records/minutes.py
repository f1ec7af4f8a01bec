"""Tables of the revisions of minutes and their prints."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned


class MinutesRevisionRecord(Owned, Base):
    """One revision of the minutes: append-only; facts as they stood, text as it was edited."""

    __tablename__ = "minutes_revisions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["committee_id", "meeting_id"], ["meetings.committee_id", "meetings.id"]
        ),
        UniqueConstraint("committee_id", "meeting_id", "no"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    no: Mapped[int]
    content: Mapped[dict[str, Any]]
    by: Mapped[str]
    at: Mapped[datetime]
    sha256: Mapped[bytes]


class MinutesPrintRecord(Owned, Base):
    """A printed paper of a revision: registered once, its bytes kept as they went out."""

    __tablename__ = "minutes_prints"
    __table_args__ = (
        ForeignKeyConstraint(
            ["committee_id", "meeting_id", "minutes_no"],
            [
                "minutes_revisions.committee_id",
                "minutes_revisions.meeting_id",
                "minutes_revisions.no",
            ],
        ),
        UniqueConstraint("committee_id", "meeting_id", "minutes_no", "paper"),
        CheckConstraint("paper in ('record', 'summary')", "paper"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    minutes_no: Mapped[int]
    paper: Mapped[str]
    record_no: Mapped[int]
    code: Mapped[str]
    pdf: Mapped[bytes]
    at: Mapped[datetime]
