"""Writing down the items of a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from participation.audit.actions import note
from participation.bodies.rules import Body
from participation.bodies.store.charters import get_body_at
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line, clean_text
from participation.meetings import store
from participation.meetings.actions.heads import heads_of
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.deciding import ByLaw, decide_by_law, law_fault
from participation.meetings.rules.gates import Gate, deciding_fault
from participation.meetings.rules.items import (
    Entry,
    Item,
    Method,
    at_position,
    item_fault,
    recorded,
)
from participation.meetings.rules.law import law_of
from participation.meetings.rules.life import Deed
from participation.meetings.rules.roll import Attendee, quorum
from participation.meetings.rules.room_votes import rewriting_fault
from participation.meetings.store.floor import floor_of
from participation.meetings.store.gates import list_gates
from participation.meetings.store.laws import save_law
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
    on what `rules.gates.deciding_fault` and `rules.deciding.law_fault` do. What the law came to
    stands as it was while counts and motion stay, though others come later.
    """
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    found = at_position(store.list_items(session, errand.committee_id, meeting.id), position)
    if found is None:
        return Refusal("item-gone")
    body = get_body_at(session, errand.committee_id, meeting.body_id, meeting.starts_at)
    roll = store.list_present(session, errand.committee_id, meeting.id, errand.now)
    enough = quorum(roll, body.charter)
    entry = _cleaned(entry)
    item = recorded(found, entry, enough.present)
    floor = floor_of(session, errand.committee_id, meeting.id)
    fault = rewriting_fault(floor, found, entry) or item_fault(item, enough)
    by_law = None
    is_new = (item.votes, item.motion, item.method) != (found.votes, found.motion, found.method)
    if fault is None and is_new and item.method is not Method.NONE:
        rule = law_of(body.kind, rules, day)
        gate = list_gates(session, errand.committee_id, meeting.id).get(item.id) or Gate()
        by_law = _by_law(session, errand, body, rule, item, roll, day)
        fault = deciding_fault(gate, body.kind, rule, day) or law_fault(by_law)
    if fault is not None:
        return fault
    store.save_item(session, errand.committee_id, item)
    if is_new:
        save_law(session, errand.committee_id, errand.new_id(), (meeting.id, item.id), by_law)
    note(session, errand, "item-recorded", f"meeting:{no}", position=position, method=item.method)
    return Done(item)


def _by_law(
    session: Session,
    errand: Errand,
    body: Body,
    rule: Rule | None,
    item: Item,
    roll: Sequence[Attendee],
    day: date,
) -> ByLaw | None:
    if rule is None:
        return None
    heads = heads_of(session, errand.committee_id, body.kind, roll, day)
    return decide_by_law(rule, item.motion, item.votes, heads)


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
