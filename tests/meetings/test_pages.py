"""Pages of meetings, by who looks, and what the clerk does on them with a telephone."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from participation.meetings import store
from participation.meetings.rules.life import State
from participation.residents.rules.rights import Role
from participation.web.house import House
from tests.conftest import Village, give_account, make_village, sign_in, token_of
from tests.matters.raising import statements
from tests.meetings.sitting import (
    CLAUSE,
    adopted,
    call,
    council,
    found_body,
    held,
    mark,
    raised,
    record,
)

MEETING = "/c/liugen/meetings/1/"
CALL = {
    "reason": "水管冻裂，等不及",
    "body": "1",
    "title": "商量村东路怎么修",
    "day": "2026-11-24",
    "clock": "19:00",
    "place": "村部二楼会议室",
    "chair": "李㛃",
    "recorder": "赵敏",
    "agenda": "村东路修不修\n\n路灯坏了谁来换\n",
}
ITEM = {
    "proposer": "第三小组",
    "discussion": "张𬭚：先修 280 米。",
    "method": "hands",
    "motion": "今年修完村东路 620 米。",
    "yes": "4",
    "no": "1",
    "abstain": "1",
    "decision": "报村民代表会议决定。",
    "dissent": "",
    "task_what": "",
    "task_who": "",
    "task_until": "",
}
END = {"ended_day": "2026-11-24", "ended_at": "20:30"}


class Desk:
    """Somebody signed in, who opens pages and sends forms."""

    def __init__(self, client: FlaskClient, village: Village, role: Role = Role.CLERK) -> None:
        self.client = client
        sign_in(client, give_account(village, f"{role}-{village.slug}", "赵敏", role))
        self.token = token_of(client.get("/me/").text)

    def post(self, path: str, **fields: str) -> Any:
        return self.client.post(path, data={"csrf_token": self.token} | fields)


def state_of(village: Village) -> State:
    meeting = village.read(lambda s: store.find_meeting(s, village.id, 1))
    assert meeting is not None
    return meeting.state


def test_an_empty_list_says_what_will_stand_there(
    client: FlaskClient, app_village: Village
) -> None:
    assert "这里会列出每次会" in client.get("/c/liugen/meetings/").text


def test_a_meeting_goes_from_its_call_to_its_adoption_on_the_pages(
    client: FlaskClient, app_village: Village
) -> None:
    council(app_village)
    raised(app_village, "停车怎么划线")
    desk = Desk(client, app_village)
    form = client.get("/c/liugen/meetings/new/?body=1&matter=1").text
    assert 'value="李㛃"' in form
    assert "停车怎么划线" in form
    called = desk.post("/c/liugen/meetings/new/", matters="1", **CALL)
    assert called.headers["Location"] == MEETING
    page = client.get(MEETING + "record/").text
    assert "点名，还有 6 位" in page
    who = page.split('name="who" value="')[1].split('"')[0]
    assert desk.post(MEETING + "attendance/", who=who, status="present").status_code == 303
    assert "点名，还有 5 位" in client.get(MEETING + "record/").text
    desk.post(MEETING + "attendance/", status="present")
    page = client.get(MEETING + "record/").text
    assert "6 / 6" in page
    assert CLAUSE in page
    desk.post(MEETING + "guests/", name="许国华", office="镇干部")
    desk.post(MEETING + "items/", title="临时说的事")
    page = client.get(MEETING + "record/").text
    for words in ("许国华", "停车怎么划线", "村东路修不修", "路灯坏了谁来换", "临时说的事"):
        assert words in page
    assert desk.post(MEETING + "items/2/", **ITEM).status_code == 303
    closed = desk.post(MEETING + "close/", **END)
    assert closed.headers["Location"] == MEETING + "minutes/"
    draft = client.get(MEETING + "minutes/").text
    assert "李㛃" in draft
    assert "报村民代表会议决定。" in draft
    texts = {"base": "1", "opening": "支书讲了来由。", "discussion_2": "大家都说修。"}
    saved = desk.post(MEETING + "minutes/", then="", **texts)
    assert saved.headers["Location"] == MEETING + "minutes/"
    done = desk.post(MEETING + "minutes/", then="adopt", **texts | {"base": "2"})
    assert done.headers["Location"] == MEETING
    assert state_of(app_village) is State.ADOPTED
    assert "支书讲了来由。" in client.get(MEETING).text


def test_a_visitor_sees_counts_and_decisions_and_not_who_came_or_what_they_said(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    page = client.get(MEETING).text
    for words in (
        "6 / 6",
        CLAUSE,
        "报村民代表会议决定。",
        "形成协商意见",
        "要 4 人（到会的过半数）",
    ):
        assert words in page
    for hidden in ("陈悦", "一次修完省钱", "钱没有到账以前", "打印"):
        assert hidden not in page
    assert "记录定稿" in client.get("/c/liugen/meetings/").text


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.SUPERVISOR, Role.CLERK])
def test_those_in_office_see_who_came_and_may_print(
    client: FlaskClient, app_village: Village, role: Role
) -> None:
    adopted(app_village)
    Desk(client, app_village, role)
    page = client.get(MEETING).text
    for words in ("陈悦", "一次修完省钱", "钱没有到账以前", "打印会议记录"):
        assert words in page


def test_before_adoption_a_visitor_sees_the_agenda_and_no_draft(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = call(app_village, council(app_village)).value
    page = client.get(MEETING).text
    assert "村东路修不修" in page
    assert "开始点名" not in page
    mark(app_village, meeting)
    record(app_village, meeting)
    held_page = client.get(MEETING)
    assert "报村民代表会议决定" not in held_page.text


def test_a_draft_is_not_public(client: FlaskClient, app_village: Village) -> None:
    held(app_village)
    page = client.get(MEETING).text
    assert "记录正在核对" in page
    assert "报村民代表会议决定" not in page


def test_a_resident_s_page_of_a_meeting_asks_little_of_the_database(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    for path in ("meetings/1/", "meetings/", "bodies/1/", "bodies/"):
        with statements(app_village) as asked:
            assert client.get(f"/c/liugen/{path}").status_code == 200
        assert len(asked) <= 6, (path, asked)


def test_counts_that_do_not_add_up_are_said_beside_them_and_the_text_stays(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = call(app_village, council(app_village)).value
    mark(app_village, meeting, 陈悦="leave")
    page = Desk(client, app_village).post(MEETING + "items/1/", **ITEM)
    assert page.status_code == 422
    assert "加起来是 6，到会的是 5 人" in page.text
    assert "张𬭚：先修 280 米。" in page.text


def test_numbers_and_long_texts_that_cannot_be_are_said_beside_their_field(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = call(app_village, council(app_village)).value
    mark(app_village, meeting)
    desk = Desk(client, app_village)
    page = desk.post(MEETING + "items/1/", **ITEM | {"yes": "四", "no": "-1"})
    assert page.status_code == 422
    assert "请写数字。" in page.text
    assert "请写 0 到 9999 的数字。" in page.text
    page = desk.post(MEETING + "items/1/", **ITEM | {"discussion": "长" * 60_000})
    assert page.status_code == 422
    assert "太长了，最多 20000 个字" in page.text
    page = desk.post(MEETING + "items/1/", **ITEM | {"method": "shouting"})
    assert page.status_code == 422


def test_a_meeting_without_agenda_is_refused_with_what_to_do(
    client: FlaskClient, app_village: Village
) -> None:
    council(app_village)
    page = Desk(client, app_village).post("/c/liugen/meetings/new/", **CALL | {"agenda": " \n "})
    assert page.status_code == 422
    assert "请至少选一件事" in page.text


def test_without_a_body_the_page_says_how_to_begin(
    client: FlaskClient, app_village: Village
) -> None:
    Desk(client, app_village)
    assert "先成立议事会" in client.get("/c/liugen/meetings/new/").text


def test_a_body_without_members_does_not_meet(client: FlaskClient, app_village: Village) -> None:
    found_body(app_village)
    page = Desk(client, app_village).post("/c/liugen/meetings/new/", **CALL)
    assert page.status_code == 422
    assert "请先安排成员" in page.text


def test_closing_too_early_says_what_is_missing(client: FlaskClient, app_village: Village) -> None:
    call(app_village, council(app_village))
    desk = Desk(client, app_village)
    page = desk.post(MEETING + "close/", **END)
    assert page.status_code == 422
    assert "还有 6 位没有点到" in page.text
    page = desk.post(MEETING + "close/", ended_day="昨天", ended_at="晚上")
    assert "请把时间写成 19:30 的样子" in page.text


def test_small_forms_of_recording_say_what_is_missing(
    client: FlaskClient, app_village: Village
) -> None:
    call(app_village, council(app_village))
    desk = Desk(client, app_village)
    for path, fields in (
        ("guests/", {"name": "", "office": ""}),
        ("items/", {"title": ""}),
    ):
        page = desk.post(MEETING + path, **fields)
        assert page.status_code == 422
        assert "请填这一项" in page.text
    desk.post(MEETING + "guests/", name="许国华", office="")
    again = desk.post(MEETING + "guests/", name="许国华", office="")
    assert again.status_code == 422
    assert "已经在签到表上了" in again.text
    assert desk.post(MEETING + "items/", title="\u202e").status_code == 422
    assert desk.post(MEETING + "attendance/", status="asleep").status_code == 400
    assert desk.post(MEETING + "attendance/", status="leave", who="x").status_code == 400


def test_a_name_in_the_list_is_tapped_to_be_corrected(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = call(app_village, council(app_village)).value
    mark(app_village, meeting)
    last = app_village.read(lambda s: store.list_attendees(s, app_village.id, meeting.id))[-1]
    Desk(client, app_village)
    page = client.get(MEETING + f"record/?who={last.id.hex}").text
    assert "改签到" in page
    assert f'name="who" value="{last.id.hex}"' in page


def test_two_editors_overwrite_nothing_and_see_both_texts(
    client: FlaskClient, app_village: Village
) -> None:
    held(app_village)
    desk = Desk(client, app_village)
    texts = {"base": "1", "opening": "第一个人写的开头", "decision_1": "报村民代表会议决定。"}
    assert desk.post(MEETING + "minutes/", **texts).status_code == 303
    mine = texts | {"opening": "第二个人写的开头"}
    page = desk.post(MEETING + "minutes/", **mine)
    assert page.status_code == 422
    assert "别人刚刚存了第 2 版，您是从第 1 版改的" in page.text
    assert "第一个人写的开头" in page.text
    assert "第二个人写的开头" in page.text
    assert 'name="base" type="hidden" value="2"' in page.text
    assert desk.post(MEETING + "minutes/", **mine | {"base": "2"}).status_code == 303
    assert "第二个人写的开头" in client.get(MEETING + "minutes/").text


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 40])
def test_a_base_that_is_no_number_overwrites_nothing(
    client: FlaskClient, app_village: Village, base: str
) -> None:
    held(app_village)
    page = Desk(client, app_village).post(MEETING + "minutes/", base=base, opening="别的")
    assert page.status_code == 422


def test_a_sign_no_font_draws_is_found_before_adoption(
    client: FlaskClient, app_village: Village
) -> None:
    held(app_village)
    desk = Desk(client, app_village)
    fields = {"base": "1", "then": "adopt", "opening": "好\ue123"}
    page = desk.post(MEETING + "minutes/", **fields)
    assert page.status_code == 422
    assert "这些字打印不出来：\ue123" in page.text
    assert state_of(app_village) is State.HELD
    fields = {"base": "2", "then": "adopt", "opening": "好"}
    assert desk.post(MEETING + "minutes/", **fields).status_code == 303


def test_wrong_counts_are_put_right_by_recording_on(
    client: FlaskClient, app_village: Village
) -> None:
    held(app_village)
    desk = Desk(client, app_village)
    assert desk.post(MEETING + "reopen/").headers["Location"] == MEETING + "record/"
    assert desk.post(MEETING + "items/1/", **ITEM | {"yes": "5", "no": "0"}).status_code == 303
    assert desk.post(MEETING + "close/", **END).status_code == 303
    assert "第 2 版" in client.get(MEETING + "minutes/").text


def test_after_adoption_every_form_says_that_it_is_too_late(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    desk = Desk(client, app_village)
    for path, fields in (
        ("attendance/", {"status": "present"}),
        ("guests/", {"name": "许国华", "office": ""}),
        ("items/", {"title": "再来一件"}),
        ("close/", END),
        ("reopen/", {}),
        ("minutes/", {"base": "1"}),
    ):
        page = desk.post(MEETING + path, **fields)
        assert page.status_code == 422, path
        assert "记录已经定稿，不能再改" in page.text
    page = desk.post(MEETING + "items/1/", **ITEM)
    assert page.status_code == 422
    assert "记录已经定稿，不能再改" in page.text
    for path in ("record/", "items/1/", "minutes/"):
        assert client.get(MEETING + path).headers["Location"] == MEETING


def test_what_is_not_there_is_not_found(client: FlaskClient, app_village: Village) -> None:
    call(app_village, council(app_village))
    desk = Desk(client, app_village)
    for path in ("meetings/9/", "meetings/1/items/9/", "meetings/1/minutes/"):
        assert client.get(f"/c/liugen/{path}").status_code == 404
    assert desk.post("/c/liugen/meetings/9/reopen/").status_code == 404


def test_a_visitor_signs_in_first_and_a_clerk_of_elsewhere_is_refused(
    client: FlaskClient, app_village: Village, house: House
) -> None:
    held(app_village)
    private = ("meetings/new/", "meetings/1/record/", "meetings/1/minutes/", "meetings/1/items/1/")
    for path in private:
        assert client.get(f"/c/liugen/{path}").status_code == 302
    other = make_village(house.database, "taoyuan", "桃园社区")
    desk = Desk(client, other)
    for path in private:
        assert client.get(f"/c/liugen/{path}").status_code == 403
    assert desk.post(MEETING + "close/", **END).status_code == 403
    assert client.get("/c/taoyuan/meetings/1/").status_code == 404
    assert desk.post("/c/taoyuan/meetings/1/close/", **END).status_code == 404


def test_the_supervisor_records_nothing(client: FlaskClient, app_village: Village) -> None:
    held(app_village)
    desk = Desk(client, app_village, Role.SUPERVISOR)
    assert client.get(MEETING + "minutes/").status_code == 403
    assert desk.post(MEETING + "minutes/", base="1", then="adopt").status_code == 403
    assert "报村民代表会议决定" in client.get(MEETING).text


def test_a_long_list_goes_on(client: FlaskClient, app_village: Village) -> None:
    body = council(app_village)
    for at in range(21):
        call(app_village, body, title=f"第 {at + 1:02} 次会")
    first = client.get("/c/liugen/meetings/").text
    assert "第 21 次会" in first
    assert "第 01 次会" not in first
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "第 01 次会" in client.get(older).text
    for odd in ("x", "1-x", "9" * 17 + "-1"):
        assert client.get(f"/c/liugen/meetings/?before={odd}").status_code == 200
