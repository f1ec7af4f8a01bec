"""A roster of fifty thousand rows beside bare reading; five hundred slips; starting cold."""

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from config.settings import ROOT
from participation.db.session import Database
from participation.kernel.outcome import Refusal
from participation.residents.actions import imports
from participation.residents.rules.imports import Choices
from tests.bench.lines import Line, at_most, within
from tests.bench.places import engine_of
from tests.conftest import KEY, make_village
from tests.trials.pressed import hold

SLIPS = 500
IN_HOME = 3
HEAD = ("组别", "户号", "姓名", "与户主关系", "性别", "出生日期", "电话")


def roster(url: str, rows: int) -> Iterator[Line]:
    """Yield the line of a roster, from its preview to what is stored."""
    content = _sheet(rows)
    begun = time.monotonic()
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    read = sum(1 for sheet in book for _row in sheet.iter_rows(values_only=True))
    bare = time.monotonic() - begun
    assert read == rows + 1
    with engine_of(url) as engine:
        village = make_village(Database(engine), "rows", "万户村")
        begun = time.monotonic()
        reading = imports.read(content, date(2026, 11, 24), {}, [])
        assert not isinstance(reading, Refusal), reading
        looked = village.read(lambda s: imports.look(s, village.errand(), reading, Choices()))
        assert not isinstance(looked, Refusal), looked
        stored = village.do(lambda s, e: imports.take(s, e, reading, Choices()))
        assert not isinstance(stored, Refusal), stored
        took = time.monotonic() - begun
    yield at_most(f"roster of {rows:,} rows, preview to stored", took, "openpyxl", bare, 3)


def _sheet(rows: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append(HEAD)
    for no in range(rows):
        home = no // IN_HOME
        relation = ("户主", "妻", "子")[no % IN_HOME]
        sex = "男" if no % 2 else "女"
        born = f"{1950 + no % 50}-0{1 + no % 9}-1{no % 9}"
        sheet.append(
            (f"第{home % 12 + 1}小组", f"{home:05}", f"王{no:05}", relation, sex, born, "")
        )
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def slips(url: str) -> Iterator[Line]:
    """Yield the line of slips, from the command to the file."""
    with engine_of(url) as engine:
        held = hold(engine, SLIPS)
        village = held.village
    with tempfile.TemporaryDirectory() as folder:
        words = ["slips", "print", "--committee", village.slug, "--vote", str(held.no), "--sample"]
        begun = time.monotonic()
        _run(url, folder, *words, "-o", str(Path(folder) / "slips.pdf"))
        took = time.monotonic() - begun
        assert (Path(folder) / "slips.pdf").stat().st_size > 100_000
    yield within(f"{SLIPS} slips with QR to PDF, from the command", took, 15, "s", 1)


def cold(url: str) -> Iterator[Line]:
    """Yield the line of starting: processor time until the application stands."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        _python(url, folder, "-c", "from participation.wsgi import make; make()")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield within("starting cold, processor time", took, 2, "s", 2)


def _run(url: str, folder: str, *words: str) -> None:
    _python(url, folder, str(ROOT / "run.py"), *words)


def _python(url: str, folder: str, *words: str) -> None:
    environment = {
        **os.environ,
        "PARTICIPATION_DATABASE_URL": url,
        "PARTICIPATION_WORK_DIR": folder,
        "PARTICIPATION_SECRET_KEY": KEY.decode(),
        "PARTICIPATION_BASE_URL": "https://liugen.example",
    }
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
