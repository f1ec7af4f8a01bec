"""Tables of committees and their groups."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.db.base import COMMITTEE, REFERENCE, Base, Owned


class CommitteeRecord(Base):
    """A villagers' or residents' committee (村民委员会, 居民委员会)."""

    __tablename__ = "committees"
    __table_args__ = (
        CheckConstraint("kind in ('village', 'community')", "kind"),
        {"info": REFERENCE},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    region: Mapped[str] = mapped_column(index=True)
    phone: Mapped[str]
    made_at: Mapped[datetime]


class GroupRecord(Owned, Base):
    """A part of the place: 村民小组, 楼栋 or 网格."""

    __tablename__ = "groups"
    __table_args__ = (
        UniqueConstraint("committee_id", "name"),
        CheckConstraint("kind in ('group', 'building', 'grid')", "kind"),
        {"info": COMMITTEE},
    )

    kind: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]
