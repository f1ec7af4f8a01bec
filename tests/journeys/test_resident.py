"""王桂英 and her neighbours: scan, vote, raise, support, argue, lend a hand."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Walk, has_no_sideways_scroll, phone_of, shoot


def taps(page: Page, name: str) -> None:
    """Press the one button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def test_a_double_tap_counts_once(phone: Page, walk: Walk) -> None:
    phone.goto(walk.to("votes/2/"))
    before = _taking_part(phone)
    phone.goto(walk.slip())
    phone.get_by_role("button", name=re.compile("^今年不修")).click()
    form = phone.locator("main form", has=phone.get_by_role("button", name="确认，就这样投"))
    sent = {
        one.get_attribute("name"): one.get_attribute("value")
        for one in form.locator("input[type=hidden], button[name]").all()
    }
    address = walk.address + str(form.get_attribute("action"))
    receipts = {phone.request.post(address, form=sent).url for _tap in range(3)}
    codes = {re.findall("[2-9A-Z]{4}-[2-9A-Z]{4}", _text(phone, one))[0] for one in receipts}
    assert len(codes) == 1
    phone.goto(walk.to("votes/2/"))
    assert _taking_part(phone) == before + 1


def _text(page: Page, address: str) -> str:
    page.goto(address)
    return page.inner_text("main")


def _taking_part(page: Page) -> int:
    found = re.search(r"已有 (\d+) 户", page.inner_text("main"))
    assert found
    return int(found[1])


def test_a_used_slip_says_what_to_do(phone: Page, walk: Walk) -> None:
    phone.goto(walk.slip())
    phone.get_by_role("button", name=re.compile("^弃权")).click()
    taps(phone, "确认，就这样投")
    phone.goto(walk.slip())
    text = phone.inner_text("main")
    assert "已" in text
    assert "回执码" in text
    shoot(phone, "slip-used-320")


def test_an_unknown_code_leads_somewhere(phone: Page, walk: Walk) -> None:
    answer = phone.goto(f"{walk.address}/s/222222222222222222222222222")
    assert answer is not None
    assert answer.status in {404, 410}
    assert phone.get_by_role("main").get_by_role("link").count() >= 1
    shoot(phone, "slip-unknown-320")


def test_a_card_raises_a_matter_and_a_neighbour_supports_it(
    phone: Page, walk: Walk, browser: Browser
) -> None:
    phone.goto(walk.card(150))
    shoot(phone, "today-320")
    assert has_no_sideways_scroll(phone)
    phone.get_by_role("link", name="我有事要说").click()
    shoot(phone, "raise-320")
    boxes = phone.get_by_role("textbox")
    boxes.nth(0).fill("老井台边的扶手松了")
    boxes.nth(1).fill("一推就晃，老人怕摔")
    boxes.nth(2).fill("老井台")
    radios = phone.get_by_role("radio")
    if radios.count():
        radios.first.check(force=True)
    phone.locator("main form button").last.click()
    assert "老井台边的扶手松了" in phone.inner_text("h1")
    assert "答复" in phone.inner_text("main")
    shoot(phone, "matter-raised-320")
    address = phone.url
    other = phone_of(browser, has_script=False)
    neighbour = other.new_page()
    neighbour.goto(walk.card(151))
    neighbour.goto(address)
    neighbour.get_by_role("button", name=re.compile("附议|支持")).click()
    assert "1 户" in neighbour.inner_text("main")
    assert neighbour.get_by_role("button", name=re.compile("^附议")).count() == 0
    other.close()


def test_a_reason_goes_under_the_matter(phone: Page, walk: Walk) -> None:
    phone.goto(walk.card(160))
    phone.goto(walk.to("matters/2/"))
    shoot(phone, "matter-320")
    phone.goto(walk.to("matters/2/arguments/"))
    shoot(phone, "arguments-320")
    phone.get_by_role("textbox").first.fill("救护车能开进来")
    if phone.get_by_role("radio").count():
        phone.get_by_role("radio").first.check(force=True)
    phone.locator("main form:has(textarea), main form:has(input[type=text])").first.locator(
        "button"
    ).first.click()
    phone.goto(walk.to("matters/2/arguments/"))
    assert "救护车能开进来" in phone.inner_text("main")


def test_one_tap_and_a_neighbour_comes_until_it_is_full(
    walk: Walk, browser: Browser, phone: Page
) -> None:
    coming = 0
    for at in range(200, 212):
        context = phone_of(browser, has_script=False)
        page = context.new_page()
        page.goto(walk.card(at))
        page.goto(walk.to("volunteering/1/"))
        button = page.get_by_role("button", name=re.compile("来$")).first
        if not button.count():
            context.close()
            break
        button.click()
        coming += 1
        context.close()
    assert coming == 4
    phone.goto(walk.card(220))
    phone.goto(walk.to("volunteering/1/"))
    assert "满" in phone.inner_text("main")
    shoot(phone, "shift-full-320")


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("is_large", [False, True], ids=["normal", "large"])
def test_every_resident_page_fits_its_screen(
    walk: Walk, browser: Browser, width: int, is_large: bool
) -> None:
    context = phone_of(browser, has_script=False, width=width)
    page = context.new_page()
    page.goto(walk.card(30))
    if is_large:
        taps(page, "大字")
    for name in RESIDENT_PAGES:
        answer = page.goto(walk.to(name))
        assert answer is not None
        assert answer.status == 200, name
        assert has_no_sideways_scroll(page), name
        label = name.strip("/").replace("/", "-") or "today"
        shoot(page, f"{label}-{width}{'-large' if is_large else ''}")
    page.goto(walk.slip(3))
    assert has_no_sideways_scroll(page)
    context.close()


RESIDENT_PAGES = [
    "",
    "matters/",
    "matters/1/",
    "matters/new/",
    "matters/2/arguments/",
    "votes/",
    "votes/1/",
    "votes/2/",
    "votes/1/result/",
    "volunteering/",
    "volunteering/1/",
    "meetings/",
    "meetings/1/",
    "bodies/",
    "bodies/1/",
    "open/",
]
