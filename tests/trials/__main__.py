"""`make trials`: the sizes that count, on both databases, into docs/trials.md; resumable."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from participation.db.schema import migrate
from participation.db.session import Database, make_engine
from participation.kernel import clock
from tests.conftest import make_village
from tests.postgres import Cluster, fresh_database
from tests.trials import casting, doors, sealing
from tests.votes.ballots import Held, around, hold_vote

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "trials.json"
PAGE = ROOT / "docs" / "trials.md"
Trial = Callable[[Held], tuple[str, str, bool]]


def _barrier(held: Held) -> tuple[str, str, bool]:
    found = casting.barrier(held, list(held.slips))
    said = f"{found.tried} at once: {found.acknowledged} acknowledged, {found.marks} marks, "
    is_held = found.wrong == 0 and found.marks == found.ballots == len(held.slips)
    return f"16 threads × {len(held.slips)} voters", said + f"{found.ballots} ballots", is_held


def _naive_barrier(held: Held) -> tuple[str, str, bool]:
    found = casting.naive_barrier(held, list(held.slips))
    said = f"{found.wrong} of {len(held.slips)} voters counted more than once, {found.ballots} "
    is_failing = found.wrong * 2 > len(held.slips)
    return "naive twin: looks the mark up first", said + "ballots", is_failing


def _duplicates(held: Held) -> tuple[str, str, bool]:
    found = casting.duplicates(held, list(held.slips), 0.3, seed=7)
    said = f"{found.acknowledged} acknowledged = {found.marks} marks = {found.ballots} ballots"
    is_held = {found.acknowledged, found.marks, found.ballots} == {len(held.slips)}
    return f"{found.tried} casts, 30 % duplicates", said, is_held and found.wrong == 0


def _crashes(held: Held) -> tuple[str, str, bool]:
    found, replays = casting.crashes(held, list(held.slips), 0.03, seed=7)
    said = f"{found.acknowledged}/{found.marks}/{found.ballots}, {replays} replays, "
    is_held = {found.acknowledged, found.marks, found.ballots} == {len(held.slips)} and replays > 0
    name = f"death after begin, mark, insert, commit (3 %) × {len(held.slips)}"
    return name, said + f"{found.wrong} with another receipt", is_held and found.wrong == 0


def _closing(held: Held) -> tuple[str, str, bool]:
    found = casting.closing(held, list(held.slips), seconds=3)
    name = f"16 threads across the close, {len(held.slips)} voters"
    said = f"{found.counted} counted, {found.refused} turned away, {found.late} late"
    return name, said, found.is_across and found.late == 0


def _naive_closing(held: Held) -> tuple[str, str, bool]:
    found = casting.naive_closing(held, list(held.slips))
    name = "naive twin: reads the state before its transaction"
    return name, f"{found.late} of {found.counted} late", found.late == len(held.slips)


def _doors(held: Held) -> tuple[str, str, bool]:
    found = doors.three_doors(held, list(held.slips))
    said = f"{found.acknowledged} taken, {found.marks} marks, {found.ballots} ballots and stubs"
    is_held = found.wrong == 0 and found.marks == found.ballots == len(held.slips)
    return f"phone, paper and helper at once × {len(held.slips)} voters", said, is_held


def _naive_doors(held: Held) -> tuple[str, str, bool]:
    found = doors.naive_doors(held, list(held.slips))
    said = f"{found.wrong} of {len(held.slips)} voters counted more than once"
    return "naive twin: each door looks first", said, found.wrong * 2 > len(held.slips)


def _sealing(held: Held) -> tuple[str, str, bool]:
    found = sealing.attacked(held)
    said = f"before: every attack finds {found.before}; after: the best {found.after}, "
    said += f"chance allows {found.bound:.0f}; {found.traces} traces in files"
    return f"attacks on a sealed vote, {found.voters} voters", said, found.is_held


def _sealing_time(count: int, held: Held) -> tuple[str, str, bool]:
    sealing.stuff(held, count)
    rewritten, swept = sealing.sealed(held)
    said = f"rewritten and verified in {rewritten:.1f} s, swept in {swept:.1f} s"
    return f"sealing {count} ballots", said, rewritten + swept < 120


# How many homes there are on which database, and what is tried with them.
TRIALS: dict[str, tuple[int | dict[str, int], Trial]] = {
    "barrier": (300, _barrier),
    "naive-barrier": (300, _naive_barrier),
    "duplicates": (7000, _duplicates),
    "crashes": (3000, _crashes),
    "closing": (3000, _closing),
    "naive-closing": (16, _naive_closing),
    "doors": (300, _doors),
    "naive-doors": (300, _naive_doors),
    "sealing": ({"SQLite": 2000, "PostgreSQL": 7000}, _sealing),
    "sealing-7000": (1, partial(_sealing_time, 7000)),
    "sealing-100000": (1, partial(_sealing_time, 100_000)),
}


@contextmanager
def _databases() -> Iterator[dict[str, Callable[[], Any]]]:
    cluster = Cluster.start(is_durable=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield {
                "SQLite": lambda: _sqlite(Path(folder)),
                "PostgreSQL": lambda: fresh_database(cluster.url("postgres"), "trials"),
            }
    finally:
        cluster.stop()


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    url = f"sqlite:///{folder / f'{time.monotonic_ns()}.sqlite'}"
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
    yield url


def _run(url: str, homes: int, trial: Trial) -> dict[str, Any]:
    engine = make_engine(url)
    try:
        village = make_village(Database(engine))
        village.now = clock.now()
        held = hold_vote(village, homes, now=village.now, **around(village.now))
        begun = time.monotonic()
        name, said, is_held = trial(held)
        return {
            "trial": name,
            "found": said,
            "is_held": is_held,
            "seconds": round(time.monotonic() - begun),
        }
    finally:
        engine.dispose()


def _size(homes: int | dict[str, int], database: str) -> int:
    return homes if isinstance(homes, int) else homes[database]


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _write(kept: dict[str, Any]) -> None:
    lines = [
        "# Trials",
        "",
        "What the ballot box promises, tried at the sizes that count, with the naive twins that",
        "must fail beside it. Written by `make trials`; `make test` runs each at a small size.",
        "",
        "| database | trial | found | as promised | seconds | commit | day |",
        "|---|---|---|---|---|---|---|",
    ]
    order = [f"{database}:{name}" for database in ("SQLite", "PostgreSQL") for name in TRIALS]
    for key in filter(kept.__contains__, order):
        one = kept[key]
        verdict = "yes" if one["is_held"] else "NO"
        lines.append(
            f"| {key.split(':')[0]} | {one['trial']} | {one['found']} | {verdict} | "
            f"{one['seconds']} | {one['commit']} | {one['day']} |"
        )
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")


def main(names: list[str]) -> int:
    """Run what this commit has not run yet; 0 when everything was as promised.

    With names, run those again and leave the others as they were found, at their own commit.
    """
    KEPT.parent.mkdir(exist_ok=True)
    commit = _commit()
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    if names:
        kept = {key: one for key, one in kept.items() if key.split(":")[1] not in names}
    else:
        kept = {key: one for key, one in kept.items() if one["commit"] == commit}
    with _databases() as databases:
        for database, fresh in databases.items():
            for name, (homes, trial) in TRIALS.items():
                key = f"{database}:{name}"
                if key in kept or (names and name not in names):
                    continue
                with fresh() as url:
                    found = _run(url, _size(homes, database), trial)
                kept[key] = {**found, "commit": commit, "day": f"{clock.now():%Y-%m-%d}"}
                KEPT.write_text(json.dumps(kept, ensure_ascii=False))
                _write(kept)
                sys.stdout.write(f"{key}: {kept[key]}\n")
                sys.stdout.flush()
    return 0 if all(one["is_held"] for one in kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
