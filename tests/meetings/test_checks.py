"""Minutes going round before they are adopted, on both databases and on pages."""

from typing import Any

from flask.testing import FlaskClient

from participation.kernel.actor import OPERATOR, Actor
from participation.kernel.outcome import Done
from participation.meetings import actions, store
from participation.meetings.actions.checks import answer_remark, check_minutes
from participation.meetings.present.checks import round_line
from participation.meetings.rules.checks import Round
from participation.meetings.rules.minutes import Texts
from participation.meetings.rules.roll import Attendee
from participation.meetings.store.checks import list_checks
from tests.conftest import Village, token_of
from tests.meetings.sitting import (
    MEMBERS,
    adopt,
    call,
    close,
    council,
    found_body,
    held,
    mark,
    record,
    seat,
)
from tests.meetings.test_pages import MEETING, Desk
from tests.meetings.test_replies import home_actor, roll_of
from tests.residents.people import add_home

CHECK, ROUND = MEETING + "check/", MEETING + "round/"


def say(village: Village, line: Attendee, actor: Actor, words: str = "", no: int = 1) -> Any:
    is_own = actor is not OPERATOR
    return village.do(
        lambda s, e: check_minutes(s, e, 1, no, line.id, words=words, is_own=is_own), actor
    )


def answer(village: Village, check: Any, words: str = "", *, is_taken: bool = False) -> Any:
    return village.do(lambda s, e: answer_remark(s, e, 1, check.id, is_taken=is_taken, words=words))


def revise(village: Village, closing: str = "散会。", base: int = 1) -> Any:
    revision = village.read(
        lambda s: store.find_revision(s, village.id, store.find_meeting(s, village.id, 1).id, base)
    )
    texts = Texts(revision.minutes.texts.items, revision.minutes.texts.opening, closing)
    return village.do(lambda s, e: actions.revise_minutes(s, e, 1, base, texts))


def test_a_remark_comes_back_with_its_answer(village: Village) -> None:
    meeting = held(village).meeting
    line = roll_of(village, meeting)[2]
    home = home_actor(village, line.person_id)
    first = say(village, line, home, " 路长记错了，\u202e是 640 米。 ").value
    assert say(village, line, home, "路长记错了，是 640 米。").value == first
    assert say(village, line, home).value.words == ""
    assert answer(village, first, is_taken=True).code == "nothing-changed-yet"
    assert isinstance(revise(village), Done)
    assert isinstance(answer(village, first, "改成 640 米", is_taken=True), Done)
    assert answer(village, first, "再说一次").code == "remark-gone"
    kept = village.read(lambda s: list_checks(s, village.id, meeting.id))
    assert [(one.words, one.revision_no, one.is_by_clerk) for one in kept] == [
        ("路长记错了，是 640 米。", 1, False),
        ("", 1, False),
    ]
    done = kept[0].answer
    assert done is not None
    assert (done.is_taken, done.words) == (True, "改成 640 米")
    assert say(village, line, home, "还有一处").code == "minutes-moved-on"


def test_nobody_speaks_for_another_home_and_nobody_who_was_away(village: Village) -> None:
    body = council(village)
    meeting = call(village, body).value
    mark(village, meeting, 陈悦="leave")
    record(village, meeting, yes=4, no=1, abstain=0)
    close(village, meeting)
    roll = roll_of(village, meeting)
    other = add_home(village, "3-099", ("沈大勇",)).people["沈大勇"]
    stranger = home_actor(village, other)
    assert say(village, roll[0], stranger).code == "not-your-seat"
    away = next(one for one in roll if one.name == "陈悦")
    assert say(village, away, home_actor(village, away.person_id)).code == "was-not-there"
    assert say(village, away, OPERATOR).code == "was-not-there"
    assert say(village, roll[0], OPERATOR, "当面说的").value.is_by_clerk


def test_minutes_are_not_adopted_over_an_open_remark(village: Village) -> None:
    meeting = held(village).meeting
    remark = say(village, roll_of(village, meeting)[0], OPERATOR, "不对").value
    refused = adopt(village, meeting)
    assert (refused.code, refused.facts["count"]) == ("remarks-open", 1)
    answer(village, remark, "录音里是这样")
    assert isinstance(adopt(village, meeting), Done)
    late = say(village, roll_of(village, meeting)[0], OPERATOR, "还是不对")
    assert late.code == "meeting-adopted"
    assert answer(village, remark, "迟了").code == "meeting-adopted"


def test_nothing_goes_round_before_the_meeting_is_over(village: Village) -> None:
    meeting = call(village, council(village)).value
    mark(village, meeting)
    assert say(village, roll_of(village, meeting)[0], OPERATOR, no=0).code == "meeting-not-held"


def test_who_was_there_reads_it_on_the_home_card_and_says_what_is_wrong(
    client: FlaskClient, app_village: Village
) -> None:
    body = found_body(app_village).value
    home = add_home(app_village, "3-041", MEMBERS)
    for name in MEMBERS:
        seat(app_village, body.no, home.people[name])
    meeting = call(app_village, body).value
    mark(app_village, meeting, 陈悦="leave")
    record(app_village, meeting, yes=4, no=1, abstain=0)
    assert client.get(CHECK).status_code in {302, 303}
    client.set_cookie("home_card", home.card, path="/c/liugen/")
    assert client.get(CHECK).headers["Location"] == MEETING
    close(app_village, meeting)
    assert "您到了会，请看看记录" in client.get("/c/liugen/").text
    assert "请看看记得对不对" in client.get(MEETING).text
    page = client.get(CHECK).text
    assert "张𬭚：先修 280 米。" in page
    assert page.count("记得对吗？") == 5
    line = roll_of(app_village, meeting)[2]
    token = token_of(page)
    sent = {"csrf_token": token, "who": line.id.hex, "revision": "1"}
    empty = client.post(CHECK, data=sent | {"how": "wrong", "words": " "})
    assert empty.status_code == 422
    assert "点“没有意见”" in empty.text
    long = client.post(CHECK, data=sent | {"how": "wrong", "words": "字" * 501})
    assert "字" * 501 in long.text
    assert client.post(CHECK, data=sent | {"how": "wrong", "words": "是 640 米"}).status_code == 303
    others = [one for one in roll_of(app_village, meeting) if one.name not in {line.name, "陈悦"}]
    for one in others:
        say(app_village, one, OPERATOR)
    assert "请看看记录" not in client.get("/c/liugen/").text
    assert "等记录的人答复" in client.get(CHECK).text
    said = app_village.read(lambda s: list_checks(s, app_village.id, meeting.id))
    remark = next(one for one in said if one.words)
    revise(app_village)
    moved = client.post(CHECK, data=sent | {"how": "right"})
    assert moved.status_code == 422
    assert "记录刚刚改过" in moved.text
    answer(app_village, remark, "改了", is_taken=True)
    assert client.post(CHECK, data=sent | {"how": "right", "revision": "2"}).status_code == 303
    page = client.get(CHECK).text
    assert "照着改了" in page
    assert "没有意见。这是确认，不是签字" in page
    assert page.count("记得对吗？") == 4
    adopt(app_village, meeting, 2)
    assert client.get(CHECK).headers["Location"] == MEETING
    over = client.post(CHECK, data=sent | {"how": "right", "revision": "2"})
    assert over.status_code == 422
    assert "记录已经定稿" in over.text


def test_the_clerk_reads_it_out_and_writes_down_what_is_said(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = held(app_village).meeting
    line = roll_of(app_village, meeting)[2]
    desk = Desk(client, app_village)
    assert "到会 6 人，看过 0 人" in client.get(ROUND).text
    sent = {"who": line.id.hex, "revision": "1"}
    assert "请写上哪里不对" in desk.post(ROUND, how="wrong", said=" ", **sent).text
    assert desk.post(ROUND, how="wrong", said="路长记错了", **sent).headers["Location"] == ROUND
    page = client.get(ROUND).text
    assert "路长记错了" in page
    assert "当面说的" in page
    assert "还有 1 处没有答复" in client.get(MEETING + "minutes/").text
    remark = page.split('name="remark" value="')[1].split('"')[0]
    refused = desk.post(ROUND, how="left", remark=remark, words="")
    assert refused.status_code == 422
    assert "请写一句为什么" in refused.text
    long = desk.post(ROUND, how="left", remark=remark, words="字" * 501)
    assert long.status_code == 422
    assert "字" * 501 in long.text
    desk.post(ROUND, how="left", remark=remark, words="录音里是这样说的")
    desk.post(ROUND, how="right", **sent)
    page = client.get(ROUND).text
    assert "录音里是这样说的" in page
    assert "到会 6 人，看过 1 人；提了 1 处，改了 0 处" in page
    stale = desk.post(ROUND, how="wrong", said="打了很多字", who=line.id.hex, revision="7")
    assert stale.status_code == 422
    assert "打了很多字" in stale.text


def test_the_round_of_a_meeting_without_minutes_is_nowhere(
    client: FlaskClient, app_village: Village
) -> None:
    call(app_village, council(app_village))
    Desk(client, app_village)
    assert client.get(ROUND).status_code == 404


def test_the_paper_says_how_far_minutes_went_round() -> None:
    assert round_line(Round(6, 0, 0, 0)) == ""
    assert "6 人里有 2 人看过这份记录。" in round_line(Round(6, 2, 0, 0))
    assert "提了 3 处，改了 1 处" in round_line(Round(6, 2, 3, 1))
