"""The roll of a vote (谁能投): copied at opening, hashed, never changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from participation.votes.rules.canonical import canonical


class Unit(StrEnum):
    """Who holds one ballot: a household (户), a person (人) or an owner (业主)."""

    HOUSEHOLD = "household"
    PERSON = "person"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A line of the roll (选民名册): its number, masked name (王**) and group (小组).

    `area` is what an owner counts by area, in hundredths of a square metre.
    """

    no: str
    unit: Unit
    label: str
    group: str
    area: int = 0


def roll_hash(entries: Iterable[RollEntry]) -> str:
    """Return the SHA-256 of the roll, whatever order it comes in, as 64 hexadecimal letters."""
    lines = sorted(_line(entry) for entry in entries)
    return hashlib.sha256(canonical(lines)).hexdigest()


def _line(entry: RollEntry) -> list[str]:
    line = [entry.no, entry.unit.value, entry.label, entry.group]
    return [*line, str(entry.area)] if entry.unit is Unit.OWNER else line
