"""The table of votes that handed their questions on to a meeting."""

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class HandedVoteRecord(Owned, Base):
    """An item that asks what a vote asked, which could not decide it itself."""

    __tablename__ = "handed_votes"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("item_id", "agenda_items"),
        link("vote_id", "votes"),
        UniqueConstraint("committee_id", "item_id"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    item_id: Mapped[UUID]
    vote_id: Mapped[UUID]
