"""Flats and their owners in SQL, as a vote of owners reads them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from participation.residents.records import PersonRecord, UnitOwnerRecord, UnitRecord
from participation.residents.rules.owners import (
    FlatOwner,
    OwnedFlat,
    OwnerRoll,
    owner_roll,
    speaker,
)
from participation.residents.rules.roster.sales import Sale

_OWNS = and_(
    UnitOwnerRecord.committee_id == UnitRecord.committee_id,
    UnitOwnerRecord.unit_id == UnitRecord.id,
)
_IS = and_(
    PersonRecord.committee_id == UnitOwnerRecord.committee_id,
    PersonRecord.id == UnitOwnerRecord.person_id,
)


def list_owner_heads(session: Session, committee_id: UUID) -> OwnerRoll:
    """Return the roll of owners by heads and area, and the flats whose area is not known."""
    return owner_roll(_flats(session, committee_id))


def has_flats(session: Session, committee_id: UUID) -> bool:
    """Whether the roster tells who owns which flat."""
    found = select(UnitRecord.id).where(UnitRecord.committee_id == committee_id).limit(1)
    return session.execute(found).first() is not None


def list_speakers(
    session: Session, committee_id: UUID, homes: Sequence[UUID]
) -> dict[UUID, FlatOwner]:
    """Return who speaks for homes in which nobody lives, as an owner of their flats."""
    if not homes:
        return {}
    flats = _flats(session, committee_id, UnitRecord.household_id.in_(homes))
    return {flat.household_id: owner for flat in flats if (owner := speaker(flat.owners))}


def _flats(session: Session, committee_id: UUID, *more: ColumnElement[bool]) -> list[OwnedFlat]:
    rows: Any = session.execute(
        select(
            UnitRecord.id,
            UnitRecord.building,
            UnitRecord.entrance,
            UnitRecord.room,
            UnitRecord.area_centi,
            UnitRecord.sale,
            UnitRecord.household_id,
            PersonRecord.id.label("person_id"),
            PersonRecord.name,
            PersonRecord.kind,
            PersonRecord.left_on,
        )
        .join(UnitOwnerRecord, _OWNS)
        .join(PersonRecord, _IS)
        .where(UnitRecord.committee_id == committee_id, *more)
        .order_by(UnitRecord.id, UnitOwnerRecord.place, UnitOwnerRecord.id)
    )
    flats: dict[UUID, list[Any]] = {}
    for row in rows:
        flats.setdefault(row.id, []).append(row)
    return [_flat(owners) for owners in flats.values()]


def _flat(rows: list[Any]) -> OwnedFlat:
    first = rows[0]
    return OwnedFlat(
        first.building,
        first.entrance,
        first.room,
        first.area_centi,
        first.household_id,
        tuple(
            FlatOwner(row.person_id, row.name, row.kind == "company", row.left_on is None)
            for row in rows
        ),
        Sale(first.sale),
    )
