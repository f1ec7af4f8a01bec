"""Small sizes of the trials of the three doors, on both databases, where the twins still fail."""

import pytest
from sqlalchemy import text

from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.rules.helping import most_helped
from tests.trials import doors
from tests.votes.ballots import CLOSE, hold_vote

pytestmark = pytest.mark.trial


def test_phone_paper_and_helper_at_one_voter_count_once(village):
    held = hold_vote(village, 5)
    found = doors.three_doors(held, list(held.slips))
    assert (found.acknowledged, found.marks, found.ballots, found.wrong) == (5, 5, 5, 0)


def test_doors_that_only_look_count_voters_twice(village):
    held = hold_vote(village, 8)
    found = doors.naive_doors(held, list(held.slips))
    assert found.wrong > 0
    assert found.ballots > 8


def test_a_helper_stops_to_the_one_however_many_come_at_once(village):
    held = hold_vote(village, 30)
    assert doors.at_the_limit(held, list(held.slips)[:10]) == most_helped(30) == 3


def test_a_limit_counted_outside_the_transaction_lets_all_in(village):
    held = hold_vote(village, 30)
    assert doors.naive_limit(held, list(held.slips)[:10], most_helped(30)) == 10


def _orders(held):
    """Return in which order rows of marks and of who helped lie in the database."""
    hidden = "ctid" if held.village.database.engine.dialect.name == "postgresql" else "rowid"
    with held.village.database.reading() as session:
        return [
            session.execute(text(f"SELECT roll_entry_id FROM {name} ORDER BY {hidden}")).all()
            for name in ("marks", "helped_marks")
        ]


def test_who_was_helped_first_leads_to_nothing_after_the_seal(village):
    held = hold_vote(village, 150)
    assert doors.at_the_limit(held, list(held.slips)[:15]) == 15
    marks, helped = _orders(held)
    assert marks == helped, "while it is open, both lie in the order in which they came"
    assert isinstance(held.do(actions.close_due, now=CLOSE), Done)
    assert isinstance(held.do(actions.seal_vote, now=CLOSE), Done)
    sealed_marks, sealed_helped = _orders(held)
    assert sorted(sealed_helped) == sorted(helped)
    assert sealed_helped not in (helped, sealed_marks)
