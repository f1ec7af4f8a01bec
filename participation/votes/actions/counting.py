"""From the stroke to the result: close, count, confirm by another person, publish at the hour."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Event, Refusal
from participation.residents.actions.printing import forget_papers
from participation.votes.actions import walk
from participation.votes.actions.notices import tell
from participation.votes.actions.paper import is_paper_settled
from participation.votes.actions.roll import listed
from participation.votes.actions.sealing import seal_held
from participation.votes.rules import life
from participation.votes.rules.ballots import Channel
from participation.votes.rules.life import Move, State, step
from participation.votes.rules.published import (
    Counted,
    NamedBallot,
    OpenList,
    SecretLists,
    record_of,
)
from participation.votes.rules.vote import Vote, VoteClosed, VotePublished, Voter
from participation.votes.store import box, oversight, votes


def close_due(session: Session, errand: Errand, no: int) -> Done[State] | Refusal:
    """Store that a vote has stopped; by the clock it had stopped already. Refuses what is early."""
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    if vote.state_at(errand.now) is State.OPEN:
        return Refusal("vote-still-open")
    if vote.state is State.PAUSED:
        return Refusal("vote-paused")
    if vote.state is not State.OPEN:
        return Done(vote.state)
    return Done(State.CLOSED, _close(session, errand, vote))


def _close(session: Session, errand: Errand, vote: Vote) -> tuple[Event, ...]:
    votes.save_state(session, errand.committee_id, vote.id, State.CLOSED)
    walk.closed(session, errand, vote)
    forget_papers(session, errand, vote.id)
    marks = box.get_progress(session, errand.committee_id, vote.id).marks
    note(session, errand, "vote-closed", f"vote:{vote.no}", marks=marks)
    return (VoteClosed(errand.committee_id, vote.id, vote.matter_id, vote.no),)


def count_vote(
    session: Session, errand: Errand, no: int, committee: str
) -> Done[dict[str, Any]] | Refusal:
    """Count a vote that has stopped and keep its record; nobody but the second person sees it yet.

    Refuses `vote-unknown`, `vote-not-open`, `vote-still-open`, `vote-already-counted`,
    `paper-not-counted` while stubs wait for their papers or a pile for its second person,
    `account-needed`, what `seal_held` refuses, and what `decide` refuses. A secret vote not sealed
    yet is sealed first.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    following = step(Move.COUNT, vote.state_at(errand.now))
    if isinstance(following, Refusal):
        return following
    if errand.actor.account_id is None:
        return Refusal("account-needed")
    marks = _marks(session, errand, vote)
    if not is_paper_settled(session, errand, vote, marks.get(Channel.PAPER, 0)):
        return Refusal("paper-not-counted")
    events = _close(session, errand, vote) if vote.state is State.OPEN else ()
    sealed = seal_held(session, errand, vote)
    if isinstance(sealed, Refusal):
        return sealed
    record = record_of(counted_of(session, errand, vote, committee, marks))
    if isinstance(record, Refusal):
        return record
    by = {"counted_by": errand.actor.label, "counted_account": errand.actor.account_id}
    kept = {key: value for key, value in record.items() if key != "ballots"}
    lists = record["ballots"]
    votes.save_state(
        session, errand.committee_id, vote.id, following, result=kept, lists=lists, **by
    )
    note(session, errand, "vote-counted", f"vote:{no}", hash=record["hash"])
    return Done(record, events)


def _marks(session: Session, errand: Errand, vote: Vote) -> Mapping[Channel, int]:
    """Return how many are counted by each channel: read once, of a million it takes its time."""
    place = (session, errand.committee_id, vote.id)
    return box.count_marks(*place) if vote.is_secret else box.count_named(*place)


def counted_of(
    session: Session, errand: Errand, vote: Vote, committee: str, marks: Mapping[Channel, int]
) -> Counted:
    """Return all that the record of a vote rests on, read from the box."""
    place = (session, errand.committee_id, vote.id)
    if vote.is_secret:
        ballots: SecretLists | OpenList = _secret(session, errand, vote)
    else:
        named = box.list_named(*place)
        unsigned = box.list_named(*place, is_opinion=True)
        ballots = OpenList(_lines(vote, named), _lines(vote, unsigned))
    return Counted(
        committee=committee,
        no=vote.no,
        title=vote.title,
        questions=vote.questions,
        secrecy=vote.secrecy,
        rule=vote.rule,
        channels=vote.channels,
        is_charter_approved=vote.is_charter_approved,
        is_at_meeting=False,
        roll=vote.roll,
        roll_hash=vote.roll_hash,
        present=None,
        opens_at=vote.opens_at,
        closes_at=vote.closes_at,
        marks=marks,
        ballots=ballots,
        helpers=tuple(oversight.list_helpers(*place, is_secret=vote.is_secret)),
        counted_by=_counted_by(session, errand, vote),
    )


def _lines(vote: Vote, named: list[tuple[Voter, str]]) -> tuple[NamedBallot, ...]:
    return tuple(
        NamedBallot(str(voter.no), listed(vote.unit, voter), choice, voter.area)
        for voter, choice in named
    )


def _counted_by(session: Session, errand: Errand, vote: Vote) -> tuple[str, ...]:
    batch = box.find_batch(session, errand.committee_id, vote.id)
    return () if batch is None else astuple(batch.counted_by)


def _secret(session: Session, errand: Errand, vote: Vote) -> SecretLists:
    place = (session, errand.committee_id, vote.id)
    answers = [Counter(each) for each in box.count_secret_choices(*place, len(vote.questions))]
    batch = box.find_batch(*place)
    if batch is not None:
        for found, typed in zip(answers, batch.counts, strict=True):
            found.update(typed)
    choices = tuple(tuple(each.elements()) for each in answers)
    return SecretLists(tuple(box.list_receipts(*place)), choices)


def confirm_count(session: Session, errand: Errand, no: int) -> Done[State] | Refusal:
    """Confirm a count, as a second person; past its hour it is published at once.

    Refuses `vote-unknown`, what is not counted or was confirmed before, `same-person-confirms`
    and `account-needed`.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    following = step(Move.CONFIRM, vote.state_at(errand.now))
    if isinstance(following, Refusal):
        return following
    if errand.actor.account_id is None or vote.counted_account is None:
        return Refusal("account-needed")
    fault = life.check_confirm(vote.counted_account, errand.actor.account_id)
    if fault is not None:
        return fault
    by = errand.actor.label
    votes.save_state(session, errand.committee_id, vote.id, following, confirmed_by=by)
    note(session, errand, "vote-confirmed", f"vote:{no}")
    published = publish_due(session, errand, no)
    return published if isinstance(published, Done) else Done(following)


def publish_due(session: Session, errand: Errand, no: int) -> Done[State] | Refusal:
    """Publish a confirmed result when its hour has come: walk, outbox, event.

    Refuses `vote-unknown`, what `may_publish` refuses, and `not-yet-the-hour`.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    fault = life.may_publish(vote.state, vote.publishes_at, errand.now)
    if fault is not None:
        return fault
    outcome = outcome_code(vote)
    votes.save_state(
        session, errand.committee_id, vote.id, State.PUBLISHED, published_at=errand.now
    )
    walk.published(session, errand, vote, outcome)
    key = f"vote-{no}-published"
    tell(session, errand, vote, "vote-published", key, {"outcome": outcome})
    note(session, errand, "vote-published", f"vote:{no}", outcome=outcome)
    event = VotePublished(errand.committee_id, vote.id, vote.matter_id, no, outcome)
    return Done(State.PUBLISHED, (event,))


def outcome_code(vote: Vote) -> str:
    """Return the code of what came of a counted vote."""
    return str((vote.result or {}).get("code", ""))
