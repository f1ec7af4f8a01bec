"""Narrow places, in small: a disk that fills, a database somebody holds, the last seconds."""

from collections.abc import Iterator

import pytest

from participation.votes.rules.vote import IssuedSlip
from tests.served import Served
from tests.trials import strained
from tests.trials.test_killed import held_in
from tests.votes.ballots import Held

pytestmark = pytest.mark.trial


def test_a_full_disk_refuses_whole_ballots_and_loses_none(sqlite_url, tmp_path):
    held = held_in(sqlite_url, 150)
    most = str(strained.pages_of(held) + 8)
    with Served(sqlite_url, tmp_path, strained.FULL, MOST_PAGES=most) as served:
        found = strained.filled(held, served)
    assert found.is_held, found


def test_mark_and_ballot_each_by_itself_come_apart_on_a_full_disk(sqlite_url):
    assert strained.naive_filled(held_in(sqlite_url, 150), room=8) > 0


@pytest.fixture(scope="module")
def narrow(sqlite_template, tmp_path_factory) -> Iterator[tuple[Held, Served, list[IssuedSlip]]]:
    """A vote on SQLite, and a server that waits for a second only."""
    folder = tmp_path_factory.mktemp("narrow")
    path = folder / "narrow.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    held = held_in(f"sqlite:///{path}", 900)
    with Served(f"sqlite:///{path}", folder, strained.IMPATIENT) as served:
        yield held, served, [slip.token for slip in held.slips.values()]


@pytest.mark.parametrize("holding", [strained.held_by_queue, strained.held_by_stranger])
def test_a_busy_database_is_said_in_time_and_keeps_nothing(narrow, holding):
    held, served, slips = narrow
    at = 4 * (holding is strained.held_by_stranger)
    found = strained.busy(held, served, holding, slips[at : at + 4])
    assert (found.statuses, found.stored, found.after) == ({503: 4}, 0, 4)


def test_the_last_seconds_come_to_no_error_and_nobody_late(narrow):
    held, served, slips = narrow
    found = strained.rushed(held, served, slips[8:], before=1, after=0.5)
    assert found.is_held, found
