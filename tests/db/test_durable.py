"""A database that may lose what it acknowledged is refused, with a sentence, before it serves."""

import fcntl
import os
import time
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from config.settings import Settings
from participation.cli import checks, main
from participation.db import session
from participation.db.durable import NotDurableError, insist
from participation.db.session import Database, make_engine


def _told(url, *lines):
    engine = make_engine(url)
    for line in lines:
        event.listen(engine, "connect", lambda bare, _record, line=line: bare.execute(line))
    insist(engine)
    return engine


def test_sqlite_as_we_set_it_is_durable(sqlite_url):
    _told(sqlite_url).connect().close()


@pytest.mark.parametrize(
    ("line", "word"),
    [("PRAGMA synchronous=NORMAL", "synchronous"), ("PRAGMA journal_mode=MEMORY", "memory")],
)
def test_sqlite_that_does_not_wait_for_the_disk_is_refused(sqlite_url, line, word):
    engine = _told(sqlite_url, line)
    with pytest.raises(NotDurableError, match=word):
        engine.connect()


def test_postgresql_that_does_not_wait_for_the_disk_is_refused(postgres_url):
    engine = _told(postgres_url)
    with pytest.raises(NotDurableError, match="fsync is off"):
        engine.connect()
    engine.dispose()


def test_serve_and_check_refuse_with_the_sentence(postgres_url, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", postgres_url)
    monkeypatch.setenv("PARTICIPATION_WORK_DIR", str(tmp_path))
    assert main(["serve", "--port", "1"]) == 1
    assert "set fsync = on" in capsys.readouterr().err
    place = Settings(postgres_url, "http://x", Path("/nowhere"), tmp_path, "k" * 32)
    said: list[str] = []
    assert checks.report(place, said.append) == 1
    assert any("MIND database: PostgreSQL: fsync is off" in line for line in said)


def test_whoever_waits_too_long_for_the_file_is_told(sqlite_url, monkeypatch):
    monkeypatch.setattr(session, "BUSY_SECONDS", 0.05)
    database = Database(make_engine(sqlite_url))
    handle = os.open(f"{database.engine.url.database}.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(OperationalError, match="locked"), database.writing():
        pass
    os.close(handle)
    time.sleep(0.05)  # whoever gave up lets go of what it still got
    with database.writing():
        pass
    database.engine.dispose()
