"""Tables of the archive's books: for how long things are kept, and when a seal was set."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned


class RetentionRecord(Owned, Base):
    """For how many years a kind of record is kept here; null is for ever."""

    __tablename__ = "retention_terms"
    __table_args__ = (
        UniqueConstraint("committee_id", "kind"),
        CheckConstraint("years is null or years > 0", "years"),
        {"info": COMMITTEE},
    )

    kind: Mapped[str]
    years: Mapped[int | None]
    basis: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class SealUseRecord(Owned, Base):
    """One line of the register of seals: insert-only; `voids` is the line it strikes out, or 0."""

    __tablename__ = "seal_uses"
    __table_args__ = (
        UniqueConstraint("committee_id", "no"),
        Index("ix_seal_uses_day", "committee_id", "day"),
        CheckConstraint("copies > 0", "copies"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    day: Mapped[date]
    seal: Mapped[str]
    what: Mapped[str]
    copies: Mapped[int]
    asked_by: Mapped[str]
    approved_by: Mapped[str]
    voids: Mapped[int]
    by: Mapped[str]
    at: Mapped[datetime]
