"""The schema: up from empty, down, up again, and nothing that the records say otherwise."""

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from participation.db.schema import config, is_current, migrate, rebuilding
from participation.db.session import Database
from tests.conftest import Village
from tests.residents.people import add_home


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


def test_a_table_that_others_hang_on_may_be_built_anew(village: Village) -> None:
    add_home(village, "3-041")
    with village.database.engine.connect() as bare:
        connection = bare.execution_options(is_write=True)
        operations = Operations(MigrationContext.configure(connection))
        if connection.dialect.name == "sqlite":
            with (
                pytest.raises(IntegrityError),
                operations.batch_alter_table("households", recreate="always"),
            ):
                pass
            connection.rollback()
        with rebuilding(connection):
            with operations.batch_alter_table("households", recreate="auto") as table:
                table.create_check_constraint("label", "label <> ''")
            connection.commit()
    with village.database.writing() as session, pytest.raises(IntegrityError):
        session.connection().exec_driver_sql("DELETE FROM households")


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
