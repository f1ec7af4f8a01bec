"""Which rows of a roster speak of somebody: totals, footers and dividers are passed over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from participation.residents.rules.roster.columns import heading_text
from participation.residents.rules.roster.groups import is_group
from participation.residents.rules.roster.layout import BUILDING, Section, TakenColumn
from participation.residents.rules.roster.words import Column
from participation.residents.rules.writing import Cell, plain, text_of

_SUM_ROW = re.compile(
    r"(?:合计|总计|小计|共计|累计|总数|总户数|总人数|户数合计|人数合计|本页小计|本组合计|[总合]\s+计).*|"
    r"共\s*\d+\s*[户人].*|第\d+页.*|"
    r"(?:填表|制表|审核|填报|经办|负责|登记|统计|制作|校对)(?:人|单位|日期|时间)?[:：].*|"
    r"(?:注|备注|说明|单位|村委会盖章|盖章|联系人|村主任|书记|组长签字)[:：].*"
)
_PERSONAL = (Column.NAME, Column.IDENTITY, Column.BORN, Column.PHONE, Column.RELATION)
_FLAT = (Column.NAME, Column.IDENTITY, Column.ROOM, Column.ADDRESS, Column.AREA)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that speaks of somebody: its number as the spreadsheet counts, and its cells."""

    sheet: str
    row: int
    cells: Mapping[Column, Cell]
    group: str
    building: str
    co_owners: tuple[Cell, ...] = ()

    def text(self, column: Column) -> str:
        """Return the cell of a column without any blanks."""
        return plain(self.cells.get(column))


def entries(section: Section) -> Iterator[Entry]:
    """Go through the rows that speak of somebody; totals, footers, dividers are passed over."""
    places = _places(section.columns)
    names = {at for kind, at in places if kind is Column.NAME}
    kinds = {kind for kind, _ in places}
    needed = _FLAT if kinds & {Column.ROOM, Column.ADDRESS} else _PERSONAL
    group, building = section.group, section.building
    for number, row in enumerate(section.rows[section.first :], start=section.first + 1):
        divider = _divider(row, names)
        if divider is not None:
            group = divider if is_group(divider) else group
            building = divider if BUILDING.fullmatch(divider) else building
            continue
        if _is_passed_over(row, section.headings):
            continue
        cells, partners = _cells(row, places)
        if any(kind in cells for kind in needed):
            yield Entry(section.sheet, number, cells, group, building, partners)


def _places(columns: Sequence[TakenColumn]) -> list[tuple[Column, int]]:
    return [
        (taken.column, at)
        for at, taken in enumerate(columns)
        if taken.column not in (Column.IGNORED, Column.SERIAL)
    ]


def _cells(
    row: Sequence[Cell], places: Sequence[tuple[Column, int]]
) -> tuple[dict[Column, Cell], tuple[Cell, ...]]:
    cells: dict[Column, Cell] = {}
    partners: tuple[Cell, ...] = ()
    width = len(row)
    for kind, at in places:
        cell = row[at] if at < width else None
        if cell is None:
            continue
        if kind is Column.CO_OWNER:
            partners = (*partners, cell)
        elif kind in (Column.NOTE, Column.STANDING) and kind in cells:
            cells[kind] = f"{text_of(cells[kind])}，{text_of(cell)}"
        else:
            cells.setdefault(kind, cell)
    return cells, partners


def _divider(row: Sequence[Cell], names: set[int]) -> str | None:
    """Return the words of a row that says one thing only, right across; "" for an empty row."""
    filled = [at for at, cell in enumerate(row) if cell is not None]
    if not filled:
        return ""
    if any(row[at] != row[filled[0]] for at in filled[1:]):
        return None
    word = plain(row[filled[0]])
    lone_name = len(filled) == 1 and filled[0] in names and not is_group(word)
    return None if lone_name and not _SUM_ROW.fullmatch(word) else word


def _is_passed_over(row: Sequence[Cell], headings: Sequence[str]) -> bool:
    """Whether a row is a total, a signature line, or the heading printed once more."""
    first = [cell for cell in row if cell is not None][:3]
    if any(isinstance(cell, str) and _SUM_ROW.fullmatch(plain(cell)) for cell in first):
        return True
    if not isinstance(first[-1], str) or heading_text(first[-1]) not in headings:
        return False
    words = [(heading_text(cell), at) for at, cell in enumerate(row) if cell is not None]
    return sum(at < len(headings) and headings[at] == word for word, at in words) > len(words) / 2
