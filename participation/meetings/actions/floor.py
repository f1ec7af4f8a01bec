"""Opening a meeting, taking up an item, and handing over the chair."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from participation.audit.actions import note
from participation.bodies.store.charters import find_version_at
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.meetings import store
from participation.meetings.actions.opening import open_meeting
from participation.meetings.actions.room import enter_room, line_of
from participation.meetings.rules.floor import (
    NANTANG,
    Floor,
    Handover,
    SpeakingRules,
    handing_fault,
    item_choice_fault,
    opening_fault,
)
from participation.meetings.rules.items import at_position
from participation.meetings.rules.life import Deed, Meeting
from participation.meetings.store import floor as floors


def open_floor(session: Session, errand: Errand, no: int, chair_id: UUID) -> Done[Floor] | Refusal:
    """Open a meeting: the chair says so, and the hour is kept; the first item is on.

    How long and how often one may speak is the charter's in force, two minutes twice without one.
    Refuses `meeting-opened`, `attendee-gone`, `not-present`.
    """
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    cid = errand.committee_id
    roll = store.list_present(session, cid, meeting.id, errand.now)
    chair = line_of(roll, chair_id)
    if isinstance(chair, Refusal):
        return chair
    fault = opening_fault(floors.floor_of(session, cid, meeting.id), chair)
    if fault is not None:
        return fault
    items = store.list_items(session, cid, meeting.id)
    rules = _rules_of(session, errand, meeting)
    floor = Floor(errand.new_id(), meeting.id, errand.now, chair.id, chair.id, items[0].id, rules)
    floors.add_floor(session, cid, floor)
    note(session, errand, "meeting-opened", f"meeting:{no}")
    return Done(floor)


def _rules_of(session: Session, errand: Errand, meeting: Meeting) -> SpeakingRules:
    found = find_version_at(session, errand.committee_id, meeting.body_id, meeting.starts_at)
    if found is None:
        return NANTANG
    return SpeakingRules(timedelta(minutes=found.minutes), found.turns)


def take_up(session: Session, errand: Errand, no: int, position: int) -> Done[Floor] | Refusal:
    """Go to an item of the agenda; refuses `item-gone` and `motion-still-open`."""
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    item = at_position(room.items, position)
    if item is None:
        return Refusal("item-gone")
    fault = item_choice_fault(room.floor, item)
    if fault is not None:
        return fault
    floor = replace(room.floor, item_id=item.id)
    floors.save_floor(session, errand.committee_id, floor)
    return Done(floor)


def hand_over(session: Session, errand: Errand, no: int, to_id: UUID) -> Done[Floor] | Refusal:
    """Hand the chair to somebody else, or back; refuses `attendee-gone` and as `handing_fault`."""
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    to = line_of(room.roll, to_id)
    if isinstance(to, Refusal):
        return to
    fault = handing_fault(room.floor, to)
    if fault is not None:
        return fault
    cid, floor = errand.committee_id, replace(room.floor, presiding_id=to.id)
    floors.save_floor(session, cid, floor)
    handover = Handover(room.floor.presiding_id, to.id, errand.now)
    floors.add_handover(session, cid, errand.new_id(), room.meeting.id, handover)
    note(session, errand, "chair-handed-over", f"meeting:{no}")
    return Done(floor)
