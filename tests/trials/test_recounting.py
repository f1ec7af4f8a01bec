"""A small size of the trial of receipts, on both databases; records are in votes/test_recount."""

import pytest

from participation.kernel import clock
from tests.trials.recounting import Looked, forged, looked_up
from tests.votes.ballots import around, hold_vote

pytestmark = pytest.mark.trial


def test_every_receipt_given_is_found_and_none_made_up(village):
    now = clock.now()
    village.now = now
    held = hold_vote(village, 12, now=now, **around(now))
    assert looked_up(held, made_up=200, seed=7) == Looked(12, 12, 200, 0)


def test_forgeries_are_tried_that_a_hash_alone_does_not_show():
    found = forged(40, seed=7)
    assert found.tried >= 40
    assert (found.past_verify, found.past_script) == (0, 0)
    assert found.past_hash > found.tried / 2
