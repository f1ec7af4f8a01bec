"""Helping at the door (帮投): the slip and its proof, the script, read back, and counted."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from itsdangerous import BadSignature, Signer

from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions.cards import find_typed_card
from participation.residents.rules.rights import Role
from participation.residents.store import access, people
from participation.votes.actions.dropping import (
    At,
    Ballot,
    Cast,
    Dropped,
    drop,
    is_proved_by,
    second,
    slip_of,
)
from participation.votes.actions.slips import find_any_slip
from participation.votes.actions.watching import check_carrier
from participation.votes.rules.ballots import Channel, check_ballot
from participation.votes.rules.helping import (
    HelpProof,
    check_helper,
    check_witnesses,
    most_helped,
)
from participation.votes.rules.receipts import recall_hash, receipt_code
from participation.votes.rules.vote import Slip, Vote
from participation.votes.store import box, oversight, votes

LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a helper is shown at the door: the voter's slip, its digits or two witnesses' codes.

    `is_declared`: the helper has said to be no kin of the voter and not voted on.
    """

    slip_code: str
    digits: str = ""
    witnesses: tuple[str, ...] = ()
    is_declared: bool = False
    old_receipt: str = ""


@dataclass(frozen=True, slots=True)
class Helping:
    """What the script's page shows (念给他听), and the pass that the choice is sent with."""

    vote: Vote
    slip: Slip
    pass_code: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A choice that is read back before it counts (再念一遍)."""

    vote: Vote
    slip: Slip
    choice: str


def begin_help(session: Session, errand: Errand, no: int, shown: Shown) -> Helping | Refusal:
    """Let a helper begin for a voter; nothing is stored.

    Refuses `account-needed`, what is wrong with slip, hour and channel (`helper-not-taken`),
    `carrier-enters-none`, `strip-by-phone`, what
    `check_helper` and `check_witnesses` refuse, `witness-unknown`, `digits-wrong`, `helper-full…`
    (15 voters, or a tenth of the roll) and a second ballot that would not count.
    """
    vote = votes.find_vote(session, errand.committee_id, no)
    if vote is None:
        return Refusal("vote-unknown")
    slip = slip_of(session, errand, vote, shown.slip_code)
    if isinstance(slip, Refusal):
        return slip
    if slip.is_torn:
        return Refusal("strip-by-phone", "slip_code")
    ballot = Ballot("", shown.slip_code, shown.digits, shown.old_receipt)
    fault = (
        vote.may_cast(errand.now, Channel.HELPER)
        or check_carrier(session, errand, vote)
        or check_helper(shown.is_declared, _home(session, errand), slip.voter.household_id)
        or second(session, errand, vote, slip, ballot, Channel.HELPER)
        or _full(session, errand, vote, slip)
    )
    if fault is not None:
        return fault
    proof = _proof(session, errand, vote, slip, shown)
    if isinstance(proof, Refusal):
        return proof
    return Helping(vote, slip, _pass(errand, vote, slip, *proof))


def _home(session: Session, errand: Errand) -> UUID | None:
    """Return the helper's own household, where the roster knows them."""
    person_id = errand.actor.person_id
    if person_id is None:
        return None
    person = people.find_person(session, errand.committee_id, person_id)
    return None if person is None else person.household_id


def _full(session: Session, errand: Errand, vote: Vote, slip: Slip) -> Refusal | None:
    account = errand.actor.account_id
    if account is None:
        return Refusal("account-needed")
    most = most_helped(vote.roll_size)
    if oversight.count_helped(session, errand.committee_id, vote.id, account, slip.voter.id) < most:
        return None
    others = _others(session, errand)
    facts = {"most": most, "others": others}
    return Refusal("helper-full" if others else "helper-full-alone", None, facts)


def _others(session: Session, errand: Errand) -> str:
    """Return who else helps here, by name."""
    held = access.list_roles(session, errand.committee_id, errand.now.date())
    names = [
        account.name
        for _id, account, post in held
        if post.role is Role.HELPER and account.id != errand.actor.account_id
    ]
    return "、".join(names)


def _proof(
    session: Session, errand: Errand, vote: Vote, slip: Slip, shown: Shown
) -> tuple[HelpProof, str] | Refusal:
    """Return what showed that the voter is there, with the witnesses' households."""
    if vote.needs_digits and shown.digits:
        if is_proved_by(errand, slip, shown.digits):
            return HelpProof.DIGITS, ""
        return Refusal("digits-wrong", "digits")
    homes: dict[UUID, str] = {}
    found: list[UUID] = []
    for field, code in zip(("first", "second"), shown.witnesses, strict=False):
        witness = _witness(session, errand, vote, code) if code.strip() else None
        if witness is None and code.strip():
            return Refusal("witness-unknown", field)
        if witness is not None:
            found.append(witness[0])
            homes[witness[0]] = witness[1]
    fault = check_witnesses(found, slip.voter.household_id, _home(session, errand))
    if fault is not None:
        return fault
    return HelpProof.WITNESSES, "、".join(sorted(homes.values()))


def _witness(session: Session, errand: Errand, vote: Vote, code: str) -> tuple[UUID, str] | None:
    """Return the household of a witness by the code of their home card or of their own slip."""
    card = find_typed_card(session, errand, code)
    if card is not None:
        return card.household_id, card.household_label
    slip = find_any_slip(session, errand, code)
    if isinstance(slip, Refusal) or slip.vote_id != vote.id:
        return None
    return slip.voter.household_id, slip.voter.label


def _signer(errand: Errand, vote: Vote, slip: Slip) -> Signer:
    account = errand.actor.account_id or UUID(int=0)
    return Signer(errand.key, salt=f"help:{vote.id.hex}:{slip.id.hex}:{account.hex}")


def _pass(errand: Errand, vote: Vote, slip: Slip, proof: HelpProof, witnesses: str) -> str:
    """Return 128 random bits signed for one vote, slip and helper, with the proof and the hour."""
    parts = (
        codes.token(errand.chance(16)),
        proof.value,
        str(int(errand.now.timestamp())),
        witnesses.encode().hex(),
    )
    return _signer(errand, vote, slip).sign("-".join(parts)).decode()


def _opened(errand: Errand, vote: Vote, slip: Slip, pass_code: str) -> list[str] | None:
    try:
        return _signer(errand, vote, slip).unsign(pass_code).decode().split("-")
    except BadSignature:
        return None


def read_back(
    session: Session, errand: Errand, no: int, ballot: Ballot, pass_code: str
) -> ReadBack | Cast | Refusal:
    """Return the choice as it is read back; of a ballot counted already the receipt alone.

    So going back in the browser shows no choice again. Refuses as `cast_help` does.
    """
    vote = votes.find_vote(session, errand.committee_id, no)
    if vote is None:
        return Refusal("vote-unknown")
    held = _held(session, errand, vote, ballot, pass_code)
    if isinstance(held, Refusal):
        return held
    slip, opened = held
    receipt = receipt_code(errand.key, "-".join(opened))
    if _is_counted(session, errand, vote, slip, ballot, receipt):
        return Cast(vote, slip, receipt)
    fault = _late(errand, opened) or vote.may_cast(errand.now, Channel.HELPER)
    if fault is not None:
        return fault
    choice = check_ballot(vote.questions, ballot.choice, Channel.HELPER)
    return choice if isinstance(choice, Refusal) else ReadBack(vote, slip, choice.code)


def reopen_help(
    session: Session, errand: Errand, no: int, ballot: Ballot, pass_code: str
) -> Helping | Refusal:
    """Return the script once more under the same pass, for somebody who says it differently.

    Refuses as `read_back` does.
    """
    vote = votes.find_vote(session, errand.committee_id, no)
    if vote is None:
        return Refusal("vote-unknown")
    held = _held(session, errand, vote, ballot, pass_code)
    if isinstance(held, Refusal):
        return held
    slip, opened = held
    fault = _late(errand, opened) or vote.may_cast(errand.now, Channel.HELPER)
    return fault or Helping(vote, slip, pass_code)


def _is_counted(
    session: Session, errand: Errand, vote: Vote, slip: Slip, ballot: Ballot, receipt: str
) -> bool:
    place = (session, errand.committee_id, vote.id)
    if not vote.is_secret:
        named = box.find_open_ballot(*place, slip.voter.id)
        return named is not None and named.receipt == receipt
    recall = recall_hash(errand.key, vote.id.hex, receipt, ballot.raw)
    return box.find_secret_ballot(*place, recall) is not None


def _held(
    session: Session, errand: Errand, vote: Vote, ballot: Ballot, pass_code: str
) -> tuple[Slip, list[str]] | Refusal:
    slip = slip_of(session, errand, vote, ballot.slip_code)
    if isinstance(slip, Refusal):
        return slip
    opened = _opened(errand, vote, slip, pass_code)
    return Refusal("help-not-begun") if opened is None else (slip, opened)


def _late(errand: Errand, opened: list[str]) -> Refusal | None:
    begun = int(opened[2])
    is_late = errand.now.timestamp() - begun > LASTS.total_seconds()
    return Refusal("help-too-old") if is_late else None


def cast_help(
    session: Session, errand: Errand, no: int, ballot: Ballot, pass_code: str
) -> Done[Cast] | Refusal:
    """Count what a voter said at the door, and who helped, in one transaction.

    Refuses what `begin_help` refuses of slip, hour and number, `help-not-begun` (a pass of another
    vote, slip or helper), `help-too-old` (after half an hour), and what `drop` refuses. Sent again
    it gives the same receipt.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=True)
    if vote is None:
        return Refusal("vote-unknown")
    held = _held(session, errand, vote, ballot, pass_code)
    if isinstance(held, Refusal):
        return held
    slip, opened = held
    choice = check_ballot(vote.questions, ballot.choice, Channel.HELPER)
    if isinstance(choice, Refusal):
        return choice
    receipt = receipt_code(errand.key, "-".join(opened))
    at = At(session, errand, vote, slip, ballot, choice.code, receipt, Channel.HELPER)
    # One at a time for each helper, so that the limit holds to the one.
    next_number(session, errand.committee_id, f"help:{vote.no}:{errand.actor.account_id}")
    dropped = drop(at, is_proved=True)
    if isinstance(dropped, Refusal) or dropped is Dropped.BEFORE:
        return dropped if isinstance(dropped, Refusal) else Done(Cast(vote, slip, receipt))
    fault = (
        _late(errand, opened)
        or check_carrier(session, errand, vote)
        or _full(session, errand, vote, slip)
    )
    if fault is not None:
        return fault
    helped = {
        "helper_id": errand.actor.account_id,
        "helper": errand.actor.label,
        "proof": opened[1],
        "witnesses": bytes.fromhex(opened[3]).decode(),
    }
    oversight.add_helped(session, errand.committee_id, vote.id, slip.voter.id, helped)
    return Done(Cast(vote, slip, receipt))
