"""What acknowledged-means-stored rests on in the database itself: asserted on each connection."""

from typing import Any, NoReturn

from sqlalchemy import Engine, event

FULL = 2


class NotDurableError(Exception):
    """The database would acknowledge what a power cut takes away; the words say what to change."""


def insist(engine: Engine) -> None:
    """Refuse (NotDurableError) every connection whose database may lose what it acknowledged.

    SQLite: `synchronous` below FULL, or no write-ahead log. PostgreSQL: `fsync` off, or
    `synchronous_commit` off.
    """
    check = _check_sqlite if engine.dialect.name == "sqlite" else _check_postgresql
    event.listen(engine, "connect", check)


def _check_sqlite(connection: Any, _record: Any) -> None:
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    if synchronous < FULL:
        _refuse(connection, "SQLite: synchronous is below FULL; nothing may set it lower")
    if journal != "wal":
        said = f"SQLite: the journal is {journal}, not WAL; put the file on a disk of this machine"
        _refuse(connection, said)


def _check_postgresql(connection: Any, _record: Any) -> None:
    for name in ("fsync", "synchronous_commit"):
        (value,) = connection.execute(f"SHOW {name}").fetchone()
        if value == "off":
            said = f"PostgreSQL: {name} is off, so a crash may lose ballots that were acknowledged"
            _refuse(connection, f"{said}; set {name} = on and start it again")
    connection.rollback()  # nothing was changed; the next errand begins afresh


def _refuse(connection: Any, said: str) -> NoReturn:
    connection.close()
    raise NotDurableError(said)
