"""A real server, a real Chromium at phone size, with JavaScript on and off."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from config.settings import Settings
from participation.app import create_app
from participation.cli import due
from participation.committees.store import find_committee
from tests.conftest import Village, make_village
from tests.journeys.demo import Told, built, copied

SHOTS = Path(__file__).resolve().parents[2] / "docs" / "shots"


@dataclass
class Live:
    """A running server and the application behind it."""

    app: Flask
    address: str

    @property
    def house(self) -> Any:
        """What the application stands on."""
        return self.app.extensions["house"]


@pytest.fixture
def live(app: Flask) -> Iterator[Live]:
    """The application of the test, on a free port of this machine."""
    with _served(app) as address:
        yield Live(app, address)


@contextmanager
def _served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


@dataclass
class Walk:
    """The demo village behind a running server, and what its addresses are."""

    address: str
    app: Flask
    told: Told
    place: str = "/c/liugen/"

    def village(self) -> Village:
        """Return the demo village, for errands that no page of the journey is about."""
        house = self.app.extensions["house"]
        slug = self.place.strip("/").split("/")[1]
        with house.database.reading() as session:
            found = find_committee(session, slug)
        assert found is not None
        return Village(house.database, found.id, slug)

    def slip(self, at: int = 0) -> str:
        """Return the address of a ballot slip that was not used yet."""
        return f"{self.address}/s/{self.told.slips[at]}"

    def card(self, at: int) -> str:
        """Return the address of a home card; they are in the order of walks."""
        return f"{self.address}/s/{self.told.cards[at]}"

    def to(self, path: str) -> str:
        """Return the address of a page of the village."""
        return f"{self.address}{self.place}{path}"

    def tick(self) -> None:
        """Do what falls due, as `serve` does each second."""
        due.do_all(self.app, self.app.extensions["house"])

    def enter(self, page: Page, post: str) -> None:
        """Sign in by a post's first address."""
        page.goto(f"{self.address}/sign-in/{self.told.posts[post]}/")
        page.click("main button")
        assert page.url.endswith("/me/")


@pytest.fixture
def walk(
    settings: Settings, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    """The demo village, the test's own copy, on a free port of this machine."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if shared.name.startswith("popen-") else shared
    database, told = built(shared, settings)
    mine = replace(settings, database_url=f"sqlite:///{copied(database, tmp_path)}")
    app = create_app(mine)
    with _served(app) as address:
        yield Walk(address, app, told)
    app.extensions["house"].database.engine.dispose()


@pytest.fixture
def live_village(live: Live) -> Village:
    """柳根村 behind the running server."""
    return make_village(live.house.database)


@pytest.fixture(params=["script", "no-script"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A small telephone, with JavaScript on and off in turn."""
    context = phone_of(browser, has_script=request.param == "script")
    yield context.new_page()
    context.close()


def phone_of(
    browser: Browser, *, has_script: bool = True, width: int = 320, scale: int = 1
) -> BrowserContext:
    """Return a fresh telephone: its own cookies, its own language."""
    context = browser.new_context(
        viewport={"width": width, "height": 640},
        device_scale_factor=scale,
        java_script_enabled=has_script,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(8000)
    return context


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page under docs/shots, when asked for by `make shots`."""
    if os.environ.get("SHOTS"):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def has_no_sideways_scroll(page: Page) -> bool:
    """Whether the page fits the width of its screen, once it is there."""
    page.wait_for_load_state()
    return bool(page.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth"))
