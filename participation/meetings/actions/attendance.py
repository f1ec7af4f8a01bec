"""Taking the roll of a meeting."""

from collections.abc import Mapping
from uuid import UUID

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line
from participation.meetings import store
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.life import (
    Deed,
    Meeting,
)
from participation.meetings.rules.roll import (
    Attendee,
    Presence,
    Standing,
    guest_fault,
)


def take_attendance(
    session: Session, errand: Errand, no: int, marks: Mapping[UUID, Presence]
) -> Done[Meeting] | Refusal:
    """Write down who came; refuses `attendee-gone` for a line that is not of this meeting."""
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    roll = {one.id: one for one in store.list_attendees(session, errand.committee_id, meeting.id)}
    if not marks.keys() <= roll.keys():
        return Refusal("attendee-gone")
    news = {
        line: mark
        for line, mark in marks.items()
        if mark is not Presence.PRESENT or not roll[line].is_in_room(errand.now)
    }
    store.save_presence(session, errand.committee_id, meeting.id, news, errand.now)
    note(session, errand, "attendance-taken", f"meeting:{no}", lines=len(marks))
    return Done(meeting)


def take_rest(
    session: Session, errand: Errand, no: int, presence: Presence
) -> Done[Meeting] | Refusal:
    """Give everybody whose name was not called yet the same mark."""
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    roll = store.list_attendees(session, errand.committee_id, meeting.id)
    rest = {one.id: presence for one in roll if one.status is Presence.CALLED}
    return take_attendance(session, errand, no, rest)


def add_guest(
    session: Session, errand: Errand, no: int, name: str, office: str
) -> Done[Attendee] | Refusal:
    """Put somebody without a vote (列席) on the roll, there already; refuses as `guest_fault`."""
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    roll = store.list_attendees(session, errand.committee_id, meeting.id)
    name, office = clean_line(name), clean_line(office)
    fault = guest_fault(name, office, roll)
    if fault is not None:
        return fault
    guest = Attendee(
        id=errand.new_id(),
        person_id=None,
        name=name,
        standing=Standing.GUEST,
        office=office,
        status=Presence.PRESENT,
        position=len(roll) + 1,
        came_at=errand.now,
    )
    store.add_attendees(session, errand.committee_id, meeting.id, [guest])
    note(session, errand, "guest-added", f"meeting:{no}")
    return Done(guest)
