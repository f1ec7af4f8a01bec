"""Trials over HTTP at their full sizes: what each is called, what it found, whether it held."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from participation.db.schema import migrate
from participation.db.session import BUSY_SECONDS, Database, Engine, make_engine
from participation.kernel import clock
from tests.conftest import make_village
from tests.postgres import Cluster, fresh_database
from tests.served import PRODUCT, Served
from tests.trials import killed, strained
from tests.votes.ballots import Held, around, hold_vote


@contextmanager
def fresh_sqlite(folder: Path) -> Iterator[str]:
    url = f"sqlite:///{folder / f'{time.monotonic_ns()}.sqlite'}"
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
    yield url


def hold(engine: Engine, homes: int) -> Held:
    """Return a vote that is open in real time."""
    village = make_village(Database(engine))
    village.now = clock.now()
    return hold_vote(village, homes, now=village.now, **around(village.now))


@contextmanager
def _served(held: Held, app: str = PRODUCT, **environment: str) -> Iterator[Served]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Served(strained.address(held), Path(folder), app, **environment) as served,
    ):
        yield served


def _said_survived(found: killed.Survived) -> str:
    said = f"{found.kills} kills under load: {found.acknowledged} acknowledged, {found.marks} "
    said += f"marks = {found.ballots} ballots = {found.receipts} receipts, {found.lost} lost"
    return said + "".join(f", {name}" for name in found.odd)


def try_killed(kills: int, held: Held) -> tuple[str, str, bool]:
    with _served(held) as served:
        found = killed.killed(held, served, killed.again(served), kills)
    is_held = found.is_held and found.kills == kills
    return f"kill -9 of the server under load × {kills}", _said_survived(found), is_held


def try_hasty(held: Held) -> tuple[str, str, bool]:
    with _served(held, killed.HASTY) as served:
        found = killed.killed(held, served, served.kill, 1, is_patient=False)
    return "naive twin: answers before it stores", _said_survived(found), found.lost > 0


@contextmanager
def _crashing(homes: int, options: str = "") -> Iterator[tuple[Held, Cluster]]:
    """Give a vote in a durable PostgreSQL of its own, to be killed."""
    cluster = Cluster.start(options, is_durable=True)
    try:
        with fresh_database(cluster.url("postgres"), f"crash{cluster.port}") as url:
            engine = make_engine(url)
            yield hold(engine, homes), cluster
            engine.dispose()
    finally:
        cluster.stop()


def try_crashed(kills: int, homes: int, _held: Held) -> tuple[str, str, bool]:
    with _crashing(homes) as (held, cluster), _served(held) as served:
        found = killed.killed(held, served, cluster.crash, kills)
    is_held = found.is_held and found.kills == kills
    return f"kill -9 of PostgreSQL under load × {kills}", _said_survived(found), is_held


def try_unsynced(_held: Held) -> tuple[str, str, bool]:
    with (
        _crashing(3000, "-c wal_writer_delay=10s") as (held, cluster),
        _served(held, killed.UNSYNCED) as served,
    ):
        found = killed.killed(held, served, cluster.crash, 1)
    return "naive twin: synchronous_commit off", _said_survived(found), found.lost > 0


def try_full(_held: Held) -> tuple[str, str, bool]:
    """Fill a real disk of four megabytes where we may mount one, else a file of so many pages."""
    with (
        tempfile.TemporaryDirectory() as folder,
        strained.small_disk(Path(folder), "4m") as small,
        fresh_sqlite(small or Path(folder)) as url,
    ):
        engine = make_engine(url)
        held = hold(engine, 3000 if small is None else 1500)
        most = {} if small else {"MOST_PAGES": str(strained.pages_of(held) + 60)}
        with _served(held, PRODUCT if small else strained.FULL, **most) as served:
            found = strained.filled(held, served)
        engine.dispose()
    where = "a disk of 4 MB" if small else "a file of 60 pages more"
    said = f"{found.stored} stored, {found.refused} refused, {found.lost} lost, "
    said += f"{found.ghosts} ghosts, {found.partial} in part"
    said += "".join(f", {name}" for name in found.odd)
    return f"{where} fills, {len(held.slips)} voters", said, found.is_held


def try_naive_full(held: Held) -> tuple[str, str, bool]:
    partial = strained.naive_filled(held, 8)
    return "naive twin: mark and ballot each by itself", f"{partial} marks alone", partial > 0


def try_busy(held: Held) -> tuple[str, str, bool]:
    slips = [slip.token for slip in held.slips.values()]
    with _served(held) as served:
        found = strained.busy(held, served, strained.held_by_stranger, slips)
    said = f"{found.statuses} after {found.longest:.1f} s at most, {found.stored} stored; "
    is_held = found.statuses == {503: len(slips)} and not found.stored
    is_held = is_held and found.longest < 2 * BUSY_SECONDS + 5 and found.after == len(slips)
    return "somebody holds the database", said + f"then {found.after} counted", is_held


def try_rushed(held: Held) -> tuple[str, str, bool]:
    slips = [slip.token for slip in held.slips.values()]
    with _served(held) as served:
        found = strained.rushed(held, served, slips, before=8, after=3)
    said = f"{found.counted} counted, {found.refused} turned away, {found.late} late, "
    said += f"{found.early} too early, {found.errors} errors, p99 {found.p99:.0f} ms a request"
    return "64 connections across the close, over HTTP", said, found.is_held
