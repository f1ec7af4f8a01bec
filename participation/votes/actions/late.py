"""Typing paper after the close that was in the box before it: power was out, the time is true."""

from collections.abc import Sequence
from datetime import datetime

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.actions.paper import mark_stub, name_paper, slip_on_paper
from participation.votes.rules.late import LatePapers, check_late
from participation.votes.rules.vote import Vote
from participation.votes.store import box, late, votes

Paper = tuple[str, str]


def enter_late_papers(
    session: Session,
    errand: Errand,
    no: int,
    papers: Sequence[Paper],
    received_at: datetime,
    said_by: str,
    *,
    is_signed: bool = False,
) -> Done[LatePapers] | Refusal:
    """Type a pile of papers that were received before the close; all of them or none.

    Each is a code, in an open vote with its ballot. The true hour is kept of the pile alone, never
    of a mark or a ballot: with one, a secret vote's order could be told. Refuses `vote-unknown`,
    what `check_late` refuses, `account-needed`, `paper-confirmed` (a second person has checked the
    pile already), and what typing one paper refuses, with the number of its line.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    fault = check_late(vote, received_at, said_by, len(papers), errand.now) or _settled(
        session, errand, vote
    )
    if fault is not None:
        return fault
    for line, (code, ballot) in enumerate(papers, 1):
        fault = _enter(session, errand, vote, code, ballot, is_signed=is_signed)
        if fault is not None:
            return Refusal(fault.code, "papers", {**fault.facts, "line": line})
    at = (session, errand.committee_id)
    before = late.list_late(*at, vote.id)
    pile = LatePapers(len(before) + 1, received_at, said_by, len(papers), errand.actor.label)
    late.add_late(*at, errand.new_id(), vote.id, pile, errand.now)
    facts = {"papers": pile.papers, "received_at": received_at.isoformat()}
    note(session, errand, "paper-late", f"vote:{no}", **facts)
    return Done(pile)


def _settled(session: Session, errand: Errand, vote: Vote) -> Refusal | None:
    if errand.actor.account_id is None:
        return Refusal("account-needed")
    batch = box.find_batch(session, errand.committee_id, vote.id)
    is_checked = vote.pile_checked_by is not None or (batch is not None and batch.is_confirmed)
    return Refusal("paper-confirmed") if is_checked else None


def _enter(
    session: Session, errand: Errand, vote: Vote, code: str, ballot: str, *, is_signed: bool
) -> Refusal | None:
    slip = slip_on_paper(session, errand, vote, code)
    if isinstance(slip, Refusal):
        return slip
    if vote.is_secret:
        return Refusal("paper-is-secret") if ballot else mark_stub(session, errand, vote, slip)
    return name_paper(session, errand, vote, slip, ballot, is_signed=is_signed)
