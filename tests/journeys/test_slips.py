"""王桂英 votes in two taps, 李强 in three from far away, and a helper reads it to who asks."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request
from playwright.sync_api import Error as PageError

from participation.kernel import clock
from participation.paper.fonts import find_fonts
from participation.paper.slips import print_ballot_slips
from participation.residents.rules.rights import Role
from participation.votes.present.slips import paper_slip, paper_strips
from participation.votes.rules.drafts import Asked
from participation.votes.rules.questions import Kind
from participation.votes.rules.vote import IssuedSlip, Proof
from participation.votes.store import find_vote
from tests.conftest import give_account
from tests.journeys.conftest import Walk, has_no_sideways_scroll, phone_of, shoot
from tests.journeys.effort import Effort, Wire
from tests.journeys.paper import codes_on
from tests.votes.ballots import ROAD, Held, around, hold_vote

MOST_BYTES = 40 * 1024
RECEIPT = re.compile("[2-9A-Z]{4}-[2-9A-Z]{4}")
LAMPS = Asked("先装几盏路灯？", Kind.ONE_OF_MANY, (("六盏", ""), ("十盏", "")))
GATE = Asked("学校门口先装？", Kind.YES_NO, (("先装", ""), ("一起装", "")))


def held(walk: Walk, **changes: Any) -> Held:
    """Open a vote in the demo village, with slips for all."""
    now = clock.now()
    return hold_vote(walk.village(), 0, now=now, **around(now), **changes)


def looked_at(page: Page, name: str = "") -> None:
    """See that the page fits, and keep its picture."""
    assert has_no_sideways_scroll(page), page.url
    if name:
        shoot(page, name)


def in_sight(page: Page, words: str) -> bool:
    """Whether words stand on the screen as it is, without scrolling."""
    box = page.get_by_text(words).first.bounding_box()
    size = page.viewport_size
    return box is not None and size is not None and 0 <= box["y"] < size["height"] - box["height"]


def counted(page: Page) -> None:
    """See that the vote counts and has a receipt."""
    assert "已计票" in page.inner_text("main")
    assert RECEIPT.search(page.inner_text("main"))


def test_two_taps_after_the_scan_nothing_typed_forty_kilobytes(phone: Page, walk: Walk) -> None:
    wire, effort = Wire(phone), Effort(phone)
    phone.goto(walk.slip())
    assert "意见征求" in phone.inner_text("main")
    looked_at(phone, "slip-320")
    effort.tap("修")
    assert in_sight(phone, "您家选的是")
    looked_at(phone, "confirm-320")
    effort.tap("确认")
    counted(phone)
    looked_at(phone, "receipt-320")
    assert (effort.taps, effort.typed) == (2, "")
    assert wire.hosts == {walk.address.removeprefix("http://")}
    assert 5_000 < wire.bytes <= MOST_BYTES


def test_what_binds_asks_for_the_digits_under_the_fold_and_no_more(phone: Page, walk: Walk) -> None:
    vote = held(walk, is_charter_approved=True, proof=Proof.DIGITS)
    slip = vote.slips["041"]
    wire, effort = Wire(phone), Effort(phone)
    phone.goto(f"{walk.address}/s/{slip.token}")
    assert "表决" in phone.inner_text("main")
    effort.tap("修")
    assert in_sight(phone, "您家选的是")
    assert in_sight(phone, "票折起来那一面的四位数")
    looked_at(phone, "confirm-digits-320")
    effort.type(slip.digits)
    effort.tap("确认")
    counted(phone)
    looked_at(phone)
    assert (effort.taps, effort.typed) == (2, slip.digits)
    assert wire.hosts == {walk.address.removeprefix("http://")}
    assert wire.bytes <= MOST_BYTES


def test_a_ballot_with_several_questions_takes_its_ticks_and_two_taps(
    phone: Page, walk: Walk
) -> None:
    vote = held(walk, asked=(ROAD.asked[0], LAMPS, GATE), heading="今年办的三件事")
    effort = Effort(phone)
    phone.goto(f"{walk.address}/s/{vote.slips['041'].token}")
    looked_at(phone, "slip-several-320")
    for answer in ("修", "十盏", "一起装"):
        effort.tick(answer)
    effort.tap("看一遍")
    looked_at(phone, "confirm-several-320")
    effort.tap("确认")
    counted(phone)
    assert (effort.taps, effort.typed) == (3 + 2, "")


@pytest.mark.parametrize("is_large", [False, True], ids=["normal", "large"])
def test_at_twice_the_size_nothing_runs_off_the_screen(
    walk: Walk, browser: Browser, is_large: bool
) -> None:
    # A browser that zooms to 200 % lays 320 pixels out as 160.
    context = phone_of(browser, has_script=False, width=160, scale=2)
    effort, page = Effort(context.new_page()), context.pages[0]
    page.goto(walk.slip())
    if is_large:
        effort.tap("大字")
    looked_at(page, "" if is_large else "slip-zoomed-320")
    effort.tap("修")
    looked_at(page, "" if is_large else "confirm-zoomed-320")
    effort.tap("确认")
    counted(page)
    looked_at(page, "" if is_large else "receipt-zoomed-320")
    context.close()


def photo(walk: Walk, vote: Held, issued: IssuedSlip, folder: Path) -> str:
    """Print a slip with the strip of who is away, and read the strip as a photo of it is read."""
    village, house = walk.village(), walk.app.extensions["house"]
    found = village.read(lambda s: find_vote(s, village.id, vote.no))
    with walk.app.test_request_context():
        told = (house.base_url, "后天晚上八点")
        paper = paper_slip(found, issued, "柳根村", "", *told, is_sample=False)
        strips = paper_strips(found, issued, *told)[:1]
    pdf = print_ballot_slips([paper], find_fonts(house.font_dir), None, strips)
    slip = f"{house.base_url}/s/{issued.token}"
    (link,) = {*codes_on(pdf, folder, pages=2)} - {slip}
    return link.replace(house.base_url, walk.address)


def test_far_away_it_is_three_taps_and_four_digits_without_a_login(
    phone: Page, walk: Walk, tmp_path: Path
) -> None:
    vote = held(walk)
    issued = next(slip for slip in vote.slips.values() if slip.strips)
    effort = Effort(phone)
    link = photo(walk, vote, issued, tmp_path)
    phone.set_content(f'<meta name="viewport" content="width=device-width"><a href="{link}">票</a>')
    effort.tap("票", "link")
    assert "给在外的" in phone.inner_text("body")
    looked_at(phone, "slip-strip-320")
    effort.tap("修")
    assert in_sight(phone, "后四位" if issued.strips[0].asks_phone else "四位数")
    looked_at(phone, "confirm-strip-320")
    effort.type(issued.strips[0].digits)
    effort.tap("确认")
    counted(phone)
    assert (effort.taps, effort.typed) == (3, issued.strips[0].digits)


def test_a_helper_reads_aloud_and_the_choice_is_gone_from_the_phone(
    phone: Page, walk: Walk
) -> None:
    vote = held(walk, proof=Proof.DIGITS)
    slip = vote.slips["041"]
    token = give_account(walk.village(), "helper", "孙巧云", Role.HELPER)
    phone.goto(f"{walk.address}/sign-in/{token}/")
    phone.click("main button")
    phone.goto(walk.to("help/"))
    looked_at(phone, "help-320")
    phone.goto(walk.to(f"help/{vote.no}/"))
    phone.get_by_label("八位码").first.fill(slip.typed.lower())
    phone.get_by_label("四位数").fill(slip.digits)
    phone.get_by_label("是他自己要我帮的").check(force=True)
    looked_at(phone, "help-slip-320")
    posts: list[Request] = []
    phone.on("request", lambda one: posts.append(one) if one.method == "POST" else None)
    effort = Effort(phone)
    effort.tap("票对，念给他听")
    assert "修" in phone.inner_text("main")
    assert phone.locator("main :checked").count() == 0
    looked_at(phone, "help-script-320")
    effort.tap("今年不修")
    assert "今年不修" in phone.inner_text("main")
    looked_at(phone, "help-back-320")
    effort.tap("他说对")
    counted(phone)
    looked_at(phone, "help-receipt-320")
    assert effort.taps == 3
    assert len(posts) == 3
    _gone(phone, posts)


def _gone(page: Page, posts: list[Request]) -> None:
    """See that the choice is gone: going back shows nothing, and a form sent again says nothing."""
    assert "今年不修" not in page.inner_text("main")
    for sent in posts:
        kind = {"content-type": sent.headers["content-type"]}
        again = page.request.post(sent.url, data=sent.post_data, headers=kind)
        assert again.status in {200, 422}
        assert 'class="chosen"' not in again.text()
        assert 'type="hidden" name="choice"' not in again.text()
    with pytest.raises(PageError, match="ERR_CACHE_MISS"):
        page.go_back()
