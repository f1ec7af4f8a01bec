"""赵敏 takes a vote from a matter to its result: by phone and paper, in one count."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import time_machine
from playwright.sync_api import Browser, Page

from participation.kernel import clock
from participation.votes.rules.verify import verify_record
from tests.journeys.conftest import Walk, has_no_sideways_scroll, phone_of, shoot
from tests.journeys.paper import codes_on, typed_codes_on, words_on

PASSWORD = "麦子熟了要收麦子啦啦啦"


@contextmanager
def desk_of(browser: Browser) -> Iterator[Page]:
    """Give a clerk's telephone, without script."""
    context = phone_of(browser, has_script=False, width=375)
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def choose_password(page: Page) -> None:
    """Set a password, to come back with on another day."""
    page.get_by_label(re.compile("新密码")).fill(PASSWORD)
    press(page, "存下密码")


def come_back(page: Page, walk: Walk, login: str) -> None:
    """Sign in with name and password."""
    page.goto(f"{walk.address}/sign-in/")
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    press(page, "登录")
    assert page.url.endswith("/me/")


def vote(browser: Browser, address: str, choice: str) -> str:
    """Vote by a slip in two taps; return the receipt code."""
    context = phone_of(browser, has_script=False)
    page = context.new_page()
    page.goto(address)
    press(page, choice)
    press(page, "确认")
    found = re.findall("[2-9A-Z]{4}-[2-9A-Z]{4}", page.inner_text("main"))
    context.close()
    return str(found[0])


def test_a_vote_from_its_matter_to_its_published_result(
    walk: Walk, browser: Browser, tmp_path: Path
) -> None:
    with desk_of(browser) as clerk:
        walk.enter(clerk, "clerk")
        choose_password(clerk)
        slips = _opened_and_printed(walk, clerk, tmp_path)
        receipts = [
            vote(browser, walk.address + slips[0], "同意"),
            vote(browser, walk.address + slips[1], "同意"),
            vote(browser, walk.address + slips[2], "不同意"),
        ]
        _stub_entered(walk, clerk, tmp_path)
    with desk_of(browser) as supervisor:
        walk.enter(supervisor, "supervisor")
        choose_password(supervisor)
    closed = clock.now() + timedelta(days=7, hours=20)
    with time_machine.travel(closed, tick=True), desk_of(browser) as clerk:
        come_back(clerk, walk, "liugen-clerk")
        _late_tap_is_refused(walk, browser, slips[3])
        _counted(walk, clerk, browser)
    published = closed + timedelta(days=1)
    with time_machine.travel(published, tick=True), desk_of(browser) as reader:
        walk.tick()
        _result_is_public(walk, reader, receipts)


def _opened_and_printed(walk: Walk, clerk: Page, folder: Path) -> list[str]:
    """Draft from the matter, look, open, print; return the slips' paths."""
    clerk.goto(walk.to("matters/5/put-to-body/"))
    shoot(clerk, "put-to-body-375")
    if clerk.get_by_role("radio").count():
        clerk.get_by_role("radio").first.check(force=True)
    press(clerk, "交过去")
    clerk.goto(walk.to("desk/votes/new/?matter=5"))
    shoot(clerk, "desk-vote-new-375")
    clerk.get_by_label("问什么").fill("井盖换成铸铁的，行不行？")
    clerk.get_by_label("选项").fill("同意\n不同意")
    press(clerk, "看看居民会看到什么")
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "desk-vote-preview-375")
    press(clerk, "打开投票")
    clerk.goto(walk.to("desk/votes/3/"))
    clerk.get_by_label("从第几号").fill("1")
    clerk.get_by_label("到第几号").fill("8")
    press(clerk, "打印$")
    shoot(clerk, "desk-print-waiting-375")
    walk.tick()
    clerk.reload()
    shoot(clerk, "desk-print-ready-375")
    link = clerk.get_by_role("link", name=re.compile("PDF|下载|打开"))
    pdf = clerk.request.get(walk.address + str(link.first.get_attribute("href"))).body()
    (folder / "slips.pdf").write_bytes(pdf)
    found = codes_on(pdf, folder)
    assert len(found) == 4
    assert all(one.startswith("http://liugen.example/s/") for one in found)
    return [one.removeprefix("http://liugen.example") for one in found]


def _stub_entered(walk: Walk, clerk: Page, folder: Path) -> None:
    words = words_on((folder / "slips.pdf").read_bytes(), folder)
    second_sheet = typed_codes_on(words)[4:]
    clerk.goto(walk.to("desk/votes/3/stubs/"))
    for code in second_sheet[:2]:
        clerk.get_by_role("textbox").first.fill(code)
        press(clerk, "记上")
    assert "2 张" in clerk.inner_text("main")
    shoot(clerk, "desk-stubs-375")


def _late_tap_is_refused(walk: Walk, browser: Browser, slip: str) -> None:
    context = phone_of(browser, has_script=False)
    page = context.new_page()
    page.goto(walk.address + slip)
    assert page.get_by_role("button", name=re.compile("^同意")).count() == 0
    assert "截止" in page.inner_text("main")
    shoot(page, "slip-closed-320")
    context.close()


def _counted(walk: Walk, clerk: Page, browser: Browser) -> None:
    walk.tick()
    clerk.goto(walk.to("desk/votes/3/"))
    shoot(clerk, "desk-vote-closed-375")
    boxes = clerk.locator("main input[type=number], main input[inputmode=numeric]")
    for at, count in enumerate(["1", "0", "1"]):
        boxes.nth(at).fill(count)
    for post, name in (("唱票人", "王建军"), ("计票人", "赵敏"), ("监票人", "李保林")):
        clerk.get_by_label(post).fill(name)
    press(clerk, "录入纸票")
    with desk_of(browser) as supervisor:
        come_back(supervisor, walk, "liugen-supervisor")
        supervisor.goto(walk.to("desk/votes/3/"))
        press(supervisor, "核对过，数目对")
        clerk.goto(walk.to("desk/votes/3/"))
        press(clerk, "清点")
        supervisor.goto(walk.to("desk/votes/3/"))
        shoot(supervisor, "desk-vote-counted-375")
        press(supervisor, "核对过，同意公布")


def _result_is_public(walk: Walk, reader: Page, receipts: list[str]) -> None:
    reader.goto(walk.to("votes/3/result/"))
    text = reader.inner_text("main")
    assert "参加的不够数" in text
    assert "村民代表会议" in text
    assert "5 ÷ 312" in text
    assert "≥ 208" in text
    assert "通过" not in text.replace("未通过", "")
    shoot(reader, "result-375")
    reader.get_by_label("回执码").fill(receipts[0])
    press(reader, "查我的票")
    assert "计入了" in reader.inner_text("main")
    answer = reader.request.get(walk.to("votes/3/record.json"))
    record = json.loads(answer.body())
    assert verify_record(record) == []
    assert reader.request.get(walk.to("votes/3/ballots.csv")).ok


def test_a_majority_in_a_consultation_is_called_what_it_is(phone: Page, walk: Walk) -> None:
    phone.goto(walk.to("votes/1/result/"))
    text = phone.inner_text("main")
    assert "多数赞成（意见征求，不是决议）" in text
    assert "249 ÷ 312" in text
    assert "村民代表会议" in text
    assert has_no_sideways_scroll(phone)
    shoot(phone, "result-320")
