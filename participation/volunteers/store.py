"""Shifts and sign-ups in SQL; a place is taken by one conditional statement."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlalchemy.orm import Session

from participation.db.counters import dialect_insert
from participation.volunteers.records import ShiftRecord, SignUpRecord
from participation.volunteers.rules import Shift, ShiftState


def shift_of(row: ShiftRecord) -> Shift:
    """Return the shift of a row."""
    return Shift(
        id=row.id,
        no=row.no,
        title=row.title,
        task=row.task,
        place=row.place,
        risk=row.risk,
        lead=row.lead,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        places=row.places,
        taken=row.taken,
        state=ShiftState(row.state),
        matter_id=row.matter_id,
    )


def add_shift(session: Session, committee_id: UUID, shift: Shift) -> None:
    """Store a new shift."""
    session.execute(
        insert(ShiftRecord).values(
            committee_id=committee_id,
            id=shift.id,
            no=shift.no,
            matter_id=shift.matter_id,
            title=shift.title,
            task=shift.task,
            place=shift.place,
            risk=shift.risk,
            lead=shift.lead,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            places=shift.places,
            taken=shift.taken,
            state=shift.state,
        )
    )


def find_shift(session: Session, committee_id: UUID, no: int) -> Shift | None:
    """Return the shift of a number, or None."""
    row = session.scalars(
        select(ShiftRecord).where(ShiftRecord.committee_id == committee_id, ShiftRecord.no == no)
    ).one_or_none()
    return None if row is None else shift_of(row)


def list_open_shifts(
    session: Session,
    committee_id: UUID,
    now: datetime,
    limit: int,
    after: tuple[datetime, int] | None = None,
) -> list[Shift]:
    """Return shifts still to come and not called off, the next first, after a start and number."""
    where: list[ColumnElement[bool]] = [
        ShiftRecord.committee_id == committee_id,
        ShiftRecord.state == ShiftState.OPEN,
        ShiftRecord.starts_at > now,
    ]
    if after is not None:
        begins, no = after
        is_later = and_(ShiftRecord.starts_at == begins, ShiftRecord.no > no)
        where.append(or_(ShiftRecord.starts_at > begins, is_later))
    rows = session.scalars(
        select(ShiftRecord)
        .where(*where)
        .order_by(ShiftRecord.starts_at, ShiftRecord.no)
        .limit(limit)
    )
    return [shift_of(row) for row in rows]


def list_of_matter(session: Session, committee_id: UUID, matter_id: UUID) -> list[Shift]:
    """Return the shifts offered for a matter, in the order of their days."""
    rows = session.scalars(
        select(ShiftRecord)
        .where(ShiftRecord.committee_id == committee_id, ShiftRecord.matter_id == matter_id)
        .order_by(ShiftRecord.starts_at, ShiftRecord.no)
    )
    return [shift_of(row) for row in rows]


def save_place_taken(session: Session, committee_id: UUID, shift_id: UUID, now: datetime) -> bool:
    """Take one place in one atomic statement; False when full, begun or called off."""
    return _moved(
        session,
        committee_id,
        shift_id,
        ShiftRecord.taken + 1,
        ShiftRecord.taken < ShiftRecord.places,
        ShiftRecord.state == ShiftState.OPEN,
        ShiftRecord.starts_at > now,
    )


def save_place_freed(session: Session, committee_id: UUID, shift_id: UUID, now: datetime) -> bool:
    """Give one place back in one atomic statement; False when the shift has begun."""
    return _moved(
        session,
        committee_id,
        shift_id,
        ShiftRecord.taken - 1,
        ShiftRecord.taken > 0,
        ShiftRecord.starts_at > now,
    )


def _moved(
    session: Session, committee_id: UUID, shift_id: UUID, taken: Any, *only: ColumnElement[bool]
) -> bool:
    moved = session.execute(
        update(ShiftRecord)
        .where(ShiftRecord.committee_id == committee_id, ShiftRecord.id == shift_id, *only)
        .values(taken=taken)
        .returning(ShiftRecord.id)
    ).one_or_none()
    return moved is not None


def save_coming(
    session: Session,
    committee_id: UUID,
    sign_up_id: UUID,
    shift_id: UUID,
    person_id: UUID,
    at: datetime,
) -> bool:
    """Put somebody on the list, again after a cancellation; False for one who is on it."""
    first = dialect_insert(session, SignUpRecord).values(
        committee_id=committee_id,
        id=sign_up_id,
        shift_id=shift_id,
        person_id=person_id,
        state="coming",
        at=at,
    )
    statement = first.on_conflict_do_update(
        index_elements=["committee_id", "shift_id", "person_id"],
        set_={"state": "coming", "at": at},
        where=SignUpRecord.state == "cancelled",
    ).returning(SignUpRecord.id)
    return session.execute(statement).one_or_none() is not None


def save_not_coming(
    session: Session, committee_id: UUID, shift_id: UUID, person_id: UUID, at: datetime
) -> bool:
    """Take somebody off the list; False for one who is not on it."""
    taken_off = session.execute(
        update(SignUpRecord)
        .where(
            SignUpRecord.committee_id == committee_id,
            SignUpRecord.shift_id == shift_id,
            SignUpRecord.person_id == person_id,
            SignUpRecord.state == "coming",
        )
        .values(state="cancelled", at=at)
        .returning(SignUpRecord.id)
    ).one_or_none()
    return taken_off is not None


def save_called_off(session: Session, committee_id: UUID, shift_id: UUID) -> bool:
    """Call a shift off; False when that was done before."""
    called_off = session.execute(
        update(ShiftRecord)
        .where(
            ShiftRecord.committee_id == committee_id,
            ShiftRecord.id == shift_id,
            ShiftRecord.state == ShiftState.OPEN,
        )
        .values(state=ShiftState.CALLED_OFF)
        .returning(ShiftRecord.id)
    ).one_or_none()
    return called_off is not None


def list_coming(session: Session, committee_id: UUID, shift_id: UUID) -> list[UUID]:
    """Return the people who come to a shift, in the order they signed up."""
    rows = session.scalars(
        select(SignUpRecord.person_id)
        .where(
            SignUpRecord.committee_id == committee_id,
            SignUpRecord.shift_id == shift_id,
            SignUpRecord.state == "coming",
        )
        .order_by(SignUpRecord.at, SignUpRecord.id)
    )
    return list(rows)


def list_coming_of(
    session: Session, committee_id: UUID, shift_ids: Sequence[UUID], person_ids: Sequence[UUID]
) -> set[tuple[UUID, UUID]]:
    """Return which of these people come to which of these shifts: (shift, person)."""
    if not shift_ids or not person_ids:
        return set()
    rows = session.execute(
        select(SignUpRecord.shift_id, SignUpRecord.person_id).where(
            SignUpRecord.committee_id == committee_id,
            SignUpRecord.shift_id.in_(shift_ids),
            SignUpRecord.person_id.in_(person_ids),
            SignUpRecord.state == "coming",
        )
    )
    return {(row.shift_id, row.person_id) for row in rows}
