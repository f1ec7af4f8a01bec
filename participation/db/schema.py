"""Brings a database to a migration, and says whether it stands at the newest."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

# Alembic is imported where it is used: a worker that serves pages need not hold it.
if TYPE_CHECKING:
    from alembic.config import Config

ROOT = Path(__file__).resolve().parent.parent.parent


def config() -> "Config":
    """Return Alembic's configuration with paths that hold from any folder."""
    from alembic.config import Config

    made = Config(ROOT / "alembic.ini")
    made.set_main_option("script_location", str(ROOT / "migrations" / "env"))
    made.set_main_option("version_locations", str(ROOT / "migrations"))
    return made


def migrate(engine: Engine, revision: str = "head", *, is_down: bool = False) -> None:
    """Bring the database up to a revision, or down to it; all of it or nothing."""
    from alembic import command

    made = config()
    with engine.connect() as bare:
        connection = bare.execution_options(is_write=True)
        made.attributes["connection"] = connection
        # Begun here, or Alembic would commit each step of SQLite by itself.
        with rebuilding(connection), connection.begin():
            (command.downgrade if is_down else command.upgrade)(made, revision)
            _check_keys(connection)


@contextmanager
def rebuilding(connection: Connection) -> Iterator[None]:
    """Let SQLite build a table anew that others hang on: it can change a CHECK in no other way."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA legacy_alter_table=ON")
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA legacy_alter_table=OFF")
        driver.execute("PRAGMA foreign_keys=ON")


def _check_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"the migration leaves a row of {broken[0]} without its {broken[2]}")


def is_current(engine: Engine) -> bool:
    """Whether the database stands at the newest migration."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    heads = ScriptDirectory.from_config(config()).get_heads()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) == set(heads)
