"""Pausing, resuming, extending and cancelling a vote that is open: publicly, under the same hold
as casting, so that no ballot falls between.
"""

from collections.abc import Callable
from datetime import datetime

from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Event, Refusal
from participation.residents.actions.printing import forget_papers
from participation.votes.actions import walk
from participation.votes.actions.notices import make_known
from participation.votes.rules import halting
from participation.votes.rules.halting import NoticeKind
from participation.votes.rules.vote import Vote, VoteCancelled
from participation.votes.store import box, votes


def pause_vote(
    session: Session, errand: Errand, no: int, reason: str, *, is_failure: bool
) -> Done[Vote] | Refusal:
    """Pause a vote; it takes no ballot until it is resumed. Refuses `vote-unknown` and what
    `halting.paused` refuses.
    """

    def pause(vote: Vote) -> Vote | Refusal:
        return halting.paused(vote, reason, is_failure=is_failure, now=errand.now)

    return _halt(session, errand, no, pause, NoticeKind.PAUSED, reason)


def resume_vote(session: Session, errand: Errand, no: int) -> Done[Vote] | Refusal:
    """Open a paused vote again, its close later by exactly the pause. Refuses `vote-unknown` and
    what `halting.resumed` refuses.
    """
    return _halt(
        session, errand, no, lambda vote: halting.resumed(vote, errand.now), NoticeKind.RESUMED
    )


def extend_vote(
    session: Session, errand: Errand, no: int, closes_at: datetime, reason: str
) -> Done[Vote] | Refusal:
    """Give a vote more time. Refuses `vote-unknown` and what `halting.extended` refuses."""

    def extend(vote: Vote) -> Vote | Refusal:
        return halting.extended(vote, closes_at, reason, errand.now)

    return _halt(session, errand, no, extend, NoticeKind.EXTENDED, reason)


def cancel_vote(session: Session, errand: Errand, no: int, reason: str) -> Done[Vote] | Refusal:
    """Cancel a vote for good: its ballots are deleted unread, and it is never counted.

    Sealing then rewrites what is left of a secret vote, and sweeps the files. Refuses
    `vote-unknown` and what `halting.cancelled` refuses.
    """

    def cancel(vote: Vote) -> Vote | Refusal:
        return halting.cancelled(vote, reason, errand.now)

    outcome = _halt(session, errand, no, cancel, NoticeKind.CANCELLED, reason)
    if isinstance(outcome, Refusal):
        return outcome
    vote = outcome.value
    box.delete_ballots(session, errand.committee_id, vote.id)
    forget_papers(session, errand, vote.id)
    walk.cancelled(session, errand, vote)
    event: Event = VoteCancelled(errand.committee_id, vote.id, vote.matter_id, no)
    return Done(vote, (event,))


def _halt(
    session: Session,
    errand: Errand,
    no: int,
    change: Callable[[Vote], Vote | Refusal],
    kind: NoticeKind,
    reason: str = "",
) -> Done[Vote] | Refusal:
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    changed = change(vote)
    if isinstance(changed, Refusal):
        return changed
    votes.save_halted(session, errand.committee_id, changed)
    make_known(session, errand, changed, kind, reason)
    return Done(changed)
