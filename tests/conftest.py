"""What all tests stand on: real databases, an application, a browser, and no way out of here."""

import os
import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, has_request_context, request
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import event

from config.settings import ROOT, Settings
from participation.app import create_app
from participation.committees.actions import add_committee
from participation.committees.rules import CommitteeKind
from participation.db.schema import migrate
from participation.db.session import Database, make_engine
from participation.kernel import clock, ids
from participation.kernel.actor import OPERATOR, Actor
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done
from participation.residents.actions import access
from participation.residents.rules.rights import Post, Role
from participation.web.house import House
from tests.pages import CheckedClient
from tests.postgres import Cluster, fresh_database

KEY = b"a key for tests, thirty-two bytes long"
NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
CLUSTER: list[Cluster] = []
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL for all workers, in the process that starts them."""
    if hasattr(config, "workerinput") or os.environ.get("TEST_POSTGRES"):
        return
    cluster = Cluster.start()
    CLUSTER.append(cluster)
    os.environ["TEST_POSTGRES"] = cluster.url("postgres")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    while CLUSTER:
        CLUSTER.pop().stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole worker: two at once in one process get in each other's way."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach beyond this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test reached for {address}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of the test's own."""
    path = tmp_path / "test.sqlite"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(worker_id: str) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own."""
    with fresh_database(os.environ["TEST_POSTGRES"], worker_id) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each test that asks for this runs on both databases."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database, SQLite and PostgreSQL in turn."""
    engine = make_engine(database_url)
    yield Database(engine)
    engine.dispose()


@dataclass
class Village:
    """A committee of the test's own, and errands within it."""

    database: Database
    id: Any
    slug: str
    now: datetime = NOON

    def errand(self, actor: Actor = OPERATOR, now: datetime | None = None) -> Errand:
        """Return the circumstances of an errand in this village."""
        return Errand(self.id, actor, now or self.now, ids.new_id, ids.chance, KEY)

    def do(self, action: Any, actor: Actor = OPERATOR, now: datetime | None = None) -> Any:
        """Run an action in a transaction; return its outcome. A refusal keeps nothing."""
        from participation.web.perform import perform_in

        return perform_in(_Bare(self.database), self.errand(actor, now), lambda s, e: action(s, e))

    def read(self, question: Any) -> Any:
        """Run a reading function with a session."""
        with self.database.reading() as session:
            return question(session)


@dataclass
class _Bare:
    """A house without reactions."""

    database: Database
    reactions: Any = None

    def __post_init__(self) -> None:
        self.reactions = {}


def make_village(database: Database, slug: str = "liugen", name: str = "柳根村") -> Village:
    """Add a committee to a database."""
    village = Village(database, ids.new_id(), slug)
    added = village.do(
        lambda s, e: add_committee(
            s, e, slug=slug, name=name, kind=CommitteeKind.VILLAGE, region="000000"
        )
    )
    assert isinstance(added, Done)
    return village


@pytest.fixture
def village(database: Database) -> Village:
    """柳根村, empty, on both databases in turn."""
    return make_village(database)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """Settings of an application of the test's own."""
    return Settings(
        database_url=sqlite_url,
        secret_key=KEY.decode(),
        base_url="http://liugen.example",
        font_dir=Path(os.environ.get("PARTICIPATION_FONT_DIR", ROOT / "var" / "fonts")),
        work_dir=tmp_path,
        is_testing=True,
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """An application on SQLite."""
    made = create_app(settings)
    made.test_client_class = CheckedClient
    engine = made.extensions["house"].database.engine
    event.listen(engine, "before_cursor_execute", _no_writing_get)
    yield made
    made.extensions["house"].database.engine.dispose()


WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)", re.IGNORECASE)


def _no_writing_get(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    """Fail a test in which a GET writes anything but counters of attempts."""
    found = WRITES.match(statement)
    if found and has_request_context() and request.method == "GET":
        assert found[2] == "budgets", f"GET {request.path} writes {found[2]}"


@pytest.fixture
def house(app: Flask) -> House:
    """What the application stands on."""
    return app.extensions["house"]  # type: ignore[no-any-return]


@pytest.fixture
def app_village(house: House) -> Village:
    """柳根村 in the application's database."""
    return make_village(house.database)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript, of sorts."""
    return app.test_client()


def give_account(village: Village, login: str, name: str, role: Role | None) -> str:
    """Make an account with a role; return its first sign-in token."""

    def action(session: Any, errand: Errand) -> Done[str]:
        opened = access.open_account(session, errand, login=login, name=name)
        assert isinstance(opened, Done)
        if role is not None:
            post = Post(role, errand.now.date().replace(day=1), None)
            assert isinstance(access.give_role(session, errand, opened.value, post), Done)
        return Done(access.issue_link(session, errand, opened.value.id))

    return str(village.do(action, now=clock.now()).value)  # sessions live in real time


def token_of(html: str) -> str:
    """Return the CSRF token of the first form of a page."""
    marker = 'name="csrf_token" value="'
    return html.split(marker, 1)[1].split('"', 1)[0]


def sign_in(client: FlaskClient, token: str) -> None:
    """Sign a client in by a first sign-in address, as a person would."""
    page = client.get(f"/sign-in/{token}/")
    sent = client.post(f"/sign-in/{token}/", data={"csrf_token": token_of(page.text)})
    assert sent.status_code == 303, sent.text
