"""A line of the bench: what was done, the limit beside it, and whether the goal was held."""

from collections.abc import Iterable
from dataclasses import dataclass

HEAD = ("work", "found", "limit in the same run", "ratio", "goal", "held")


@dataclass(frozen=True)
class Line:
    """One line; `is_held` is None where something is told and no goal was set."""

    work: str
    found: str
    limit: str
    ratio: str
    goal: str
    is_held: bool | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as cells of the table."""
        held = {True: "yes", False: "**no**", None: ""}[self.is_held]
        return (self.work, self.found, self.limit, self.ratio, self.goal, held)


def table(lines: Iterable[Line]) -> str:
    """Return the lines as a table in Markdown."""
    rows = [HEAD, tuple("---" for _cell in HEAD), *(line.cells for line in lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def at_least(work: str, rate: float, limit: str, bare: float, part: int, unit: str) -> Line:
    """Return a line of something that shall be at least a part of its limit, both per second."""
    goal = f"≥ 1/{part}"
    found = f"{rate:,.0f} {unit}"
    ratio = f"1/{bare / rate:.1f}" if rate else "0"
    return Line(work, found, f"{limit}: {bare:,.0f}", ratio, goal, rate * part >= bare)


def at_most(work: str, took: float, limit: str, bare: float, times: float) -> Line:
    """Return a line of something that shall take at most so many times as long as its limit."""
    ratio = took / bare
    goal = f"≤ {times:g} ×"
    return Line(
        work, f"{took:.2f} s", f"{limit}: {bare:.2f} s", f"{ratio:.2f} ×", goal, ratio <= times
    )


def within(work: str, found: float, limit: float, unit: str, digits: int = 0) -> Line:
    """Return a line of a figure with a limit of its own."""
    said = f"{found:,.{digits}f} {unit}"
    return Line(work, said, "", "", f"≤ {limit:g} {unit}", found <= limit)
