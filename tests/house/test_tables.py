"""Tables: whose they are, and keys that cannot cross committees."""

from importlib import import_module

import pytest
from sqlalchemy import Table, UniqueConstraint

from participation.db import budgets, counters, locators  # noqa: F401 (their tables)
from participation.db.base import Base
from tests.house.source import ROOMS

for room in ROOMS:
    import_module(f"participation.{room}.records")

TABLES = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
OWNED = [table for table in TABLES if table.info.get("placement") == "committee"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_says_where_it_is_placed(table: Table) -> None:
    assert table.info.get("placement") in {"committee", "reference"}


@pytest.mark.parametrize("table", OWNED, ids=lambda table: table.name)
def test_keys_of_a_committees_rows_begin_with_the_committee(table: Table) -> None:
    assert next(column.name for column in table.primary_key.columns) == "committee_id"
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            assert next(column.name for column in constraint.columns) == "committee_id"


@pytest.mark.parametrize("table", OWNED, ids=lambda table: table.name)
def test_links_between_committees_rows_carry_the_committee(table: Table) -> None:
    for constraint in table.foreign_key_constraints:
        target = constraint.referred_table
        if target.info.get("placement") == "committee":
            assert next(column.name for column in constraint.columns) == "committee_id"


def test_a_mark_and_a_secret_ballot_hold_no_time_and_no_voter() -> None:
    marks = set(Base.metadata.tables["marks"].columns.keys())
    ballots = set(Base.metadata.tables["secret_ballots"].columns.keys())
    assert marks == {"committee_id", "vote_id", "roll_entry_id", "channel"}
    assert ballots == {"committee_id", "id", "vote_id", "question_no", "choice", "recall"}
