"""Votes over HTTP at 64 connections, beside a bare page and a bare correct cast in the database."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from participation.kernel import ids
from tests.bench.lines import Line
from tests.bench.places import engine_of, hello_rate, served
from tests.trials.pressed import hold
from tests.trials.strained import crowd, rushed

CONNECTIONS, PROCESSES = 64, 2
TABLES = (
    "CREATE TABLE bare_marks (vote integer, voter integer, PRIMARY KEY (vote, voter))",
    "CREATE TABLE bare_ballots (id varchar(32) PRIMARY KEY, vote integer, choice varchar(8))",
)


def lines(name: str, url: str, slips: int, seconds: float) -> Iterator[Line]:
    """Yield the lines of casting on one database."""
    bare_page, bare_cast = hello_rate(url, seconds), bare_casts(url, seconds)
    with engine_of(url) as engine:
        held = hold(engine, slips)
        tokens = [slip.token for slip in held.slips.values()]
        part = slips * 2 // 3
        with served(url) as found:
            told = crowd(held, found, slips=tokens[:part], connections=CONNECTIONS).told()
            done = sum(status == 303 for _slip, status, *_when in told["casts"])
            rate = done / told["took"]
            yield _cast(name, rate, bare_page, bare_cast)
            wrong = part - done
            yield Line(f"… errors, {name}", f"{wrong} of {part}", "", "", "0", wrong == 0)
            last = rushed(held, found, tokens[part:], before=seconds / 2, after=2)
            said = f"p99 {last.p99:.0f} ms; {last.counted} counted, {last.refused} turned away, "
            said += f"{last.late} late, {last.errors} errors"
            is_held = last.is_held and last.p99 <= 1000
            goal = "p99 ≤ 1 s, 0 errors"
            yield Line(f"the close, {CONNECTIONS} connections, {name}", said, "", "", goal, is_held)


def _cast(name: str, rate: float, page: float, cast: float) -> Line:
    limit = min(page / 16, cast / 2)
    said = f"hello {page:,.0f}, a bare cast {cast:,.0f}"
    ratio = f"1/{page / rate:.1f} and 1/{cast / rate:.1f}"
    goal = "≥ 1/16 or ≥ 1/2, the lower"
    found = f"{rate:,.0f} ballots a second"
    return Line(f"voting over HTTP, {name}", found, said, ratio, goal, rate >= limit)


def bare_casts(url: str, seconds: float) -> float:
    """Return how many correct casts a second bare Python makes in the database."""
    with _connected(url) as run:
        for statement in TABLES:
            run(statement, ())
    with get_context("spawn").Pool(PROCESSES) as pool:
        share = [(url, at, seconds) for at in range(PROCESSES)]
        found = pool.starmap(_process, share)
    return sum(found) / seconds


def _process(url: str, at: int, seconds: float) -> int:
    each = CONNECTIONS // PROCESSES
    ends = time.monotonic() + seconds
    with ThreadPoolExecutor(each) as pool:
        lines = [pool.submit(_line, url, at * each + one, ends) for one in range(each)]
        return sum(line.result() for line in lines)


def _line(url: str, line: int, ends: float) -> int:
    """Cast one ballot after another on a connection of its own; return how many were stored."""
    done = 0
    with _casting(url) as cast:
        while time.monotonic() < ends:
            cast(line * 1_000_000 + done)
            done += 1
    return done


MARK = "INSERT INTO bare_marks VALUES ({0}, {0})"
BALLOT = "INSERT INTO bare_ballots VALUES ({0}, {0}, {0})"


@contextmanager
def _connected(url: str) -> Iterator[Callable[[str, tuple[Any, ...]], Any]]:
    found = make_url(url)
    if found.get_backend_name() == "sqlite":
        assert found.database is not None
        connection = sqlite3.connect(found.database, timeout=60, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        yield connection.execute
        connection.close()
        return
    plain = found.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as other:
        yield other.execute


@contextmanager
def _casting(url: str) -> Iterator[Callable[[int], None]]:
    """Give what stores a mark and a ballot, both or none."""
    is_sqlite = url.startswith("sqlite")
    begin, sign = ("BEGIN IMMEDIATE", "?") if is_sqlite else ("BEGIN", "%s")
    mark, ballot = MARK.format(sign), BALLOT.format(sign)
    with _connected(url) as run:

        def cast(voter: int) -> None:
            run(begin, ())
            run(mark, (1, voter))
            run(ballot, (ids.random_id(ids.chance(16)).hex, 1, "1"))
            run("COMMIT", ())

        yield cast
