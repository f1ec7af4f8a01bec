"""A roster of owners by flat (业主清册): who owns what, alone or together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from participation.residents.rules.names import clean_name, split_names
from participation.residents.rules.roster.flats import Flat, flat_label, flat_of, read_area
from participation.residents.rules.roster.lines import Findings, Line, line_of
from participation.residents.rules.roster.outcome import Household, Person, Unit
from participation.residents.rules.roster.people import unique_numbers
from participation.residents.rules.roster.rows import Entry
from participation.residents.rules.roster.sales import DEVELOPER, Sale, names_developer, sale_of
from participation.residents.rules.roster.words import Column
from participation.residents.rules.standing import Standing
from participation.residents.rules.writing import Cell, is_nothing, plain, text_of

_BETWEEN = re.compile(r"[、,，;；/／|\s]+")
_OTHERS = re.compile(r"等\s*\d*\s*[人户]?$")


@dataclass(slots=True)
class _Flat:
    at: Entry
    flat: Flat
    area: Decimal | None
    owners: list[int]
    sale: Sale


@dataclass(slots=True)
class _Walk:
    on: date
    seen: Findings
    flats: list[_Flat] = field(default_factory=list)
    lines: list[tuple[Entry, Line]] = field(default_factory=list)
    by_flat: dict[Flat, int] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    by_phone: dict[tuple[str, str], int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    developer: int | None = None
    sheet: str = ""
    above: Flat = ("", "", "")
    is_open: bool = False


def read_units(
    entries: Iterable[Entry], on: date, seen: Findings
) -> tuple[tuple[Person, ...], tuple[Household, ...], tuple[Unit, ...]]:
    """Read owners, those who own together as one household, and their flats.

    Who owns several flats is one owner; owners of one flat are one household and have one vote.
    """
    walk = _Walk(on, seen)
    for entry in entries:
        walk.is_open = _step(walk, entry)
    return _closed(walk)


def _step(walk: _Walk, at: Entry) -> bool:
    """Take one row; whether the next row may add an owner to its flat."""
    if at.sheet != walk.sheet:
        walk.sheet, walk.above, walk.is_open = at.sheet, ("", "", ""), False
    flat = _place(walk, at)
    before = len(walk.seen.faults)
    area = _area(walk, at)
    if not flat[2]:
        walk.seen.fault(at, Column.ROOM, "room-missing")
    lines = _lines(walk, at)
    adds = _adds_owner(walk, flat, area)
    if flat[2] and flat in walk.by_flat and not (adds and _are_others(walk, lines)):
        first = walk.flats[walk.by_flat[flat]].at.row
        walk.seen.fault(at, Column.ROOM, "unit-twice", first=first, flat=flat_label(*flat))
    if len(walk.seen.faults) > before or not _agree(walk, at, lines):
        return adds
    owners = [_owner(walk, at, line) for line in lines]
    if adds:
        walk.flats[-1].owners += owners
        return True
    _remark_area(walk, at, area)
    walk.by_flat[flat] = len(walk.flats)
    walk.flats.append(_Flat(at, flat, area, owners, sale_of(at, at.text(Column.NAME))))
    return True


def _place(walk: _Walk, at: Entry) -> Flat:
    """An owner on a line without a room shares the flat above."""
    flat = flat_of(at, walk.above)
    named = any(at.text(kind) for kind in (Column.BUILDING, Column.ENTRANCE, Column.AREA))
    if not flat[2] and walk.is_open and not named:
        flat = walk.above
    walk.above = flat
    return flat


def _adds_owner(walk: _Walk, flat: Flat, area: Decimal | None) -> bool:
    if not (walk.is_open and walk.flats and walk.flats[-1].flat == flat):
        return False
    return area is None or area == walk.flats[-1].area


def _are_others(walk: _Walk, lines: Sequence[Line]) -> bool:
    """Whether none of them owns the flat above already."""
    known = [walk.lines[owner][1] for owner in walk.flats[-1].owners]
    return not any(
        line.identity == other.identity and line.name == other.name
        for line in lines
        for other in known
    )


def _area(walk: _Walk, at: Entry) -> Decimal | None:
    text = at.text(Column.AREA)
    if is_nothing(text):
        return None
    area = read_area(at.cells[Column.AREA])
    if area is None:
        walk.seen.fault(at, Column.AREA, "area-unreadable", written=text[:20])
    return area


def _remark_area(walk: _Walk, at: Entry, area: Decimal | None) -> None:
    if area is None:
        walk.seen.remark(at, Column.AREA, "area-missing")


# --- owners


def _lines(walk: _Walk, at: Entry) -> list[Line]:
    names = _names(at)
    numbers = _parts(at.cells.get(Column.IDENTITY), len(names))
    if len(numbers) not in (0, len(names)):
        facts = {"names": len(names), "numbers": len(numbers)}
        walk.seen.fault(at, Column.IDENTITY, "owners-numbers-differ", **facts)
        return []
    phones = _parts(at.cells.get(Column.PHONE), len(names))
    lines = []
    for place, raw in enumerate(names):
        name, aside = clean_name(raw)
        cells = _share(at.cells, numbers, phones, place)
        line = line_of(at, name, aside, cells, walk.on, walk.seen)
        if line is not None:
            lines.append(line)
    return lines


def _names(at: Entry) -> tuple[str, ...]:
    names = split_names(_OTHERS.sub("", text_of(at.cells.get(Column.NAME))))
    for partner in at.co_owners:
        if not is_nothing(plain(partner)):
            names += split_names(partner)
    if not names and sale_of(at, "") is Sale.UNSOLD:
        return (DEVELOPER,)
    return tuple(DEVELOPER if names_developer(name) else name for name in names) or ("",)


def _parts(cell: Cell, people: int) -> list[Cell]:
    """Several numbers in one cell belong to the people named, in their order."""
    if cell is None or is_nothing(plain(cell)):
        return []
    if people < 2 or not isinstance(cell, str):
        return [cell]
    return [part for part in _BETWEEN.split(text_of(cell)) if part]


def _share(
    cells: Mapping[Column, Cell], numbers: Sequence[Cell], phones: Sequence[Cell], place: int
) -> dict[Column, Cell]:
    own = dict(cells)
    own[Column.IDENTITY] = numbers[place] if place < len(numbers) else None
    own[Column.PHONE] = phones[place] if place < len(phones) else None
    return own if not place else {**own, Column.SEX: None, Column.BORN: None}


def _agree(walk: _Walk, at: Entry, lines: Sequence[Line]) -> bool:
    """One number under two names is refused: a slip of the pen would give away a flat."""
    for line in lines:
        known = walk.by_number.get(line.identity or "")
        if known is not None and walk.lines[known][1].name != line.name:
            first = walk.lines[known][0].row
            walk.seen.fault(at, Column.IDENTITY, "identity-other-name", first=first)
            return False
    return True


def _owner(walk: _Walk, at: Entry, line: Line) -> int:
    """Find the owner among those before: by number, else by name and telephone, else new."""
    known = walk.by_number.get(line.identity or "")
    if line.name == DEVELOPER:
        known = walk.developer
    if known is None and not line.identity and line.phone:
        known = walk.by_phone.get((line.name, line.phone))
    if known is not None:
        return known
    if not line.identity and line.name in walk.by_name:
        walk.seen.remark(at, Column.NAME, "same-name", first=walk.by_name[line.name])
    new = len(walk.lines)
    walk.lines.append((at, line))
    walk.by_name.setdefault(line.name, at.row)
    if line.name == DEVELOPER:
        walk.developer = new
    if line.identity:
        walk.by_number[line.identity] = new
    if line.phone:
        walk.by_phone.setdefault((line.name, line.phone), new)
    return new


# --- closing


def _closed(walk: _Walk) -> tuple[tuple[Person, ...], tuple[Household, ...], tuple[Unit, ...]]:
    together: dict[frozenset[int], list[int]] = {}
    for at, flat in enumerate(walk.flats):
        together.setdefault(frozenset(flat.owners), []).append(at)
    homes = list(together.items())
    numbers = unique_numbers([(_number(walk, owners, flats[0]), "") for owners, flats in homes])
    households = tuple(
        Household(
            numbers[at],
            True,
            walk.flats[flats[0]].flat[0],
            tuple(walk.flats[flats[0]].owners),
            walk.flats[flats[0]].owners[0],
            tuple(flats),
        )
        for at, (_, flats) in enumerate(homes)
    )
    return _people(walk, households), households, _units(walk, households)


def _number(walk: _Walk, owners: frozenset[int], first: int) -> str:
    """A home is numbered by its first flat; the developer's flats change, its number does not."""
    return DEVELOPER if owners == {walk.developer} else flat_label(*walk.flats[first].flat)


def _people(walk: _Walk, households: Sequence[Household]) -> tuple[Person, ...]:
    home_of: dict[int, int] = {}
    for at, home in enumerate(households):
        for owner in home.people:
            home_of.setdefault(owner, at)
    return tuple(
        Person(
            entry.sheet,
            entry.row,
            line.name,
            home_of[owner],
            line.is_firm,
            "",
            households[home_of[owner]].head == owner,
            line.sex,
            line.born,
            line.identity,
            line.phone,
            households[home_of[owner]].group,
            Standing.OWNER,
            line.note,
        )
        for owner, (entry, line) in enumerate(walk.lines)
    )


def _units(walk: _Walk, households: Sequence[Household]) -> tuple[Unit, ...]:
    home_of = {flat: at for at, home in enumerate(households) for flat in home.units}
    return tuple(
        Unit(
            one.at.sheet,
            one.at.row,
            *one.flat,
            one.area,
            text_of(one.at.cells.get(Column.PURPOSE))[:30],
            text_of(one.at.cells.get(Column.PARKING))[:30],
            tuple(one.owners),
            home_of[at],
            one.sale,
        )
        for at, one in enumerate(walk.flats)
    )
