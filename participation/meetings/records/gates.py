"""The table of what has to stand before an item is decided."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class ItemGateRecord(Owned, Base):
    """What was said of an item before it is decided, and the study that was signed."""

    __tablename__ = "item_gates"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("item_id", "agenda_items"),
        UniqueConstraint("committee_id", "item_id"),
        CheckConstraint(
            "(studied_on is null) = (study_at is null) and (studied_on is null) = (signed_by = '')",
            "study",
        ),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    item_id: Mapped[UUID]
    touches: Mapped[str]
    money_source: Mapped[str]
    decider: Mapped[str]
    not_major: Mapped[str]
    studied_on: Mapped[date | None]
    organisation: Mapped[str]
    opinion: Mapped[str]
    signed_by: Mapped[str]
    is_on_paper: Mapped[bool]
    study_at: Mapped[datetime | None]
