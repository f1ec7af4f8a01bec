"""What was acknowledged is stored: small sizes of the kills, at which the twins still fail."""

import pytest
from sqlalchemy import event

from participation.db.durable import NotDurableError, insist
from participation.db.session import Database, make_engine
from participation.kernel import clock
from tests.conftest import make_village
from tests.postgres import Cluster, fresh_database
from tests.served import BARE, Served
from tests.trials import killed
from tests.trials.twins import UNSYNCED
from tests.votes.ballots import around, hold_vote

pytestmark = pytest.mark.trial


def held_in(url, homes=600):
    """Return a vote that is open in real time, in a database of its own."""
    village = make_village(Database(make_engine(url)))
    village.now = clock.now()
    return hold_vote(village, homes, now=village.now, **around(village.now))


@pytest.fixture(scope="module")
def durable():
    """A PostgreSQL that writes before it says so, and writes nothing else meanwhile."""
    cluster = Cluster.start("-c wal_writer_delay=10s", is_durable=True)
    yield cluster
    cluster.stop()


def test_a_killed_server_has_lost_nothing_that_it_acknowledged(sqlite_url, tmp_path):
    held = held_in(sqlite_url)
    with Served(sqlite_url, tmp_path, BARE) as served:
        found = killed.killed(held, served, killed.again(served), kills=2)
    assert found.is_held, found
    assert found.kills == 2


def test_a_server_that_answers_before_it_stores_loses_ballots(sqlite_url, tmp_path):
    held = held_in(sqlite_url)
    with Served(sqlite_url, tmp_path, killed.HASTY) as served:
        found = killed.killed(held, served, served.kill, kills=1, is_patient=False)
    assert found.lost > 0, found


def test_a_killed_postgresql_has_lost_nothing_that_was_acknowledged(durable, tmp_path):
    with fresh_database(durable.url("postgres"), "durable") as url:
        held = held_in(url)
        with Served(url, tmp_path, BARE) as served:
            found = killed.killed(held, served, durable.crash, kills=1)
        held.village.database.engine.dispose()
    assert found.is_held, found
    assert found.kills == 1


def _insist_on_more(url):
    """See that the product would take this server, and would not take the twin's connections."""
    engine = make_engine(url)
    insist(engine)
    engine.connect().close()
    hasty = make_engine(url)
    event.listen(hasty, "connect", lambda bare, _record: bare.execute(UNSYNCED))
    insist(hasty)
    with pytest.raises(NotDurableError, match="synchronous_commit is off"):
        hasty.connect()
    engine.dispose()
    hasty.dispose()


def test_a_postgresql_that_answers_before_it_writes_loses_ballots(durable, tmp_path):
    with fresh_database(durable.url("postgres"), "durable") as url:
        held = held_in(url)
        _insist_on_more(url)
        with Served(url, tmp_path, killed.UNSYNCED) as served:
            found = killed.killed(held, served, durable.crash, kills=1)
        held.village.database.engine.dispose()
    assert found.lost > 0, found
