"""Handing a vote's questions on to the meeting that can decide them."""

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.meetings import store
from participation.meetings.rules.life import Meeting
from participation.meetings.store.handed import add_handed
from participation.votes.store import find_vote


def hand_on(
    session: Session, errand: Errand, meeting: Meeting, vote_no: int
) -> Done[Meeting] | Refusal:
    """Let an item of a meeting that was just called ask what a vote asked.

    It is the item of the vote's matter, else one of its title, else the first. Refuses
    `vote-unknown`.
    """
    vote = find_vote(session, errand.committee_id, vote_no)
    if vote is None:
        return Refusal("vote-unknown")
    items = store.list_items(session, errand.committee_id, meeting.id)
    of_matter = (one for one in items if one.matter_id and one.matter_id == vote.matter_id)
    of_title = (one for one in items if one.title == vote.title)
    item = next(of_matter, next(of_title, items[0]))
    place = (meeting.id, item.id)
    add_handed(session, errand.committee_id, errand.new_id(), place, vote.id)
    note(session, errand, "vote-handed-on", f"meeting:{meeting.no}", vote=vote_no)
    return Done(meeting)
