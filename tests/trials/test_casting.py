"""Small sizes of the trials of the ballot box, on both databases, at which the twins still fail."""

import pytest

from participation.kernel import clock
from participation.votes import actions
from tests.trials import casting
from tests.votes.ballots import add_homes, around, hold_vote

pytestmark = pytest.mark.trial


@pytest.fixture
def held_now(village):
    """A vote that is open in real time; returns a function of how many homes."""
    now = clock.now()
    village.now = now
    return lambda homes: hold_vote(village, homes, now=now, **around(now))


def test_sixteen_threads_at_one_voter_count_once(held_now):
    held = held_now(6)
    found = casting.barrier(held, list(held.slips))
    assert (found.acknowledged, found.marks, found.ballots, found.wrong) == (6, 6, 6, 0)


def test_without_the_unique_mark_voters_are_doubled(held_now):
    # More than half of them at the size of the trial; on a machine that is busy, fewer here.
    held = held_now(8)
    found = casting.naive_barrier(held, list(held.slips))
    assert found.wrong > 1
    assert found.ballots > 9


def test_duplicates_change_nothing(held_now):
    held = held_now(70)
    found = casting.duplicates(held, list(held.slips), share=0.3, seed=7)
    assert found.tried == 100
    assert (found.acknowledged, found.marks, found.ballots, found.wrong) == (70, 70, 70, 0)


def test_whoever_got_no_answer_asks_again_and_counts_once(held_now):
    held = held_now(60)
    found, replays = casting.crashes(held, list(held.slips), share=0.1, seed=7)
    assert (found.acknowledged, found.marks, found.ballots, found.wrong) == (60, 60, 60, 0)
    assert replays > 0


def test_nothing_comes_in_after_the_close(village):
    now = clock.now()
    village.now = now
    add_homes(village, 200)
    for seconds in (0.15, 0.6, 2.5):
        held = hold_vote(village, 0, now=now, **around(now))
        before = casting.counts(village)[0]
        found = casting.closing(held, list(held.slips), seconds)
        assert found.late == 0
        assert casting.counts(village)[0] - before == found.counted
        if found.is_across:
            break
    assert found.is_across, "no try crossed the close, so nothing was tried"


def test_a_state_read_outside_the_transaction_lets_late_ones_in(held_now):
    held = held_now(16)
    found = casting.naive_closing(held, list(held.slips))
    assert (found.counted, found.late) == (16, 16)


def paused(held):
    """Pause a vote as the desk does."""
    return held.do(actions.pause_vote, reason="停电", is_failure=True)


def cancelled(held):
    """Cancel a vote as the desk does."""
    return held.do(actions.cancel_vote, reason="选项写错了")


def test_nothing_comes_in_while_a_vote_is_paused(held_now):
    held = held_now(48)
    found = casting.halting(held, list(held.slips), lambda: paused(held))
    assert (found.late, casting.counts(held.village)[0]) == (0, found.counted)
    assert found.is_across


def test_no_ballot_is_left_in_the_box_of_a_cancelled_vote(held_now):
    held = held_now(48)
    found = casting.halting(held, list(held.slips), lambda: cancelled(held))
    assert (found.late, casting.counts(held.village)[1]) == (0, 0)
    assert found.is_across


def test_a_pause_read_outside_the_transaction_lets_late_ones_in(held_now):
    held = held_now(16)
    found = casting.naive_closing(held, list(held.slips), paused)
    assert (found.counted, found.late) == (16, 16)
