"""Founding and dissolving bodies."""

from datetime import date

from participation.audit.actions import note
from participation.bodies import store
from participation.bodies.rules import (
    Body,
    BodyDissolved,
    BodyFounded,
    BodyKind,
    Charter,
    Share,
    dissolving_fault,
    founding_fault,
)
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal


def found_body(
    session: Session,
    errand: Errand,
    *,
    kind: BodyKind,
    name: str,
    founded_on: date,
    clause: str,
    quorum: Share,
    majority: Share,
) -> Done[Body] | Refusal:
    """Found a body with its charter; refuses what `founding_fault` does and `body-name-taken`."""
    fault = founding_fault(name, clause)
    if fault is not None:
        return fault
    if store.is_name_taken(session, errand.committee_id, name):
        return Refusal("body-name-taken", "name", {"name": name})
    body = Body(
        id=errand.new_id(),
        no=next_number(session, errand.committee_id, "body"),
        kind=kind,
        name=name,
        founded_on=founded_on,
        charter=Charter(clause, quorum, majority),
    )
    store.add_body(session, errand.committee_id, body)
    note(session, errand, "body-founded", f"body:{body.no}", kind=kind)
    return Done(body, (BodyFounded(errand.committee_id, body.id),))


def dissolve_body(
    session: Session, errand: Errand, body_no: int, day: date
) -> Done[Body] | Refusal:
    """Dissolve a body from a day on; refuses `body-gone` and what `dissolving_fault` does."""
    body = store.find_body(session, errand.committee_id, body_no, is_held=True)
    if body is None:
        return Refusal("body-gone")
    fault = dissolving_fault(body, day)
    if fault is not None:
        return fault
    store.save_dissolved(session, errand.committee_id, body.id, day)
    note(session, errand, "body-dissolved", f"body:{body.no}")
    return Done(body, (BodyDissolved(errand.committee_id, body.id),))
