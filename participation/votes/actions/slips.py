"""Handing out slips, and knowing one again: codes are kept as keyed hashes only."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from participation.audit.actions import note
from participation.db.locators import Located, add_locators
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions.numbers import opened_phone
from participation.residents.store import people
from participation.votes.rules.ballots import Channel
from participation.votes.rules.life import takes_ballots
from participation.votes.rules.roll import Unit
from participation.votes.rules.vote import IssuedSlip, Slip, Strip, Vote, Voter
from participation.votes.store import slips, votes

TYPED_LENGTH = 8
TAIL = 4

Away = Mapping[UUID | None, Sequence[tuple[str, str]]]


def token_hmac(key: bytes, token: str) -> bytes:
    """Return the keyed hash under which the code of a slip's QR is kept."""
    return codes.keyed(key, "ballot-slip", codes.clean(token))


def typed_hmac(key: bytes, errand: Errand, typed: str) -> bytes:
    """Return the keyed hash of a slip's typed code, good inside its committee only."""
    return codes.keyed(key, "ballot-slip-typed", errand.committee_id.hex, codes.clean(typed))


def digits_hmac(key: bytes, token_hash: bytes, digits: str) -> bytes:
    """Return the keyed hash of the digits under the fold of one slip, full width forgiven."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", digits) if sign.isdecimal())
    return codes.keyed(key, "ballot-digits", token_hash.hex(), plain)


def find_typed_slip(session: Session, errand: Errand, code: str) -> Slip | Refusal:
    """Return the slip of a typed code; refuses `slip-unknown` and `slip-revoked`."""
    return _holding(slips.find_typed(session, errand.committee_id, _typed(errand, code)))


def find_any_slip(session: Session, errand: Errand, code: str) -> Slip | Refusal:
    """Return the slip of a code, from its QR or typed; refuses `slip-unknown`, `slip-revoked`."""
    cleaned = codes.clean(code)
    if len(cleaned) <= TYPED_LENGTH:
        return find_typed_slip(session, errand, cleaned)
    hashed = token_hmac(errand.key, cleaned)
    return _holding(slips.find_slip(session, errand.committee_id, hashed))


def _typed(errand: Errand, code: str) -> bytes:
    return typed_hmac(errand.key, errand, code)


def _holding(slip: Slip | None) -> Slip | Refusal:
    if slip is None:
        return Refusal("slip-unknown", "slip_code")
    if slip.revoked_at is not None:
        return Refusal("slip-revoked", "slip_code", {"revoked_at": slip.revoked_at})
    return slip


def list_away(session: Session, errand: Errand, vote: Vote) -> Away:
    """Return who is away, by the household or person that votes: masked names, and the last four
    digits of their telephone where it is known.

    They get a strip (撕条) where a vote of households or persons is taken by phone; owners none.
    """
    if Channel.PHONE not in vote.channels or vote.unit is Unit.OWNER:
        return {}
    found: dict[UUID | None, list[tuple[str, str]]] = {}
    for person, sealed in people.list_away(session, errand.committee_id, errand.now.date()):
        whose = person.household_id if vote.unit is Unit.HOUSEHOLD else person.id
        number = opened_phone(errand.key, sealed) or ""
        found.setdefault(whose, []).append((person.masked_name, number[-TAIL:]))
    return found


def prepare_slips(
    session: Session, errand: Errand, no: int, first: int | None = None, last: int | None = None
) -> tuple[Vote, list[IssuedSlip]] | Refusal:
    """Make codes for the roll, or for its numbers from `first` to `last`; nothing is stored yet.

    Refuses `vote-unknown`, what `takes_ballots` refuses, `nobody-in-range`. In a secret vote
    whoever has voted keeps the slip, for with another one a second ballot could not be told from
    the first; where only such voters were asked for it refuses `slip-marked`.
    """
    vote = votes.find_vote(session, errand.committee_id, no)
    if vote is None:
        return Refusal("vote-unknown")
    fault = takes_ballots(vote.state_at(errand.now))
    if fault is not None:
        return fault
    asked = slips.list_voters(session, errand.committee_id, vote.id, first, last)
    if not asked:
        return Refusal("nobody-in-range", "range")
    voters = _without_marked(session, errand, vote, asked)
    if not voters:
        return Refusal("slip-marked")
    away = list_away(session, errand, vote)
    return vote, [_issue(errand, vote, voter, away) for voter in voters]


def keep_slips(
    session: Session, errand: Errand, no: int, issued: list[IssuedSlip]
) -> Done[list[IssuedSlip]] | Refusal:
    """Let printed slips work; older ones of the same voters are void from now.

    A secret vote's voter who marked meanwhile keeps the old slip, and the new one stays dead.
    Refuses `vote-unknown` and what `takes_ballots` refuses.
    """
    vote = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if vote is None:
        return Refusal("vote-unknown")
    fault = takes_ballots(vote.state_at(errand.now))
    if fault is not None:
        return fault
    free = {each.id for each in _without_marked(session, errand, vote, [i.voter for i in issued])}
    working = [slip for slip in issued if slip.voter.id in free]
    voters = [slip.voter.id for slip in working]
    slips.save_revoked(session, errand.committee_id, voters, errand.now)
    _keep(session, errand, vote, working)
    note(session, errand, "slips-issued", f"vote:{no}", count=len(working))
    return Done(working)


def issue_slips(
    session: Session, errand: Errand, no: int, first: int | None = None, last: int | None = None
) -> Done[list[IssuedSlip]] | Refusal:
    """Make slips and let them work at once; refuses what `prepare_slips` refuses."""
    prepared = prepare_slips(session, errand, no, first, last)
    if isinstance(prepared, Refusal):
        return prepared
    return keep_slips(session, errand, no, prepared[1])


def _without_marked(
    session: Session, errand: Errand, vote: Vote, asked: list[Voter]
) -> list[Voter]:
    if not vote.is_secret:
        return asked
    marked = slips.list_marked(session, errand.committee_id, vote.id)
    return [each for each in asked if each.id not in marked]


def _issue(errand: Errand, vote: Vote, voter: Voter, away: Away) -> IssuedSlip:
    digits = codes.digits(errand.chance(8))
    whose = voter.household_id if vote.unit is Unit.HOUSEHOLD else voter.person_id
    return IssuedSlip(
        voter=voter,
        token=codes.token(errand.chance(16)),
        typed=codes.typed(errand.chance(16), TYPED_LENGTH),
        digits=digits,
        strips=tuple(
            Strip(name, codes.token(errand.chance(16)), tail or digits, asks_phone=bool(tail))
            for name, tail in away.get(whose, ())
            if tail or vote.needs_digits
        ),
    )


def _row(
    errand: Errand, vote: Vote, voter: Voter, token: str, typed: str, digits: str
) -> dict[str, Any]:
    hashed = token_hmac(errand.key, token)
    return {
        "id": errand.new_id(),
        "vote_id": vote.id,
        "roll_entry_id": voter.id,
        "token_hmac": hashed,
        "typed_hmac": _typed(errand, typed),
        "digits_hmac": digits_hmac(errand.key, hashed, digits),
        "issued_at": errand.now,
        "torn_for": None,
        "asks_phone": False,
    }


def _keep(session: Session, errand: Errand, vote: Vote, issued: list[IssuedSlip]) -> None:
    rows: list[dict[str, Any]] = []
    for slip in issued:
        rows.append(_row(errand, vote, slip.voter, slip.token, slip.typed, slip.digits))
        for strip in slip.strips:
            # Nobody is told a typed code of a strip: it is opened by its QR or link alone.
            typed = codes.token(errand.chance(16))
            row = _row(errand, vote, slip.voter, strip.token, typed, strip.digits)
            rows.append(row | {"torn_for": strip.name, "asks_phone": strip.asks_phone})
    slips.add_slips(session, errand.committee_id, rows)
    hashes = [row["token_hmac"] for row in rows]
    add_locators(session, Located.BALLOT_SLIP, errand.committee_id, hashes)
