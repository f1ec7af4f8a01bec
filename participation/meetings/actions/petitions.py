"""Beginning a petition, wishing it, typing its signed sheet, and the meeting that answers it."""

from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from participation.audit.actions import note
from participation.bodies import store as bodies
from participation.bodies.rules import BodyKind
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line, clean_text
from participation.meetings import store
from participation.meetings.rules.petitions import (
    CALL_WITHIN,
    FORCED,
    SHEET_LENGTH,
    Entitled,
    MeetingDemanded,
    Petition,
    Signature,
    State,
    calling_fault,
    signing_fault,
    starting_fault,
    striking_fault,
    ways,
    withdrawing_fault,
)
from participation.meetings.store import petitions as kept
from participation.residents.store import people
from participation.residents.store.owners import has_flats, list_owner_heads
from participation.votes.rules.decision_rules import Rule

REPS = frozenset({BodyKind.VILLAGE_REPRESENTATIVES, BodyKind.RESIDENT_REPRESENTATIVES})
BODIES_MOST = 500


def entitled_now(session: Session, committee_id: UUID, day: date) -> Entitled:
    """Return who may sign a petition on a day: adults, homes, representatives, owners."""
    adults = people.list_adults(session, committee_id, day)
    has_owners = has_flats(session, committee_id)
    heads = list_owner_heads(session, committee_id).heads if has_owners else ()
    return Entitled(
        adults=frozenset(one.person_id for one in adults),
        households=people.count(session, committee_id)[1],
        reps=_reps(session, committee_id, day),
        owners=frozenset(one.person_id for one in heads if one.person_id is not None),
        owner_heads=len(heads),
    )


def _reps(session: Session, committee_id: UUID, day: date) -> frozenset[UUID]:
    assemblies = [
        body
        for body in bodies.list_bodies(session, committee_id, limit=BODIES_MOST)
        if body.kind in REPS and not body.is_dissolved(day)
    ]
    return frozenset(
        seat.person_id
        for body in assemblies
        for seat in bodies.list_seats(session, committee_id, body.id, day)
    )


def start_petition(
    session: Session, errand: Errand, rule: Rule, title: str, reason: str
) -> Done[Petition] | Refusal:
    """Begin a petition by home card; its home wishes it from the start.

    Refuses `card-needed`, `petition-of-no-meeting`, what `starting_fault` does, and
    `petition-open` (fact `no`) where the same is being signed already.
    """
    household_id = errand.actor.household_id
    if household_id is None:
        return Refusal("card-needed")
    if rule.id not in FORCED or not rule.terms.petitions:
        return Refusal("petition-of-no-meeting", "rule")
    title, reason = clean_line(title), clean_text(reason)
    fault = starting_fault(title, reason)
    if fault is not None:
        return fault
    # taking the number first makes a second tap wait here and then see the first one's petition
    number = next_number(session, errand.committee_id, "petition")
    same = kept.find_gathering(session, errand.committee_id, rule.id, title)
    if same is not None:
        return Refusal("petition-open", "title", {"no": same.no})
    home = people.get_household(session, errand.committee_id, household_id)
    petition = Petition(
        id=errand.new_id(),
        no=number,
        rule_id=rule.id,
        title=title,
        reason=reason,
        by=home.group_name,
        household_id=household_id,
        started_at=errand.now,
    )
    kept.add_petition(session, errand.committee_id, petition)
    kept.add_wish(session, errand.committee_id, errand.new_id(), petition.id, household_id)
    note(session, errand, "petition-started", f"petition:{number}", rule=rule.key)
    return Done(petition)


def wish(session: Session, errand: Errand, no: int) -> Done[Petition] | Refusal:
    """Say that this home wishes to sign, which is no signature.

    Refuses `card-needed`, `petition-gone` and `petition-over`; a second tap changes nothing.
    """
    household_id = errand.actor.household_id
    if household_id is None:
        return Refusal("card-needed")
    petition = _held(session, errand, no)
    if isinstance(petition, Refusal):
        return petition
    if petition.state is not State.GATHERING:
        return Refusal("petition-over")
    kept.add_wish(session, errand.committee_id, errand.new_id(), petition.id, household_id)
    return Done(petition)


def _held(session: Session, errand: Errand, no: int) -> Petition | Refusal:
    found = kept.find_petition(session, errand.committee_id, no, is_held=True)
    return Refusal("petition-gone") if found is None else found


def type_signature(
    session: Session,
    errand: Errand,
    no: int,
    rule: Rule,
    person_id: UUID,
    signed_on: date,
    sheet: str,
    zone: ZoneInfo,
) -> Done[Petition] | Refusal:
    """Type one line of the signed sheet; the line with which it is enough starts the clock.

    Refuses `petition-gone`, `person-gone`, `signer-not-entitled` (of no base that counts),
    `line-long`, and what `signing_fault` does.
    """
    petition = _held(session, errand, no)
    if isinstance(petition, Refusal):
        return petition
    person = people.find_person(session, errand.committee_id, person_id)
    if person is None or person.left_on is not None:
        return Refusal("person-gone", "person")
    sheet = clean_line(sheet)
    if len(sheet) > SHEET_LENGTH:
        return Refusal("line-long", "sheet", {"most": SHEET_LENGTH})
    today = clock.local_day(errand.now, zone)
    entitled = entitled_now(session, errand.committee_id, today)
    if not entitled.may_sign(rule, person_id):
        return Refusal("signer-not-entitled", "person", {"name": person.name})
    typed = kept.list_signatures(session, errand.committee_id, petition.id)
    days = (clock.local_day(petition.started_at, zone), today)
    fault = signing_fault(petition, typed, person_id, signed_on, days)
    if fault is not None:
        return fault
    line = Signature(
        id=errand.new_id(),
        person_id=person_id,
        household_id=person.household_id,
        name=person.name,
        signed_on=signed_on,
        sheet=sheet,
        typed_by=errand.actor.label,
        typed_at=errand.now,
    )
    kept.add_signature(session, errand.committee_id, petition.id, line)
    note(session, errand, "petition-signed", f"petition:{no}", line=line.id.hex)
    if any(way.is_met for way in ways(rule, entitled, [*typed, line])):
        return _demand(session, errand, petition, today)
    return Done(petition)


def _demand(session: Session, errand: Errand, petition: Petition, today: date) -> Done[Petition]:
    demanded = replace(
        petition, state=State.DEMANDED, demanded_at=errand.now, due_on=today + CALL_WITHIN
    )
    kept.save_petition(session, errand.committee_id, demanded)
    note(session, errand, "meeting-demanded", f"petition:{petition.no}")
    event = MeetingDemanded(errand.committee_id, petition.id, petition.no)
    return Done(demanded, (event,))


def strike_signature(
    session: Session, errand: Errand, no: int, signature_id: UUID, reason: str
) -> Done[Petition] | Refusal:
    """Strike a line out that was typed wrongly; it stays to be read, with the reason.

    Refuses `petition-gone`, `signature-gone` and what `striking_fault` does.
    """
    petition = _held(session, errand, no)
    if isinstance(petition, Refusal):
        return petition
    typed = kept.list_signatures(session, errand.committee_id, petition.id)
    line = next((one for one in typed if one.id == signature_id), None)
    if line is None:
        return Refusal("signature-gone")
    reason = clean_line(reason)
    fault = striking_fault(petition, line, reason)
    if fault is not None:
        return fault
    kept.save_struck(session, errand.committee_id, line.id, reason)
    note(session, errand, "petition-line-struck", f"petition:{no}", line=line.id.hex)
    return Done(petition)


def withdraw_petition(session: Session, errand: Errand, no: int) -> Done[Petition] | Refusal:
    """Take a petition back, by the home that began it, while it is being signed.

    Refuses `petition-gone` and what `withdrawing_fault` does.
    """
    petition = _held(session, errand, no)
    if isinstance(petition, Refusal):
        return petition
    fault = withdrawing_fault(petition, errand.actor.household_id)
    if fault is not None:
        return fault
    withdrawn = replace(petition, state=State.WITHDRAWN)
    kept.save_petition(session, errand.committee_id, withdrawn)
    note(session, errand, "petition-withdrawn", f"petition:{no}")
    return Done(withdrawn)


def answer_petition(
    session: Session, errand: Errand, no: int, meeting_no: int
) -> Done[Petition] | Refusal:
    """Say which meeting was called for it; refuses `petition-gone`, `meeting-gone` and what
    `calling_fault` does.
    """
    petition = _held(session, errand, no)
    if isinstance(petition, Refusal):
        return petition
    meeting = store.find_meeting(session, errand.committee_id, meeting_no)
    if meeting is None:
        return Refusal("meeting-gone", "meeting")
    body = bodies.get_body(session, errand.committee_id, meeting.body_id)
    fault = calling_fault(petition, body.kind, meeting.starts_at)
    if fault is not None:
        return fault
    called = replace(petition, state=State.CALLED, meeting_no=meeting.no)
    kept.save_petition(session, errand.committee_id, called)
    note(session, errand, "petition-answered", f"petition:{no}", meeting=meeting.no)
    return Done(called)
