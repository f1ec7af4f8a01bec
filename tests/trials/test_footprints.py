"""Casting leaves footprints in four tables and nowhere else: no log, address or row of a choice."""

import logging
import re

import pytest
from sqlalchemy import select

from participation.db.base import Base
from participation.kernel import clock
from participation.votes.rules.vote import Proof
from tests.conftest import token_of
from tests.votes.ballots import NO, YES, around, hold_vote

pytestmark = pytest.mark.trial
RANDOM = re.compile(r"[A-Za-z0-9_\-.]{20,}|\b[0-9.]+s\b|\d{4}-\d\d-\d\d[ T0-9:.]*")


@pytest.fixture
def held(app_village):
    now = clock.now()
    app_village.now = now
    return hold_vote(app_village, 4, now=now, proof=Proof.DIGITS, **around(now))


def _tables(held):
    """Return every row of every table, in no order."""
    with held.village.database.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(*table.columns)).all()))
            for table in Base.metadata.tables.values()
        }


def _vote(app, held, label, choice, code):
    """Vote as a telephone does; return what is left on it and in the addresses it called."""
    client = app.test_client()
    slip, address = held.slips[label], f"/c/liugen/votes/{held.no}/ballot"
    sent = {
        "csrf_token": token_of(client.get(f"/s/{slip.token}").text),
        "slip_code": code,
        "choice": choice,
    }
    wrong = client.post(address, data={**sent, "digits": "0000" if slip.digits != "0000" else "1"})
    assert wrong.status_code == 422
    page = client.post(address, data={**sent, "digits": slip.digits}).text
    retry = re.search(r'name="retry_code" value="([^"]+)"', page)[1]
    counted = client.post(address, data={**sent, "retry_code": retry, "confirm": "1"})
    assert counted.status_code == 303, counted.text
    client.get(counted.location)
    cookies = [f"{cookie.key}={cookie.value}" for cookie in client._cookies.values()]
    return [counted.location, *cookies]


def test_casting_writes_to_four_tables_and_to_no_other(app, held):
    before = _tables(held)
    for at, (label, slip) in enumerate(held.slips.items()):
        _vote(app, held, label, (YES, NO)[at % 2], (slip.token, slip.typed)[at // 2])
    after = _tables(held)
    changed = {name for name in after if before[name] != after[name]}
    assert changed == {"marks", "receipts", "secret_ballots", "vote_devices"}


def test_log_cookie_and_address_are_the_same_whatever_was_chosen(app, held, caplog):
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    left = []
    warm, *labels = list(held.slips)[:3]
    _vote(app, held, warm, YES, held.slips[warm].token)
    for label, choice in zip(labels, (YES, NO), strict=True):
        caplog.clear()
        kept = _vote(app, held, label, choice, held.slips[label].token)
        told = [record.getMessage() for record in caplog.records]
        assert len(told) > 20, "the statements of the database stand in it"
        left.append([RANDOM.sub("…", line) for line in [*kept, *told]])
        assert held.slips[label].token not in "".join(told)
    assert left[0] == left[1]
