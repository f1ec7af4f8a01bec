"""How a roster joins what is here: which home is which, who speaks for it, what is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from participation.residents.rules.roster.groups import group_key
from participation.residents.rules.roster.outcome import Reading
from participation.residents.rules.roster.sales import Sale
from participation.residents.rules.settling import Known, KnownHome, KnownUnit, Settled

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A household to be stored; `is_new` tells adding from changing."""

    id: UUID
    label: str
    group_name: str
    position: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody to be stored: `person` counts in the reading, None for one only touched here."""

    id: UUID
    household_id: UUID
    person: int | None
    is_new: bool
    is_speaker: bool


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A flat to be stored with its owners."""

    id: UUID
    flat: tuple[str, str, str]
    area_centi: int | None
    household_id: UUID
    owners: tuple[UUID, ...]
    sale: Sale
    is_new: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """All that an import writes, nothing else."""

    homes: tuple[HomeRow, ...]
    people: tuple[PersonRow, ...]
    gone: tuple[UUID, ...]
    closed: tuple[UUID, ...]
    units: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class _After:
    """Who will be where: people of the reading by their ids, and everybody's home."""

    reading: Reading
    known: Known
    homes: Mapping[int, HomeRow]
    ids: Mapping[int, UUID]
    home_of: Mapping[UUID, UUID]
    members: Mapping[UUID, Sequence[UUID]]


def merge(
    reading: Reading,
    known: Known,
    settled: Settled,
    gone: frozenset[UUID],
    new_id: Callable[[], UUID],
) -> Merge:
    """Return what to write so that the roster says what the file says; `gone` were agreed to."""
    homes = _homes(reading, known, settled, new_id)
    ids = dict(settled.pairs) | {at: new_id() for at in settled.new}
    leaving = tuple(one for one in settled.gone if one in gone)
    after = _after(reading, known, settled, homes, ids, leaving)
    before = {home.id: home for home in known.homes}
    return Merge(
        tuple(row for row in homes.values() if _is_written(row, before.get(row.id))),
        _people(after, {change.known for change in settled.changed}),
        leaving,
        tuple(sorted({*known.home_of.values()} - {*after.members})),
        _units(after, new_id),
    )


def _is_written(row: HomeRow, before: KnownHome | None) -> bool:
    return before != KnownHome(row.id, row.label, row.group_name, row.position)


def _after(
    reading: Reading,
    known: Known,
    settled: Settled,
    homes: Mapping[int, HomeRow],
    ids: Mapping[int, UUID],
    leaving: Sequence[UUID],
) -> _After:
    home_of = dict(known.home_of)
    for at, one in ids.items():
        if one not in settled.staying:
            home_of[one] = homes[reading.people[at].household].id
    for one in leaving:
        del home_of[one]
    members: dict[UUID, list[UUID]] = {}
    for one, home in home_of.items():
        members.setdefault(home, []).append(one)
    return _After(reading, known, homes, ids, home_of, members)


# --- homes


def _homes(
    reading: Reading, known: Known, settled: Settled, new_id: Callable[[], UUID]
) -> dict[int, HomeRow]:
    """Return the household of each home in the reading that holds somebody taken."""
    taken = {*settled.new, *settled.pairs}
    wanted = [at for at, home in enumerate(reading.households) if not taken.isdisjoint(home.people)]
    found = _matched(reading, known, settled, wanted)
    is_whole = {home.id for home in found.values()} >= {it.id for it in known.homes if it.is_open}
    last = 0 if is_whole else max(home.position for home in known.homes)
    used = {home.label for home in known.homes}
    rows = {}
    for place, at in enumerate(wanted, start=1):
        home, old = reading.households[at], found.get(at)
        if old is None:
            label = _free(home.number, used)
            rows[at] = HomeRow(new_id(), label, home.group, last + place, is_new=True)
            continue
        is_moved = home.group and group_key(home.group) != group_key(old.group_name)
        group = home.group if is_moved else old.group_name
        position = place if is_whole else old.position
        rows[at] = HomeRow(old.id, old.label, group, position, is_new=False)
    return rows


def _matched(
    reading: Reading, known: Known, settled: Settled, wanted: Sequence[int]
) -> dict[int, KnownHome]:
    """Find homes by their number, exactly before nearly; those without one by who lives there."""
    exact = {home.label: home for home in known.homes}
    nearly = {_short(home.label): home for home in known.homes}
    by_id = {home.id: home for home in known.homes}
    found: dict[int, KnownHome] = {}
    claimed: set[UUID] = set()

    def claim(at: int, home: KnownHome | None) -> None:
        if home is not None and at not in found and home.id not in claimed:
            found[at] = home
            claimed.add(home.id)

    numbered = [at for at in wanted if reading.households[at].is_numbered]
    for at in numbered:
        claim(at, exact.get(reading.households[at].number))
    for at in numbered:
        claim(at, nearly.get(_short(reading.households[at].number)))
    for at in wanted:
        for one in () if reading.households[at].is_numbered else reading.households[at].people:
            claim(at, by_id.get(known.home_of.get(settled.pairs.get(one, _NOBODY), _NOBODY)))
    return found


def _short(label: str) -> str:
    return label.lstrip("0") or label


def _free(label: str, used: set[str]) -> str:
    candidate, turn = label, 2
    while candidate in used:
        candidate, turn = f"{label}-{turn}", turn + 1
    used.add(candidate)
    return candidate


# --- people


def _people(after: _After, touched: set[UUID]) -> tuple[PersonRow, ...]:
    """Return everybody who is new, described differently, moved, or speaks from now on."""
    known, speaking = after.known, _speakers(after)
    at_of = {one: at for at, one in after.ids.items()}
    return tuple(
        PersonRow(one, home, at_of.get(one), one not in known.home_of, one in speaking)
        for one, home in after.home_of.items()
        if one in touched
        or home != known.home_of.get(one)
        or (one in speaking) != (one in known.speakers)
    )


def _speakers(after: _After) -> set[UUID]:
    """Whoever speaks for a home goes on to; else the file's head does, else the eldest there."""
    home_of, known = after.home_of, after.known
    speaking = {one for one in known.speakers if home_of.get(one) == known.home_of[one]}
    silent = {*after.members} - {home_of[one] for one in speaking}
    for at, row in after.homes.items():
        head = after.ids.get(after.reading.households[at].head or 0, _NOBODY)
        if row.id in silent and home_of.get(head) == row.id:
            speaking.add(head)
            silent.discard(row.id)
    born = {one.id: one.born for one in known.people}
    born |= {one: after.reading.people[at].born for at, one in after.ids.items()}
    for home in silent:
        speaking.add(min(after.members[home], key=lambda one: born[one] or date.max))
    return speaking


# --- flats


def centi(area: Decimal | None) -> int | None:
    """Return square metres in whole hundredths; what a spreadsheet adds behind is its noise."""
    return None if area is None else int((area * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _units(after: _After, new_id: Callable[[], UUID]) -> tuple[UnitRow, ...]:
    """Return flats that are new or changed; one whose owners were all refused is left out."""
    before = {unit.flat: unit for unit in after.known.units}
    rows = []
    for unit in after.reading.units:
        flat = (unit.building, unit.entrance, unit.room)
        owners = tuple(after.ids[one] for one in unit.owners if one in after.ids)
        if not owners:
            continue
        old, home = before.get(flat), after.homes[unit.household].id
        area = centi(unit.area)
        if area is None and old is not None:
            area = old.area_centi
        unit_id = new_id() if old is None else old.id
        if old != KnownUnit(unit_id, flat, area, home, frozenset(owners), unit.sale):
            rows.append(UnitRow(unit_id, flat, area, home, owners, unit.sale, is_new=old is None))
    return tuple(rows)
