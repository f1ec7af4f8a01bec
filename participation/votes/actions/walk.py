"""What a vote does to the matter it belongs to: the step 决, and lines of 办理经过."""

from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Refusal
from participation.matters import actions as matters
from participation.matters.rules import State, Step, TrailKind
from participation.votes.rules.vote import Vote


def opened(session: Session, errand: Errand, vote: Vote) -> Refusal | None:
    """Put the matter on the step 决, with a line that leads to the vote; refuses as `move` does."""
    if vote.matter_id is None:
        return None
    kind = TrailKind.VOTE_OPENED
    moved = matters.move(
        session, errand, vote.matter_id, Step.DECIDE, State.OPEN, kind=kind, no=vote.no
    )
    return moved if isinstance(moved, Refusal) else None


def announced(session: Session, errand: Errand, vote: Vote) -> None:
    """Write down that a vote and its roll are shown."""
    _log(session, errand, vote, TrailKind.VOTE_ANNOUNCED)


def cancelled(session: Session, errand: Errand, vote: Vote) -> None:
    """Write down that a vote was cancelled; the matter stays where it is."""
    _log(session, errand, vote, TrailKind.VOTE_CANCELLED)


def closed(session: Session, errand: Errand, vote: Vote) -> None:
    """Write down that the vote has stopped."""
    _log(session, errand, vote, TrailKind.VOTE_CLOSED)


def published(session: Session, errand: Errand, vote: Vote, outcome: str) -> None:
    """Write down what came of it; a meeting or the committee takes the matter on."""
    _log(session, errand, vote, TrailKind.VOTE_PUBLISHED, outcome=outcome)


def _log(session: Session, errand: Errand, vote: Vote, kind: TrailKind, **facts: str) -> None:
    if vote.matter_id is not None:
        matters.log_event(session, errand, vote.matter_id, kind, no=vote.no, **facts)
