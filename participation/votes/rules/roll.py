"""The roll of a vote (谁能投): copied at opening, hashed, never changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from participation.votes.rules.canonical import canonical


class Unit(StrEnum):
    """Who holds one ballot: a household (户) or a person (人)."""

    HOUSEHOLD = "household"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A line of the roll (选民名册): its number, masked name (王**) and group (小组)."""

    no: str
    unit: Unit
    label: str
    group: str


def roll_hash(entries: Iterable[RollEntry]) -> str:
    """Return the SHA-256 of the roll, whatever order it comes in, as 64 hexadecimal letters."""
    lines = sorted([each.no, each.unit.value, each.label, each.group] for each in entries)
    return hashlib.sha256(canonical(lines)).hexdigest()
