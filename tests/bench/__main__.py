"""`make bench`: every line beside its limit in the same run, into docs/bench.md. QUICK=1: short."""

import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from participation.kernel import clock
from tests.bench import casting, counting, papers, reading
from tests.bench.lines import Line, table
from tests.bench.places import databases

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "bench.md"
WORDS = "## What is missed"
Part = Callable[[str, str], Iterable[Line]]


@dataclass(frozen=True)
class Size:
    """How long each page is asked for, and how much of everything there is."""

    seconds: float
    slips: int
    ballots: int
    rows: int


FULL = Size(seconds=10, slips=9000, ballots=1_000_000, rows=50_000)
QUICK = Size(seconds=2, slips=1500, ballots=50_000, rows=5000)


def parts(size: Size) -> dict[str, tuple[tuple[str, ...], Part]]:
    """Return the parts of the bench by name: on which databases, and what gives their lines."""
    both, light = ("SQLite", "PostgreSQL"), ("SQLite",)
    return {
        "reading": (light, lambda _name, url: reading.lines(url, size.seconds)),
        "casting": (both, partial(_casting, size)),
        "roster": (light, lambda _name, url: papers.roster(url, size.rows)),
        "slips": (light, lambda _name, url: papers.slips(url)),
        "cold": (light, lambda _name, url: papers.cold(url)),
        "counting": (both, lambda name, url: counting.lines(name, url, size.ballots)),
    }


def _casting(size: Size, name: str, url: str) -> Iterable[Line]:
    return casting.lines(name, url, size.slips, size.seconds)


def run(size: Size, names: list[str]) -> Iterator[Line]:
    """Yield every line, each part on databases of its own."""
    with databases() as fresh:
        for name, (kinds, part) in parts(size).items():
            for kind in kinds if not names or name in names else ():
                with fresh[kind]() as url:
                    yield from part(kind, url)


def _told(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    return done.stdout.strip()


def _where() -> str:
    """Return on what it ran, in one line."""
    commit = _told("git", "rev-parse", "--short", "HEAD")
    what = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    how = "`run.py serve` with two workers of three threads, the crowd on the same cores"
    return f"{clock.now():%Y-%m-%d}, commit {commit}, {os.cpu_count()} cores, {what}; {how}."


def write(lines: list[Line]) -> None:
    """Write the page: on what it ran, and the table; what people wrote under it stays."""
    _table, heading, words = (
        PAGE.read_text("utf-8").partition(WORDS) if PAGE.exists() else ("",) * 3
    )
    said = [
        "# Bench",
        "",
        "Written by `make bench`. Machines differ and are shared, and their disks lie about fsync:",
        "only the ratio of a line to its limit in the same run means anything.",
        "",
        _where(),
        "",
        table(lines),
        "",
        heading + words,
    ]
    PAGE.write_text("\n".join(said).rstrip("\n") + "\n", "utf-8")


def main(names: list[str]) -> int:
    """Run the bench, all of it or some parts by name; 0 when every goal was held."""
    is_quick = bool(os.environ.get("QUICK"))
    lines = []
    for line in run(QUICK if is_quick else FULL, names):
        lines.append(line)
        sys.stdout.write(table([line]).splitlines()[-1] + "\n")
        sys.stdout.flush()
        if not is_quick and not names:
            write(lines)
    return int(any(line.is_held is False for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
