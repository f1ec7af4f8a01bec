"""Announcing a vote (公示): what it asks and who may vote are shown, and stay as they are."""

from datetime import date

from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.actions import walk
from participation.votes.actions.notices import make_known
from participation.votes.actions.roll import copy_roll
from participation.votes.rules.halting import NoticeKind, check_reason
from participation.votes.rules.life import Move, State, step
from participation.votes.rules.opening import may_announce
from participation.votes.rules.vote import Vote
from participation.votes.store import votes


def announce_vote(session: Session, errand: Errand, no: int, today: date) -> Done[Vote] | Refusal:
    """Show a draft and its roll-to-be to everybody; from now on its fields are frozen.

    Refuses `vote-unknown`, what `may_announce` refuses, and a roll that cannot be made, as
    `copy_roll` does.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    fault = may_announce(vote, errand.now)
    if fault is not None:
        return fault
    voters = copy_roll(session, errand, vote, today)
    if isinstance(voters, Refusal):
        return voters
    place = (session, errand.committee_id, vote.id)
    votes.save_state(*place, State.ANNOUNCED, announced_at=errand.now)
    make_known(session, errand, vote, NoticeKind.ANNOUNCED)
    walk.announced(session, errand, vote)
    return Done(vote)


def withdraw_announcement(
    session: Session, errand: Errand, no: int, reason: str
) -> Done[Vote] | Refusal:
    """Take an announcement back, publicly and with a reason; the vote is a draft again.

    Refuses `vote-unknown`, `vote-not-announced`, `vote-already-open` and what `check_reason`
    refuses.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    following = step(Move.WITHDRAW, vote.state_at(errand.now))
    if isinstance(following, Refusal):
        return following
    fault = check_reason(reason)
    if fault is not None:
        return fault
    votes.save_state(session, errand.committee_id, vote.id, following, announced_at=None)
    make_known(session, errand, vote, NoticeKind.WITHDRAWN, reason)
    return Done(vote)
