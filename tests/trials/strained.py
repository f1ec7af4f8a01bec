"""Trials of narrow places: a disk that fills, a database somebody holds, the last minutes."""

import os
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, select, update
from sqlalchemy.exc import OperationalError

from participation.db.session import Database
from participation.kernel import clock, ids
from participation.votes.records import MarkRecord, SecretBallotRecord, VoteRecord
from tests.crowd import Crowd
from tests.served import Served
from tests.trials.casting import counts
from tests.votes.ballots import YES, Held

FULL = "tests.trials.twins:full()"
IMPATIENT = "tests.trials.twins:impatient()"


def address(held: Held) -> str:
    """Return the address of the database a vote is held in."""
    return held.village.database.engine.url.render_as_string(hide_password=False)


def crowd(held: Held, served: Served, **more: Any) -> Crowd:
    """Return a crowd that votes with every slip of a vote."""
    asked = {
        "script": "cast",
        "port": served.port,
        "connections": 16,
        "slips": [slip.token for slip in held.slips.values()],
        "path": f"/c/{held.village.slug}/votes/{held.no}/ballot",
        "choice": YES,
        "is_patient": False,
        "seconds": 600,
    }
    return Crowd(**{**asked, **more})


def marked(held: Held) -> set[Any]:
    """Return who has a mark."""
    with held.village.database.reading() as session:
        return set(session.scalars(select(MarkRecord.roll_entry_id)))


@dataclass(frozen=True)
class Filled:
    """What a full disk came to: stored, refused, acknowledged and not there, there unasked."""

    stored: int
    refused: int
    lost: int
    ghosts: int
    partial: int
    odd: tuple[str, ...]

    @property
    def is_held(self) -> bool:
        """Whether there was room for some and not for all, and nothing is there in part."""
        is_narrow = self.stored > 0 and self.refused > 0
        return is_narrow and self.lost == self.ghosts == self.partial == 0 and not self.odd


def filled(held: Held, served: Served) -> Filled:
    """Let a crowd vote until nothing more fits, and go on asking."""
    told = crowd(held, served).told()
    voters = {slip.token: slip.voter.id for slip in held.slips.values()}
    said = {slip: status for slip, status, *_when in told["casts"]}
    acknowledged = {voters[slip] for slip, status in said.items() if status == 303}
    there = marked(held)
    marks, ballots, receipts = counts(held.village)
    usual = {"200", "303", "503"}
    return Filled(
        stored=marks,
        refused=sum(status == 503 for status in said.values()),
        lost=len(acknowledged - there),
        ghosts=len(there - acknowledged),
        partial=abs(marks - ballots) + abs(ballots - receipts),
        odd=tuple(name for name in told["statuses"] if name.split()[-1] not in usual),
    )


@contextmanager
def small_disk(folder: Path, size: str = "2m") -> Iterator[Path | None]:
    """Mount a disk of its own in memory; None where we may not."""
    place = folder / "small"
    place.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(line, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def pages_of(held: Held) -> int:
    """Return how many pages the SQLite file of a vote has, with all that its log holds."""
    path = held.village.database.engine.url.database
    assert path is not None
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.close()
    return int(pages)


def naive_filled(held: Held, room: int) -> int:
    """Store mark and ballot each by itself in a file that fills: return how many are in part."""
    database = held.village.database
    most = pages_of(held) + room

    def tell(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={most}")

    database.engine.dispose()
    event.listen(database.engine, "connect", tell)
    place = {"committee_id": held.village.id, "vote_id": held.id}
    ballot = {**place, "question_no": 1, "choice": YES}
    for slip in held.slips.values():
        mark = {**place, "roll_entry_id": slip.voter.id, "channel": "phone"}
        recall = {"id": ids.random_id(ids.chance(16)), "recall": ids.chance(32)}
        with suppress(OperationalError):
            _store(database, MarkRecord, mark)
            _store(database, SecretBallotRecord, {**ballot, **recall})
    marks, ballots, _receipts = counts(held.village)
    return marks - ballots


def _store(database: Database, table: Any, row: dict[str, Any]) -> None:
    with database.writing() as session:
        session.execute(insert(table).values(**row))


@dataclass(frozen=True)
class Waited:
    """What a held database came to: how it answered, after how long, and what was stored."""

    statuses: dict[int, int]
    longest: float
    stored: int
    after: int


def busy(held: Held, served: Served, holding: Any, slips: list[str]) -> Waited:
    """Let a few vote at once while somebody holds the database, and again when it is free."""
    asked = {"slips": slips, "connections": len(slips)}
    before = counts(held.village)[0]
    with holding(held):
        told = crowd(held, served, **asked).told()
    stored = counts(held.village)[0] - before
    again = crowd(held, served, **asked).told()
    answers = Counter(status for _slip, status, *_when in told["casts"])
    done = sum(status == 303 for _slip, status, *_when in again["casts"])
    longest = max(took for *_cast, took in told["casts"])
    return Waited(dict(answers), longest, stored, done)


@contextmanager
def held_by_queue(held: Held) -> Iterator[None]:
    """Hold the place where writers queue, as a process that hangs in its transaction does."""
    with held.village.database.writing():
        yield


@contextmanager
def held_by_stranger(held: Held) -> Iterator[None]:
    """Hold the database itself, past our queue, as a tool of the operator's does."""
    url = held.village.database.engine.url
    if url.get_backend_name() == "sqlite":
        assert url.database is not None
        connection = sqlite3.connect(url.database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
        connection.close()
        return
    with held.village.database.engine.begin() as other:
        other.exec_driver_sql("LOCK TABLE marks IN ACCESS EXCLUSIVE MODE")
        yield


@dataclass(frozen=True)
class Rushed:
    """What the last minutes came to."""

    counted: int
    refused: int
    late: int
    early: int
    errors: int
    stored: int
    p99: float

    @property
    def is_held(self) -> bool:
        """Whether the crowd crossed the close, without an error, and the close was exact."""
        is_across = self.counted > 0 and self.refused > 0
        faults = self.late + self.early + self.errors
        return is_across and faults == 0 and self.stored == self.counted


def rushed(held: Held, served: Served, slips: list[str], *, before: float, after: float) -> Rushed:
    """Let 64 connections vote while the vote closes; nobody asks again."""
    village = held.village
    there = counts(village)[0]
    stops = clock.now() + timedelta(seconds=before)
    with village.database.writing() as session:
        session.execute(update(VoteRecord).where(VoteRecord.id == held.id).values(closes_at=stops))
    told = crowd(held, served, slips=slips, connections=64, seconds=before + after).told()
    return _rush(told, stops, counts(village)[0] - there)


def _rush(told: dict[str, Any], stops: datetime, stored: int) -> Rushed:
    close = stops.timestamp()
    casts = [(status, sent, came) for _slip, status, sent, came, _took in told["casts"]]
    right = {"200", "303", "410"}
    return Rushed(
        counted=sum(status == 303 for status, _sent, _came in casts),
        refused=sum(status == 410 for status, _sent, _came in casts),
        late=sum(status == 303 and sent > close for status, sent, _came in casts),
        early=sum(status == 410 and came < close for status, _sent, came in casts),
        errors=sum(n for name, n in told["statuses"].items() if name.split()[-1] not in right),
        stored=stored,
        p99=told["p99"],
    )
