"""A meeting held for one errand, in a state that allows it."""

from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Refusal
from participation.meetings import store
from participation.meetings.rules.life import (
    Deed,
    Meeting,
    may,
)


def hold_meeting(session: Session, errand: Errand, no: int) -> Meeting | Refusal:
    """Return the meeting of a number, held against others; refuses `meeting-gone`."""
    meeting = store.find_meeting(session, errand.committee_id, no, is_held=True)
    return Refusal("meeting-gone") if meeting is None else meeting


def open_meeting(session: Session, errand: Errand, no: int, deed: Deed) -> Meeting | Refusal:
    """Return the meeting of a number, held against others; refuses `meeting-gone`, wrong state."""
    meeting = hold_meeting(session, errand, no)
    return meeting if isinstance(meeting, Refusal) else may(meeting, deed) or meeting
