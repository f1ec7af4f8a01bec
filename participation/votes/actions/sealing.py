"""Sealing at the close (封存): the box written anew in random order, then the files swept."""

from participation.audit.actions import note
from participation.db.session import Database, Session
from participation.db.sweep import sweep
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.rules.life import UNSEALED
from participation.votes.rules.sealing import Seal
from participation.votes.rules.vote import Vote
from participation.votes.store import rewriting, seal, votes


def seal_vote(session: Session, errand: Errand, no: int) -> Done[Seal | None] | Refusal:
    """Seal a secret vote that has stopped, in this one transaction; again is harmless.

    An open vote (记名) has nothing to seal. Refuses `vote-unknown`, `vote-still-open`,
    `sealer-missing` and `seal-broken`.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    if vote.state in UNSEALED:
        return Refusal("vote-still-open")
    return seal_held(session, errand, vote)


def seal_held(session: Session, errand: Errand, vote: Vote) -> Done[Seal | None] | Refusal:
    """Seal a vote whose row is held and whose close is stored.

    Refuses `sealer-missing`, and `seal-broken` where the box is not the same afterwards: then it
    is left as it was, and other votes go on.
    """
    place = (session, errand.committee_id, vote.id)
    found = seal.find_seal(*place)
    if found is not None or not vote.is_secret:
        return Done(found)
    if not seal.may_seal(session):
        return Refusal("sealer-missing")
    try:
        rows = rewriting.save_rewritten(*place, errand.chance)
    except rewriting.SealBrokenError:
        return Refusal("seal-broken")
    note(session, errand, "vote-sealed", f"vote:{vote.no}", rows=rows)
    return Done(Seal.REWRITTEN)


def sweep_box(database: Database) -> bool:
    """Let no file of the database keep what sealing deleted; False where it has to be tried again.

    It is no part of a transaction: whoever calls it takes the votes that were rewritten before,
    and says afterwards with `note_swept` that they are done.
    """
    return sweep(database, seal.BOX)


def note_swept(session: Session, errand: Errand, no: int) -> Done[Seal | None] | Refusal:
    """Store that the files were swept after a vote was rewritten.

    Refuses `vote-unknown`, and `vote-not-swept` where the database still keeps old rows for
    somebody who reads.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    place = (session, errand.committee_id, vote.id)
    found = seal.find_seal(*place)
    if found is not Seal.REWRITTEN:
        return Done(found)
    if not seal.is_swept(*place):
        return Refusal("vote-not-swept")
    seal.save_seal(*place, Seal.SWEPT)
    note(session, errand, "vote-swept", f"vote:{no}")
    return Done(Seal.SWEPT)
