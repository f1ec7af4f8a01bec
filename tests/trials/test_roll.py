"""The roll is frozen: edits are refused, and what happens to residents changes nothing."""

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from participation.residents.records import HouseholdRecord, PersonRecord
from participation.votes.actions.roll import hash_of
from participation.votes.store import find_vote
from participation.votes.store.slips import list_voters
from tests.votes.ballots import TODAY, add_homes, hold_vote

EDITS = [
    "UPDATE roll_entries SET label = 'x'",
    "UPDATE roll_entries SET no = no + 100",
    "DELETE FROM roll_entries",
    "UPDATE marks SET channel = 'paper'",
    "UPDATE marks SET roll_entry_id = roll_entry_id",
    "DELETE FROM marks",
]


@pytest.mark.parametrize("edit", EDITS)
def test_the_database_refuses_to_edit_a_roll_or_a_mark(village, edit):
    held = hold_vote(village)
    held.cast("3-001")
    with pytest.raises(DBAPIError, match="insert-only"), village.database.writing() as session:
        session.execute(text(edit))
    assert _hash(held) == _kept(held)


def test_residents_may_move_merge_and_leave_without_moving_the_roll(village):
    held = hold_vote(village, 5)
    before = _kept(held)
    with village.database.writing() as session:
        session.execute(update(PersonRecord).values(name="李强", left_on=TODAY, standing="away"))
        session.execute(update(HouseholdRecord).values(group_name="第九小组", closed_on=TODAY))
    add_homes(village, 3, start=100)
    assert _hash(held) == _kept(held) == before


def _kept(held):
    return held.village.read(lambda s: find_vote(s, held.village.id, held.no)).roll_hash


def _hash(held):
    vote = held.village.read(lambda s: find_vote(s, held.village.id, held.no))
    voters = held.village.read(lambda s: list_voters(s, held.village.id, vote.id))
    return hash_of(vote.unit, voters)
