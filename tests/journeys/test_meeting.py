"""赵敏 holds a meeting on her telephone: called, counted, recorded, adopted, printed."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from participation.kernel import clock
from tests.conftest import SHANGHAI
from tests.journeys.conftest import Walk, has_no_sideways_scroll, phone_of, shoot
from tests.journeys.paper import codes_on, words_on
from tests.journeys.test_vote import press

MEETING = "meetings/2/"


def test_a_meeting_from_its_call_to_its_printed_minutes(
    walk: Walk, browser: Browser, tmp_path: Path
) -> None:
    context = phone_of(browser, has_script=False, width=375)
    clerk = context.new_page()
    walk.enter(clerk, "clerk")
    _called(walk, clerk)
    _attended(walk, clerk)
    _recorded(walk, clerk)
    _closed_and_adopted(walk, clerk)
    for form in ("会议记录", "会议纪要"):
        _printed(walk, clerk, form, tmp_path)
    _known_to_anyone(walk, clerk, browser, tmp_path)
    context.close()


def _called(walk: Walk, clerk: Page) -> None:
    clerk.goto(walk.to("meetings/new/?body=1"))
    shoot(clerk, "meeting-new-375")
    clerk.get_by_label("会议名称").fill("井盖和冬天的水管")
    clerk.get_by_label("哪天").fill(clock.local_day(clock.now(), SHANGHAI).isoformat())
    clerk.get_by_label("在哪里").fill("村部二楼")
    clerk.get_by_label("还要议什么").fill("冬天水管防冻")
    press(clerk, "记下这次会")
    assert "这里按 3 天" in clerk.inner_text("main"), "a meeting tonight is too soon"
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "meeting-too-soon-375")
    clerk.get_by_label("来不及提前通知的原因").fill("夜里要上冻")
    press(clerk, "记下这次会")
    assert "夜里要上冻" in clerk.inner_text("main")
    assert clerk.url == walk.to(MEETING)
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "meeting-called-375")


def _attended(walk: Walk, clerk: Page) -> None:
    clerk.goto(walk.to(f"{MEETING}record/"))
    shoot(clerk, "meeting-record-375")
    press(clerk, "请假")
    press(clerk, "到会")
    press(clerk, "剩下的都到了")
    assert "10 / 11" in clerk.inner_text("main")
    assert has_no_sideways_scroll(clerk)


def _recorded(walk: Walk, clerk: Page) -> None:
    clerk.goto(walk.to(f"{MEETING}items/1/"))
    clerk.get_by_label("大家怎么说").fill("王䶮：先包水管。\n李㛃、张𬭚、买买提·吐尔逊都同意。")
    clerk.get_by_label("表决的是哪句话").fill("各组自查水管，村里买保温棉。")
    clerk.get_by_role("radio", name="举手").check(force=True)
    for name, count in (("赞成", "9"), ("反对", "0"), ("弃权", "0")):
        clerk.get_by_label(name, exact=True).fill(count)
    clerk.get_by_label("决定").fill("同意。")
    press(clerk, "记下这一件")
    assert "10" in clerk.inner_text("main"), "nine votes of ten present are refused in words"
    shoot(clerk, "meeting-item-refused-375")
    clerk.get_by_label("弃权", exact=True).fill("1")
    press(clerk, "记下这一件")
    assert clerk.url == walk.to(f"{MEETING}record/")


def _closed_and_adopted(walk: Walk, clerk: Page) -> None:
    day = clerk.get_by_label("哪天散的会")
    begun = day.input_value()
    day.fill(begun)
    clerk.get_by_label("几点散的会").fill("20:30")
    press(clerk, "散会")
    clerk.goto(walk.to(f"{MEETING}minutes/"))
    assert "王䶮：先包水管。" in clerk.content()
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "minutes-edit-375")
    clerk.get_by_role("button", name="定稿", exact=True).click()
    clerk.goto(walk.to(MEETING))
    assert "记录定稿" in clerk.inner_text("main")
    shoot(clerk, "meeting-adopted-375")


def _printed(walk: Walk, clerk: Page, form: str, folder: Path) -> None:
    clerk.goto(walk.to(MEETING))
    button = clerk.get_by_role("button", name=f"打印{form}")
    whole = button.locator("xpath=ancestor::form")
    fields = [*whole.locator("input[type=hidden]").all(), button]
    sent = {str(one.get_attribute("name")): one.get_attribute("value") or "" for one in fields}
    address = whole.get_attribute("action")
    answer = clerk.request.post(f"{walk.address}{address}", form=sent)
    assert answer.headers["content-type"] == "application/pdf", answer.text()
    (folder / f"{form}.pdf").write_bytes(answer.body())
    words = words_on(answer.body(), folder)
    assert "冬天水管防冻" in words
    for name in ("王䶮", "李㛃", "张𬭚", "买买提·吐尔逊"):
        assert name in words.replace(" ", "") or form == "会议纪要", name


def _known_to_anyone(walk: Walk, clerk: Page, browser: Browser, folder: Path) -> None:
    found = codes_on((folder / "会议记录.pdf").read_bytes(), folder, pages=9)
    records = [one for one in found if "/r/" in one]
    assert len(records) == 1
    stranger = phone_of(browser, has_script=False)
    page = stranger.new_page()
    page.goto(walk.address + records[0].removeprefix("http://liugen.example"))
    assert "井盖和冬天的水管" in page.inner_text("main")
    assert has_no_sideways_scroll(page)
    shoot(page, "record-check-320")
    forged = page.goto(f"{walk.address}/r/222222222222222222222222222")
    assert forged is not None
    assert forged.status == 404
    stranger.close()
