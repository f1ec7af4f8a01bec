"""What a journey costs whoever walks it: taps, keys, papers, bytes over the wire, minutes."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page


class Wire:
    """Every byte that reaches a page, headers too and compressed as served, and from where."""

    def __init__(self, page: Page) -> None:
        """Listen to the browser itself, so that nothing is left out."""
        self.bytes = 0
        self.hosts: set[str] = set()
        listener = page.context.new_cdp_session(page)
        listener.on("Network.requestWillBeSent", self._asked)
        listener.on("Network.loadingFinished", self._came)
        listener.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme != "data":
            self.hosts.add(address.netloc)
        self.bytes += event.get("redirectResponse", {}).get("encodedDataLength", 0)

    def _came(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]


@dataclass
class Effort:
    """One person at one page, every tap and key counted."""

    page: Page
    taps: int = 0
    typed: str = ""

    def tap(self, name: str, role: Any = "button") -> None:
        """Tap what is called so from its first sign on, and wait for the page that it leads to."""
        self.taps += 1
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=re.compile(f"^{name}")).first.click()

    def tick(self, name: str) -> None:
        """Tap an answer of a ballot to be ticked."""
        self.taps += 1
        self.page.locator("label.tick").filter(has_text=name).first.click()

    def type(self, text: str) -> None:
        """Type without tapping into a field first: the page must have led there."""
        self.page.locator("input:focus").wait_for()
        self.typed += text
        self.page.keyboard.type(text)


# The model of `mission.md`: a key takes 300 ms, taking up a paper 2 s. What it leaves open is set
# high: a Chinese sign takes two keys, an action of the mouse 3 s, a new page 10 s to read.
KEY, PAPER, ACTION, PAGE = 0.3, 2.0, 3.0, 10.0


@dataclass
class Work(Effort):
    """A clerk at the desk: each click and each filled field is an action, each costs seconds."""

    actions: int = 0
    seconds: float = 0.0
    at: str = field(default="", repr=False)

    def click(self, name: str, role: Any = "button") -> None:
        """Click a button or a link."""
        self._did()
        self.tap(name, role)
        self._read()

    def fill(self, box: Locator, text: str) -> None:
        """Go to a field and fill it; signs that no key carries take two."""
        self._did()
        box.fill(text)
        self.seconds += KEY * sum(1 if sign.isascii() else 2 for sign in text)

    def choose(self, name: str) -> None:
        """Choose one of a few."""
        self._did()
        self.page.get_by_role("radio", name=name, exact=True).check(force=True)

    def paper(self, keys: str) -> None:
        """Take up a paper, type what is on it where the page has put the cursor, press Enter."""
        self.page.locator("input:focus").wait_for()
        self.page.keyboard.type(keys)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.typed += keys
        self.seconds += PAPER + KEY * (len(keys) + 1)

    def by_hand(self, seconds: float) -> None:
        """Do what no screen is needed for."""
        self.seconds += seconds

    def _did(self) -> None:
        self.actions += 1
        self.seconds += ACTION

    def _read(self) -> None:
        if self.page.url != self.at:
            self.at = self.page.url
            self.seconds += PAGE
