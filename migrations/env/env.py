"""Runs migrations on the connection handed in by `participation.db.schema`, or on DATABASE_URL."""

from importlib import import_module
from pathlib import Path

from alembic import context

from config.settings import load
from participation.db import budgets, counters, locators  # noqa: F401 (their tables)
from participation.db.base import Base
from participation.db.session import make_engine

ROOMS = Path(__file__).resolve().parent.parent.parent / "participation"

for records in sorted((*ROOMS.glob("*/records.py"), *ROOMS.glob("*/records/__init__.py"))):
    import_module(f"participation.{records.relative_to(ROOMS).parts[0]}.records")


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(load().database_url).connect() as opened:
        run(opened)
        opened.commit()
