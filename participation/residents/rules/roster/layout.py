"""How a roster lies on its sheets: where the heading is, what columns hold, which rows count."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from participation.residents.rules.identity import veiled_identity
from participation.residents.rules.roster.columns import (
    SEVERAL,
    UNKNOWN,
    Guess,
    by_content,
    by_heading,
    heading_text,
    judged,
)
from participation.residents.rules.roster.groups import group_of_sheet
from participation.residents.rules.roster.words import Column
from participation.residents.rules.writing import Cell, plain, text_of

_HEADING_WITHIN = 30
_SAMPLE = 200
_MOSTLY_DIGITS = re.compile(r"\D*\d{5,}.*|男|女")
BUILDING = re.compile(
    r"[\dA-Za-z零一二三四五六七八九十]{1,4}(?:号楼|栋|幢|座|#|号)|.*(?:号楼|栋|幢|#楼)"
)


class Table(Protocol):
    """What is read: a sheet with its name, its rows, and whether it is hidden."""

    @property
    def name(self) -> str: ...  # a protocol's members explain themselves
    @property
    def rows(self) -> Sequence[Sequence[Cell]]: ...
    @property
    def hidden(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class TakenColumn:
    """What one column was taken for; `key` names it when the clerk corrects it.

    Sheets of the same layout share their keys. `samples` are its first cells, identity veiled.
    """

    key: str
    place: str
    heading: str
    column: Column
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet whose heading was found: rows from `first` on (counted from 0) are its body."""

    sheet: str
    rows: Sequence[Sequence[Cell]]
    first: int
    headings: tuple[str, ...]
    columns: tuple[TakenColumn, ...]
    group: str
    building: str


def letters(index: int) -> str:
    """Return the name of a column as spreadsheets write it: 0 → A, 27 → AB."""
    name, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


# --- headings


def sections(tables: Sequence[Table], chosen: Mapping[str, Column]) -> list[Section]:
    """Find the rosters among the sheets: hidden sheets count only where no other is left."""
    shown = [table for table in tables if not table.hidden and table.rows] or list(tables)
    found: list[Section] = []
    for table in shown:
        section = _section(table, found[-1] if found else None, chosen)
        if section is not None:
            found.append(section)
    return [_named_by_sheet(section, len(found)) for section in found]


def _named_by_sheet(section: Section, siblings: int) -> Section:
    title = plain(section.sheet)
    if BUILDING.fullmatch(title):
        return replace(section, building=title)
    return replace(section, group=group_of_sheet(title, siblings))


def _section(table: Table, before: Section | None, chosen: Mapping[str, Column]) -> Section | None:
    first, headings = _heading(table.rows)
    body = table.rows[first : first + _SAMPLE]
    if not first and before is not None:
        if not _looks_alike(body, before):
            return None
        headings = before.headings
    width = max((len(row) for row in body), default=0)
    headings = (*headings, *[""] * (width - len(headings)))
    columns = _taken(headings, body, chosen)
    if not any(taken.column is Column.NAME for taken in columns):
        return None
    return Section(table.name, table.rows, first, headings, columns, "", "")


def _looks_alike(body: Sequence[Sequence[Cell]], before: Section) -> bool:
    """Whether a sheet without a heading goes on as the one before: names where names stood."""
    at = next(at for at, taken in enumerate(before.columns) if taken.column is Column.NAME)
    shares = by_content([row[at] if at < len(row) else None for row in body])
    return shares.get(Column.NAME, 0.0) >= 0.5


def _heading(rows: Sequence[Sequence[Cell]]) -> tuple[int, tuple[str, ...]]:
    """Return where the body begins and the words above it; a heading may stand in two rows."""
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    for at, row in enumerate(rows[:_HEADING_WITHIN]):
        words = tuple(heading_text(cell) for cell in row)
        if any(_MOSTLY_DIGITS.fullmatch(word) for word in words):
            continue
        best = max(best, (_known(words), at + 1, words), key=lambda found: found[0])
        below = rows[at + 1] if at + 1 < len(rows) else ()
        if below and not _is_data(below):
            pair = _joined(words, tuple(heading_text(cell) for cell in below))
            best = max(best, (_known(pair), at + 2, pair), key=lambda found: found[0])
    count, first, words = best
    named = any(by_heading(word) == Guess(Column.NAME, 1.0) for word in words)
    return (first, words) if count >= 2 or (count == 1 and named) else (0, ())


def _known(words: Sequence[str]) -> int:
    kinds = {by_heading(word).column for word in words}
    return len(kinds - {Column.IGNORED})


def _is_data(row: Sequence[Cell]) -> bool:
    return any(
        not isinstance(cell, str) or _MOSTLY_DIGITS.fullmatch(plain(cell))
        for cell in row
        if cell is not None
    )


def _joined(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    width = max(len(above), len(below))
    pairs = zip(
        (*above, *[""] * (width - len(above))),
        (*below, *[""] * (width - len(below))),
        strict=True,
    )
    return tuple(_one(upper, lower) for upper, lower in pairs)


def _one(upper: str, lower: str) -> str:
    """Two words over one column: the lower says what, unless only both together say it."""
    if not upper or not lower or upper == lower:
        return lower or upper
    together = by_heading(upper + lower)
    if together.confidence == 1.0 or not by_heading(lower).confidence:
        return upper + lower
    return lower


# --- columns


def _taken(
    headings: Sequence[str], body: Sequence[Sequence[Cell]], chosen: Mapping[str, Column]
) -> tuple[TakenColumn, ...]:
    below = [[row[at] if at < len(row) else None for row in body] for at in range(len(headings))]
    keys = _keys(headings)
    given = {at: Guess(chosen[key], 1.0) for at, key in enumerate(keys) if key in chosen}
    settled = _settled(headings, below, given)
    return tuple(
        TakenColumn(
            keys[at],
            letters(at),
            headings[at],
            settled.get(at, UNKNOWN).column,
            settled.get(at, UNKNOWN).confidence,
            _samples(cells),
        )
        for at, cells in enumerate(below)
    )


def _keys(headings: Sequence[str]) -> list[str]:
    keys: list[str] = []
    for at, heading in enumerate(headings):
        key = heading or letters(at)
        keys.append(f"{key}@{letters(at)}" if key in keys else key)
    return keys


def _settled(
    headings: Sequence[str], below: Sequence[Sequence[Cell]], given: Mapping[int, Guess]
) -> dict[int, Guess]:
    """Give each kind to the column that fits it best; what the clerk chose stands first."""
    settled = dict(given)
    used = {guess.column for guess in given.values()} - SEVERAL
    offers = []
    for at, cells in enumerate(below):
        filled = sum(cell is not None for cell in cells)
        guesses = judged(by_heading(headings[at]), by_content(cells), filled)
        late = _late(headings[at])
        offers += [(-guess.confidence, not filled, late, at, guess) for guess in guesses]
    for _, _, _, at, guess in sorted(offers, key=lambda offer: offer[:4]):
        if at not in settled and guess.column not in used:
            settled[at] = guess
            used |= {guess.column} - SEVERAL
    return _household_or_serial(settled, below)


def _late(heading: str) -> int:
    """Of several areas the exclusive one is meant, of several names the current one."""
    return next(
        (at for at, word in enumerate(("专有", "产权", "建筑")) if word in heading),
        4 if "套内" in heading else 3,
    )


def _household_or_serial(
    settled: dict[int, Guess], below: Sequence[Sequence[Cell]]
) -> dict[int, Guess]:
    """A number on every line counts lines; one written once for several lines counts homes."""
    kinds = {guess.column: at for at, guess in settled.items()}
    home, serial = kinds.get(Column.HOUSEHOLD), kinds.get(Column.SERIAL)
    if home is not None and settled[home].confidence < 0.7 and Column.RELATION in kinds:
        heads = sum(plain(cell) in ("户主", "本人") for cell in below[kinds[Column.RELATION]])
        numbers = [plain(cell) for cell in below[home] if cell is not None]
        if len(set(numbers)) == len(numbers) > heads:
            settled[home] = Guess(Column.SERIAL, 0.7)
    if home is None and serial is not None and Column.NAME in kinds:
        named = sum(cell is not None for cell in below[kinds[Column.NAME]])
        if 0 < len({plain(cell) for cell in below[serial]} - {""}) < named * 0.8:
            settled[serial] = Guess(Column.HOUSEHOLD, 0.6)
    return settled


def _samples(cells: Sequence[Cell]) -> tuple[str, ...]:
    texts = [text_of(cell) for cell in cells[:50] if cell is not None][:3]
    return tuple(
        veiled_identity(text) if len(text) > 14 and text[:14].isdigit() else text[:30]
        for text in texts
    )
