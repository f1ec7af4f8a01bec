"""The table of words typed into minutes that nobody has stored yet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class MinutesDraftRecord(Owned, Base):
    """What one account has typed since revision `base_no`, until it is stored as a revision."""

    __tablename__ = "minutes_drafts"
    __table_args__ = (
        link("meeting_id", "meetings"),
        UniqueConstraint("committee_id", "meeting_id", "account_id"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    account_id: Mapped[UUID]
    base_no: Mapped[int]
    texts: Mapped[dict[str, Any]]
    at: Mapped[datetime]
