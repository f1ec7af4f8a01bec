"""The roll of a vote (谁能投) as residents lend it: households, adults, or owners with area."""

from collections.abc import Iterable, Sequence
from datetime import date

from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Refusal
from participation.residents.rules.names import masked
from participation.residents.rules.owners import OwnerHead
from participation.residents.rules.people import RollHousehold, RollPerson
from participation.residents.store import people
from participation.residents.store.owners import list_owner_heads
from participation.votes.rules.roll import RollEntry, Unit, roll_hash
from participation.votes.rules.vote import Vote, Voter

MOST_TOLD = 30


def copy_roll(
    session: Session, errand: Errand, vote: Vote, today: date
) -> tuple[Voter, ...] | Refusal:
    """Return the lines of a vote's roll as they are now, numbered.

    Refuses `roll-empty`, and `area-missing` with the flats that have none: an owner's part of all
    area is not known until every flat's is (民法典 278).
    """
    lines = _lines(session, errand, vote, today)
    if isinstance(lines, Refusal):
        return lines
    if not lines:
        return Refusal("roll-empty")
    return tuple(
        _owner(errand, no, line) if isinstance(line, OwnerHead) else _voter(errand, no, line)
        for no, line in enumerate(lines, 1)
    )


def _lines(
    session: Session, errand: Errand, vote: Vote, today: date
) -> Sequence[RollHousehold | RollPerson | OwnerHead] | Refusal:
    match vote.unit:
        case Unit.HOUSEHOLD:
            return people.list_representatives(session, errand.committee_id)
        case Unit.PERSON:
            return people.list_adults(session, errand.committee_id, today)
        case Unit.OWNER:
            roll = list_owner_heads(session, errand.committee_id)
            if roll.lacking:
                facts = {"num": len(roll.lacking), "flats": roll.lacking[:MOST_TOLD]}
                return Refusal("area-missing", None, facts)
            return roll.heads


def _voter(errand: Errand, no: int, line: RollHousehold | RollPerson) -> Voter:
    return Voter(
        id=errand.new_id(),
        no=no,
        household_id=line.household_id,
        person_id=line.person_id,
        label=line.label,
        name=masked(line.name) if line.name else "",
        group_name=line.group_name,
    )


def _owner(errand: Errand, no: int, head: OwnerHead) -> Voter:
    return Voter(
        id=errand.new_id(),
        no=no,
        household_id=head.household_id,
        person_id=head.person_id,
        label=head.place,
        name="、".join(masked(name) for name in head.names),
        group_name=head.group_name,
        area=head.area_centi,
    )


def hash_of(unit: Unit, voters: Iterable[Voter]) -> str:
    """Return the hash of a roll as it is stored."""
    return roll_hash(
        RollEntry(str(each.no), unit, listed(unit, each), each.group_name, each.area)
        for each in voters
    )


def listed(unit: Unit, voter: Voter) -> str:
    """Return how a line of the roll is published: a household by number, others by name too.

    The name is masked.
    """
    return voter.label if unit is Unit.HOUSEHOLD else f"{voter.label} {voter.name}".strip()
