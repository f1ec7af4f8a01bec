"""Offering a shift, calling it off, coming to it and staying away."""

from datetime import date
from uuid import UUID

from participation.audit.actions import note, send
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.matters import store as matters
from participation.matters.actions import log_event
from participation.matters.rules import TrailKind
from participation.residents.store import people
from participation.volunteers import rules, store
from participation.volunteers.rules import Coming, Shift, ShiftDraft, ShiftState


def offer_shift(
    session: Session, errand: Errand, draft: ShiftDraft, matter_no: int | None = None
) -> Done[Shift] | Refusal:
    """Offer a shift, for a matter if its number is given.

    Refuses `shift-in-the-past`, `shift-ends-first`, `shift-places` and `shift-matter-unknown`.
    What is done, where, and what may go wrong is told in full beforehand (志愿服务条例 §12). A
    text for the group chat goes into the outbox.
    """
    refusal = rules.check_offer(draft, errand.now)
    if refusal is not None:
        return refusal
    matter_id = None
    if matter_no is not None:
        matter = matters.find_matter(session, errand.committee_id, matter_no)
        if matter is None:
            return Refusal("shift-matter-unknown", "matter")
        matter_id = matter.id
    shift = Shift(
        id=errand.new_id(),
        no=next_number(session, errand.committee_id, "shift"),
        title=draft.title,
        task=draft.task,
        place=draft.place,
        risk=draft.risk,
        lead=draft.lead,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        places=draft.places,
        taken=0,
        state=ShiftState.OPEN,
        matter_id=matter_id,
    )
    store.add_shift(session, errand.committee_id, shift)
    note(session, errand, "shift-offered", f"shift:{shift.no}", places=shift.places)
    _tell(session, errand, "shift-offered", shift)
    if matter_id is not None:
        log_event(session, errand, matter_id, TrailKind.SHIFT_OFFERED, no=shift.no)
    return Done(shift)


def _tell(session: Session, errand: Errand, template: str, shift: Shift) -> None:
    facts = {
        "no": shift.no,
        "title": shift.title,
        "place": shift.place,
        "starts_at": shift.starts_at.isoformat(),
        "places": shift.places,
    }
    send(session, errand, f"{template}:{shift.no}", "group", template, facts)


def call_off(session: Session, errand: Errand, no: int) -> Done[Shift] | Refusal:
    """Call a shift off; refuses one unknown (`shift-gone`), begun or called off before."""
    shift = store.find_shift(session, errand.committee_id, no)
    if shift is None:
        return Refusal("shift-gone")
    refusal = rules.check_running(shift, errand.now)
    if refusal is not None:
        return refusal
    if not store.save_called_off(session, errand.committee_id, shift.id):
        return Refusal("shift-called-off")
    note(session, errand, "shift-called-off", f"shift:{no}", taken=shift.taken)
    _tell(session, errand, "shift-called-off", shift)
    return Done(shift)


def sign_up(
    session: Session, errand: Errand, no: int, person_id: UUID, day: date
) -> Done[Shift] | Refusal:
    """Put somebody of the asking household on a shift's list; `day` is the local day.

    Refuses `shift-gone`, `shift-called-off`, `shift-begun`, `not-of-your-home`,
    `minor-needs-guardian`, `already-coming` and `shift-full`.
    """
    shift = _running(session, errand, no, person_id, day)
    if isinstance(shift, Refusal):
        return shift
    cid = errand.committee_id
    if not store.save_coming(session, cid, errand.new_id(), shift.id, person_id, errand.now):
        return Refusal("already-coming")
    if not store.save_place_taken(session, cid, shift.id, errand.now):
        return Refusal("shift-full")
    note(session, errand, "shift-joined", f"shift:{no}")
    return Done(shift)


def _running(
    session: Session, errand: Errand, no: int, person_id: UUID, day: date
) -> Shift | Refusal:
    shift = store.find_shift(session, errand.committee_id, no)
    if shift is None:
        return Refusal("shift-gone")
    person = people.find_person(session, errand.committee_id, person_id)
    if person is None:
        return Refusal("not-of-your-home")
    refusal = rules.check_running(shift, errand.now) or rules.check_person(
        person, errand.actor.household_id, day
    )
    return refusal or shift


def cancel(
    session: Session, errand: Errand, no: int, person_id: UUID, day: date
) -> Done[Shift] | Refusal:
    """Take somebody of the asking household off the list; the place is free again at once.

    Refuses what `sign_up` refuses of shift and person, and who is not on the list (`not-coming`).
    """
    shift = _running(session, errand, no, person_id, day)
    if isinstance(shift, Refusal):
        return shift
    cid = errand.committee_id
    if not store.save_not_coming(session, cid, shift.id, person_id, errand.now):
        return Refusal("not-coming")
    if not store.save_place_freed(session, cid, shift.id, errand.now):
        return Refusal("shift-begun")
    note(session, errand, "shift-left", f"shift:{no}")
    return Done(shift)


def list_names(session: Session, errand: Errand, shift: Shift) -> list[Coming]:
    """Return who comes with whole names, for the list in the lead's hand.

    Who has left the roster since stays on the list.
    """
    cid = errand.committee_id
    homes = {one.person_id: one for one in people.list_adults(session, cid, errand.now.date())}
    coming = []
    for person_id in store.list_coming(session, cid, shift.id):
        home = homes.get(person_id)
        if home is None:
            coming.append(Coming(people.get_person(session, cid, person_id).name, "", ""))
        else:
            coming.append(Coming(home.name, home.label, home.group_name))
    return coming
