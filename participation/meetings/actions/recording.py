"""Writing down the items of a meeting."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from participation.audit.actions import note
from participation.bodies.store.charters import get_body_at
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.matters.rules import clean_line, clean_text
from participation.meetings import store
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.gates import Gate, deciding_fault
from participation.meetings.rules.items import Entry, Item, Method, item_fault, recorded
from participation.meetings.rules.law import law_of
from participation.meetings.rules.life import Deed
from participation.meetings.rules.roll import quorum
from participation.meetings.rules.room_votes import rewriting_fault
from participation.meetings.store.floor import floor_of
from participation.meetings.store.gates import list_gates
from participation.votes.rules.decision_rules import Rule


def record_item(
    session: Session,
    errand: Errand,
    no: int,
    position: int,
    entry: Entry,
    rules: Mapping[str, Rule],
    day: date,
) -> Done[Item] | Refusal:
    """Write down an item, under the rules of the day of the meeting.

    Refuses `item-gone`, what `rewriting_fault` and `item_fault` do, and of an item that was voted
    on what `rules.gates.deciding_fault` does.
    """
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    items = store.list_items(session, errand.committee_id, meeting.id)
    found = next((one for one in items if one.position == position), None)
    if found is None:
        return Refusal("item-gone")
    body = get_body_at(session, errand.committee_id, meeting.body_id, meeting.starts_at)
    roll = store.list_attendees(session, errand.committee_id, meeting.id)
    enough = quorum(roll, body.charter)
    entry = _cleaned(entry)
    item = recorded(found, entry, enough.present)
    floor = floor_of(session, errand.committee_id, meeting.id)
    fault = rewriting_fault(floor, found, entry) or item_fault(item, enough)
    if fault is None and item.method is not Method.NONE:
        gate = list_gates(session, errand.committee_id, meeting.id).get(item.id) or Gate()
        fault = deciding_fault(gate, body.kind, law_of(body.kind, rules, day), day)
    if fault is not None:
        return fault
    store.save_item(session, errand.committee_id, item)
    note(session, errand, "item-recorded", f"meeting:{no}", position=position, method=item.method)
    return Done(item)


def _cleaned(entry: Entry) -> Entry:
    task = entry.task
    if task is not None:
        task = replace(task, what=clean_line(task.what), who=clean_line(task.who))
    return replace(
        entry,
        proposer=clean_line(entry.proposer),
        motion=clean_text(entry.motion),
        discussion=clean_text(entry.discussion),
        decision=clean_text(entry.decision),
        dissent=clean_text(entry.dissent),
        task=task,
    )
