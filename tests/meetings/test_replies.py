"""Answering a call, signing in at the door and leaving early, on both databases and on pages."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from participation.bodies.rules import Body
from participation.kernel import clock
from participation.kernel.actor import OPERATOR, Actor, Kind
from participation.kernel.outcome import Done
from participation.meetings import store
from participation.meetings.actions.floor import open_floor
from participation.meetings.actions.replies import answer_call, door_code, leave_early, sign_in
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Attendee, Presence, present_at, quorum
from participation.residents.store import people
from participation.web.house import House
from tests.conftest import KEY, NOON, Village, token_of
from tests.meetings.sitting import STARTS, call, close, council, found_body, mark, seat
from tests.meetings.test_pages import Desk
from tests.residents.people import add_home

SECOND = timedelta(seconds=1)


def home_actor(village: Village, person_id: Any) -> Actor:
    """The home card of somebody's household."""
    person = village.read(lambda s: people.get_person(s, village.id, person_id))
    return Actor(Kind.CARD, "3-041", household_id=person.household_id)


def roll_of(village: Village, meeting: Meeting) -> list[Attendee]:
    found: list[Attendee] = village.read(lambda s: store.list_attendees(s, village.id, meeting.id))
    return found


def answer(village: Village, line: Attendee, actor: Actor = OPERATOR, **more: Any) -> Any:
    said: dict[str, Any] = {"is_coming": True, "is_own": actor is not OPERATOR} | more
    return village.do(lambda s, e: answer_call(s, e, 1, line.id, **said), actor)


def enter(village: Village, line: Attendee, actor: Actor, now: Any, code: str = "") -> Any:
    meeting = village.read(lambda s: store.find_meeting(s, village.id, 1))
    assert meeting is not None
    code = code or door_code(KEY, meeting.id)
    return village.do(lambda s, e: sign_in(s, e, 1, code, line.id), actor, now)


def test_the_last_answer_counts_and_keeps_its_question(village: Village) -> None:
    body = council(village)
    meeting = call(village, body).value
    line = roll_of(village, meeting)[0]
    home = home_actor(village, line.person_id)
    assert isinstance(answer(village, line, home, words=("", "钱从哪里来")), Done)
    assert isinstance(answer(village, line, home, is_coming=False), Done)
    replies = village.read(lambda s: store.list_replies(s, village.id, meeting.id))
    assert list(replies) == [line.id]
    kept = replies[line.id]
    assert (kept.is_coming, kept.question, kept.is_by_clerk) == (False, "钱从哪里来", False)
    assert answer(village, line).value.is_by_clerk


def test_nobody_answers_or_signs_in_for_another_home(village: Village) -> None:
    meeting = call(village, council(village)).value
    line = roll_of(village, meeting)[0]
    other = add_home(village, "3-099", ("沈大勇",)).people["沈大勇"]
    stranger = home_actor(village, other)
    assert answer(village, line, stranger).code == "not-your-seat"
    assert enter(village, line, stranger, STARTS).code == "not-your-seat"
    assert answer(village, replace(line, id=other), home_actor(village, other)).code == (
        "attendee-gone"
    )


def test_the_door_lets_in_by_its_code_from_its_hour_until_the_close(village: Village) -> None:
    meeting = call(village, council(village)).value
    line, *rest = roll_of(village, meeting)
    home = home_actor(village, line.person_id)
    assert enter(village, line, home, STARTS, code="2222").code == "door-wrong"
    assert enter(village, line, home, NOON).code == "door-early"
    came = enter(village, line, home, STARTS - SECOND).value
    assert roll_of(village, meeting)[0] == came
    assert (came.came_at, came.is_by_door) == (STARTS - SECOND, True)
    again = enter(village, line, home, STARTS + SECOND).value
    assert again.came_at == STARTS - SECOND, "a second scan changes nothing"
    mark(village, meeting)
    assert isinstance(close(village, meeting), Done)
    assert enter(village, rest[0], home, STARTS + SECOND).code == "door-closed"


def test_who_leaves_early_no_longer_counts_but_was_there(village: Village) -> None:
    body: Body = council(village)
    meeting = call(village, body).value
    mark(village, meeting)
    chair, line, *_rest = roll_of(village, meeting)
    village.do(lambda s, e: open_floor(s, e, 1, chair.id))
    assert village.do(lambda s, e: leave_early(s, e, 1, chair.id)).code == "chair-leaving"
    assert isinstance(village.do(lambda s, e: leave_early(s, e, 1, line.id)), Done)
    assert village.do(lambda s, e: leave_early(s, e, 1, line.id)).code == "not-present"
    roll = roll_of(village, meeting)
    assert roll[1].status is Presence.PRESENT
    assert quorum(roll, body.charter).present == 6
    assert quorum(present_at(roll, village.now), body.charter).present == 5
    mark(village, meeting)
    assert roll_of(village, meeting)[1].left_at is None, "who comes back is there again"


def test_a_home_answers_in_one_tap_and_signs_in_by_the_code(
    client: FlaskClient, app_village: Village, house: House
) -> None:
    now = clock.now()
    body = found_body(app_village).value
    home = add_home(app_village, "3-041", ("王桂英",))
    seat(app_village, body.no, home.people["王桂英"])
    meeting = call(app_village, body, starts_at=now + timedelta(minutes=30)).value
    line = roll_of(app_village, meeting)[0]
    client.get(f"/s/{home.card}", follow_redirects=True)
    page = client.get("/c/liugen/").text
    assert "请您来开会" in page
    token = token_of(page)
    sent = {"csrf_token": token, "who": line.id.hex, "answer": "yes"}
    assert client.post("/c/liugen/meetings/1/reply/", data=sent).status_code == 303
    assert "您说了：来。" in client.get("/c/liugen/meetings/1/").text
    assert f'value="{line.id.hex}"' not in client.get("/c/liugen/").text
    asked = sent | {"question": "钱从哪里来", "reason": ""}
    assert client.post("/c/liugen/meetings/1/reply/", data=asked).status_code == 303
    long = sent | {"question": "问" * 121, "reason": ""}
    assert client.post("/c/liugen/meetings/1/reply/", data=long).status_code == 422
    wrong = client.post("/c/liugen/meetings/1/door/2222/", data=sent)
    assert "这个码不对" in wrong.text
    door = f"/c/liugen/meetings/1/door/{door_code(house.key, meeting.id)}/"
    assert "您是哪一位" in client.get(door).text
    assert client.post(door, data=sent).status_code == 303
    assert "已经签到了" in client.get(door).text
    assert roll_of(app_village, meeting)[0].is_by_door
    Desk(client, app_village)
    assert "王桂英会前问：钱从哪里来" in client.get("/c/liugen/meetings/1/").text
