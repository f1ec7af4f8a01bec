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
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.verify import verify_record
from participation.votes.store import box
from tests.journeys.conftest import Walk, has_no_sideways_scroll, phone_of, shoot
from tests.journeys.effort import Work
from tests.journeys.paper import codes_on, typed_codes_on, words_on
from tests.votes.ballots import around, hold_vote

DAYS = 14
PAPERS = 60
MINUTES_OF_PAPERS, MINUTES_OF_A_VOTE = 8, 45
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
        _put_to_body(walk, clerk)
        work = Work(clerk)
        _opened(walk, work)
        slips = _printed(walk, work, tmp_path)
        receipts = [
            vote(browser, walk.address + slips[0], "同意"),
            vote(browser, walk.address + slips[1], "同意"),
            vote(browser, walk.address + slips[2], "不同意"),
        ]
        _papers_entered(walk, work, tmp_path)
    with desk_of(browser) as supervisor:
        walk.enter(supervisor, "supervisor")
        choose_password(supervisor)
    closed = clock.now() + timedelta(days=DAYS, hours=20)
    with time_machine.travel(closed, tick=True), desk_of(browser) as clerk:
        come_back(clerk, walk, "liugen-clerk")
        _late_tap_is_refused(walk, browser, slips[3])
        work.page = clerk
        _counted(walk, work, browser)
        assert work.seconds <= MINUTES_OF_A_VOTE * 60, work
    published = closed + timedelta(days=1)
    with time_machine.travel(published, tick=True), desk_of(browser) as reader:
        walk.tick()
        _result_is_public(walk, reader, receipts)


def _put_to_body(walk: Walk, clerk: Page) -> None:
    clerk.goto(walk.to("matters/5/put-to-body/"))
    shoot(clerk, "put-to-body-375")
    if clerk.get_by_role("radio").count():
        clerk.get_by_role("radio").first.check(force=True)
    press(clerk, "交过去")


def _opened(walk: Walk, work: Work) -> None:
    """From the matter: a typical vote, six fields, preview, open, in twelve actions at most."""
    page = work.page
    page.goto(walk.to("matters/5/"))
    work.click("发起投票", "link")
    work.click("修路", "link")
    assert has_no_sideways_scroll(page)
    shoot(page, "desk-vote-new-375")
    assert "〔多少〕" in page.get_by_label("说明").input_value()
    closes = clock.now() + timedelta(days=DAYS)
    work.fill(page.get_by_label("问什么"), "井盖换成铸铁的，行不行？")
    work.fill(page.get_by_label("说明"), "换四个，钱从公益金出，不向各户收钱。")
    work.fill(page.get_by_label("选项"), "同意\n不同意")
    work.choose("无记名")
    work.fill(page.get_by_label("哪天截止"), closes.strftime("%Y-%m-%d"))
    work.fill(page.get_by_label("哪天公布"), (closes + timedelta(days=1)).strftime("%Y-%m-%d"))
    work.click("看看居民会看到什么")
    assert has_no_sideways_scroll(page)
    shoot(page, "desk-vote-preview-375")
    work.click("打开投票")
    assert "正在投票" in page.inner_text("main")
    assert work.actions <= 12, work


def _printed(walk: Walk, work: Work, folder: Path) -> list[str]:
    """Print slips, cut them; return the paths that their codes on the first sheet open."""
    page = work.page
    work.fill(page.get_by_label("从第几号"), "1")
    work.fill(page.get_by_label("到第几号"), str(PAPERS + 4))
    work.click("打印$")
    shoot(page, "desk-print-waiting-375")
    walk.tick()
    page.reload()
    shoot(page, "desk-print-ready-375")
    link = page.get_by_role("link", name=re.compile("PDF|下载|打开"))
    pdf = page.request.get(walk.address + str(link.first.get_attribute("href"))).body()
    (folder / "slips.pdf").write_bytes(pdf)
    # All 312 homes: 78 sheets, cut twice in piles of ten, and put in the order of the walk.
    work.by_hand(78 * 6)
    found = codes_on(pdf, folder)
    assert len(found) == 4
    assert all(one.startswith("http://liugen.example/s/") for one in found)
    return [one.removeprefix("http://liugen.example") for one in found]


def _papers_entered(walk: Walk, work: Work, folder: Path) -> None:
    """Sixty stubs, one after another: code and Enter, nothing else."""
    codes = typed_codes_on(words_on((folder / "slips.pdf").read_bytes(), folder))[4:]
    assert len(codes) == PAPERS
    page = work.page
    page.goto(walk.to("desk/votes/3/"))
    begun, actions, typed = work.seconds, work.actions, len(work.typed)
    work.click("录票根", "link")
    for code in codes:
        work.paper(code.replace("-", "").lower())
    assert f"{PAPERS} 张" in page.inner_text("main")
    shoot(page, "desk-stubs-375")
    assert work.actions - actions == 1
    assert len(work.typed) - typed == PAPERS * 8
    assert work.seconds - begun <= MINUTES_OF_PAPERS * 60, work.seconds - begun


def _late_tap_is_refused(walk: Walk, browser: Browser, slip: str) -> None:
    context = phone_of(browser, has_script=False)
    page = context.new_page()
    page.goto(walk.address + slip)
    assert page.get_by_role("button", name=re.compile("^同意")).count() == 0
    assert "截止" in page.inner_text("main")
    shoot(page, "slip-closed-320")
    context.close()


def _counted(walk: Walk, work: Work, browser: Browser) -> None:
    walk.tick()
    clerk = work.page
    clerk.goto(walk.to("desk/votes/3/"))
    shoot(clerk, "desk-vote-closed-375")
    # Sixty papers are read out, written down in 正 and watched, five seconds each.
    work.by_hand(PAPERS * 5)
    begun, actions = work.seconds, work.actions
    for name, told in (
        ("^同意", "41"),
        ("^不同意", "12"),
        ("^弃权", "5"),
        ("^废票", "1"),
        ("^空白票", "1"),
        ("唱票人", "孙巧云"),
        ("计票人", "赵敏"),
        ("监票人", "何玉"),
    ):
        work.fill(clerk.get_by_label(re.compile(name)), told)
    work.click("录入纸票")
    assert "60 张" in clerk.inner_text("main")
    assert work.actions - actions == 5 + 3 + 1
    assert work.seconds - begun <= MINUTES_OF_PAPERS * 60
    with desk_of(browser) as supervisor:
        come_back(supervisor, walk, "liugen-supervisor")
        supervisor.goto(walk.to("desk/votes/3/"))
        press(supervisor, "核对过，数目对")
        clerk.goto(walk.to("desk/votes/3/"))
        work.click("清点")
        supervisor.goto(walk.to("desk/votes/3/"))
        shoot(supervisor, "desk-vote-counted-375")
        press(supervisor, "核对过，同意公布")


def _result_is_public(walk: Walk, reader: Page, receipts: list[str]) -> None:
    reader.goto(walk.to("votes/3/result/"))
    text = reader.inner_text("main")
    assert "参加的不够数" in text
    assert "村民代表会议" in text
    assert "63 ÷ 312" in text
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


def test_with_script_the_desk_asks_for_no_more(walk: Walk, browser: Browser) -> None:
    now = clock.now()
    context = phone_of(browser, width=1280)
    work = Work(context.new_page())
    walk.enter(work.page, "clerk")
    work.page.goto(walk.to("desk/"))
    work.click("发起一件事", "link")
    work.click("装路灯", "link")
    work.click("看看居民会看到什么")
    assert "〔哪里〕还没有写" in work.page.inner_text("main")
    shoot(work.page, "desk-vote-gaps-1280")
    for name, told in (("问什么", "学校门口装路灯，装不装？"), ("说明", "装六盏，钱从公益金出。")):
        work.fill(work.page.get_by_label(name), told)
    work.click("看看居民会看到什么")
    work.click("打开投票")
    assert "正在投票" in work.page.inner_text("main")
    assert work.actions <= 12, work
    held = hold_vote(walk.village(), 0, now=now, secrecy=Secrecy.OPEN, **around(now))
    work.page.goto(walk.to(f"desk/votes/{held.no}/stubs/"))
    for label in ("001", "014", "027"):
        work.paper(f"{held.slips[label].typed}2")
    assert "3 张" in work.page.inner_text("main")
    shoot(work.page, "desk-papers-1280")
    village = walk.village()
    counts = village.read(lambda s: box.count_named(s, village.id, held.id))
    assert counts == {Channel.PAPER: 3}
    context.close()


def test_a_majority_in_a_consultation_is_called_what_it_is(phone: Page, walk: Walk) -> None:
    phone.goto(walk.to("votes/1/result/"))
    text = phone.inner_text("main")
    assert "多数赞成（意见征求，不是决议）" in text
    assert "249 ÷ 312" in text
    assert "村民代表会议" in text
    assert has_no_sideways_scroll(phone)
    shoot(phone, "result-320")
