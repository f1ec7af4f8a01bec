"""Seats in SQL."""

from datetime import date
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from participation.bodies.records import SeatRecord
from participation.bodies.rules import Seat, SeatOffice


def _seat(row: SeatRecord) -> Seat:
    return Seat(
        id=row.id,
        body_id=row.body_id,
        person_id=row.person_id,
        name=row.name,
        office=SeatOffice(row.office),
        from_day=row.from_day,
        until_day=row.until_day,
        elected_by=row.elected_by,
    )


def add_seat(session: Session, committee_id: UUID, seat: Seat) -> None:
    """Store a new seat."""
    session.execute(
        insert(SeatRecord).values(
            committee_id=committee_id,
            id=seat.id,
            body_id=seat.body_id,
            person_id=seat.person_id,
            name=seat.name,
            office=seat.office,
            from_day=seat.from_day,
            until_day=seat.until_day,
            elected_by=seat.elected_by,
        )
    )


def find_seat(session: Session, committee_id: UUID, seat_id: UUID) -> Seat | None:
    """Return a seat, or None."""
    row = session.scalars(
        select(SeatRecord).where(SeatRecord.committee_id == committee_id, SeatRecord.id == seat_id)
    ).one_or_none()
    return None if row is None else _seat(row)


def list_seats(
    session: Session, committee_id: UUID, body_id: UUID, day: date | None = None
) -> list[Seat]:
    """Return the seats held on a day (all there ever were, without one): convenor first."""
    statement = (
        select(SeatRecord)
        .where(SeatRecord.committee_id == committee_id, SeatRecord.body_id == body_id)
        .order_by(SeatRecord.from_day, SeatRecord.id)
    )
    if day is not None:
        is_on = or_(SeatRecord.until_day.is_(None), SeatRecord.until_day >= day)
        statement = statement.where(SeatRecord.from_day <= day, is_on)
    order = list(SeatOffice)
    seats = [_seat(row) for row in session.scalars(statement)]
    return sorted(seats, key=lambda seat: order.index(seat.office))


def save_seat_end(session: Session, committee_id: UUID, seat_id: UUID, last_day: date) -> None:
    """Write down the last day of a seat."""
    session.execute(
        update(SeatRecord)
        .where(SeatRecord.committee_id == committee_id, SeatRecord.id == seat_id)
        .values(until_day=last_day)
    )
