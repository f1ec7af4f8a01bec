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

from participation.db.session import make_engine
from participation.kernel import clock
from tests.postgres import Cluster, fresh_database
from tests.trials import casting, doors, pressed, recounting, sealing
from tests.votes.ballots import Held

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


def _receipts(held: Held) -> tuple[str, str, bool]:
    found = recounting.looked_up(held, 1000, seed=7)
    said = f"{found.found} of {found.given} found; {found.mistaken} of {found.made_up} made up ones"
    is_held = found.found == found.given == 1000 and not found.mistaken
    return "receipts looked up after the seal", said, is_held


def _apart() -> tuple[str, str, bool]:
    found = recounting.apart(1000, seed=2026)
    name = "1000 random elections by two programs that share no line"
    return name, f"{found} in which they differ", not found


def _forged() -> tuple[str, str, bool]:
    found = recounting.forged(3000, seed=2026)
    said = f"{found.past_verify} past `run.py verify`, {found.past_script} past `recount.py`; "
    said += f"naive twin, the hash alone: {found.past_hash} unseen"
    is_held = not found.past_verify and not found.past_script
    return f"{found.tried} forged records", said, is_held and found.past_hash * 2 > found.tried


# What needs no database, under a name in its column.
ALONE = "none"
RECORDS: dict[str, Callable[[], tuple[str, str, bool]]] = {
    "recount": _apart,
    "forgeries": _forged,
}

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
    "receipts": (1000, _receipts),
    "sealing-7000": (1, partial(_sealing_time, 7000)),
    "sealing-100000": (1, partial(_sealing_time, 100_000)),
    "killed": ({"SQLite": 20_000}, partial(pressed.try_killed, 100)),
    "hasty": ({"SQLite": 3000}, pressed.try_hasty),
    "crashed": ({"PostgreSQL": 1}, partial(pressed.try_crashed, 15, 20_000)),
    "unsynced": ({"PostgreSQL": 1}, pressed.try_unsynced),
    "full": ({"SQLite": 1}, pressed.try_full),
    "naive-full": ({"SQLite": 300}, pressed.try_naive_full),
    "busy": (8, pressed.try_busy),
    "rush": (8000, pressed.try_rushed),
}


@contextmanager
def _databases() -> Iterator[dict[str, Callable[[], Any]]]:
    cluster = Cluster.start(is_durable=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield {
                "SQLite": lambda: pressed.fresh_sqlite(Path(folder)),
                "PostgreSQL": lambda: fresh_database(cluster.url("postgres"), "trials"),
            }
    finally:
        cluster.stop()


def _run(url: str, homes: int, trial: Trial) -> dict[str, Any]:
    engine = make_engine(url)
    try:
        return _timed(partial(trial, pressed.hold(engine, homes)))
    finally:
        engine.dispose()


def _timed(trial: Callable[[], tuple[str, str, bool]]) -> dict[str, Any]:
    begun = time.monotonic()
    name, said, is_held = trial()
    seconds = round(time.monotonic() - begun)
    return {"trial": name, "found": said, "is_held": is_held, "seconds": seconds}


def _size(homes: int | dict[str, int], database: str) -> int:
    return homes if isinstance(homes, int) else homes.get(database, 0)


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _write(kept: dict[str, Any]) -> None:
    """Write what was found; of what was not run here, the page's own lines stay."""
    lines = [
        "# Trials",
        "",
        "What the ballot box promises, tried at the sizes that count, with the naive twins that",
        "must fail beside it. Written by `make trials`; `make test` runs each at a small size.",
        "",
        "| database | trial | found | as promised | seconds | commit | day |",
        "|---|---|---|---|---|---|---|",
    ]
    rows = {_cells(line)[:2]: line for line in _page_lines()} | {
        (key.split(":")[0], one["trial"]): _line(key.split(":")[0], one)
        for key, one in kept.items()
    }
    order = ["SQLite", "PostgreSQL", ALONE]
    lines += [rows[name] for name in sorted(rows, key=lambda name: order.index(name[0]))]
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")


def _page_lines() -> list[str]:
    lines = PAGE.read_text("utf-8").splitlines() if PAGE.exists() else []
    return [line for line in lines if line.startswith(("| SQLite", "| PostgreSQL", f"| {ALONE}"))]


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split(" | "))


def _line(database: str, one: dict[str, Any]) -> str:
    verdict = "yes" if one["is_held"] else "NO"
    found = (one["trial"], one["found"], verdict, one["seconds"], one["commit"], one["day"])
    return f"| {database} | {' | '.join(map(str, found))} |"


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

    def keep(key: str, found: dict[str, Any]) -> None:
        kept[key] = {**found, "commit": commit, "day": f"{clock.now():%Y-%m-%d}"}
        KEPT.write_text(json.dumps(kept, ensure_ascii=False))
        _write(kept)
        sys.stdout.write(f"{key}: {kept[key]}\n")
        sys.stdout.flush()

    def is_due(key: str, name: str) -> bool:
        return key not in kept and (not names or name in names)

    for name, alone in RECORDS.items():
        if is_due(f"{ALONE}:{name}", name):
            keep(f"{ALONE}:{name}", _timed(alone))
    if names and not set(names) & set(TRIALS):
        return _verdict(kept)
    with _databases() as databases:
        for database, fresh in databases.items():
            for name, (homes, trial) in TRIALS.items():
                if is_due(f"{database}:{name}", name) and _size(homes, database):
                    with fresh() as url:
                        keep(f"{database}:{name}", _run(url, _size(homes, database), trial))
    return _verdict(kept)


def _verdict(kept: dict[str, Any]) -> int:
    return 0 if all(one["is_held"] for one in kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
