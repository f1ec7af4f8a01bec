"""Answering an invitation, signing in at the door, and leaving before the end."""

from dataclasses import replace
from uuid import UUID

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line
from participation.meetings import store
from participation.meetings.actions.opening import hold_meeting, open_meeting
from participation.meetings.actions.room import line_of, own_line
from participation.meetings.rules.life import Deed
from participation.meetings.rules.replies import Reply, door_fault, reply_fault
from participation.meetings.rules.roll import Attendee, Presence, leaving_fault
from participation.meetings.store.attendance import save_times
from participation.meetings.store.floor import floor_of
from participation.meetings.store.replies import list_replies, save_reply


def door_code(key: bytes, meeting_id: UUID) -> str:
    """Return what the code at the door of a meeting carries."""
    return codes.token(codes.keyed(key, "door", meeting_id.hex))


def answer_call(
    session: Session,
    errand: Errand,
    no: int,
    attendee_id: UUID,
    *,
    is_coming: bool,
    is_own: bool,
    words: tuple[str, str] | None = None,
) -> Done[Reply] | Refusal:
    """Say whether somebody comes; `words` are the reason and a question, kept when None.

    Refuses `meeting-gone`, `attendee-gone`, `not-your-seat` where it has to be one's own, and as
    `reply_fault`.
    """
    meeting = hold_meeting(session, errand, no)
    if isinstance(meeting, Refusal):
        return meeting
    roll = store.list_attendees(session, errand.committee_id, meeting.id)
    line = own_line(session, errand, roll, attendee_id) if is_own else line_of(roll, attendee_id)
    if isinstance(line, Refusal):
        return line
    before = list_replies(session, errand.committee_id, meeting.id).get(line.id)
    if words is None:
        words = (before.reason, before.question) if before else ("", "")
    reason, question = (clean_line(one) for one in words)
    reply = Reply(line.id, is_coming, errand.now, reason, question, is_by_clerk=not is_own)
    fault = reply_fault(meeting, reply)
    if fault is not None:
        return fault
    save_reply(session, errand.committee_id, errand.new_id(), meeting.id, reply)
    note(session, errand, "meeting-answered", f"meeting:{no}", is_by_clerk=not is_own)
    return Done(reply)


def sign_in(
    session: Session, errand: Errand, no: int, code: str, attendee_id: UUID
) -> Done[Attendee] | Refusal:
    """Sign in by the code at the door; once in, a second time changes nothing.

    Refuses `meeting-gone`, `door-wrong`, `attendee-gone`, `not-your-seat` and as `door_fault`.
    """
    meeting = hold_meeting(session, errand, no)
    if isinstance(meeting, Refusal):
        return meeting
    if codes.clean(code) != door_code(errand.key, meeting.id):
        return Refusal("door-wrong")
    fault = door_fault(meeting, errand.now)
    if fault is not None:
        return fault
    roll = store.list_attendees(session, errand.committee_id, meeting.id)
    line = own_line(session, errand, roll, attendee_id)
    if isinstance(line, Refusal) or line.is_in_room(errand.now):
        return line if isinstance(line, Refusal) else Done(line)
    came = replace(line, status=Presence.PRESENT, came_at=errand.now, left_at=None, is_by_door=True)
    save_times(session, errand.committee_id, came)
    note(session, errand, "signed-in", f"meeting:{no}", position=line.position)
    return Done(came)


def leave_early(
    session: Session, errand: Errand, no: int, attendee_id: UUID
) -> Done[Attendee] | Refusal:
    """Write down that somebody left before the end; the quorum counts without them from now on.

    Refuses `attendee-gone` and as `leaving_fault`.
    """
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    line = line_of(store.list_attendees(session, errand.committee_id, meeting.id), attendee_id)
    if isinstance(line, Refusal):
        return line
    floor = floor_of(session, errand.committee_id, meeting.id)
    fault = leaving_fault(line, errand.now, floor.presiding_id if floor else None)
    if fault is not None:
        return fault
    left = replace(line, came_at=line.came_at or errand.now, left_at=errand.now)
    save_times(session, errand.committee_id, left)
    note(session, errand, "left-early", f"meeting:{no}", position=line.position)
    return Done(left)
