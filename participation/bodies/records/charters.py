"""The table of charters: a row a version, never changed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class CharterRecord(Owned, Base):
    """A version of a body's charter, in force from a day; shares are text, `2/3`."""

    __tablename__ = "charters"
    __table_args__ = (
        link("body_id", "bodies"),
        UniqueConstraint("committee_id", "body_id", "no"),
        CheckConstraint("quorum_op in ('ge', 'gt')", "quorum_op"),
        CheckConstraint("pass_op in ('ge', 'gt')", "pass_op"),
        CheckConstraint("(approved_on is null) = (approval = '')", "approval"),
        CheckConstraint("ways = '' or approved_on is not null", "ways"),
        {"info": COMMITTEE},
    )

    body_id: Mapped[UUID]
    no: Mapped[int]
    since: Mapped[date]
    begins_at: Mapped[datetime]
    name: Mapped[str]
    article: Mapped[int]
    text: Mapped[str]
    quorum_op: Mapped[str]
    quorum_share: Mapped[str]
    pass_op: Mapped[str]
    pass_share: Mapped[str]
    notice_days: Mapped[int]
    minutes: Mapped[int]
    turns: Mapped[int]
    ways: Mapped[str]
    approval: Mapped[str]
    approved_on: Mapped[date | None]
    adopted_by: Mapped[str]
    written_by: Mapped[str]
    written_at: Mapped[datetime]
