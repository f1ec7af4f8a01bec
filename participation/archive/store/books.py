"""The archive's books in SQL: terms of keeping, and the register of seals."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.archive.records import RetentionRecord, SealUseRecord
from participation.archive.rules.books import Holding, SealUse, Term
from participation.db.counters import dialect_insert


def list_terms(session: Session, committee_id: UUID) -> dict[Holding, Term]:
    """Return the terms of keeping that this committee set itself."""
    rows = session.scalars(
        select(RetentionRecord).where(RetentionRecord.committee_id == committee_id)
    )
    return {Holding(row.kind): Term(row.years, row.basis) for row in rows}


def save_term(
    session: Session,
    committee_id: UUID,
    row_id: UUID,
    holding: Holding,
    term: Term,
    by: str,
    at: datetime,
) -> None:
    """Store for how long a kind is kept, in place of what stood there."""
    said: dict[str, Any] = {"years": term.years, "basis": term.basis, "by": by, "at": at}
    session.execute(
        dialect_insert(session, RetentionRecord)
        .values(committee_id=committee_id, id=row_id, kind=holding, **said)
        .on_conflict_do_update(index_elements=["committee_id", "kind"], set_=said)
    )


def add_seal_use(session: Session, committee_id: UUID, row_id: UUID, use: SealUse) -> None:
    """Append a line to the register of seals."""
    session.execute(
        dialect_insert(session, SealUseRecord).values(
            committee_id=committee_id,
            id=row_id,
            no=use.no,
            day=use.day,
            seal=use.seal,
            what=use.what,
            copies=use.copies,
            asked_by=use.asked_by,
            approved_by=use.approved_by,
            voids=use.voids,
            by=use.by,
            at=use.at,
        )
    )


def list_seal_uses(session: Session, committee_id: UUID, first: date, last: date) -> list[SealUse]:
    """Return the lines of the register of seals for the days from first to last, by number."""
    rows = session.scalars(
        select(SealUseRecord)
        .where(
            SealUseRecord.committee_id == committee_id,
            SealUseRecord.day >= first,
            SealUseRecord.day <= last,
        )
        .order_by(SealUseRecord.no)
    )
    return [_use(row) for row in rows]


def find_seal_use(session: Session, committee_id: UUID, no: int) -> SealUse | None:
    """Return a line of the register of seals, or None."""
    row = session.scalars(
        select(SealUseRecord).where(
            SealUseRecord.committee_id == committee_id, SealUseRecord.no == no
        )
    ).one_or_none()
    return None if row is None else _use(row)


def is_void(session: Session, committee_id: UUID, no: int) -> bool:
    """Whether a line of the register was struck out."""
    return (
        session.scalar(
            select(SealUseRecord.no).where(
                SealUseRecord.committee_id == committee_id, SealUseRecord.voids == no
            )
        )
        is not None
    )


def _use(row: SealUseRecord) -> SealUse:
    return SealUse(
        no=row.no,
        day=row.day,
        seal=row.seal,
        what=row.what,
        copies=row.copies,
        asked_by=row.asked_by,
        approved_by=row.approved_by,
        voids=row.voids,
        by=row.by,
        at=row.at,
    )
