"""Nobody sees it coming out: while a vote is open, every page is the same whatever was chosen."""

import io
import re

import pytest
from flask import Flask
from pypdf import PdfReader
from werkzeug.test import TestResponse

from participation.app import create_app
from participation.kernel import clock
from participation.residents.rules.rights import Role
from tests.conftest import Village, give_account, make_village, sign_in
from tests.residents.people import add_home
from tests.votes.ballots import NO, YES, around, hold_vote

VARYING = re.compile(
    # What differs between any two villages: tokens, stamps, hours, ids and hashes of ids.
    r'name="csrf_token" value="[^"]*"|\?v=[0-9a-f]+|\d{1,2}:\d{2}(:\d{2})?'
    r"|[0-9a-f-]{16,}|[0-9a-f]{4} "
)
ROLES = [None, Role.CLERK, Role.COUNCIL, Role.SUPERVISOR, Role.HEAD]
HOMES = 6


def _held(app: Flask, village: Village, choice: str):
    now = clock.now()
    village.now = now
    held = hold_vote(village, HOMES, now=now, **around(now))
    for label in list(held.slips)[:5]:
        held.cast(label, choice, now=now)
    add_home(village, "9-999", ["王桂英"])
    return held


def _addresses(app: Flask):
    """Return every address that can be read without knowing more than a number."""
    for rule in app.url_map.iter_rules():
        known = {"slug": "liugen", "no": "1"}
        if "GET" in rule.methods and rule.arguments <= set(known) and rule.endpoint != "static":
            adapter = app.url_map.bind("localhost")
            values = {
                name: int(known[name]) if name == "no" else known[name] for name in rule.arguments
            }
            yield rule.endpoint, adapter.build(rule.endpoint, values)


def _pages(app: Flask, role):
    village = _village_of(app)
    client = app.test_client()
    if role is not None:
        sign_in(client, give_account(village, f"one-{role}", "赵敏", role))
    found = {}
    for endpoint, address in _addresses(app):
        answer = client.get(address)
        found[endpoint] = (answer.status_code, VARYING.sub("", _words(answer)))
        answer.close()
    return found


def _words(answer: TestResponse) -> str:
    """Return what can be read of an answer, of a print too."""
    if answer.mimetype != "application/pdf":
        return answer.get_data(as_text=True)
    sheets = PdfReader(io.BytesIO(answer.get_data())).pages
    return "\n".join(sheet.extract_text() for sheet in sheets)


VILLAGES: dict[int, Village] = {}


def _village_of(app: Flask) -> Village:
    return VILLAGES[id(app)]


@pytest.fixture
def twins(settings, tmp_path, sqlite_template):
    """Two applications alike but for what was chosen in them."""
    import dataclasses
    import shutil

    made = []
    for name, choice in (("yes", YES), ("no", NO)):
        folder = tmp_path / name
        folder.mkdir()
        path = folder / "test.sqlite"
        shutil.copy(sqlite_template, path)
        app = create_app(
            dataclasses.replace(settings, database_url=f"sqlite:///{path}", work_dir=folder)
        )
        village = make_village(app.extensions["house"].database)
        VILLAGES[id(app)] = village
        _held(app, village, choice)
        made.append(app)
    yield made
    for app in made:
        app.extensions["house"].database.engine.dispose()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_the_same_for_a_heavy_yes_and_a_heavy_no(twins, role):
    yes, no = (_pages(app, role) for app in twins)
    assert "votes.show" in yes
    assert {name for name in yes if yes[name] != no[name]} == set()
