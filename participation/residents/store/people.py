"""People and households in SQL, as other rooms read them."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from participation.residents.records import HouseholdRecord, PersonRecord
from participation.residents.rules.people import (
    ADULT,
    Entry,
    Household,
    Person,
    RollHousehold,
    RollPerson,
)
from participation.residents.rules.standing import Standing
from participation.residents.store.owners import list_speakers

AT_HOME = and_(
    PersonRecord.committee_id == HouseholdRecord.committee_id,
    PersonRecord.household_id == HouseholdRecord.id,
)


def household_of(row: HouseholdRecord) -> Household:
    """Return the household of a row."""
    return Household(
        id=row.id,
        label=row.label,
        group_id=row.group_id,
        group_name=row.group_name,
        position=row.position,
        closed_on=row.closed_on,
    )


def person_of(row: PersonRecord) -> Person:
    """Return the person of a row, without the telephone number."""
    return Person(
        id=row.id,
        household_id=row.household_id,
        name=row.name,
        born=row.born,
        sex=row.sex,
        relation=row.relation,
        is_representative=row.is_representative,
        standing=Standing(row.standing),
        note=row.note,
        is_company=row.kind == "company",
        left_on=row.left_on,
    )


def get_household(session: Session, committee_id: UUID, household_id: UUID) -> Household:
    """Return a household that is known to exist."""
    row = session.scalars(
        select(HouseholdRecord).where(
            HouseholdRecord.committee_id == committee_id, HouseholdRecord.id == household_id
        )
    ).one()
    return household_of(row)


def find_household(session: Session, committee_id: UUID, label: str) -> Household | None:
    """Return the open household of a number, or None."""
    row = session.scalars(
        select(HouseholdRecord).where(
            HouseholdRecord.committee_id == committee_id,
            HouseholdRecord.label == label,
            HouseholdRecord.closed_on.is_(None),
        )
    ).one_or_none()
    return None if row is None else household_of(row)


def list_members(session: Session, committee_id: UUID, household_id: UUID) -> list[Person]:
    """Return who belongs to a household now, the representative first."""
    rows = session.scalars(
        select(PersonRecord)
        .where(
            PersonRecord.committee_id == committee_id,
            PersonRecord.household_id == household_id,
            PersonRecord.left_on.is_(None),
        )
        .order_by(PersonRecord.is_representative.desc(), PersonRecord.born, PersonRecord.id)
    )
    return [person_of(row) for row in rows]


def get_person(session: Session, committee_id: UUID, person_id: UUID) -> Person:
    """Return a person who is known to exist."""
    row = session.scalars(
        select(PersonRecord).where(
            PersonRecord.committee_id == committee_id, PersonRecord.id == person_id
        )
    ).one()
    return person_of(row)


def find_person(session: Session, committee_id: UUID, person_id: UUID) -> Person | None:
    """Return a person of this committee, or None."""
    row = session.scalars(
        select(PersonRecord).where(
            PersonRecord.committee_id == committee_id, PersonRecord.id == person_id
        )
    ).one_or_none()
    return None if row is None else person_of(row)


def find_people(
    session: Session, committee_id: UUID, text: str, limit: int
) -> list[tuple[Person, Household]]:
    """Return people here now whose name or household number holds a text, by household."""
    wanted: ColumnElement[bool] = or_(
        PersonRecord.name.contains(text, autoescape=True),
        HouseholdRecord.label.contains(text, autoescape=True),
    )
    rows = session.execute(
        select(PersonRecord, HouseholdRecord)
        .join(HouseholdRecord, AT_HOME)
        .where(PersonRecord.committee_id == committee_id, PersonRecord.left_on.is_(None), wanted)
        .order_by(HouseholdRecord.position, HouseholdRecord.label, PersonRecord.id)
        .limit(limit)
    )
    return [(person_of(person), household_of(household)) for person, household in rows]


def _open_homes(committee_id: UUID) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return HouseholdRecord.committee_id == committee_id, HouseholdRecord.closed_on.is_(None)


def list_open_homes(
    session: Session, committee_id: UUID, wanted: Collection[UUID] | None = None
) -> list[Household]:
    """Return open households in the order of walks: all, or those wanted."""
    rows = session.scalars(
        select(HouseholdRecord)
        .where(*_open_homes(committee_id))
        .order_by(HouseholdRecord.position, HouseholdRecord.label)
    )
    chosen = None if wanted is None else frozenset(wanted)
    return [household_of(row) for row in rows if chosen is None or row.id in chosen]


def list_representatives(session: Session, committee_id: UUID) -> list[RollHousehold]:
    """Return every open household with its representative, in the order of walks.

    Who own a flat together and live elsewhere are spoken for by the one the roster names first.
    """
    is_speaking = and_(AT_HOME, PersonRecord.is_representative, PersonRecord.left_on.is_(None))
    rows: Any = session.execute(
        select(
            HouseholdRecord.id,
            HouseholdRecord.label,
            HouseholdRecord.group_name,
            HouseholdRecord.position,
            PersonRecord.id.label("person_id"),
            PersonRecord.name,
        )
        .outerjoin(PersonRecord, is_speaking)
        .where(*_open_homes(committee_id))
        .order_by(HouseholdRecord.position, HouseholdRecord.label)
    ).all()
    owners = list_speakers(session, committee_id, [row.id for row in rows if not row.person_id])
    return [
        RollHousehold(
            household_id=row.id,
            label=row.label,
            group_name=row.group_name,
            position=row.position,
            person_id=owner.id if (owner := owners.get(row.id)) else row.person_id,
            name=owner.name if owner else row.name or "",
        )
        for row in rows
    ]


def list_adults(session: Session, committee_id: UUID, day: date) -> list[RollPerson]:
    """Return everybody of eighteen or more on a day, in the order of walks."""
    rows = session.execute(
        select(PersonRecord, HouseholdRecord)
        .join(HouseholdRecord, AT_HOME)
        .where(
            *_open_homes(committee_id),
            PersonRecord.left_on.is_(None),
            PersonRecord.kind == "person",
        )
        .order_by(HouseholdRecord.position, HouseholdRecord.label, PersonRecord.id)
    )
    return [
        RollPerson(
            person.id,
            home.id,
            home.label,
            home.group_name,
            person.name,
            Standing(person.standing),
        )
        for person, home in rows
        if person_of(person).is_adult(day)
    ]


def list_away(session: Session, committee_id: UUID, day: date) -> list[tuple[Person, bytes | None]]:
    """Return the adults who are away (外出) from open homes, with their telephone still sealed."""
    rows = session.scalars(
        select(PersonRecord)
        .join(HouseholdRecord, AT_HOME)
        .where(
            *_open_homes(committee_id),
            PersonRecord.left_on.is_(None),
            PersonRecord.kind == "person",
            PersonRecord.standing == Standing.AWAY,
        )
        .order_by(PersonRecord.id)
    )
    found = [(person_of(row), row.phone_sealed) for row in rows]
    return [(person, sealed) for person, sealed in found if person.is_adult(day)]


def count(session: Session, committee_id: UUID) -> tuple[int, int]:
    """Return how many people and how many open households the roster holds now."""
    here = (
        select(func.count())
        .select_from(PersonRecord)
        .where(PersonRecord.committee_id == committee_id, PersonRecord.left_on.is_(None))
    )
    homes = select(func.count()).select_from(HouseholdRecord).where(*_open_homes(committee_id))
    row = session.execute(select(here.scalar_subquery(), homes.scalar_subquery())).one()
    return row[0], row[1]


def count_adults(session: Session, committee_id: UUID, day: date) -> tuple[int, int]:
    """Return how many are eighteen or more on a day, and how many open households there are."""
    is_leap_day = (day.month, day.day) == (2, 29)
    last = day.replace(year=day.year - ADULT, day=28 if is_leap_day else day.day)
    adults = session.scalar(
        select(func.count())
        .select_from(PersonRecord)
        .join(HouseholdRecord, AT_HOME)
        .where(
            *_open_homes(committee_id),
            PersonRecord.left_on.is_(None),
            PersonRecord.kind == "person",
            or_(PersonRecord.born.is_(None), PersonRecord.born <= last),
        )
    )
    return adults or 0, count(session, committee_id)[1]


def find_entry(session: Session, committee_id: UUID, person_id: UUID) -> Entry | None:
    """Return somebody who is here now, as the roster stores them, or None."""
    row = session.scalars(
        select(PersonRecord).where(
            PersonRecord.committee_id == committee_id,
            PersonRecord.id == person_id,
            PersonRecord.left_on.is_(None),
        )
    ).one_or_none()
    return None if row is None else entry_of(row)


def list_entries(session: Session, committee_id: UUID, household_id: UUID) -> list[Entry]:
    """Return who belongs to a household now, as the roster stores them, the eldest first."""
    rows = session.scalars(
        select(PersonRecord)
        .where(
            PersonRecord.committee_id == committee_id,
            PersonRecord.household_id == household_id,
            PersonRecord.left_on.is_(None),
        )
        .order_by(PersonRecord.born, PersonRecord.id)
    )
    return [entry_of(row) for row in rows]


def entry_of(row: PersonRecord) -> Entry:
    """Return the person of a row as it is stored, sealed numbers too."""
    return Entry(
        id=row.id,
        household_id=row.household_id,
        name=row.name,
        born=row.born,
        sex=row.sex,
        relation=row.relation,
        is_representative=row.is_representative,
        standing=Standing(row.standing),
        note=row.note,
        is_company=row.kind == "company",
        identity_hmac=row.identity_hmac,
        phone_sealed=row.phone_sealed,
        phone_hmac=row.phone_hmac,
    )


def list_left(session: Session, committee_id: UUID, household_id: UUID) -> list[Person]:
    """Return who belonged to a household and has gone, the latest first."""
    rows = session.scalars(
        select(PersonRecord)
        .where(
            PersonRecord.committee_id == committee_id,
            PersonRecord.household_id == household_id,
            PersonRecord.left_on.is_not(None),
        )
        .order_by(PersonRecord.left_on.desc(), PersonRecord.id)
    )
    return [person_of(row) for row in rows]


def find_identity(session: Session, committee_id: UUID, identity_hmac: bytes) -> Person | None:
    """Return whoever bears an identity number here, gone or not, or None."""
    row = session.scalars(
        select(PersonRecord).where(
            PersonRecord.committee_id == committee_id,
            PersonRecord.identity_hmac == identity_hmac,
        )
    ).one_or_none()
    return None if row is None else person_of(row)


def is_label_taken(session: Session, committee_id: UUID, label: str) -> bool:
    """Whether a household number is or was in use."""
    found = session.execute(
        select(HouseholdRecord.id).where(
            HouseholdRecord.committee_id == committee_id, HouseholdRecord.label == label
        )
    ).one_or_none()
    return found is not None


def last_position(session: Session, committee_id: UUID) -> int:
    """Return the last place in the order of walks."""
    last = session.execute(
        select(func.max(HouseholdRecord.position)).where(
            HouseholdRecord.committee_id == committee_id
        )
    ).scalar_one()
    return last or 0


def find_home(session: Session, committee_id: UUID, household_id: UUID) -> Household | None:
    """Return a household of this committee, or None."""
    row = session.scalars(
        select(HouseholdRecord).where(
            HouseholdRecord.committee_id == committee_id, HouseholdRecord.id == household_id
        )
    ).one_or_none()
    return None if row is None else household_of(row)


def save_back(session: Session, committee_id: UUID, person_id: UUID, household_id: UUID) -> None:
    """Take somebody who had gone back onto the roster."""
    session.execute(
        update(PersonRecord)
        .where(PersonRecord.committee_id == committee_id, PersonRecord.id == person_id)
        .values(left_on=None, left_because=None, household_id=household_id)
    )
