"""What the county sees of its committees: service figures, in code order, never a ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Service:
    """How one committee serves: matters under way, and answers overdue (超期未答复)."""

    slug: str
    name: str
    region: str
    open_matters: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over a region."""

    committees: int
    open_matters: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Watched:
    """A complaint of a vote (投诉), as it was filed, past the desk of its committee."""

    slug: str
    place: str
    no: int
    title: str
    kind: str
    who: str
    text: str
    filed_at: datetime
    answer: str
    by: str


@dataclass(frozen=True, slots=True)
class Odd:
    """A vote in which one helper, or one telephone where `who` is empty, brought in many."""

    slug: str
    place: str
    no: int
    title: str
    who: str
    number: int


def covers(regions: Iterable[str], code: str) -> bool:
    """Whether an area code lies within one of an officer's regions."""
    return any(code.startswith(region) for region in regions)


def totals(lines: Iterable[Service]) -> Totals:
    """Return the sums over the lines."""
    all_lines = list(lines)
    return Totals(
        committees=len(all_lines),
        open_matters=sum(one.open_matters for one in all_lines),
        overdue=sum(one.overdue for one in all_lines),
    )
