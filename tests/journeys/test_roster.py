"""赵敏 brings her spreadsheet: looks, corrects, confirms; then cards go to the homes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from participation.cli import due
from participation.residents.rules.rights import Role
from participation.residents.store import people
from tests.conftest import Village, give_account
from tests.journeys.conftest import Live, has_no_sideways_scroll, phone_of, shoot
from tests.journeys.paper import codes_on
from tests.journeys.test_vote import press

ROSTERS = Path(__file__).resolve().parents[1] / "data" / "rosters"


@pytest.fixture
def clerk(live: Live, live_village: Village, browser: Browser):
    """赵敏's telephone, signed in, without script."""
    token = give_account(live_village, "zhaomin", "赵敏", Role.CLERK)
    context = phone_of(browser, has_script=False, width=375)
    page = context.new_page()
    page.goto(f"{live.address}/sign-in/{token}/")
    page.click("main button")
    yield page
    context.close()


def tick(live: Live) -> None:
    """Do what falls due, as `serve` does each second."""
    due.do_all(live.app, live.house)


def upload(page: Page, live: Live, name: str) -> None:
    """Hand in a spreadsheet and wait for its preview."""
    page.goto(f"{live.address}/c/liugen/desk/roster/")
    page.set_input_files("input[type=file]", ROSTERS / name)
    press(page, "上传")
    assert has_no_sideways_scroll(page)
    tick(live)
    page.reload()


def test_a_messy_roster_is_shown_first_and_then_taken_whole(
    clerk: Page, live: Live, live_village: Village
) -> None:
    upload(clerk, live, "broken_roster.xlsx")
    text = clerk.inner_text("main")
    assert "53" in text
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "roster-preview-375")
    assert _count(live_village) == 0, "nothing is stored before the yes"
    press(clerk, "收进名册")
    tick(live)
    clerk.reload()
    shoot(clerk, "roster-stored-375")
    assert _count(live_village) == 53


def test_a_file_that_is_no_spreadsheet_is_told_so(clerk: Page, live: Live, tmp_path: Path) -> None:
    fake = tmp_path / "名册.xlsx"
    fake.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    clerk.goto(f"{live.address}/c/liugen/desk/roster/")
    clerk.set_input_files("input[type=file]", fake)
    press(clerk, "上传")
    tick(live)
    clerk.reload()
    assert re.search("不是|打不开|另存", clerk.inner_text("main"))
    shoot(clerk, "roster-refused-375")


def test_cards_are_printed_and_open_their_home(
    clerk: Page, live: Live, browser: Browser, tmp_path: Path
) -> None:
    upload(clerk, live, "village_roster.xlsx")
    assert "926" in clerk.inner_text("main")
    assert "312" in clerk.inner_text("main")
    press(clerk, "收进名册")
    tick(live)
    clerk.goto(f"{live.address}/c/liugen/desk/cards/")
    shoot(clerk, "cards-375")
    press(clerk, "给没有的")
    assert has_no_sideways_scroll(clerk)
    tick(live)
    clerk.reload()
    shoot(clerk, "cards-ready-375")
    link = clerk.get_by_role("link", name=re.compile("PDF"))
    pdf = clerk.request.get(live.address + str(link.first.get_attribute("href"))).body()
    found = codes_on(pdf, tmp_path)
    assert len(found) == 8
    context = phone_of(browser, has_script=False)
    page = context.new_page()
    page.goto(live.address + found[0].removeprefix("http://liugen.example"))
    assert "户" in page.inner_text("header")
    assert "我有事要说" in page.inner_text("main")
    context.close()


def _count(village: Village) -> int:
    return len(village.read(lambda s: people.find_people(s, village.id, "", 2000)))
