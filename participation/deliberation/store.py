"""Arguments in SQL."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, Select, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from participation.db.prepared import Prepared
from participation.deliberation.records import ArgumentRecord
from participation.deliberation.rules import Argument, Author, Side


def _argument(row: ArgumentRecord) -> Argument:
    return Argument(
        id=row.id,
        matter_id=row.matter_id,
        side=Side(row.side),
        text=row.text,
        by=row.by,
        household_id=row.household_id,
        account_id=row.account_id,
        at=row.at,
        withdrawn_at=row.withdrawn_at,
    )


def _standing(committee_id: UUID, matter_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        ArgumentRecord.committee_id == committee_id,
        ArgumentRecord.matter_id == matter_id,
        ArgumentRecord.withdrawn_at.is_(None),
    )


def add_argument(session: Session, committee_id: UUID, argument: Argument) -> None:
    """Store a new argument."""
    session.execute(
        insert(ArgumentRecord).values(
            committee_id=committee_id,
            id=argument.id,
            matter_id=argument.matter_id,
            side=argument.side,
            text=argument.text,
            by=argument.by,
            household_id=argument.household_id,
            account_id=argument.account_id,
            at=argument.at,
        )
    )


def find_argument(session: Session, committee_id: UUID, argument_id: UUID) -> Argument | None:
    """Return an argument that was not taken back, or None."""
    row = session.scalars(
        select(ArgumentRecord).where(
            ArgumentRecord.committee_id == committee_id,
            ArgumentRecord.id == argument_id,
            ArgumentRecord.withdrawn_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else _argument(row)


def save_withdrawn(session: Session, committee_id: UUID, argument_id: UUID, at: datetime) -> None:
    """Write down when an argument was taken back."""
    session.execute(
        update(ArgumentRecord)
        .where(ArgumentRecord.committee_id == committee_id, ArgumentRecord.id == argument_id)
        .values(withdrawn_at=at)
    )


def count_of_author(session: Session, committee_id: UUID, matter_id: UUID, author: Author) -> int:
    """Return how many standing arguments an author has under a matter."""
    if author.account_id is not None:
        is_own = ArgumentRecord.account_id == author.account_id
    else:
        is_own = ArgumentRecord.household_id == author.household_id
    counted = select(func.count()).where(*_standing(committee_id, matter_id), is_own)
    return session.execute(counted).scalar_one()


def _newest(committee_id: UUID, matter_id: UUID, before: UUID | None) -> Select[ArgumentRecord]:
    statement = select(ArgumentRecord).where(*_standing(committee_id, matter_id))
    if before is not None:
        statement = statement.where(ArgumentRecord.id < before)
    return statement.order_by(ArgumentRecord.id.desc())


def list_arguments(
    session: Session, committee_id: UUID, matter_id: UUID, limit: int, before: UUID | None = None
) -> list[Argument]:
    """Return the arguments under a matter, newest first, those before an id."""
    rows = session.scalars(_newest(committee_id, matter_id, before).limit(limit))
    return [_argument(row) for row in rows]


@Prepared
def _first(committee_id: Any, matter_id: Any, each: Any) -> Executable:
    rank = func.row_number().over(
        partition_by=ArgumentRecord.side, order_by=ArgumentRecord.id.desc()
    )
    ranked = (
        select(ArgumentRecord, rank.label("rank"), func.count().over().label("total"))
        .where(*_standing(committee_id, matter_id))
        .subquery()
    )
    shown = aliased(ArgumentRecord, ranked)
    wanted = select(shown, ranked.c.total).where(ranked.c.rank <= each)
    return wanted.order_by(shown.id.desc())


def list_first(
    session: Session, committee_id: UUID, matter_id: UUID, each: int
) -> tuple[list[Argument], int]:
    """Return the newest few arguments of each side, and how many there are in all."""
    rows = _first(session, committee_id, matter_id, each).all()
    return [_argument(row[0]) for row in rows], rows[0][1] if rows else 0
