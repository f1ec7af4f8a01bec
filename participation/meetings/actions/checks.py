"""Minutes going round: saying that they are right or what is wrong, and answering that."""

from uuid import UUID

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line, clean_text
from participation.meetings import store
from participation.meetings.actions.opening import open_meeting
from participation.meetings.actions.room import line_of, own_line
from participation.meetings.rules.checks import Answer, Check, answering_fault, checking_fault
from participation.meetings.rules.life import Deed
from participation.meetings.store.checks import add_check, list_checks, save_answer


def check_minutes(
    session: Session,
    errand: Errand,
    no: int,
    revision_no: int,
    attendee_id: UUID,
    *,
    words: str = "",
    is_own: bool = True,
) -> Done[Check] | Refusal:
    """Say of minutes that they are right, or in `words` what is wrong; the same twice is once.

    Refuses `attendee-gone`, `not-your-seat` where it has to be one's own, what `open_meeting` and
    `checking_fault` do.
    """
    meeting = open_meeting(session, errand, no, Deed.CHECK)
    if isinstance(meeting, Refusal):
        return meeting
    cid, words = errand.committee_id, clean_text(words)
    roll = store.list_attendees(session, cid, meeting.id)
    line = own_line(session, errand, roll, attendee_id) if is_own else line_of(roll, attendee_id)
    if isinstance(line, Refusal):
        return line
    check = Check(errand.new_id(), line.id, revision_no, words, errand.now, is_by_clerk=not is_own)
    before = list_checks(session, cid, meeting.id)
    said = (line.id, revision_no, words)
    same = (one for one in before if (one.attendee_id, one.revision_no, one.words) == said)
    found = next(same, None)
    if found is not None:
        return Done(found)
    fault = checking_fault(meeting, line, check, before)
    if fault is not None:
        return fault
    add_check(session, cid, meeting.id, check)
    subject = f"meeting:{no}"
    note(session, errand, "minutes-checked", subject, revision=revision_no, is_right=not words)
    return Done(check)


def answer_remark(
    session: Session, errand: Errand, no: int, check_id: UUID, *, is_taken: bool, words: str
) -> Done[Check] | Refusal:
    """Say what was done about a remark; refuses what `open_meeting` and `answering_fault` do."""
    meeting = open_meeting(session, errand, no, Deed.CHECK)
    if isinstance(meeting, Refusal):
        return meeting
    cid, words = errand.committee_id, clean_line(words)
    checks = list_checks(session, cid, meeting.id)
    found = next((one for one in checks if one.id == check_id), None)
    fault = answering_fault(found, meeting.minutes_no, is_taken=is_taken, words=words)
    if fault is not None or found is None:
        return fault or Refusal("remark-gone")
    answer = Answer(is_taken, words, errand.actor.label, errand.now)
    save_answer(session, cid, check_id, answer)
    note(session, errand, "remark-answered", f"meeting:{no}", is_taken=is_taken)
    return Done(found)
