"""Brings a database to a migration, and says whether it stands at the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

ROOT = Path(__file__).resolve().parent.parent.parent


def config() -> Config:
    """Return Alembic's configuration with paths that hold from any folder."""
    made = Config(ROOT / "alembic.ini")
    made.set_main_option("script_location", str(ROOT / "migrations" / "env"))
    made.set_main_option("version_locations", str(ROOT / "migrations"))
    return made


def migrate(engine: Engine, revision: str = "head", *, is_down: bool = False) -> None:
    """Bring the database up to a revision, or down to it; all of it or nothing."""
    made = config()
    with engine.connect() as bare:
        connection = bare.execution_options(is_write=True)
        made.attributes["connection"] = connection
        (command.downgrade if is_down else command.upgrade)(made, revision)
        connection.commit()


def is_current(engine: Engine) -> bool:
    """Whether the database stands at the newest migration."""
    heads = ScriptDirectory.from_config(config()).get_heads()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) == set(heads)
