"""Engine and sessions: one way to read, one way to write, the only commit."""

import fcntl
import os
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from participation.db.base import to_json

__all__ = ["Database", "Engine", "OperationalError", "Session", "make_engine"]

BUSY_SECONDS = 15
QUEUES: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


def make_engine(url: str) -> Engine:
    """Return an engine with the settings that acknowledged-means-stored rests on.

    SQLite: WAL, synchronous FULL, foreign keys, a long busy time-out, and what is deleted is
    overwritten. PostgreSQL: UTC, and synchronous_commit asserted on each connection. An error
    names no value: a choice or a name would stand in the log.
    """
    engine = create_engine(
        url,
        json_serializer=to_json,
        pool_pre_ping=url.startswith("postgres"),
        hide_parameters=True,
    )
    listener = _open_sqlite if engine.dialect.name == "sqlite" else _open_postgresql
    event.listen(engine, "connect", listener)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_sqlite(connection: Any, _record: Any) -> None:
    """Leave BEGIN to us, and make commits durable."""
    connection.isolation_level = None
    for line in (
        f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA secure_delete=ON",
        "PRAGMA trusted_schema=OFF",
    ):
        connection.execute(line)


def _begin_sqlite(connection: Any) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("is_write") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def _open_postgresql(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.execute(f"SET lock_timeout TO '{BUSY_SECONDS}s'")
    connection.commit()


@dataclass(frozen=True, slots=True)
class Database:
    """The one way to read and the one way to write."""

    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees the database and is never committed."""
        session = Session(self.engine)
        try:
            yield session
        finally:
            try:
                session.close()
            except OperationalError:  # the database went away meanwhile; nothing was read wrongly
                session.invalidate()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose work is committed at the end, or undone whole on any exception.

        On SQLite writers queue at a file lock first: without it the wait is unfair.
        """
        with queued(self.engine), self.engine.connect() as bare:
            connection = bare.execution_options(is_write=True)
            session = Session(bind=connection)
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise
            finally:
                session.close()


@contextmanager
def queued(engine: Engine) -> Iterator[None]:
    """Wait at the file lock where writers of SQLite queue; elsewhere there is nothing to do.

    Refuses (OperationalError, "locked") who has waited for BUSY_SECONDS. Threads of one process
    queue among themselves first, so that only one of them stands at the file. Who gets in may
    wait as long once more, for somebody who holds the database without having queued.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        yield
        return
    queue, ends = QUEUES[path], time.monotonic() + BUSY_SECONDS
    if not queue.acquire(timeout=BUSY_SECONDS):
        raise _locked()
    try:
        handle = os.open(f"{Path(path)}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(handle, ends - time.monotonic())
            yield
        finally:
            os.close(handle)
    finally:
        queue.release()


def _take(handle: int, seconds: float) -> None:
    """Take the file lock; the kernel knows no patience, so who has to wait sends a thread."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiter = threading.Thread(target=_stand, args=(os.dup(handle),), daemon=True)
        waiter.start()
        waiter.join(max(seconds, 0))
        if waiter.is_alive():
            raise _locked() from None


def _stand(copy: int) -> None:
    """Wait at a copy of the handle; where both are closed, what it still gets is let go."""
    fcntl.flock(copy, fcntl.LOCK_EX)
    os.close(copy)


def _locked() -> OperationalError:
    return OperationalError("waiting for the lock", None, sqlite3.OperationalError("locked"))
