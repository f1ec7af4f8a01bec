"""The global table that leads from a code alone to the committee it belongs to."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from participation.db.base import REFERENCE, Base
from participation.db.prepared import Prepared


class Located(StrEnum):
    """What a code in an address may be."""

    HOME_CARD = "home-card"
    BALLOT_SLIP = "ballot-slip"
    RECORD = "record"


class LocatorRecord(Base):
    """A keyed hash of a code, what kind it is, and whose it is."""

    __tablename__ = "locators"
    __table_args__ = ({"info": REFERENCE},)

    hmac: Mapped[bytes] = mapped_column(primary_key=True)
    kind: Mapped[str]
    committee_id: Mapped[UUID]


def add_locators(session: Session, kind: Located, committee_id: UUID, hmacs: list[bytes]) -> None:
    """Remember to whom these codes lead."""
    if hmacs:
        rows = [{"hmac": one, "kind": kind, "committee_id": committee_id} for one in hmacs]
        session.execute(insert(LocatorRecord), rows)


@Prepared
def _by_hash(hmac: Any) -> Select[str, UUID]:
    return select(LocatorRecord.kind, LocatorRecord.committee_id).where(LocatorRecord.hmac == hmac)


def find_locator(session: Session, hmac: bytes) -> tuple[Located, UUID] | None:
    """Return the kind and the committee of a code's hash, or None for an unknown code."""
    row = _by_hash(session, hmac).one_or_none()
    return None if row is None else (Located(row.kind), row.committee_id)
