"""Reading a whole roster (花名册, 业主清册): sheets in, people, households and faults out."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from participation.kernel.outcome import Refusal
from participation.residents.rules.roster.groups import group_key
from participation.residents.rules.roster.layout import (
    Section,
    Table,
    TakenColumn,
    sections,
)
from participation.residents.rules.roster.lines import Findings
from participation.residents.rules.roster.outcome import Fault, Kind, Person, Reading
from participation.residents.rules.roster.people import read_people
from participation.residents.rules.roster.rows import Entry, entries
from participation.residents.rules.roster.units import read_units
from participation.residents.rules.roster.words import Column

_REPORT_EVERY = 1_000
Progress = Callable[[int, int], None]


def read_roster(
    tables: Sequence[Table],
    on: date,
    columns: Mapping[str, Column] | None = None,
    groups: Collection[str] = (),
    on_progress: Progress | None = None,
) -> Reading | Refusal:
    """Read a roster as it stood on a day.

    `columns` are the clerk's corrections by `TakenColumn.key`; `groups` the names already known,
    which spellings are brought to. Refuses as a whole what names nobody (`roster-no-names`) and
    what has a heading and no row (`roster-no-rows`); single rows are refused by `faults`.
    """
    found = sections(tables, columns or {})
    if not found:
        return Refusal("roster-no-names")
    seen, counted = Findings(), [0]
    lines = _counted(found, counted, on_progress)
    kinds = frozenset(taken.column for section in found for taken in section.columns)
    kind = _kind(kinds, found)
    if kind is Kind.OWNERS:
        people, households, units = read_units(lines, on, seen)
    else:
        people, households = read_people(lines, kinds, on, seen)
        units = ()
    if not counted[0]:
        return Refusal("roster-no-rows")
    spelling = _spelling([home.group for home in households], groups)
    if kind is Kind.PEOPLE:
        people = tuple(
            one if spelling[one.group] == one.group else replace(one, group=spelling[one.group])
            for one in people
        )
        households = tuple(replace(home, group=spelling[home.group]) for home in households)
        seen.remarks += _new_groups(people, groups)
    return Reading(
        kind,
        on,
        _columns(found),
        counted[0],
        people,
        households,
        units,
        tuple(seen.faults),
        tuple(seen.remarks),
        tuple(dict.fromkeys(home.group for home in households if home.group)),
    )


def _kind(kinds: frozenset[Column], found: Sequence[Section]) -> Kind:
    flats = bool(kinds & {Column.ROOM, Column.ADDRESS})
    owners = any(
        taken.column in (Column.NAME, Column.CO_OWNER)
        and any(word in taken.heading for word in ("业主", "产权", "所有权", "权利", "房主"))
        for section in found
        for taken in section.columns
    )
    if Column.RELATION in kinds:
        return Kind.PEOPLE
    return Kind.OWNERS if flats and (Column.AREA in kinds or owners) else Kind.PEOPLE


def _counted(
    found: Sequence[Section], counted: list[int], report: Progress | None
) -> Iterator[Entry]:
    total = sum(len(section.rows) - section.first for section in found)
    for section in found:
        for entry in entries(section):
            counted[0] += 1
            if report is not None and counted[0] % _REPORT_EVERY == 0:
                report(counted[0], total)
            yield entry
    if report is not None:
        report(total, total)


def _spelling(written: Sequence[str], known: Collection[str]) -> dict[str, str]:
    """One spelling for each group: the known one, else the longest used in the file."""
    names = {group_key(name): name for name in sorted(set(written), key=len)}
    names |= {group_key(name): name for name in known}
    return {name: names[group_key(name)] if name else "" for name in written}


def _new_groups(people: Sequence[Person], known: Collection[str]) -> list[Fault]:
    if not known:
        return []
    first: dict[str, Person] = {}
    for one in people:
        if one.group and one.group not in known:
            first.setdefault(one.group, one)
    return [
        Fault(one.sheet, one.row, Column.GROUP, "group-new", {"group": group})
        for group, one in first.items()
    ]


def _columns(found: Sequence[Section]) -> tuple[TakenColumn, ...]:
    """Return each column once, though several sheets may be laid out alike."""
    by_key: dict[str, TakenColumn] = {}
    for section in found:
        for taken in section.columns:
            if taken.heading or taken.samples:
                by_key.setdefault(taken.key, taken)
    return tuple(by_key.values())
