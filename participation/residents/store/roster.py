"""The whole roster at once in SQL: read before an import, written by it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from participation.db.base import Base
from participation.db.counters import CounterRecord
from participation.residents.records import (
    HouseholdRecord,
    PersonRecord,
    ResidentChangeRecord,
    UnitOwnerRecord,
    UnitRecord,
)
from participation.residents.rules.identity import Sex
from participation.residents.rules.merging import HomeRow, UnitRow
from participation.residents.rules.people import Change, ChangeKind, Entry
from participation.residents.rules.roster.changes import KnownPerson
from participation.residents.rules.roster.sales import Sale
from participation.residents.rules.settling import Known, KnownHome, KnownUnit
from participation.residents.rules.standing import Standing

VERSION = "roster"
_AT_ONCE = 5_000
_ENTRY = tuple(one.name for one in fields(Entry))
_CHANGE = tuple(one.name for one in fields(Change))

OpenPhone = Callable[[bytes | None], str | None]


def find_version(session: Session, committee_id: UUID) -> int:
    """Return how often the roster has been changed so far."""
    found = session.execute(
        select(CounterRecord.value).where(
            CounterRecord.committee_id == committee_id, CounterRecord.name == VERSION
        )
    ).scalar_one_or_none()
    return found or 0


def list_known(session: Session, committee_id: UUID, open_phone: OpenPhone) -> Known:
    """Return all that the roster holds, with telephone numbers as `open_phone` unseals them."""
    homes = _homes(session, committee_id)
    places = {home.id: home for home in homes}
    people, home_of, speakers = [], {}, set()
    rows: Any = session.execute(
        select(*PersonRecord.__table__.columns).where(
            PersonRecord.committee_id == committee_id, PersonRecord.left_on.is_(None)
        )
    )
    for row in rows:
        people.append(_known(row, places[row.household_id], open_phone))
        home_of[row.id] = row.household_id
        if row.is_representative:
            speakers.add(row.id)
    return Known(
        people=tuple(people),
        home_of=home_of,
        speakers=frozenset(speakers),
        homes=homes,
        units=_units(session, committee_id),
        left=_left(session, committee_id),
    )


def _homes(session: Session, committee_id: UUID) -> tuple[KnownHome, ...]:
    rows = session.execute(
        select(
            HouseholdRecord.id,
            HouseholdRecord.label,
            HouseholdRecord.group_name,
            HouseholdRecord.position,
            HouseholdRecord.closed_on,
        ).where(HouseholdRecord.committee_id == committee_id)
    )
    return tuple(
        KnownHome(row.id, row.label, row.group_name, row.position, row.closed_on is None)
        for row in rows
    )


def _known(row: Any, home: KnownHome, open_phone: OpenPhone) -> KnownPerson:
    return KnownPerson(
        id=row.id,
        name=row.name,
        household=home.label,
        born=row.born,
        identity_hash=row.identity_hmac,
        sex=None if row.sex is None else Sex(row.sex),
        phone=open_phone(row.phone_sealed),
        relation=row.relation,
        group=home.group_name,
        standing=Standing(row.standing),
        note=row.note,
    )


def _left(session: Session, committee_id: UUID) -> dict[bytes, ChangeKind]:
    rows = session.execute(
        select(PersonRecord.identity_hmac, PersonRecord.left_because).where(
            PersonRecord.committee_id == committee_id,
            PersonRecord.left_on.is_not(None),
            PersonRecord.identity_hmac.is_not(None),
        )
    )
    return {row.identity_hmac: ChangeKind(row.left_because) for row in rows}


def _units(session: Session, committee_id: UUID) -> tuple[KnownUnit, ...]:
    owners: dict[UUID, set[UUID]] = {}
    pairs = session.execute(
        select(UnitOwnerRecord.unit_id, UnitOwnerRecord.person_id).where(
            UnitOwnerRecord.committee_id == committee_id
        )
    )
    for pair in pairs:
        owners.setdefault(pair.unit_id, set()).add(pair.person_id)
    rows = session.scalars(select(UnitRecord).where(UnitRecord.committee_id == committee_id))
    return tuple(
        KnownUnit(
            row.id,
            (row.building, row.entrance, row.room),
            row.area_centi,
            row.household_id,
            frozenset(owners.get(row.id, ())),
            Sale(row.sale),
        )
        for row in rows
    )


# --- writing


def _add(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    for at in range(0, len(rows), _AT_ONCE):
        session.execute(insert(table), rows[at : at + _AT_ONCE])


def _save(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Update rows by their keys, which every one of them names."""
    for at in range(0, len(rows), _AT_ONCE):
        session.execute(update(table), rows[at : at + _AT_ONCE])


def add_homes(
    session: Session,
    committee_id: UUID,
    homes: Iterable[HomeRow],
    group_ids: Mapping[str, UUID],
) -> None:
    """Store new households and change those there already; a closed one opens again."""
    rows = [
        (
            home.is_new,
            {
                "committee_id": committee_id,
                "id": home.id,
                "label": home.label,
                "group_id": group_ids.get(home.group_name),
                "group_name": home.group_name,
                "position": home.position,
                "closed_on": None,
            },
        )
        for home in homes
    ]
    _add(session, HouseholdRecord, [row for is_new, row in rows if is_new])
    _save(session, HouseholdRecord, [row for is_new, row in rows if not is_new])


def _row(committee_id: UUID, entry: Entry) -> dict[str, Any]:
    # dataclasses.asdict copies deeply: for a large roster that is half of the time
    row = {name: getattr(entry, name) for name in _ENTRY}
    row["committee_id"] = committee_id
    row["kind"] = "company" if row.pop("is_company") else "person"
    return row


def add_people(session: Session, committee_id: UUID, entries: Sequence[Entry]) -> None:
    """Store new people."""
    for at in range(0, len(entries), _AT_ONCE):
        _add(
            session,
            PersonRecord,
            [_row(committee_id, entry) for entry in entries[at : at + _AT_ONCE]],
        )


def save_people(session: Session, committee_id: UUID, entries: Sequence[Entry]) -> None:
    """Change what is stored of people; whether somebody is a firm never changes."""
    rows = [_row(committee_id, entry) for entry in entries]
    for row in rows:
        del row["kind"]
    _save(session, PersonRecord, rows)


def save_places(
    session: Session, committee_id: UUID, places: Iterable[tuple[UUID, UUID, bool]]
) -> None:
    """Change only where people live and whether they speak for their home."""
    _save(
        session,
        PersonRecord,
        [
            {
                "committee_id": committee_id,
                "id": person_id,
                "household_id": household_id,
                "is_representative": is_speaker,
            }
            for person_id, household_id, is_speaker in places
        ],
    )


def save_left(
    session: Session, committee_id: UUID, people: Iterable[UUID], day: date, because: ChangeKind
) -> None:
    """Take people off the roster with a day and why; nothing is deleted."""
    _save(
        session,
        PersonRecord,
        [
            {
                "committee_id": committee_id,
                "id": one,
                "left_on": day,
                "left_because": str(because),
                "is_representative": False,
            }
            for one in people
        ],
    )


def save_closed(session: Session, committee_id: UUID, homes: Iterable[UUID], day: date) -> None:
    """Close households that nobody belongs to any more."""
    _save(
        session,
        HouseholdRecord,
        [{"committee_id": committee_id, "id": one, "closed_on": day} for one in homes],
    )


def save_units(
    session: Session, committee_id: UUID, units: Sequence[UnitRow], new_id: Callable[[], UUID]
) -> None:
    """Store flats with their owners; the owners of a changed flat are written anew."""
    rows = [
        {
            "committee_id": committee_id,
            "id": unit.id,
            "building": unit.flat[0],
            "entrance": unit.flat[1],
            "room": unit.flat[2],
            "area_centi": unit.area_centi,
            "sale": unit.sale,
            "household_id": unit.household_id,
        }
        for unit in units
    ]
    fresh = {unit.id for unit in units if unit.is_new}
    _add(session, UnitRecord, [row for row in rows if row["id"] in fresh])
    _save(session, UnitRecord, [row for row in rows if row["id"] not in fresh])
    for unit in units:
        if not unit.is_new:
            session.execute(
                delete(UnitOwnerRecord).where(
                    UnitOwnerRecord.committee_id == committee_id,
                    UnitOwnerRecord.unit_id == unit.id,
                )
            )
    pairs = [
        (unit.id, place, owner)
        for unit in units
        for place, owner in enumerate(dict.fromkeys(unit.owners), 1)
    ]
    _add(
        session,
        UnitOwnerRecord,
        [
            {
                "committee_id": committee_id,
                "id": new_id(),
                "unit_id": unit,
                "person_id": owner,
                "place": place,
            }
            for unit, place, owner in pairs
        ],
    )


def add_changes(
    session: Session, committee_id: UUID, changes: Sequence[Change], new_id: Callable[[], UUID]
) -> None:
    """Store lines of households' histories."""
    _add(
        session,
        ResidentChangeRecord,
        [
            {name: getattr(change, name) for name in _CHANGE}
            | {"committee_id": committee_id, "id": new_id()}
            for change in changes
        ],
    )


def list_changes(
    session: Session, committee_id: UUID, household_id: UUID, limit: int
) -> list[Change]:
    """Return the history of a household, newest first."""
    rows = session.scalars(
        select(ResidentChangeRecord)
        .where(
            ResidentChangeRecord.committee_id == committee_id,
            ResidentChangeRecord.household_id == household_id,
        )
        .order_by(ResidentChangeRecord.at.desc(), ResidentChangeRecord.id.desc())
        .limit(limit)
    )
    return [
        Change(
            row.household_id,
            ChangeKind(row.kind),
            row.on_day,
            row.reason,
            row.at,
            row.by,
            row.person_id,
        )
        for row in rows
    ]
