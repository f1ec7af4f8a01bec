"""The table of notices of meetings: calls, moves, cancellations; insert-only."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class MeetingNoticeRecord(Owned, Base):
    """A notice as it went out, with the days it had to give and the clause that says so."""

    __tablename__ = "meeting_notices"
    __table_args__ = (
        link("meeting_id", "meetings"),
        UniqueConstraint("committee_id", "meeting_id", "no"),
        CheckConstraint("kind in ('called', 'moved', 'cancelled')", "kind"),
        CheckConstraint("kind = 'called' or reason <> ''", "reason"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    no: Mapped[int]
    kind: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    place: Mapped[str]
    starts_at: Mapped[datetime]
    reason: Mapped[str]
    days: Mapped[int]
    clause: Mapped[str]
