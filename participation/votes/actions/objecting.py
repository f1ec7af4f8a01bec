"""Objections to a roll or a result, their rulings, and the day a result becomes final."""

from dataclasses import dataclass
from datetime import date

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.actions.watching import calls_missing
from participation.votes.rules.life import State
from participation.votes.rules.objections import (
    Ground,
    Objection,
    Period,
    Stage,
    check_filing,
    check_ruling,
    may_settle,
)
from participation.votes.rules.vote import Vote, VoteSettled
from participation.votes.store import notices, votes


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody objects to: the ground, the household it is about, and why in words."""

    ground: Ground
    label: str
    words: str

    @property
    def stage(self) -> Stage:
        """Whether it is about the roll or the result."""
        return Stage.RESULT if self.ground is Ground.RESULT else Stage.ROLL


def file_objection(
    session: Session, errand: Errand, no: int, said: Said, period: Period
) -> Done[Objection] | Refusal:
    """Take in an objection, from a home card or at the desk for somebody who comes in.

    Refuses `vote-unknown` and what `check_filing` refuses. The log holds its number, no words.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    filed = notices.list_objections(session, errand.committee_id, vote.id)
    objection = Objection(
        id=errand.new_id(),
        no=len(filed) + 1,
        stage=said.stage,
        ground=said.ground,
        label=said.label,
        words=said.words,
        filed_at=errand.now,
        household_id=errand.actor.household_id,
    )
    fault = check_filing(vote, objection, filed, period, errand.now)
    if fault is not None:
        return fault
    notices.add_objection(session, errand.committee_id, vote.id, objection)
    verb = f"{said.stage}-objected"
    note(session, errand, verb, f"vote:{no}", objection=objection.no, ground=said.ground)
    return Done(objection)


def rule_on_objection(
    session: Session,
    errand: Errand,
    no: int,
    objection_no: int,
    stage: Stage,
    ruling: str,
    corrected_on: date | None,
    *,
    is_upheld: bool,
    today: date,
) -> Done[Objection] | Refusal:
    """Rule on an objection with a sentence that everybody reads; a correction bears its day.

    Refuses `vote-unknown`, `objection-not-here` (also one of the other stage, which others rule
    on) and what `check_ruling` refuses.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    filed = {one.no: one for one in notices.list_objections(session, errand.committee_id, vote.id)}
    objection = filed.get(objection_no)
    if objection is None or objection.stage is not stage:
        return Refusal("objection-not-here")
    fault = check_ruling(objection, ruling, corrected_on, is_upheld=is_upheld, today=today)
    if fault is not None:
        return fault
    notices.save_ruling(
        session,
        errand.committee_id,
        objection.id,
        errand.now,
        ruling,
        corrected_on,
        is_upheld=is_upheld,
    )
    facts = {"objection": objection_no, "upheld": is_upheld, "corrected": str(corrected_on or "")}
    note(session, errand, f"{stage}-objection-ruled", f"vote:{no}", **facts)
    return Done(objection)


def settle_due(session: Session, errand: Errand, no: int, period: Period) -> Done[Vote] | Refusal:
    """Store that a result is final (公示期满).

    Refuses `vote-unknown` and what `may_settle` and `calls_missing` refuse.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    filed = notices.list_objections(session, errand.committee_id, vote.id)
    fault = may_settle(vote, filed, period, errand.now) or calls_missing(session, errand, vote)
    if fault is not None:
        return fault
    votes.save_state(session, errand.committee_id, vote.id, State.FINAL)
    note(session, errand, "vote-final", f"vote:{no}")
    return Done(vote, (VoteSettled(errand.committee_id, vote.id, vote.matter_id, no),))
