"""赵敏 holds a meeting on her telephone: called, counted, recorded, adopted, printed."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from participation.archive.rules.pack import faults_of
from participation.kernel import clock
from participation.kernel.outcome import Refusal
from participation.meetings.rules.roll import Presence
from participation.meetings.store import find_meeting, list_attendees
from participation.paper.packs import read_pack
from participation.residents.store import people
from tests.archive.pictures import photo
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
    _closed(walk, clerk)
    _kept_while_typed(walk, clerk, browser)
    _gone_round(walk, clerk, browser)
    _adopted(walk, clerk)
    for form in ("会议记录", "会议纪要"):
        _printed(walk, clerk, form, tmp_path)
    _known_to_anyone(walk, clerk, browser, tmp_path)
    _archived(walk, clerk, tmp_path)
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


def _closed(walk: Walk, clerk: Page) -> None:
    day = clerk.get_by_label("哪天散的会")
    begun = day.input_value()
    day.fill(begun)
    clerk.get_by_label("几点散的会").fill("20:30")
    press(clerk, "散会")
    clerk.goto(walk.to(f"{MEETING}minutes/"))
    assert "王䶮：先包水管。" in clerk.content()
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "minutes-edit-375")


def _kept_while_typed(walk: Walk, clerk: Page, browser: Browser) -> None:
    """Words that nobody stored are there again on another telephone."""
    signed_in = clerk.context.storage_state()
    with_script = browser.new_context(storage_state=signed_in, locale="zh-CN")
    page = with_script.new_page()
    page.goto(walk.to(f"{MEETING}minutes/"))
    page.get_by_label("结尾要补的话").fill("打到一半，电池没了")
    expect(page.get_by_text("打的字替您留着了")).to_be_visible()
    with_script.close()
    clerk.goto(walk.to(f"{MEETING}minutes/"))
    assert clerk.get_by_label("结尾要补的话").input_value() == "打到一半，电池没了"
    shoot(clerk, "minutes-draft-375")
    press(clerk, "不要这些，看存着的")
    assert clerk.get_by_label("结尾要补的话").input_value() == ""


def _gone_round(walk: Walk, clerk: Page, browser: Browser) -> None:
    """A member reads the record on the home card and finds a mistake; the clerk mends it."""
    village = walk.village()
    with village.database.reading() as session:
        meeting = find_meeting(session, village.id, 2)
        assert meeting is not None
        roll = list_attendees(session, village.id, meeting.id)
        came = [one.person_id for one in roll if one.status is Presence.PRESENT]
        homes = [one.id for one in people.list_open_homes(session, village.id)]
        home_id = people.get_person(session, village.id, came[0]).household_id
    context = phone_of(browser, has_script=False)
    member = context.new_page()
    member.goto(walk.card(homes.index(home_id)))
    member.goto(walk.to(""))
    shoot(member, "today-to-read-320")
    member.get_by_role("link", name="看记录").first.click()
    shoot(member, "minutes-check-320")
    assert has_no_sideways_scroll(member)
    member.get_by_text("有的地方不对").first.click()
    member.get_by_label("哪里不对").first.fill("保温棉是村里买，各组自己包。")
    press(member, "说给记录的人")
    assert "等记录的人答复" in member.inner_text("main")
    clerk.goto(walk.to(f"{MEETING}minutes/"))
    clerk.get_by_role("button", name="定稿", exact=True).click()
    assert "还有 1 处意见没有答复" in clerk.inner_text("main"), "who was there waits for an answer"
    clerk.get_by_label("决定").first.fill("同意。村里买保温棉，各组自己包。")
    press(clerk, "先存下，以后再定稿")
    clerk.goto(walk.to(f"{MEETING}round/"))
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "minutes-round-375")
    press(clerk, "照着改了")
    member.reload()
    assert "照着改了" in member.inner_text("main")
    press(member, "没有意见")
    shoot(member, "minutes-checked-320")
    context.close()


def _adopted(walk: Walk, clerk: Page) -> None:
    clerk.goto(walk.to(f"{MEETING}minutes/"))
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


def _archived(walk: Walk, clerk: Page, folder: Path) -> None:
    """The signed paper is photographed and kept; the whole record is taken in two taps."""
    picture = folder / "signed.jpg"
    picture.write_bytes(photo((1200, 1600)))
    clerk.goto(walk.to(f"{MEETING}files/"))
    clerk.get_by_role("radio", name="签了字的记录").check(force=True)
    clerk.get_by_label("照片或扫描件").set_input_files(picture)
    press(clerk, "存")
    assert "签了字的记录" in clerk.inner_text("main")
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "meeting-files-375")
    clerk.goto(walk.to("meetings/"))
    clerk.get_by_role("link", name="井盖和冬天的水管").click()
    shoot(clerk, "meeting-archived-375")
    with clerk.expect_download() as taken:
        clerk.get_by_role("button", name="下载存档包").click()
    pack = folder / "pack.zip"
    taken.value.save_as(pack)
    contents = read_pack(pack)
    assert not isinstance(contents, Refusal)
    assert faults_of(contents) == []
    assert any(path.startswith("files/") for path in contents)
