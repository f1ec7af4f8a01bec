"""The table of what items came to under a law."""

from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class ItemLawRecord(Owned, Base):
    """What the law said when an item was voted on: its rule and every test, as they stood."""

    __tablename__ = "item_laws"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("item_id", "agenda_items"),
        UniqueConstraint("committee_id", "item_id"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    item_id: Mapped[UUID]
    found: Mapped[dict[str, Any]]
