"""What reading a roster comes to: people, households, flats, and each fault with its row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from participation.kernel.outcome import NO_FACTS
from participation.residents.rules.days import is_adult
from participation.residents.rules.identity import Sex
from participation.residents.rules.roster.layout import TakenColumn
from participation.residents.rules.roster.sales import Sale
from participation.residents.rules.roster.words import Column
from participation.residents.rules.standing import Standing


class Kind(StrEnum):
    """A roster of people by household (花名册), or of owners by flat (业主清册)."""

    PEOPLE = "people"
    OWNERS = "owners"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about a row: it refuses the row, or is only a remark (then the row is taken)."""

    sheet: str
    row: int
    column: Column
    code: str
    facts: Mapping[str, object] = field(default_factory=lambda: NO_FACTS)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster (村民, 居民, 业主); `household` counts in the reading's households.

    What the file does not say is empty: a standing, sex, birth or number that is None, "" as text.
    """

    sheet: str
    row: int
    name: str
    household: int
    is_firm: bool = False
    relation: str = ""
    is_head: bool = False
    sex: Sex | None = None
    born: date | None = None
    identity: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    group: str = ""
    standing: Standing | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Household:
    """A household (户): who speaks for it by default (户代表) and who belongs to it.

    On an owners' roster: those who own together, with all flats that they own. `is_numbered`
    tells a number that stands in the file from one given here by order.
    """

    number: str
    is_numbered: bool
    group: str
    people: tuple[int, ...]
    head: int | None
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A flat (专有部分) with its exclusive area in square metres, exact as written."""

    sheet: str
    row: int
    building: str
    entrance: str
    room: str
    area: Decimal | None
    purpose: str
    parking: str
    owners: tuple[int, ...]
    household: int
    sale: Sale = Sale.DELIVERED


@dataclass(frozen=True, slots=True)
class Reading:
    """A roster as understood on a day: `faults` refuse their rows, `remarks` do not.

    `rows` counts the rows that speak of somebody. Groups stand in the order of the file.
    """

    kind: Kind
    on: date
    columns: tuple[TakenColumn, ...]
    rows: int
    people: tuple[Person, ...]
    households: tuple[Household, ...]
    units: tuple[Unit, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]
    groups: tuple[str, ...]

    @property
    def refused(self) -> int:
        """Return how many rows were refused."""
        return len({(fault.sheet, fault.row) for fault in self.faults})

    @property
    def taken(self) -> int:
        """Return how many rows were taken."""
        return self.rows - self.refused

    @property
    def adults(self) -> int:
        """Return how many people are known to have reached eighteen years on the day."""
        return sum(is_adult(one.born, self.on) for one in self.people if one.born is not None)

    @property
    def owners(self) -> int:
        """Return how many own something: each person or firm once, whatever they own."""
        return len({owner for unit in self.units for owner in unit.owners})

    @property
    def area(self) -> Decimal:
        """Return the area of all flats in square metres."""
        return sum((unit.area for unit in self.units if unit.area is not None), Decimal(0))
