"""Casting a ballot by slip: what the confirm page shows, and the one transaction that counts it."""

import hmac
from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadSignature, Signer

from participation.db.session import Session
from participation.kernel import codes, ids
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.actions.slips import digits_hmac, find_any_slip
from participation.votes.rules.ballots import (
    Channel,
    SecondMark,
    answers_of,
    check_ballot,
    second_mark,
)
from participation.votes.rules.receipts import recall_hash, receipt_code
from participation.votes.rules.vote import Slip, Vote
from participation.votes.store import box, votes

PROVED = "p"
UNPROVED = "u"


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a voter sends: the answers to all questions, the slip's code, and what proves it.

    `old_receipt` is the receipt (回执码) of the ballot to be replaced, where somebody changes
    their mind in a secret vote.
    """

    choice: str
    slip_code: str
    digits: str = ""
    old_receipt: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the confirm page shows and carries (最后一步)."""

    vote: Vote
    slip: Slip
    choice: str
    retry_code: str
    is_proved: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot that counts, or counted before: its receipt (回执码) and whose slip it was."""

    vote: Vote
    slip: Slip
    receipt: str


def begin_ballot(session: Session, errand: Errand, no: int, ballot: Ballot) -> Begun | Refusal:
    """Return what the confirm page shows; nothing is stored.

    Refuses `vote-unknown`, `slip-unknown` (also one of another vote), `slip-revoked`,
    `vote-not-open`, `vote-closed`, `phone-not-taken`, what `check_ballot` refuses, `digits-wrong`
    where digits came,
    and a second ballot that will not count (`already-voted`, `paper-stands`, `receipt-wrong`).
    """
    vote = votes.find_vote(session, errand.committee_id, no)
    if vote is None:
        return Refusal("vote-unknown")
    slip = _slip(session, errand, vote, ballot)
    if isinstance(slip, Refusal):
        return slip
    fault = vote.may_cast(errand.now)
    if fault is not None:
        return fault
    choice = check_ballot(vote.questions, ballot.choice, Channel.PHONE)
    if isinstance(choice, Refusal):
        return choice
    fault = _second(session, errand, vote, slip, ballot)
    if fault is not None:
        return fault
    is_proved = _is_proved(errand, slip, vote, ballot.digits)
    if ballot.digits and not is_proved:
        return Refusal("digits-wrong", "digits")
    return Begun(vote, slip, choice.code, new_retry(errand, vote, slip, is_proved), is_proved)


def _slip(session: Session, errand: Errand, vote: Vote, ballot: Ballot) -> Slip | Refusal:
    slip = find_any_slip(session, errand, ballot.slip_code)
    if not isinstance(slip, Refusal) and slip.vote_id != vote.id:
        return Refusal("slip-elsewhere", "slip_code")
    return slip


def _is_proved(errand: Errand, slip: Slip, vote: Vote, digits: str) -> bool:
    """Whether the proof of person stands; a bearer's vote asks for none."""
    if not vote.needs_digits:
        return True
    shown = digits_hmac(errand.key, slip.token_hmac, digits)
    return hmac.compare_digest(shown, slip.digits_hmac)


def _second(
    session: Session, errand: Errand, vote: Vote, slip: Slip, ballot: Ballot
) -> Refusal | None:
    """Refuse a second ballot that would not count, before anybody confirms it."""
    place = (session, errand.committee_id, vote.id)
    first = box.find_mark(*place, slip.voter.id)
    if first is None:
        return None
    if not vote.is_secret:
        named = box.find_open_ballot(*place, slip.voter.id)
        return _refused(vote, first if named is None else named[1], has_receipt=False)
    old = recall_hash(errand.key, vote.id.hex, codes.clean(ballot.old_receipt), _raw(ballot))
    has_receipt = box.find_secret_ballot(*place, old) is not None
    if ballot.old_receipt and not has_receipt and first is not Channel.PAPER:
        return Refusal("receipt-wrong", "receipt")
    return _refused(vote, first, has_receipt=has_receipt)


def _refused(vote: Vote, first: Channel, *, has_receipt: bool) -> Refusal | None:
    if second_mark(vote.secrecy, first, Channel.PHONE, has_receipt) is SecondMark.REPLACE:
        return None
    return Refusal("paper-stands" if first is Channel.PAPER else "already-voted")


def _raw(ballot: Ballot) -> str:
    return codes.clean(ballot.slip_code)


def _signer(errand: Errand, vote: Vote, slip: Slip) -> Signer:
    return Signer(errand.key, salt=f"retry:{vote.id.hex}:{slip.id.hex}")


def new_retry(errand: Errand, vote: Vote, slip: Slip, is_proved: bool) -> str:
    """Return a retry code of 128 random bits, signed for one vote and one slip.

    It says whether the digits were right already, so that they need not travel twice.
    """
    said = PROVED if is_proved and vote.needs_digits else UNPROVED
    plain = f"{codes.token(errand.chance(16))}-{said}"
    return _signer(errand, vote, slip).sign(plain).decode()


def _opened(errand: Errand, vote: Vote, slip: Slip, retry_code: str) -> str | None:
    try:
        return _signer(errand, vote, slip).unsign(retry_code).decode()
    except BadSignature:
        return None


def cast(
    session: Session, errand: Errand, no: int, ballot: Ballot, retry_code: str
) -> Done[Cast] | Refusal:
    """Count a ballot, in this one transaction: mark, ballot and receipt, or nothing of them.

    The vote's row is held, its state and hour are read under that hold. The same retry code and
    choice give the same receipt, also after the close. Refuses what `begin_ballot` refuses,
    `retry-code-wrong` (not of this page), `digits-wrong`, `ballot-counted` (the same code with
    another choice) and `ask-again` (the receipt was given to somebody else: begin anew).
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=True)
    if vote is None:
        return Refusal("vote-unknown")
    slip = _slip(session, errand, vote, ballot)
    if isinstance(slip, Refusal):
        return slip
    opened = _opened(errand, vote, slip, retry_code)
    if opened is None:
        return Refusal("retry-code-wrong")
    choice = check_ballot(vote.questions, ballot.choice, Channel.PHONE)
    if isinstance(choice, Refusal):
        return choice
    drop = _drop_secret if vote.is_secret else _drop_open
    at = _At(session, errand, vote, slip, ballot, choice.code, receipt_code(errand.key, opened))
    is_proved = opened.endswith(PROVED) or _is_proved(errand, slip, vote, ballot.digits)
    fault = drop(at, is_proved)
    return fault or Done(Cast(vote, slip, at.receipt))


@dataclass(frozen=True, slots=True)
class _At:
    """Everything one cast needs, once it is known whose it is."""

    session: Session
    errand: Errand
    vote: Vote
    slip: Slip
    ballot: Ballot
    choice: str
    receipt: str

    @property
    def place(self) -> tuple[Session, UUID, UUID]:
        return self.session, self.errand.committee_id, self.vote.id

    @property
    def recall(self) -> bytes:
        return self.locator(self.receipt)

    def locator(self, receipt: str) -> bytes:
        return recall_hash(self.errand.key, self.vote.id.hex, receipt, _raw(self.ballot))

    def may_count(self, is_proved: bool) -> Refusal | None:
        """Refuse a new ballot out of hours, or without its proof."""
        fault = self.vote.may_cast(self.errand.now)
        if fault is not None:
            return fault
        return None if is_proved else Refusal("digits-wrong", "digits")

    def mark(self) -> bool:
        return box.add_mark(*self.place, self.slip.voter.id, Channel.PHONE)


def _same(counted: str, choice: str) -> Refusal | None:
    """Refuse a retry that says something else than what was counted under its code."""
    return None if counted == choice else Refusal("ballot-counted")


def _drop_secret(at: _At, is_proved: bool) -> Refusal | None:
    counted = box.find_secret_ballot(*at.place, at.recall)
    if counted is not None:
        return _same(counted, at.choice)
    fault = at.may_count(is_proved)
    if fault is not None:
        return None if _was_sealed(at, fault) else fault
    if not at.mark():
        # Whoever held the mark has committed by now: perhaps this very page, tapped twice.
        counted = box.find_secret_ballot(*at.place, at.recall)
        if counted is not None:
            return _same(counted, at.choice)
        fault = _take_old(at)
        if fault is not None:
            return fault
    if not box.add_receipt(*at.place, at.receipt):
        return Refusal("ask-again")
    session, committee_id, vote_id = at.place
    ballot_ids = [ids.random_id(at.errand.chance(16)) for _answer in answers_of(at.choice)]
    box.add_secret_ballot(session, committee_id, ballot_ids, vote_id, at.choice, at.recall)
    return None


def _was_sealed(at: _At, fault: Refusal) -> bool:
    """Whether a page sent again after the close was counted: nothing leads to its ballot any more.

    The receipt is derived from the retry code, signed for this slip; it stands, and so does the
    mark. Whether the choice is the same can no longer be told, and was shown before.
    """
    if fault.code != "vote-closed" or not box.is_receipt(*at.place, at.receipt):
        return False
    return box.find_mark(*at.place, at.slip.voter.id) is Channel.PHONE


def _take_old(at: _At) -> Refusal | None:
    """Take out the ballot that is replaced; refuses where the first one stands."""
    first = box.find_mark(*at.place, at.slip.voter.id) or Channel.PHONE
    old = codes.clean(at.ballot.old_receipt)
    has_receipt = bool(old) and first is not Channel.PAPER and _take(at, old)
    return _refused(at.vote, first, has_receipt=has_receipt)


def _take(at: _At, old: str) -> bool:
    if not box.take_secret_ballot(*at.place, at.locator(old)):
        return False
    box.take_receipt(*at.place, old)
    return True


def _drop_open(at: _At, is_proved: bool) -> Refusal | None:
    named = box.find_open_ballot(*at.place, at.slip.voter.id)
    if named is not None and named[2] == at.receipt:
        return _same(named[0], at.choice)
    fault = at.may_count(is_proved)
    if fault is not None:
        return fault
    is_first = at.mark()
    # Read again: whoever held the mark has committed by now.
    named = box.find_open_ballot(*at.place, at.slip.voter.id)
    if named is not None and named[2] == at.receipt:
        return _same(named[0], at.choice)
    fault = None if named is None else _refused(at.vote, named[1], has_receipt=False)
    if fault is not None:
        return fault
    # A receipt given before and replaced since belongs to a page that is out of date.
    if not box.add_receipt(*at.place, at.receipt):
        return Refusal("ask-again")
    _keep_open(at, is_first)
    return None


def _keep_open(at: _At, is_first: bool) -> None:
    session, committee_id, vote_id = at.place
    ballot = {
        "roll_entry_id": at.slip.voter.id,
        "choice": at.choice,
        "channel": Channel.PHONE,
        "receipt": at.receipt,
        "at": at.errand.now,
    }
    if is_first:
        box.add_open_ballot(session, committee_id, at.errand.new_id(), vote_id, ballot)
    else:
        box.save_open_ballot(session, committee_id, vote_id, ballot)
