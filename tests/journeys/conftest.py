"""A real server, a real Chromium at phone size, with JavaScript on and off."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from tests.conftest import Village, make_village

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(__file__).resolve().parents[2] / "docs" / "shots"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the worker."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield opened
        opened.close()


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
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Live(app, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()


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


def phone_of(browser: Browser, *, has_script: bool = True, width: int = 320) -> BrowserContext:
    """Return a fresh telephone: its own cookies, its own language."""
    return browser.new_context(
        viewport={"width": width, "height": 640},
        java_script_enabled=has_script,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )


def shoot(page: Page, name: str) -> None:
    """Keep a picture of the page under docs/shots, when asked for by `make shots`."""
    import os

    if os.environ.get("SHOTS"):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def has_no_sideways_scroll(page: Page) -> bool:
    """Whether the page fits the width of its screen."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )
