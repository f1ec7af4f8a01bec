"""Registering the printed result of a vote."""

from dataclasses import dataclass

from participation.audit.actions import register_print
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.store import votes

KIND = "vote-result"
HASH_SHOWN = 32


@dataclass(frozen=True, slots=True)
class PressedResult:
    """A result sheet that came out of the press: its code, and the hash of its bytes."""

    code: str
    sha256: bytes
    title: str


def register_result(
    session: Session, errand: Errand, no: int, pressed: PressedResult
) -> Done[int] | Refusal:
    """Register a printed result, so that its code tells it is unchanged; return its number.

    Refuses `vote-unknown`, and `result-not-yet` before it is published.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    fault = vote.may_show(errand.now)
    if fault is not None:
        return fault
    number = register_print(
        session,
        errand,
        pressed.code,
        KIND,
        vote.id,
        str(no),
        1,
        pressed.sha256,
        title=pressed.title,
        digest=str((vote.result or {}).get("hash", ""))[:HASH_SHOWN],
    )
    return Done(number)
