"""Putting one ballot into the box, from a phone or a helper's: who wins, and what is kept."""

import hmac
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from participation.db.session import Session
from participation.kernel import codes, ids
from participation.kernel.errand import Errand
from participation.kernel.outcome import Refusal
from participation.votes.actions.slips import digits_hmac, find_any_slip
from participation.votes.rules.ballots import Channel, SecondMark, answers_of, second_mark
from participation.votes.rules.receipts import recall_hash
from participation.votes.rules.vote import Slip, Vote
from participation.votes.store import box


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

    @property
    def raw(self) -> str:
        """The slip's code as printed, whatever was typed around it."""
        return codes.clean(self.slip_code)


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot that counts, or counted before: its receipt (回执码) and whose slip it was."""

    vote: Vote
    slip: Slip
    receipt: str


def slip_of(session: Session, errand: Errand, vote: Vote, code: str) -> Slip | Refusal:
    """Return the slip of a code; refuses `slip-unknown`, `slip-revoked`, `slip-elsewhere`."""
    slip = find_any_slip(session, errand, code)
    if not isinstance(slip, Refusal) and slip.vote_id != vote.id:
        return Refusal("slip-elsewhere", "slip_code")
    return slip


def asks_digits(vote: Vote, slip: Slip) -> bool:
    """Whether a ballot by this slip is confirmed by digits; a strip's always is."""
    return vote.needs_digits or slip.is_torn


def wrong_digits(slip: Slip) -> Refusal:
    """Refuse digits: of the fold (`digits-wrong`), or of one's telephone (`tail-wrong`)."""
    return Refusal("tail-wrong" if slip.asks_phone else "digits-wrong", "digits")


def is_proved_by(errand: Errand, slip: Slip, digits: str) -> bool:
    """Whether the digits under the fold are these."""
    shown = digits_hmac(errand.key, slip.token_hmac, digits)
    return hmac.compare_digest(shown, slip.digits_hmac)


def second(
    session: Session, errand: Errand, vote: Vote, slip: Slip, ballot: Ballot, channel: Channel
) -> Refusal | None:
    """Refuse a second ballot that would not count, before anybody confirms it."""
    place = (session, errand.committee_id, vote.id)
    first = box.find_mark(*place, slip.voter.id)
    if first is None:
        return None
    if not vote.is_secret:
        named = box.find_open_ballot(*place, slip.voter.id)
        return _refused_named(vote, named, channel, is_torn=slip.is_torn)
    if slip.is_torn:
        return Refusal("strip-used")
    old = recall_hash(errand.key, vote.id.hex, codes.clean(ballot.old_receipt), ballot.raw)
    has_receipt = box.find_secret_ballot(*place, old) is not None
    if ballot.old_receipt and not has_receipt and first is not Channel.PAPER:
        return Refusal("receipt-wrong", "receipt")
    return refused(vote, first, channel, has_receipt=has_receipt)


def _refused_named(
    vote: Vote, named: box.Named | None, channel: Channel, *, is_torn: bool
) -> Refusal | None:
    """Refuse where a named ballot stands; one that was voided, or unsigned, is in nobody's way."""
    if named is None or named.is_opinion:
        return None
    if is_torn:
        return Refusal("strip-used")
    return refused(vote, named.channel, channel, has_receipt=False)


def refused(vote: Vote, first: Channel, second: Channel, *, has_receipt: bool) -> Refusal | None:
    """Refuse a second ballot where the first stands: `paper-stands`, `already-voted`."""
    if second_mark(vote.secrecy, first, second, has_receipt) is SecondMark.REPLACE:
        return None
    return Refusal("paper-stands" if first is Channel.PAPER else "already-voted")


class Dropped(StrEnum):
    """What became of a ballot: the voter's first, one instead of another, or counted before."""

    FIRST = "first"
    AGAIN = "again"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class At:
    """Everything one cast needs, once it is known whose it is."""

    session: Session
    errand: Errand
    vote: Vote
    slip: Slip
    ballot: Ballot
    choice: str
    receipt: str
    channel: Channel

    @property
    def place(self) -> tuple[Session, UUID, UUID]:
        return self.session, self.errand.committee_id, self.vote.id

    @property
    def recall(self) -> bytes:
        return self.locator(self.receipt)

    def locator(self, receipt: str) -> bytes:
        return recall_hash(self.errand.key, self.vote.id.hex, receipt, self.ballot.raw)

    def may_count(self, is_proved: bool) -> Refusal | None:
        """Refuse a new ballot out of hours, or without its proof."""
        fault = self.vote.may_cast(self.errand.now, self.channel)
        if fault is not None:
            return fault
        return None if is_proved else wrong_digits(self.slip)

    def mark(self) -> bool:
        return box.add_mark(*self.place, self.slip.voter.id, self.channel)


def drop(at: At, *, is_proved: bool) -> Refusal | Dropped:
    """Put a ballot into the box, mark and receipt with it, or nothing of them.

    Refuses a ballot out of hours or without its proof (`digits-wrong`), one that the first keeps
    out (`paper-stands`, `already-voted`, `strip-used`), `ballot-counted` and `ask-again`.
    """
    return _drop_secret(at, is_proved) if at.vote.is_secret else _drop_open(at, is_proved)


def _same(counted: str, choice: str) -> Refusal | Dropped:
    """Refuse a retry that says something else than what was counted under its code."""
    return Dropped.BEFORE if counted == choice else Refusal("ballot-counted")


def _drop_secret(at: At, is_proved: bool) -> Refusal | Dropped:
    counted = box.find_secret_ballot(*at.place, at.recall)
    if counted is not None:
        return _same(counted, at.choice)
    fault = at.may_count(is_proved)
    if fault is not None:
        return Dropped.BEFORE if _was_sealed(at, fault) else fault
    is_first = at.mark()
    if not is_first:
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
    return Dropped.FIRST if is_first else Dropped.AGAIN


def _was_sealed(at: At, fault: Refusal) -> bool:
    """Whether a page sent again after the close was counted: nothing leads to its ballot any more.

    The receipt is derived from the retry code, signed for this slip; it stands, and so does the
    mark. Whether the choice is the same can no longer be told, and was shown before.
    """
    if fault.code != "vote-closed" or not box.is_receipt(*at.place, at.receipt):
        return False
    return box.find_mark(*at.place, at.slip.voter.id) is at.channel


def _take_old(at: At) -> Refusal | None:
    """Take out the ballot that is replaced; refuses where the first one stands."""
    if at.slip.is_torn:
        return Refusal("strip-used")
    first = box.find_mark(*at.place, at.slip.voter.id) or at.channel
    old = codes.clean(at.ballot.old_receipt)
    has_receipt = bool(old) and first is not Channel.PAPER and _take(at, old)
    return refused(at.vote, first, at.channel, has_receipt=has_receipt)


def _take(at: At, old: str) -> bool:
    if not box.take_secret_ballot(*at.place, at.locator(old)):
        return False
    box.take_receipt(*at.place, old)
    return True


def _drop_open(at: At, is_proved: bool) -> Refusal | Dropped:
    named = box.find_open_ballot(*at.place, at.slip.voter.id)
    if named is not None and named.receipt == at.receipt:
        return _same(named.choice, at.choice)
    fault = at.may_count(is_proved)
    if fault is not None:
        return fault
    is_first = at.mark()
    # Read again: whoever held the mark has committed by now.
    named = box.find_open_ballot(*at.place, at.slip.voter.id)
    if named is not None and named.receipt == at.receipt:
        return _same(named.choice, at.choice)
    fault = _refused_named(at.vote, named, at.channel, is_torn=at.slip.is_torn)
    if fault is not None:
        return fault
    # A receipt given before and replaced since belongs to a page that is out of date.
    if not box.add_receipt(*at.place, at.receipt):
        return Refusal("ask-again")
    _keep_open(at, is_first=is_first or named is None)
    return Dropped.FIRST if is_first else Dropped.AGAIN


def _keep_open(at: At, *, is_first: bool) -> None:
    session, committee_id, vote_id = at.place
    ballot = {
        "roll_entry_id": at.slip.voter.id,
        "choice": at.choice,
        "channel": at.channel,
        "receipt": at.receipt,
        "at": at.errand.now,
        "is_opinion": False,
        "typed_account": None,
    }
    if is_first:
        box.add_open_ballot(session, committee_id, at.errand.new_id(), vote_id, ballot)
    else:
        box.save_open_ballot(session, committee_id, vote_id, ballot)
