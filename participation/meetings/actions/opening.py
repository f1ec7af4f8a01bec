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


def open_meeting(session: Session, errand: Errand, no: int, deed: Deed) -> Meeting | Refusal:
    """Return the meeting of a number, held against others; refuses `meeting-gone`, wrong state."""
    meeting = store.find_meeting(session, errand.committee_id, no, is_held=True)
    if meeting is None:
        return Refusal("meeting-gone")
    return may(meeting, deed) or meeting
