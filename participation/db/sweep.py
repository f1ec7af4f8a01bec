"""Sweeping: rows that were rewritten or deleted leave the files of the database, too."""

import sqlite3
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from participation.db.base import Base
from participation.db.session import Database, queued

WAIT_MILLIS = 1000


def sweep(database: Database, tables: tuple[type[Base], ...]) -> bool:
    """Write tables anew, so that no file of theirs holds what was deleted; False to try again.

    PostgreSQL: VACUUM FULL of these tables, each for itself. SQLite: VACUUM of the whole file,
    and the write-ahead log cut to nothing. Who is in the way is waited for one second, no longer:
    whoever votes must not stand behind it.
    """
    with queued(database.engine), database.engine.connect() as connection:
        try:
            if database.engine.dialect.name == "postgresql":
                _sweep_postgresql(connection, tables)
                return True
            return _sweep_sqlite(connection.connection.driver_connection)
        except (OperationalError, sqlite3.OperationalError):
            return False
        finally:
            connection.invalidate()  # its settings were for this alone


def _sweep_postgresql(connection: Connection, tables: tuple[type[Base], ...]) -> None:
    bare = connection.execution_options(isolation_level="AUTOCOMMIT")
    bare.exec_driver_sql(f"SET lock_timeout TO {WAIT_MILLIS}")
    for table in tables:
        bare.exec_driver_sql(f"VACUUM (FULL) {table.__tablename__}")


def _sweep_sqlite(driver: Any) -> bool:
    driver.execute(f"PRAGMA busy_timeout={WAIT_MILLIS}")
    driver.execute("VACUUM")
    is_busy, _frames, _done = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy
