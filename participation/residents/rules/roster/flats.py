"""Where a flat lies (楼栋, 单元, 房号), in the ways people write it."""

import re
from decimal import Decimal, InvalidOperation

from participation.residents.rules.roster.rows import Entry
from participation.residents.rules.roster.words import Column
from participation.residents.rules.writing import Cell, plain, with_digits

Flat = tuple[str, str, str]
_BUILDING = re.compile(r"0*(\d+)(?:#楼?|号楼?|栋|幢|座|楼)?")
_ENTRANCE = re.compile(r"0*(\d+)(?:单元|门|#)?")
_THREE = re.compile(
    r"(?:.*?\D)??(\d{1,3}|[A-Za-z])(?:#楼?|号楼|栋|幢|座|号|楼|[-—_/])[-—_/]?"
    r"(?:(\d{1,2})(?:单元|门|[-—_/]))?[-—_/]?(?:\d{1,2}(?:楼|层))?([A-Za-z]?\d{2,4})(?:室|号|房)?"
)
_AREA = re.compile(r"([\d.]+)(?:m2|m\^2|平方米|平米|平方|平)?", re.I)
FLAT_COLUMNS = frozenset({Column.BUILDING, Column.ENTRANCE, Column.ROOM, Column.ADDRESS})
MOST_AREA = Decimal(1_000_000)


def flat_of(at: Entry, above: Flat) -> Flat:
    """Return building, entrance and room of a row; building and entrance carry on from above.

    A room is never carried; an entrance only while the building stays the same.
    """
    room = at.text(Column.ROOM)
    whole = _THREE.fullmatch(with_digits(room or at.text(Column.ADDRESS)))
    if whole and not at.text(Column.ENTRANCE) and (whole.group(2) or not at.text(Column.BUILDING)):
        building, entrance, number = whole.groups()
        return building_name(building), entrance_name(entrance or ""), number
    building = building_name(at.text(Column.BUILDING) or at.building) or above[0]
    entrance = entrance_name(at.text(Column.ENTRANCE))
    if not entrance and building == above[0]:
        entrance = above[1]
    return building, entrance, room_name(room or at.text(Column.ADDRESS))


def building_name(text: str) -> str:
    """Return one name for 1#, 1栋, 1幢, 01号楼, 一号楼; other names (商业) stay as they are."""
    found = _BUILDING.fullmatch(with_digits(text))
    return f"{found.group(1)}号楼" if found else text[:30]


def entrance_name(text: str) -> str:
    """Return one name for 1, 1单元, 一单元."""
    found = _ENTRANCE.fullmatch(with_digits(text))
    return f"{found.group(1)}单元" if found else text[:30]


def room_name(text: str) -> str:
    """Return a room without its 室."""
    return text.removesuffix("室").removesuffix("号")[:30]


def flat_label(building: str, entrance: str, room: str) -> str:
    """Return a flat as people call it: 1号楼1单元101."""
    return f"{building}{entrance}{room}"


def read_area(cell: Cell) -> Decimal | None:
    """Return square metres exactly as written, None where no area can be read or it is no area."""
    found = _AREA.fullmatch(plain(cell).replace(",", ""))
    if found is None:
        return None
    try:
        area = Decimal(found.group(1))
    except InvalidOperation:
        return None
    return area if 0 < area < MOST_AREA else None
