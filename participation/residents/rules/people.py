"""People and households as the roster keeps them, and what may be entered for them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.clock import age_on
from participation.residents.rules.cards import household_line
from participation.residents.rules.names import masked
from participation.residents.rules.standing import Standing

ADULT = 18


@dataclass(frozen=True, slots=True)
class Household:
    """A household (户) by group and number; `closed_on` is the day it ended."""

    id: UUID
    label: str
    group_id: UUID | None
    group_name: str
    position: int
    closed_on: date | None = None

    @property
    def line(self) -> str:
        """Group and number in one line: `第三小组 · 3-041 户`."""
        return household_line(self.group_name, self.label)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster. `phone` is masked unless read with the right to see it whole."""

    id: UUID
    household_id: UUID
    name: str
    born: date | None
    sex: str | None
    relation: str
    is_representative: bool
    standing: Standing
    phone: str = ""
    note: str = ""
    is_company: bool = False
    left_on: date | None = None

    @property
    def masked_name(self) -> str:
        """The name as others may see it: `王*英`."""
        return masked(self.name)

    def is_adult(self, day: date) -> bool:
        """Whether eighteen years are full on a day; an unknown birth date counts as adult."""
        return self.born is None or age_on(self.born, day) >= ADULT


@dataclass(frozen=True, slots=True)
class RollHousehold:
    """A household as a roll lists it, with who votes for it (户代表)."""

    household_id: UUID
    label: str
    group_name: str
    position: int
    person_id: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class RollPerson:
    """An adult as a roll lists them."""

    person_id: UUID
    household_id: UUID
    label: str
    group_name: str
    name: str
    standing: Standing


class ChangeKind(StrEnum):
    """Why the roster changed: 出生, 去世, 迁入, 迁出, 分户, 换户代表, 改身份, 更正."""

    BIRTH = "birth"
    DEATH = "death"
    MOVED_IN = "moved-in"
    MOVED_OUT = "moved-out"
    SPLIT = "split"
    REPRESENTATIVE = "representative"
    STANDING = "standing"
    CORRECTION = "correction"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody as the roster stores them: numbers only as keyed hashes, the telephone sealed."""

    id: UUID
    household_id: UUID
    name: str
    born: date | None
    sex: str | None
    relation: str
    is_representative: bool
    standing: Standing
    note: str
    is_company: bool = False
    identity_hmac: bytes | None = field(default=None, repr=False)
    phone_sealed: bytes | None = field(default=None, repr=False)
    phone_hmac: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a household's history: what happened to whom, on which day, and why."""

    household_id: UUID
    kind: ChangeKind
    on_day: date
    reason: str
    at: datetime
    by: str
    person_id: UUID | None = None
