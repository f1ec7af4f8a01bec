"""赵敏's desk: every page of it fits her telephone and the office's screen."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Walk, has_no_sideways_scroll, phone_of, shoot

PAGES = [
    "desk/",
    "desk/texts/",
    "desk/log/",
    "desk/roster/",
    "desk/people/?q=041",
    "desk/people/new/",
    "desk/cards/",
    "desk/roles/",
    "desk/votes/",
    "desk/votes/2/",
    "desk/votes/new/?matter=2",
    "desk/votes/2/stubs/",
    "matters/5/",
    "matters/5/answer/",
    "matters/5/decline/",
    "matters/5/put-to-body/",
    "bodies/new/",
    "bodies/1/seats/new/",
    "meetings/new/?body=1",
    "archive/",
    "archive/terms/",
    "archive/years/2026/",
    "archive/seals/2026-11/",
    "meetings/1/files/",
    "volunteering/new/",
    "volunteering/1/names/",
]


@pytest.mark.parametrize("width", [375, 1280])
def test_every_page_of_the_desk_fits_its_screen(walk: Walk, browser: Browser, width: int) -> None:
    context = phone_of(browser, has_script=False, width=width)
    page = context.new_page()
    walk.enter(page, "clerk")
    shoot(page, f"me-{width}")
    for name in PAGES:
        answer = page.goto(walk.to(name))
        assert answer is not None
        assert answer.status == 200, name
        assert has_no_sideways_scroll(page), name
        shoot(page, f"{name.split('?')[0].strip('/').replace('/', '-')}-{width}")
    context.close()


def test_the_county_sees_service_and_no_ranking(walk: Walk, browser: Browser) -> None:
    context = phone_of(browser, has_script=False, width=375)
    page = context.new_page()
    walk.enter(page, "county")
    page.goto(f"{walk.address}/county/000000/")
    text = page.inner_text("main")
    assert "柳根村" in text
    assert "不排名次" in text
    assert "参加率" not in text
    assert has_no_sideways_scroll(page)
    shoot(page, "county-375")
    context.close()
