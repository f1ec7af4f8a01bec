"""停车自管会 meets: a motion, three speakers in turn, other words, a vote by hands, the wall."""

from playwright.sync_api import Browser, Page

from participation.bodies.rules import BodyKind
from participation.kernel import clock
from participation.kernel.outcome import Done
from tests.conftest import SHANGHAI, Village
from tests.journeys.conftest import Walk, has_no_sideways_scroll, phone_of, shoot
from tests.journeys.test_vote import press
from tests.meetings.sitting import found_body, seat
from tests.residents.people import add_home

NAMES = ("李秀英", "赵敏", "王䶮", "张磊", "陈悦", "韩梅", "买买提·吐尔逊")
MOTION = "夜间车位按月轮换，从明年一月开始。"
AMENDED = "夜间车位按季轮换，从明年三月开始。"


def test_the_parking_body_debates_by_the_rules_and_the_wall_shows_it(
    walk: Walk, browser: Browser
) -> None:
    body = _parking(walk.village())
    context = phone_of(browser, width=375)
    clerk, wall = context.new_page(), context.new_page()
    walk.enter(clerk, "clerk")
    no = _called(walk, clerk, body)
    wall.goto(walk.to(f"meetings/{no}/wall/"))
    _shoot_wall(wall, "gathering")
    _opened(walk, clerk, no)
    _debated(clerk, wall)
    _amended(clerk, wall)
    _voted(clerk, wall)
    _closed(clerk)
    wall.close()
    context.close()


def _parking(village: Village) -> int:
    body = found_body(village, "停车自管会", kind=BodyKind.PARKING).value
    home = add_home(village, "9-901", NAMES)
    for name in NAMES:
        assert isinstance(seat(village, body.no, home.people[name]), Done)
    return int(body.no)


def _shoot_wall(wall: Page, name: str) -> None:
    for width, height in ((1280, 720), (1920, 1080)):
        wall.set_viewport_size({"width": width, "height": height})
        assert wall.evaluate(
            "() => document.documentElement.scrollHeight <= innerHeight"
            " && document.documentElement.scrollWidth <= innerWidth"
        ), f"the wall does not fit: {name} {width}"
        if width == 1280 or name == "speaking":
            shoot(wall, f"wall-{name}-{width}")


def _called(walk: Walk, clerk: Page, body: int) -> int:
    clerk.goto(walk.to(f"meetings/new/?body={body}"))
    clerk.get_by_label("会议名称").fill("商量夜间车位")
    clerk.get_by_label("在哪里").fill("3 号楼门厅")
    clerk.get_by_label("哪天").fill(clock.local_day(clock.now(), SHANGHAI).isoformat())
    clerk.get_by_label("来不及提前通知的原因").fill("今晚就要停车")
    clerk.get_by_label("谁主持").fill("李秀英")
    clerk.get_by_label("还要议什么").fill("夜间车位怎么分\n充电桩装在哪里\n访客车停多久")
    press(clerk, "记下这次会")
    no = int(clerk.url.rstrip("/").rsplit("/", 1)[1])
    clerk.goto(walk.to(f"meetings/{no}/record/"))
    press(clerk, "剩下的都到了")
    return no


def _opened(walk: Walk, clerk: Page, no: int) -> None:
    clerk.get_by_role("link", name="宣布开会，进会场").click()
    assert clerk.url == walk.to(f"meetings/{no}/floor/")
    shoot(clerk, "room-open-375")
    assert clerk.get_by_label("谁主持").locator("option:checked").inner_text() == "李秀英"
    press(clerk, "开会")


def _debated(clerk: Page, wall: Page) -> None:
    wall.reload()
    assert "先提动议，再讨论" in wall.inner_text("main")
    _shoot_wall(wall, "item")
    clerk.get_by_label("动议是哪句话").fill(MOTION)
    clerk.get_by_label("谁提的").select_option(label="王䶮")
    shoot(clerk, "room-motion-375")
    press(clerk, "提出来")
    _asks(clerk, "李秀英", "赞成")
    assert "请先把主持交给别人" in clerk.inner_text("main")
    for name, side in (("王䶮", "赞成"), ("陈悦", "赞成"), ("张磊", "反对")):
        _asks(clerk, name, side)
    assert has_no_sideways_scroll(clerk)
    shoot(clerk, "room-queue-375")
    for name in ("王䶮", "张磊", "陈悦"):
        press(clerk, f"请{name}发言")
        if name == "张磊":
            wall.get_by_text(name).wait_for()  # by itself, within two seconds
            assert wall.locator("b[data-left]").inner_text() in {"2:00", "1:59", "1:58", "1:57"}
            _shoot_wall(wall, "speaking")
            shoot(clerk, "room-speaking-375")
        clerk.get_by_label("说了什么").fill("先试三个月。" if name == "王䶮" else "")
        press(clerk, "说完了")


def _asks(clerk: Page, name: str, side: str) -> None:
    clerk.get_by_label("谁要发言").select_option(label=name)
    press(clerk, f"{side}，要发言")


def _amended(clerk: Page, wall: Page) -> None:
    clerk.get_by_text("有人要改这句话").click()
    clerk.get_by_label("改成哪句话").fill(AMENDED)
    clerk.locator("#amend-who").select_option(label="张磊")
    press(clerk, "提出修改")
    wall.reload()
    assert "先定改不改" in wall.inner_text("main")
    _shoot_wall(wall, "amending")
    assert "按［月 改成 季］轮换" in clerk.inner_text("main")
    shoot(clerk, "room-amendment-375")
    press(clerk, "动议人接受")
    wall.reload()
    assert AMENDED in wall.inner_text("h1")


def _voted(clerk: Page, wall: Page) -> None:
    _shoot_wall(wall, "debate")
    press(clerk, "举手")
    wall.reload()
    assert "请举手表决" in wall.inner_text("main")
    _shoot_wall(wall, "voting")
    _counts(clerk, "赵敏", "5", "1")
    assert "请换一个人，再点一遍" in clerk.inner_text("main")
    shoot(clerk, "room-count-375")
    _counts(clerk, "韩梅", "4", "2")
    assert "两遍不一样" in clerk.inner_text("main")
    _counts(clerk, "赵敏", "4", "2")
    assert "赞成 4 票，反对 2 票，弃权 1 票，到会 7 人：通过。" in clerk.inner_text("main")
    shoot(clerk, "room-result-375")
    wall.reload()
    assert "通过" in wall.inner_text("main")
    _shoot_wall(wall, "result")


def _counts(clerk: Page, who: str, yes: str, against: str) -> None:
    clerk.get_by_label("赞成", exact=True).fill(yes)
    clerk.get_by_label("反对", exact=True).fill(against)
    clerk.get_by_label("谁点的数").fill(who)
    press(clerk, "记下这一遍")


def _closed(clerk: Page) -> None:
    clerk.get_by_role("link", name="记录、散会").click()
    clerk.get_by_label("几点散的会").fill("20:30")
    press(clerk, "散会")
    draft = clerk.content()
    for words in (
        "李秀英宣布开会。",
        "王䶮提出动议：夜间车位按月轮换",
        "王䶮（赞成）：先试三个月。",
        "张磊（反对）发言。",
        "点了 3 遍",
    ):
        assert words in draft, words
