"""Tables of bodies and their charter."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned


class BodyRecord(Owned, Base):
    """A small self-governing body (议事会 …) with its own quorum and threshold as its charter says.

    Shares are kept as text, `2/3`, and compared by `ge` or `gt`.
    """

    __tablename__ = "bodies"
    __table_args__ = (
        UniqueConstraint("committee_id", "no"),
        UniqueConstraint("committee_id", "name"),
        CheckConstraint("quorum_op in ('ge', 'gt')", "quorum_op"),
        CheckConstraint("pass_op in ('ge', 'gt')", "pass_op"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    kind: Mapped[str]
    name: Mapped[str]
    founded_on: Mapped[date]
    dissolved_on: Mapped[date | None]
    charter_clause: Mapped[str]
    quorum_op: Mapped[str]
    quorum_share: Mapped[str]
    pass_op: Mapped[str]
    pass_share: Mapped[str]
