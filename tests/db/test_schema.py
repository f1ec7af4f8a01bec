"""The schema: up from empty, down, up again, and nothing that the records say otherwise."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from participation.db.schema import config, is_current, migrate
from participation.db.session import Database


def test_records_and_migrations_say_the_same(database: Database) -> None:
    made = config()
    with database.engine.connect() as connection:
        made.attributes["connection"] = connection
        command.check(made)


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


def test_every_migration_goes_down_and_up(database: Database) -> None:
    migrate(database.engine, "base", is_down=True)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrate(database.engine)
    assert is_current(database.engine)


def test_migrations_are_readable_in_order() -> None:
    revisions = [one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)


@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_the_log_refuses_every_change(village, statement: str) -> None:
    with (
        pytest.raises(Exception, match="insert-only"),
        village.database.engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement.format("audit_entries", "actor"))
