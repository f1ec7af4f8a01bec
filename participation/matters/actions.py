"""Raising matters, supporting, answering and moving them on."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from participation.audit.actions import note
from participation.bodies import store as bodies
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel import clock, sealed
from participation.kernel.actor import Kind
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.matters import store
from participation.matters.rules import (
    Draft,
    Matter,
    MatterAnswered,
    MatterPutToBody,
    MatterRaised,
    Move,
    State,
    Step,
    TrailEvent,
    TrailKind,
    after,
    answer_due,
    answer_of,
    led,
)
from participation.residents.rules.people import Household, Person
from participation.residents.store import people

SAME_WITHIN = timedelta(hours=1)


def raise_matter(
    session: Session, errand: Errand, draft: Draft, zone: ZoneInfo, person_id: UUID | None = None
) -> Done[Matter] | Refusal:
    """Raise a matter (提) by home card; the first answer is due in three working days.

    Refuses `card-needed`, `person-elsewhere` for somebody not of the home, `person-not-chosen` for
    a name to be shown without saying whose, and `matter-twice` (fact `no`) for a second tap.
    """
    if errand.actor.household_id is None:
        return Refusal("card-needed")
    home = people.get_household(session, errand.committee_id, errand.actor.household_id)
    person = _speaker(session, errand, home, person_id)
    if isinstance(person, Refusal):
        return person
    if draft.is_named and person is None:
        return Refusal("person-not-chosen", "person")
    return _raise(session, errand, _drafted(errand, draft, zone, home, person), by="")


def raise_at_office(
    session: Session, errand: Errand, draft: Draft, zone: ZoneInfo, label: str
) -> Done[Matter] | Refusal:
    """Raise a matter for somebody at the office, with the number of their household or without.

    Refuses `household-unknown`, and `matter-twice` for a second tap.
    """
    home = people.find_household(session, errand.committee_id, label) if label else None
    if label and home is None:
        return Refusal("household-unknown", "household")
    nameless = replace(draft, is_named=False)
    return _raise(session, errand, _drafted(errand, nameless, zone, home, None), by=_public(errand))


def _raise(session: Session, errand: Errand, drafted: Matter, by: str) -> Done[Matter] | Refusal:
    # taking the number first makes a second tap wait here and then see the first one's matter
    number = next_number(session, errand.committee_id, "matter")
    same = store.find_same(session, errand.committee_id, drafted, errand.now - SAME_WITHIN)
    if same is not None:
        return Refusal("matter-twice", facts={"no": same.no})
    matter = replace(drafted, no=number)
    store.add_matter(session, errand.committee_id, matter)
    _trail(session, errand, matter, TrailKind.RAISED, by)
    note(session, errand, "matter-raised", f"matter:{matter.no}")
    return Done(matter, (MatterRaised(errand.committee_id, matter.id, matter.no),))


def _public(errand: Errand) -> str:
    """Return the name a public page may show: of somebody in office, never of a household."""
    return errand.actor.label if errand.actor.kind is Kind.ACCOUNT else ""


def _speaker(
    session: Session, errand: Errand, home: Household, person_id: UUID | None
) -> Person | Refusal | None:
    if person_id is None:
        return None
    members = people.list_members(session, errand.committee_id, home.id)
    found = next((one for one in members if one.id == person_id), None)
    return Refusal("person-elsewhere", "person") if found is None else found


def _drafted(
    errand: Errand, draft: Draft, zone: ZoneInfo, home: Household | None, person: Person | None
) -> Matter:
    shown = person.name if person and draft.is_named else home.group_name if home else ""
    contact = sealed.seal(errand.key, draft.contact, errand.chance(24)) if draft.contact else None
    return Matter(
        id=errand.new_id(),
        no=0,
        title=draft.title,
        body_text=draft.body_text,
        place=draft.place,
        contact_sealed=contact,
        step=Step.RAISE,
        state=State.WAITING,
        is_named=draft.is_named,
        raised_by=shown,
        household_id=home.id if home else None,
        person_id=person.id if person else None,
        body_id=None,
        owner="",
        due_at=answer_due(errand.now, zone),
        raised_at=errand.now,
        moved_at=errand.now,
        supports=0,
    )


def _trail(
    session: Session, errand: Errand, matter: Matter, kind: TrailKind, by: str, **facts: Any
) -> None:
    event = TrailEvent(errand.new_id(), errand.now, kind, by, {"step": str(matter.step), **facts})
    store.add_event(session, errand.committee_id, matter.id, event)


def support(session: Session, errand: Errand, no: int) -> Done[bool] | Refusal:
    """Support a matter (附议), once per household; a second tap changes nothing and is no fault.

    Refuses `card-needed`, `matter-unknown`, `matter-own`, and a matter past 议.
    """
    household_id = errand.actor.household_id
    if household_id is None:
        return Refusal("card-needed")
    matter = _held(session, errand, no)
    if isinstance(matter, Refusal):
        return matter
    if matter.household_id == household_id:
        return Refusal("matter-own")
    position = after(matter, Move.SUPPORT)
    if isinstance(position, Refusal):
        return position
    is_new = store.add_support(
        session, errand.committee_id, errand.new_id(), matter.id, household_id, errand.now
    )
    if is_new:
        note(session, errand, "matter-supported", f"matter:{no}")
    return Done(is_new)


def _held(session: Session, errand: Errand, no: int) -> Matter | Refusal:
    matter = store.find_matter(session, errand.committee_id, no, is_held=True)
    return Refusal("matter-unknown") if matter is None else matter


def _moved(
    session: Session,
    errand: Errand,
    no: int,
    move: Move,
    *,
    owner: str = "",
    body_id: UUID | None = None,
) -> Matter | Refusal:
    """Take a matter along the walk and store where it stands; its clock stops."""
    matter = _held(session, errand, no)
    if isinstance(matter, Refusal):
        return matter
    position = after(matter, move)
    if isinstance(position, Refusal):
        return position
    moved = replace(
        matter,
        step=position[0],
        state=position[1],
        owner=owner,
        body_id=body_id or matter.body_id,
        due_at=None,
        moved_at=errand.now,
    )
    store.save_moved(session, errand.committee_id, moved)
    return moved


def answer(session: Session, errand: Errand, no: int, text: str) -> Done[Matter] | Refusal:
    """Answer a matter on the spot, in words that everybody can read, under the answerer's name.

    Refuses `matter-unknown`, `answer-missing`, `text-too-long`, and a matter already decided.
    """
    return _close(session, errand, no, Move.ANSWER, text)


def decline(session: Session, errand: Errand, no: int, text: str) -> Done[Matter] | Refusal:
    """Decline a matter with a reason that everybody can read; refuses what `answer` refuses."""
    return _close(session, errand, no, Move.DECLINE, text)


def _close(
    session: Session, errand: Errand, no: int, move: Move, text: str
) -> Done[Matter] | Refusal:
    words = answer_of(text)
    if isinstance(words, Refusal):
        return words
    matter = _moved(session, errand, no, move, owner=_public(errand))
    if isinstance(matter, Refusal):
        return matter
    is_declined = move is Move.DECLINE
    kind = TrailKind.DECLINED if is_declined else TrailKind.ANSWERED
    _trail(session, errand, matter, kind, _public(errand), text=words)
    note(session, errand, f"matter-{matter.state}", f"matter:{no}")
    event = MatterAnswered(errand.committee_id, matter.id, no, is_declined)
    return Done(matter, (event,))


def put_to_body(
    session: Session, errand: Errand, no: int, body_no: int, zone: ZoneInfo
) -> Done[Matter] | Refusal:
    """Put a matter to a body that talks it through (议).

    Refuses `matter-unknown`, `body-gone` for one unknown or dissolved, and a matter past 议.
    """
    body = bodies.find_body(session, errand.committee_id, body_no)
    if body is None or body.is_dissolved(clock.local_day(errand.now, zone)):
        return Refusal("body-gone", "body")
    matter = _moved(session, errand, no, Move.PUT_TO_BODY, owner=body.name, body_id=body.id)
    if isinstance(matter, Refusal):
        return matter
    _trail(session, errand, matter, TrailKind.PUT_TO_BODY, _public(errand), body=body.name)
    note(session, errand, "matter-put-to-body", f"matter:{no}", body=body.no)
    return Done(matter, (MatterPutToBody(errand.committee_id, matter.id, no, body.id),))


def move(
    session: Session,
    errand: Errand,
    matter_id: UUID,
    step: Step,
    state: State = State.OPEN,
    *,
    kind: TrailKind = TrailKind.MOVED,
    owner: str = "",
    due_at: datetime | None = None,
    **facts: Any,
) -> Done[Matter] | Refusal:
    """Lead a matter to a step because of what happened in another room, with one line of trail.

    Refuses `matter-over`, and `matter-elsewhere` where the walk does not lead there from here.
    """
    matter = store.get_matter(session, errand.committee_id, matter_id, is_held=True)
    refusal = led(matter, (step, state))
    if refusal is not None:
        return refusal
    moved = replace(
        matter,
        step=step,
        state=state,
        owner=owner or matter.owner,
        due_at=due_at,
        moved_at=errand.now,
    )
    store.save_moved(session, errand.committee_id, moved)
    _trail(session, errand, moved, kind, _public(errand), **facts)
    note(session, errand, "matter-moved", f"matter:{matter.no}", step=str(step), state=str(state))
    return Done(moved)


def log_event(
    session: Session, errand: Errand, matter_id: UUID, kind: TrailKind, **facts: Any
) -> None:
    """Add a line to what happened to a matter, without moving it; facts name nobody."""
    matter = store.get_matter(session, errand.committee_id, matter_id)
    _trail(session, errand, matter, kind, _public(errand), **facts)
