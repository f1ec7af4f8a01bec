"""王桂英 says in one tap that she comes, signs in at the door; 赵敏 sees it and her leaving."""

from datetime import timedelta

from playwright.sync_api import Browser

from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.meetings.actions.replies import door_code
from tests.journeys.conftest import Walk, has_no_sideways_scroll, phone_of, shoot
from tests.journeys.test_vote import press
from tests.meetings.sitting import call, found_body, seat
from tests.residents.people import add_home

NAMES = ("王桂英", "李保林", "陈小满")


def test_a_home_is_invited_answers_and_signs_in_at_the_door(walk: Walk, browser: Browser) -> None:
    village = walk.village()
    body = found_body(village, "楼院自管会").value
    home = add_home(village, "9-902", NAMES)
    for name in NAMES:
        assert isinstance(seat(village, body.no, home.people[name]), Done)
    starts = clock.now() + timedelta(minutes=30)
    meeting = call(village, body, title="门厅的灯", starts_at=starts).value
    old = phone_of(browser, has_script=False)
    resident = old.new_page()
    resident.goto(f"{walk.address}/s/{home.card}")
    resident.goto(walk.to(""))
    assert "王*英，请您来开会" in resident.inner_text("main").replace("＊", "*")
    assert has_no_sideways_scroll(resident)
    shoot(resident, "invited-320")
    resident.get_by_role("button", name="来", exact=True).first.click()
    assert "您说了：来。" in resident.inner_text("main")
    shoot(resident, "invitation-answered-320")
    code = door_code(walk.app.extensions["house"].key, meeting.id)
    resident.goto(walk.to(f"meetings/{meeting.no}/door/{code}/"))
    assert has_no_sideways_scroll(resident)
    shoot(resident, "door-320")
    resident.get_by_role("button", name="到了").first.click()
    assert "签到了" in resident.inner_text("body")
    old.close()
    context = phone_of(browser, has_script=False, width=375)
    clerk = context.new_page()
    walk.enter(clerk, "clerk")
    clerk.goto(walk.to(f"meetings/{meeting.no}/"))
    assert "说来的 1 位" in clerk.inner_text("main")
    shoot(clerk, "meeting-answers-375")
    clerk.get_by_role("link", name="看谁来、问了什么").click()
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "meeting-replies-375")
    clerk.goto(walk.to(f"meetings/{meeting.no}/sheet/"))
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "meeting-sheet-375")
    clerk.goto(walk.to(f"meetings/{meeting.no}/record/"))
    press(clerk, "剩下的都到了")
    clerk.get_by_role("link", name="王桂英").click()
    assert "扫码" in clerk.inner_text("main")
    shoot(clerk, "meeting-leaving-375")
    press(clerk, "早退，先走了")
    assert "2 / 3" in clerk.inner_text("main"), "the quorum counts without her from now on"
    context.close()
