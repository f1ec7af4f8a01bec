"""Keeping what is typed into minutes before it is stored, so that nothing is lost."""

from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.meetings.actions.minutes import cleaned
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.life import Deed
from participation.meetings.rules.minutes import Draft, Texts, texts_fault
from participation.meetings.store import drafts


def keep_draft(
    session: Session, errand: Errand, no: int, base_no: int, texts: Texts
) -> Done[Draft] | Refusal:
    """Keep what an account has typed into minutes since a revision; it is nobody else's to see.

    Refuses what `open_meeting` and `texts_fault` do, and `draft-of-nobody` without an account.
    """
    meeting = open_meeting(session, errand, no, Deed.REVISE)
    if isinstance(meeting, Refusal):
        return meeting
    account_id = errand.actor.account_id
    if account_id is None:
        return Refusal("draft-of-nobody")
    texts = cleaned(texts)
    fault = texts_fault(texts)
    if fault is not None:
        return fault
    draft = Draft(base_no, texts, errand.now)
    drafts.save_draft(session, errand.committee_id, errand.new_id(), meeting.id, account_id, draft)
    return Done(draft)


def drop_draft(session: Session, errand: Errand, no: int) -> Done[None] | Refusal:
    """Forget what an account has typed and not stored; refuses what `open_meeting` does."""
    meeting = open_meeting(session, errand, no, Deed.REVISE)
    if isinstance(meeting, Refusal):
        return meeting
    drafts.drop_draft(session, errand.committee_id, meeting.id, errand.actor.account_id)
    return Done(None)
