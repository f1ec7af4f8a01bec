"""Giving and ending seats."""

from datetime import date
from uuid import UUID

from participation.audit.actions import note
from participation.bodies import store
from participation.bodies.rules import (
    Seat,
    SeatOffice,
    seating_fault,
    unseating_fault,
)
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.store.people import find_person


def seat(
    session: Session,
    errand: Errand,
    body_no: int,
    person_id: UUID,
    *,
    office: SeatOffice,
    from_day: date,
    until_day: date | None,
    elected_by: str,
) -> Done[Seat] | Refusal:
    """Give somebody on the roster a seat.

    Refuses `body-gone`, `person-gone` (not here now) and what `seating_fault` does.
    """
    body = store.find_body(session, errand.committee_id, body_no, is_held=True)
    if body is None:
        return Refusal("body-gone")
    person = find_person(session, errand.committee_id, person_id)
    if person is None or person.left_on is not None or person.is_company:
        return Refusal("person-gone", "person")
    given = Seat(
        id=errand.new_id(),
        body_id=body.id,
        person_id=person.id,
        name=person.name,
        office=office,
        from_day=from_day,
        until_day=until_day,
        elected_by=elected_by,
    )
    fault = seating_fault(body, given, store.list_seats(session, errand.committee_id, body.id))
    if fault is not None:
        return fault
    store.add_seat(session, errand.committee_id, given)
    note(session, errand, "seat-given", f"body:{body.no}", seat=given.id.hex, office=office)
    return Done(given)


def unseat(
    session: Session, errand: Errand, body_no: int, seat_id: UUID, last_day: date
) -> Done[Seat] | Refusal:
    """End a seat, its last day counting; refuses `seat-gone` and what `unseating_fault` does."""
    body = store.find_body(session, errand.committee_id, body_no, is_held=True)
    given = store.find_seat(session, errand.committee_id, seat_id)
    if body is None or given is None or given.body_id != body.id:
        return Refusal("seat-gone")
    fault = unseating_fault(given, last_day)
    if fault is not None:
        return fault
    store.save_seat_end(session, errand.committee_id, seat_id, last_day)
    note(session, errand, "seat-ended", f"body:{body.no}", seat=seat_id.hex)
    return Done(given)
