"""A roster of people by household (花名册): who belongs together, who speaks for the home."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from participation.residents.rules.days import is_adult
from participation.residents.rules.names import clean_name
from participation.residents.rules.roster.flats import FLAT_COLUMNS, flat_label, flat_of
from participation.residents.rules.roster.groups import group_key
from participation.residents.rules.roster.lines import Findings, Line, read_line
from participation.residents.rules.roster.outcome import Household, Person
from participation.residents.rules.roster.rows import Entry
from participation.residents.rules.roster.words import HEADS, Column
from participation.residents.rules.writing import text_of

_PERSONAL = re.compile(r"\d{17}[\dXx]|1[3-9]\d{9}")


@dataclass(slots=True)
class _Home:
    key: tuple[str, ...]
    number: str
    group: str
    people: list[int] = field(default_factory=list)
    has_head: bool = False
    head_name: str = ""
    first: Entry | None = None


@dataclass(slots=True)
class _Walk:
    """Where the reading stands: homes so far, and what an empty cell inherits from above."""

    on: date
    seen: Findings
    kinds: frozenset[Column]
    homes: list[_Home] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    by_key: dict[tuple[str, ...], int] = field(default_factory=dict)
    identities: dict[str, int] = field(default_factory=dict)
    births: dict[tuple[int, str, date | None], int] = field(default_factory=dict)
    sheet: str = ""
    group: str = ""
    flat: tuple[str, str, str] = ("", "", "")
    current: int = -1


def read_people(
    entries: Iterable[Entry], kinds: frozenset[Column], on: date, seen: Findings
) -> tuple[tuple[Person, ...], tuple[Household, ...]]:
    """Read people and their households from the rows; refused rows still carry their home on."""
    walk = _Walk(on, seen, kinds)
    for entry in entries:
        _step(walk, entry)
    _remark_headless(walk)
    households = _households(walk)
    return tuple(walk.people), households


def _step(walk: _Walk, at: Entry) -> None:
    _inherit(walk, at)
    relation = text_of(at.cells.get(Column.RELATION))[:20]
    head_name, _ = clean_name(at.cells.get(Column.HEAD_NAME))
    name, _ = clean_name(at.cells.get(Column.NAME))
    is_head = relation in HEADS or (not relation and bool(name) and name == head_name)
    index = walk.current = _home_of(walk, at, is_head, head_name)
    home = walk.homes[index]
    line = read_line(at, walk.on, walk.seen)
    if line is None or _is_twice(walk, at, index, line):
        return
    if is_head and home.has_head:
        walk.seen.remark(at, Column.RELATION, "two-heads", household=home.number)
    _add(walk, at, line, index, relation, is_head=is_head and not home.has_head)


def _inherit(walk: _Walk, at: Entry) -> None:
    if at.sheet != walk.sheet:
        walk.sheet, walk.group, walk.current, walk.flat = at.sheet, "", -1, ("", "", "")
    walk.group = at.text(Column.GROUP) or at.group or walk.group
    if walk.kinds & FLAT_COLUMNS:
        walk.flat = flat_of(at, walk.flat)


def _add(walk: _Walk, at: Entry, line: Line, index: int, relation: str, *, is_head: bool) -> None:
    home = walk.homes[index]
    home.people.append(len(walk.people))
    home.has_head = home.has_head or is_head
    walk.people.append(
        Person(
            at.sheet,
            at.row,
            line.name,
            index,
            line.is_firm,
            relation,
            is_head,
            line.sex,
            line.born,
            line.identity,
            line.phone,
            home.group,
            line.standing,
            line.note,
        )
    )


# --- households


def _home_of(walk: _Walk, at: Entry, is_head: bool, head_name: str) -> int:
    key, number = _key(walk, at, head_name)
    if key is None:
        return _unnumbered(walk, at, is_head)
    open_home = walk.homes[walk.current] if walk.current >= 0 else None
    if open_home is not None and open_home.key == key:
        if key[0] == "head" and is_head and open_home.has_head:
            return _new(walk, at, key, number)
        return walk.current
    known = walk.by_key.get(key) if key[0] != "head" else None
    if known is None:
        return _new(walk, at, key, number)
    if is_head and walk.homes[known].has_head:
        walk.seen.remark(at, Column.HOUSEHOLD, "household-number-twice", household=number)
        return _new(walk, at, key, number)
    return known


def _key(walk: _Walk, at: Entry, head_name: str) -> tuple[tuple[str, ...] | None, str]:
    """By number within the group, else by flat, else by the head's name written beside each."""
    number = at.text(Column.HOUSEHOLD)[:30]
    if number:
        shown = "" if is_personal(number) else number
        return ("number", group_key(walk.group), number.lstrip("0") or number), shown
    label = flat_label(*walk.flat)
    if Column.HOUSEHOLD not in walk.kinds and walk.flat[2]:
        return ("flat", label), label
    if Column.HOUSEHOLD not in walk.kinds and head_name:
        return ("head", group_key(walk.group), head_name), ""
    return None, ""


def is_personal(number: str) -> bool:
    """Whether somebody's identity number or telephone stands for a household's number.

    It still tells who belongs together; the home itself is numbered by its turn, since a
    household's number is shown to everybody.
    """
    return bool(_PERSONAL.fullmatch(number))


def _unnumbered(walk: _Walk, at: Entry, is_head: bool) -> int:
    """An empty cell belongs to the home above, unless another head begins a new one."""
    goes_on = bool({Column.HOUSEHOLD, Column.HEAD_NAME, Column.RELATION} & walk.kinds)
    if goes_on and walk.current >= 0 and not (is_head and walk.homes[walk.current].has_head):
        return walk.current
    if Column.HOUSEHOLD in walk.kinds:
        walk.seen.remark(at, Column.HOUSEHOLD, "household-number-missing")
    return _new(walk, at, ("row", at.sheet, str(at.row)), "")


def _new(walk: _Walk, at: Entry, key: tuple[str, ...], number: str) -> int:
    walk.homes.append(_Home(key, number, walk.group, first=at))
    walk.by_key[key] = len(walk.homes) - 1
    return len(walk.homes) - 1


def _is_twice(walk: _Walk, at: Entry, index: int, line: Line) -> bool:
    """The same person on two rows: by identity, else by household, name and day of birth."""
    before = walk.identities.get(line.identity) if line.identity else None
    if before is not None:
        walk.seen.fault(at, Column.IDENTITY, "identity-twice", first=before)
        return True
    before = walk.births.get((index, line.name, line.born))
    if before is not None:
        walk.seen.fault(at, Column.NAME, "person-twice", first=before)
        return True
    walk.births[(index, line.name, line.born)] = at.row
    if line.identity:
        walk.identities[line.identity] = at.row
    return False


def _remark_headless(walk: _Walk) -> None:
    if not {Column.RELATION, Column.HEAD_NAME} & walk.kinds:
        return
    for home in walk.homes:
        if home.people and not home.has_head and home.first is not None:
            at = home.first
            number = home.number or str(at.row)
            walk.seen.remark(at, Column.RELATION, "household-without-head", household=number)


def _households(walk: _Walk) -> tuple[Household, ...]:
    """Close the homes; those whose rows were all refused fall away, and people are re-counted."""
    kept = [home for home in walk.homes if home.people]
    numbers = unique_numbers([(home.number, home.group) for home in kept])
    for at, home in enumerate(kept):
        for one in home.people:
            if walk.people[one].household != at:
                walk.people[one] = replace(walk.people[one], household=at)
    return tuple(
        Household(
            numbers[at],
            bool(home.number),
            home.group,
            tuple(home.people),
            _head(walk.people, home.people, walk.on),
        )
        for at, home in enumerate(kept)
    )


def _head(people: Sequence[Person], members: Sequence[int], on: date) -> int:
    """Who speaks for the home by default: its head, else the first adult, else the first."""
    heads = [one for one in members if people[one].is_head]
    adults = [one for one in members if (born := people[one].born) and is_adult(born, on)]
    return (heads or adults or members)[0]


def unique_numbers(homes: Sequence[tuple[str, str]]) -> list[str]:
    """Return a number for each home, none twice: by group where numbers restart in each group."""
    counts: dict[str, int] = {}
    for number, _ in homes:
        counts[number] = counts.get(number, 0) + 1
    used: set[str] = set()
    result = []
    for at, (number, group) in enumerate(homes, start=1):
        label = number or f"{at:03}"
        if number and counts[number] > 1 and group:
            label = f"{group}-{number}"
        plain_label, turn = label, 2
        while label in used:
            label, turn = f"{plain_label}-{turn}", turn + 1
        used.add(label)
        result.append(label)
    return result
