"""Who counts in a statutory meeting: members, adults, homes, as the roster and the roll say."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from participation.bodies.rules import BodyKind
from participation.db.session import Session
from participation.meetings.rules.deciding import Heads
from participation.meetings.rules.roll import Attendee, Standing
from participation.residents.rules.identity import Sex
from participation.residents.rules.people import Person
from participation.residents.store import people
from participation.votes.rules.bases import Base

OF_ALL = frozenset({BodyKind.VILLAGERS, BodyKind.RESIDENTS})


def heads_of(
    session: Session, committee_id: UUID, kind: BodyKind, roll: Sequence[Attendee], day: date
) -> Heads:
    """Return how many of each base there are and came: of all who live here for a meeting of all,
    of the roll for every other.
    """
    members = [one for one in roll if one.standing is Standing.MEMBER]
    there = [one for one in members if one.is_voting]
    if kind in OF_ALL:
        return _of_all(session, committee_id, there, day)
    known = {
        one.person_id: people.find_person(session, committee_id, one.person_id)
        for one in members
        if one.person_id is not None
    }
    due = [known[one.person_id] for one in members if one.person_id is not None]
    came = [known[one.person_id] for one in there if one.person_id is not None]
    return Heads(
        roll={
            Base.ASSEMBLY: len(members),
            Base.ADULT: len(members),
            Base.HOUSEHOLD: len(_homes(due)),
            Base.WOMEN_REP: _women(due),
        },
        present={
            Base.ASSEMBLY: len(there),
            Base.ADULT: len(there),
            Base.HOUSEHOLD: len(_homes(came)),
            Base.WOMEN_REP: _women(came),
        },
        is_home_each=len(_homes(came)) == len(there),
    )


def _homes(found: Sequence[Person | None]) -> set[UUID]:
    return {one.household_id for one in found if one is not None}


def _women(found: Sequence[Person | None]) -> int:
    return sum(one is not None and one.sex == Sex.FEMALE for one in found)


def _of_all(session: Session, committee_id: UUID, there: Sequence[Attendee], day: date) -> Heads:
    homes = {
        one.person_id: one.household_id for one in people.list_adults(session, committee_id, day)
    }
    came = [homes[one.person_id] for one in there if one.person_id in homes]
    return Heads(
        roll={
            Base.ADULT: len(homes),
            Base.HOUSEHOLD: people.count(session, committee_id)[1],
        },
        present={Base.ADULT: len(came), Base.HOUSEHOLD: len(set(came))},
        is_home_each=len(set(came)) == len(there),
    )
