"""Watching over a vote: complaints past the desk, ballots voided, call-backs, carriers."""

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.actions.slips import find_any_slip
from participation.votes.rules.ballots import Channel
from participation.votes.rules.life import UNSEALED, State
from participation.votes.rules.vote import Vote, Voter
from participation.votes.rules.watching import (
    CallBack,
    CallOutcome,
    Complaint,
    Grievance,
    check_complaint,
    drawn,
    how_many,
    may_draw,
    may_void,
)
from participation.votes.store import box, slips, votes, watching


def file_complaint(
    session: Session, errand: Errand, no: int, kind: Grievance, text: str, slip_code: str = ""
) -> Done[int] | Refusal:
    """Take a complaint for supervisor and county; the desk is not told.

    Refuses `vote-unknown`, `vote-not-open` for a draft, what is wrong with a code that came
    (`slip-unknown`, `slip-revoked`, `slip-elsewhere`), and what `check_complaint` refuses.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    if vote.state is State.DRAFT:
        return Refusal("vote-not-open")
    voter = _complainer(session, errand, vote, slip_code)
    if isinstance(voter, Refusal):
        return voter
    fault = check_complaint(kind, text, has_voter=voter is not None)
    if fault is not None:
        return fault
    at = len(watching.list_complaints(session, errand.committee_id, vote.id)) + 1
    ids = (errand.new_id(), vote.id, None if voter is None else voter.id)
    watching.add_complaint(session, errand.committee_id, ids, at, kind, text.strip(), errand.now)
    return Done(at)


def _complainer(
    session: Session, errand: Errand, vote: Vote, slip_code: str
) -> Voter | Refusal | None:
    if not slip_code.strip():
        return None
    found = find_any_slip(session, errand, slip_code)
    if isinstance(found, Refusal):
        return found
    return found.voter if found.vote_id == vote.id else Refusal("slip-elsewhere", "slip_code")


def answer_complaint(
    session: Session, errand: Errand, no: int, at: int, answer: str, *, is_voided: bool
) -> Done[Complaint] | Refusal:
    """Answer a complaint, and void the voter's ballot and slip where that is asked for.

    Open vote before the close: the ballot is taken out, every slip of the voter is void, and a new
    one is to be printed. Secret vote: only a slip that nobody used yet. Refuses `vote-unknown`,
    `complaint-unknown`, `answer-empty`, `complaint-answered`, `complaint-needs-slip` and what
    `may_void` refuses. Both are logged.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    found = watching.list_complaints(session, errand.committee_id, vote.id)
    complaint = next((each for each in found if each.no == at), None)
    if complaint is None:
        return Refusal("complaint-unknown")
    if not answer.strip():
        return Refusal("answer-empty", "answer")
    if complaint.answer is not None:
        return Refusal("complaint-answered")
    fault = _void(session, errand, vote, complaint.voter) if is_voided else None
    if fault is not None:
        return fault
    said = (answer.strip(), errand.actor.label)
    place = (session, errand.committee_id, vote.id)
    watching.save_answer(*place, at, said, is_voided=is_voided)
    note(session, errand, "complaint-answered", f"vote:{no}", complaint=at, kind=complaint.kind)
    return Done(complaint)


def _void(session: Session, errand: Errand, vote: Vote, voter: Voter | None) -> Refusal | None:
    if voter is None:
        return Refusal("complaint-needs-slip")
    place = (session, errand.committee_id, vote.id)
    has_mark = box.find_mark(*place, voter.id) is not None
    fault = may_void(vote.secrecy, vote.state_at(errand.now), has_mark=has_mark)
    if fault is not None:
        return fault
    if not vote.is_secret:
        box.take_open_ballot(*place, voter.id)
    slips.save_revoked(session, errand.committee_id, [voter.id], errand.now)
    note(session, errand, "ballot-voided", f"vote:{vote.no}", voter=voter.no)
    return None


def draw_call_backs(session: Session, errand: Errand, no: int) -> Done[int] | Refusal:
    """Draw by chance who is called back: a tenth, five at least, of those helped, and of the rest.

    Refuses `vote-unknown`, what `may_draw` refuses, `calls-drawn` the second time and
    `calls-nobody` where nobody voted.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    fault = may_draw(vote.state_at(errand.now))
    if fault is not None:
        return fault
    place = (session, errand.committee_id, vote.id)
    if watching.list_call_backs(*place):
        return Refusal("calls-drawn")
    voted = watching.list_voted(*place, is_secret=vote.is_secret)
    picked: list[Voter] = []
    for is_helped in (True, False):
        some = [voter for voter, channel in voted if (channel is Channel.HELPER) is is_helped]
        picked += drawn(some, how_many(len(some)), errand.chance)
    if not picked:
        return Refusal("calls-nobody")
    picked.sort(key=lambda voter: voter.no)
    watching.add_call_backs(*place, [(errand.new_id(), voter.id) for voter in picked])
    note(session, errand, "calls-drawn", f"vote:{no}", count=len(picked))
    return Done(len(picked))


def note_call(
    session: Session, errand: Errand, no: int, at: int, outcome: CallOutcome
) -> Done[CallOutcome] | Refusal:
    """Store what a call-back came to; refuses `vote-unknown` and `call-unknown`."""
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    place = (session, errand.committee_id, vote.id)
    if not watching.save_outcome(*place, at, outcome, errand.actor.label):
        return Refusal("call-unknown")
    note(session, errand, "call-noted", f"vote:{no}", call=at, outcome=outcome)
    return Done(outcome)


def calls_missing(session: Session, errand: Errand, vote: Vote) -> Refusal | None:
    """Refuse to call a result final while call-backs are to be drawn or made (`calls-missing`).

    Where nobody voted nobody is called.
    """
    place = (session, errand.committee_id, vote.id)
    calls: list[CallBack] = watching.list_call_backs(*place)
    if calls:
        left = sum(call.outcome is None for call in calls)
        return Refusal("calls-missing", None, {"num": left}) if left else None
    voted = sum(box.count_marks(*place).values())
    return Refusal("calls-missing", None, {"num": how_many(voted)}) if voted else None


def add_carrier(session: Session, errand: Errand, no: int, name: str) -> Done[str] | Refusal:
    """Write down who carries slips to the doors; they enter no ballot of this vote.

    Refuses `vote-unknown`, `vote-closed`, `carrier-empty` and `carrier-known`.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    if vote.state_at(errand.now) not in UNSEALED:
        return Refusal("vote-closed")
    plain = name.strip()
    if not plain:
        return Refusal("carrier-empty", "name")
    known = watching.list_carriers(session, errand.committee_id, vote.id)
    if plain in known:
        return Refusal("carrier-known", "name")
    place = (session, errand.committee_id)
    watching.add_carrier(*place, errand.new_id(), vote.id, len(known) + 1, plain)
    note(session, errand, "carrier-named", f"vote:{no}", name=plain)
    return Done(plain)


def check_carrier(session: Session, errand: Errand, vote: Vote) -> Refusal | None:
    """Refuse ballots from whoever carries slips of this vote (`carrier-enters-none`)."""
    carriers = watching.list_carriers(session, errand.committee_id, vote.id)
    return Refusal("carrier-enters-none") if errand.actor.label in carriers else None
