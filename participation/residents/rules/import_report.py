"""What the clerk is shown of an import: counts, columns, refused rows, changes; no number whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from participation.residents.rules.imports import LISTED, veiled
from participation.residents.rules.merging import Merge, centi
from participation.residents.rules.phones import masked_phone
from participation.residents.rules.roster.changes import Changes, FieldChange, KnownPerson
from participation.residents.rules.roster.outcome import Fault, Kind, Reading
from participation.residents.rules.settling import Known, Settled

Report = dict[str, Any]


def counts(reading: Reading, settled: Settled) -> Report:
    """Return the numbers of a reading; area in hundredths of a square metre."""
    refused = {(fault.sheet, fault.row) for fault in (*reading.faults, *settled.refused)}
    found: Report = {
        "kind": str(reading.kind),
        "read": reading.rows,
        "taken": reading.rows - len(refused),
        "updated": len(settled.changed),
        "refused_rows": len(refused),
        "people": len(reading.people),
        "households": len(reading.households),
        "adults": reading.adults,
        "new_people": len(settled.new),
        "gone_people": len(settled.gone),
        "asked_people": len(settled.open),
    }
    if reading.kind is Kind.OWNERS:
        areas = [centi(unit.area) or 0 for unit in reading.units]
        found |= {"units": len(areas), "owners": reading.owners, "area_centi": sum(areas)}
    return found


def report_of(
    reading: Reading, known: Known, changes: Changes, settled: Settled, merged: Merge
) -> Report:
    """Return all that a preview shows."""
    people = {one.id: one for one in known.people}
    moved = {one.id for one in merged.units if not one.is_new}
    return counts(reading, settled) | {
        "columns": [_column(taken) for taken in reading.columns],
        "refused": rows_of((*reading.faults, *settled.refused)),
        "remarks": rows_of(reading.remarks),
        "new": _listed(settled.new, lambda at: _read(reading, at)),
        "changed": _listed(
            settled.changed,
            lambda change: (
                _known(people[change.known]) | {"fields": [_field(one) for one in change.fields]}
            ),
        ),
        "gone": _listed(settled.gone, lambda one: _known(people[one])),
        "ask": [
            _read(reading, ask.person)
            | {"person": ask.person, "candidates": [_known(people[one]) for one in ask.candidates]}
            for ask in changes.ask
        ],
        "flats": ["".join(one.flat) for one in merged.units if one.id in moved][:LISTED],
    }


def _listed(found: Sequence[Any], shown: Callable[[Any], Report]) -> list[Report]:
    return [shown(one) for one in found[:LISTED]]


def _column(taken: Any) -> Report:
    return {
        "key": taken.key,
        "place": taken.place,
        "heading": taken.heading,
        "column": str(taken.column),
        "is_sure": taken.confidence >= 0.7,
        "samples": [veiled(text) for text in taken.samples],
    }


def rows_of(faults: Iterable[Fault]) -> list[Report]:
    """Return faults row by row, in the order of the file, as JSON."""
    rows: dict[tuple[str, int], Report] = {}
    for fault in sorted(faults, key=lambda one: (one.sheet, one.row)):
        row = rows.setdefault(
            (fault.sheet, fault.row), {"sheet": fault.sheet, "row": fault.row, "faults": []}
        )
        row["faults"].append({"code": str(fault.code), "facts": _facts(fault.facts)})
    return list(rows.values())[:LISTED]


def _facts(facts: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value if name == "day" or isinstance(value, int) else veiled(str(value))
        for name, value in facts.items()
    }


def _read(reading: Reading, at: int) -> Report:
    person = reading.people[at]
    home = reading.households[person.household]
    return {
        "row": person.row,
        "name": person.name,
        "household": home.number,
        "born": _said(person.born),
    }


def _known(person: KnownPerson) -> Report:
    return {
        "id": person.id.hex,
        "name": person.name,
        "household": person.household,
        "born": _said(person.born),
    }


def _field(change: FieldChange) -> Report:
    if change.field == "phone":
        old, new = (masked_phone(str(one)) if one else "" for one in (change.old, change.new))
    else:
        old, new = _said(change.old), _said(change.new)
    return {"field": change.field, "old": old, "new": new}


def _said(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else veiled(str(value))


def asked(report: Mapping[str, Any]) -> dict[int, frozenset[UUID]]:
    """Return whom each question of a report is about, and who it may be."""
    return {
        ask["person"]: frozenset(UUID(hex=one["id"]) for one in ask["candidates"])
        for ask in report.get("ask", ())
    }
