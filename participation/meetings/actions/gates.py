"""Saying of an item what it touches and who may decide, and signing the party's study of it."""

from collections.abc import Collection
from datetime import date

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line, clean_text
from participation.meetings import store
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.gates import Gate, Study, Touch, said, studied
from participation.meetings.rules.items import Item, at_position
from participation.meetings.rules.life import Deed, Meeting
from participation.meetings.store import gates


def _found(
    session: Session, errand: Errand, no: int, position: int
) -> tuple[Meeting, Item, Gate] | Refusal:
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    item = at_position(store.list_items(session, errand.committee_id, meeting.id), position)
    if item is None:
        return Refusal("item-gone")
    known = gates.list_gates(session, errand.committee_id, meeting.id)
    return meeting, item, known.get(item.id) or Gate()


def say_of_item(
    session: Session,
    errand: Errand,
    no: int,
    position: int,
    *,
    touches: Collection[Touch],
    money_source: str,
    decider: str,
    not_major: str,
) -> Done[Gate] | Refusal:
    """Say what an item touches, where its money comes from, who may decide, why it is not major.

    Refuses `meeting-gone`, a meeting that is over, `item-gone` and what `rules.gates.said` does.
    """
    found = _found(session, errand, no, position)
    if isinstance(found, Refusal):
        return found
    meeting, item, gate = found
    better = said(gate, touches, clean_line(money_source), decider, clean_text(not_major))
    if isinstance(better, Refusal):
        return better
    return _kept(session, errand, (meeting, item), better, "item-gated")


def sign_study(
    session: Session,
    errand: Errand,
    no: int,
    position: int,
    *,
    studied_on: date,
    organisation: str,
    opinion: str,
    signed_by: str,
    is_on_paper: bool,
    today: date,
) -> Done[Gate] | Refusal:
    """Sign the party organisation's study of an item; on paper, the clerk writes down who signed.

    Refuses `meeting-gone`, a meeting that is over, `item-gone` and what `rules.gates.studied` does.
    """
    found = _found(session, errand, no, position)
    if isinstance(found, Refusal):
        return found
    meeting, item, gate = found
    study = Study(
        studied_on=studied_on,
        organisation=clean_line(organisation),
        opinion=clean_text(opinion),
        signed_by=clean_line(signed_by),
        is_on_paper=is_on_paper,
        at=errand.now,
    )
    better = studied(gate, study, today)
    if isinstance(better, Refusal):
        return better
    return _kept(session, errand, (meeting, item), better, "party-study-signed")


def _kept(
    session: Session, errand: Errand, place: tuple[Meeting, Item], gate: Gate, kind: str
) -> Done[Gate]:
    meeting, item = place
    ids = (meeting.id, item.id)
    gates.save_gate(session, errand.committee_id, errand.new_id(), ids, gate)
    note(session, errand, kind, f"meeting:{meeting.no}", position=item.position)
    return Done(gate)
