"""Casting a ballot by slip: what the confirm page shows, and the one transaction that counts it."""

from dataclasses import dataclass

from itsdangerous import BadSignature, Signer

from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.actions.dropping import (
    At,
    Ballot,
    Cast,
    Dropped,
    asks_digits,
    drop,
    is_proved_by,
    second,
    slip_of,
    wrong_digits,
)
from participation.votes.rules.ballots import Channel, check_ballot
from participation.votes.rules.receipts import receipt_code
from participation.votes.rules.vote import Slip, Vote
from participation.votes.store import oversight, votes

PROVED = "p"
UNPROVED = "u"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the confirm page shows and carries (最后一步)."""

    vote: Vote
    slip: Slip
    choice: str
    retry_code: str
    is_proved: bool


def begin_ballot(session: Session, errand: Errand, no: int, ballot: Ballot) -> Begun | Refusal:
    """Return what the confirm page shows; nothing is stored.

    Refuses `vote-unknown`, `slip-unknown` (also one of another vote), `slip-revoked`,
    `vote-not-open`, `vote-closed`, `phone-not-taken`, what `check_ballot` refuses, `digits-wrong`
    where digits came,
    and a second ballot that will not count (`already-voted`, `paper-stands`, `receipt-wrong`,
    `strip-used`: a strip is good for one ballot, where nobody of the home has voted).
    """
    vote = votes.find_vote(session, errand.committee_id, no)
    if vote is None:
        return Refusal("vote-unknown")
    slip = slip_of(session, errand, vote, ballot.slip_code)
    if isinstance(slip, Refusal):
        return slip
    fault = vote.may_cast(errand.now)
    if fault is not None:
        return fault
    choice = check_ballot(vote.questions, ballot.choice, Channel.PHONE)
    if isinstance(choice, Refusal):
        return choice
    fault = second(session, errand, vote, slip, ballot, Channel.PHONE)
    if fault is not None:
        return fault
    is_proved = _is_proved(errand, vote, slip, ballot.digits)
    if ballot.digits and not is_proved:
        return wrong_digits(slip)
    return Begun(vote, slip, choice.code, new_retry(errand, vote, slip, is_proved), is_proved)


def _is_proved(errand: Errand, vote: Vote, slip: Slip, digits: str) -> bool:
    """Whether the proof of person stands; a bearer's vote asks for none."""
    return not asks_digits(vote, slip) or is_proved_by(errand, slip, digits)


def _signer(errand: Errand, vote: Vote, slip: Slip) -> Signer:
    return Signer(errand.key, salt=f"retry:{vote.id.hex}:{slip.id.hex}")


def new_retry(errand: Errand, vote: Vote, slip: Slip, is_proved: bool) -> str:
    """Return a retry code of 128 random bits, signed for one vote and one slip.

    It says whether the digits were right already, so that they need not travel twice.
    """
    said = PROVED if is_proved and asks_digits(vote, slip) else UNPROVED
    plain = f"{codes.token(errand.chance(16))}-{said}"
    return _signer(errand, vote, slip).sign(plain).decode()


def _opened(errand: Errand, vote: Vote, slip: Slip, retry_code: str) -> str | None:
    try:
        return _signer(errand, vote, slip).unsign(retry_code).decode()
    except BadSignature:
        return None


def cast(
    session: Session, errand: Errand, no: int, ballot: Ballot, retry_code: str, device: str = ""
) -> Done[Cast] | Refusal:
    """Count a ballot, in this one transaction: mark, ballot and receipt, or nothing of them.

    The vote's row is held, its state and hour are read under that hold. The same retry code and
    choice give the same receipt, also after the close. Refuses what `begin_ballot` refuses,
    `retry-code-wrong` (not of this page), `digits-wrong`, `ballot-counted` (the same code with
    another choice) and `ask-again` (the receipt was given to somebody else: begin anew).

    `device` is the random code that this telephone carries: how many slips came from one telephone
    is counted, under a keyed hash of this vote alone, and neither which nor what was chosen.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=True)
    if vote is None:
        return Refusal("vote-unknown")
    slip = slip_of(session, errand, vote, ballot.slip_code)
    if isinstance(slip, Refusal):
        return slip
    opened = _opened(errand, vote, slip, retry_code)
    if opened is None:
        return Refusal("retry-code-wrong")
    choice = check_ballot(vote.questions, ballot.choice, Channel.PHONE)
    if isinstance(choice, Refusal):
        return choice
    receipt = receipt_code(errand.key, opened)
    at = At(session, errand, vote, slip, ballot, choice.code, receipt, Channel.PHONE)
    is_proved = opened.endswith(PROVED) or _is_proved(errand, vote, slip, ballot.digits)
    dropped = drop(at, is_proved=is_proved)
    if isinstance(dropped, Refusal):
        return dropped
    if device and dropped is Dropped.FIRST:
        hashed = codes.keyed(errand.key, "device", vote.id.hex, device)
        oversight.add_device(session, errand.committee_id, vote.id, hashed)
    return Done(Cast(vote, slip, receipt))
