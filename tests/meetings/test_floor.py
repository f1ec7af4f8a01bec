"""The floor in the database and on the pages: one thing at a time, and every vote counted once."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError

from participation.bodies.rules import BodyKind
from participation.kernel import ids
from participation.kernel.actor import Actor, Kind
from participation.kernel.outcome import Done
from participation.meetings import store
from participation.meetings.actions import floor as floors
from participation.meetings.actions import motions, speaking
from participation.meetings.actions import room_votes as votes
from participation.meetings.actions.room_votes import room_code
from participation.meetings.rules.floor import (
    Choice,
    Floor,
    MotionState,
    Side,
    SpeakingRules,
    VoteState,
)
from participation.meetings.rules.items import Method, Outcome, Votes
from participation.meetings.rules.law import Under
from participation.meetings.store.floor import add_motion, floor_of
from participation.meetings.store.room_votes import list_ballots, save_ballot
from participation.web.house import House
from tests.conftest import KEY, NOON, Village, token_of
from tests.meetings.sitting import (
    DAY,
    MEMBERS,
    Sitting,
    Wanted,
    call,
    chartered,
    close,
    found_body,
    mark,
    record,
    seat,
    share,
)
from tests.meetings.test_gates import sign
from tests.meetings.test_pages import Desk
from tests.residents.people import Home, add_home
from tests.votes.ballots import RULES

UNDER = Under(RULES, DAY)
TEXT = "今年修完村东路 620 米。"
ROOM = "/c/liugen/meetings/1/"


class Room:
    """An opened meeting of the 议事会: all there but who is said to be away."""

    def __init__(self, village: Village, **statuses: str) -> None:
        self.village = village
        self.home = add_home(village, "3-041", MEMBERS)
        body = found_body(village).value
        for name in MEMBERS:
            assert isinstance(seat(village, body.no, self.home.people[name]), Done)
        self.sitting = Sitting(body, call(village, body, [Wanted("修路"), Wanted("路灯")]).value)
        self.no = self.sitting.meeting.no
        assert isinstance(mark(village, self.sitting.meeting, **statuses), Done)
        self.lines = {one.name: one for one in self._roll()}

    def _roll(self) -> Any:
        meeting_id = self.sitting.meeting.id
        return self.village.read(lambda s: store.list_attendees(s, self.village.id, meeting_id))

    def do(self, deed: Callable[..., Any], *args: Any, after: int = 0, **more: Any) -> Any:
        """Run an errand of the room so many seconds after noon."""
        now = NOON + timedelta(seconds=after)
        return self.village.do(lambda s, e: deed(s, e, self.no, *args, **more), now=now)

    def open(self) -> "Room":
        assert isinstance(self.do(floors.open_floor, self.lines["李㛃"].id), Done)
        return self

    def move(self) -> "Room":
        moved = self.do(motions.put_motion, TEXT, self.lines["王䶮"].id)
        assert isinstance(moved, Done), moved
        return self

    def ask(self, name: str, side: Side = Side.FOR, after: int = 0) -> Any:
        return self.do(speaking.ask, self.lines[name].id, side, is_own=False, after=after)

    def vote(self, method: Method, *, is_amendment: bool = False) -> Any:
        return self.do(votes.open_room_vote, method, UNDER, is_amendment=is_amendment)

    def count(self, yes: int, no: int, by: str = "赵敏", abstain: int = 0) -> Any:
        return self.do(votes.count_vote, (yes, no, abstain), by, UNDER)

    @property
    def floor(self) -> Floor:
        meeting_id = self.sitting.meeting.id
        found = self.village.read(lambda s: floor_of(s, self.village.id, meeting_id))
        assert isinstance(found, Floor)
        return found


def test_nothing_is_said_before_the_chair_opens_and_it_opens_once(village: Village) -> None:
    room = Room(village, 陈悦="absent")
    assert room.ask("王䶮").code == "meeting-not-opened"
    assert room.do(floors.open_floor, room.lines["陈悦"].id).code == "not-present"
    assert room.do(floors.open_floor, ids.new_id()).code == "attendee-gone"
    longer = SpeakingRules(timedelta(minutes=3), 1)
    chartered(village, room.sitting.body, minutes=3, turns=1)
    done = room.do(floors.open_floor, room.lines["李㛃"].id)
    assert room.floor == done.value
    assert room.do(floors.open_floor, room.lines["李㛃"].id).code == "meeting-opened"
    assert (room.floor.opened_at, room.floor.rules) == (NOON, longer)
    assert room.ask("王䶮").code == "motion-first"


def test_a_debate_as_it_happens_is_read_back_as_it_happened(village: Village) -> None:
    room = Room(village).open().move()
    assert room.ask("李㛃").code == "chair-must-hand-over"
    assert room.do(motions.put_motion, "另一句", None, "第三小组").code == "motion-still-open"
    assert room.do(floors.take_up, 2).code == "motion-still-open"
    for at, (name, side) in enumerate((("王䶮", Side.FOR), ("张𬭚", Side.AGAINST))):
        assert isinstance(room.ask(name, side, after=at), Done)
    assert room.do(speaking.call_next, after=10).value.attendee_id == room.lines["王䶮"].id
    assert room.do(speaking.call_next, after=129).code == "somebody-speaks"
    assert room.do(speaking.finish, "", is_cut=True, after=129).code == "time-left"
    assert room.do(speaking.finish, "字" * 301, is_cut=False, after=130).code == "line-long"
    second = room.do(speaking.call_next, after=130)
    assert second.value.attendee_id == room.lines["张𬭚"].id, "two minutes are over at 130"
    done = room.do(speaking.finish, "先修 280 米。", is_cut=False, after=170).value
    assert [str(one.state) for one in room.floor.turns] == ["done", "done"]
    assert room.floor.turns[1] == done
    assert room.do(speaking.finish, "", is_cut=False).code == "nobody-speaks"
    assert isinstance(room.do(floors.hand_over, room.lines["赵敏"].id), Done)
    assert isinstance(room.ask("李㛃", after=180), Done)
    assert room.do(floors.hand_over, room.lines["李㛃"].id).code == "chair-still-party"
    waits = room.floor.waiting[0]
    assert isinstance(room.do(speaking.drop, waits.id, is_own=False), Done)
    assert room.do(speaking.drop, waits.id, is_own=False).code == "turn-gone"
    assert isinstance(room.do(floors.hand_over, room.lines["李㛃"].id), Done)
    assert len(room.floor.handovers) == 2


def test_other_words_are_taken_by_the_mover_or_by_a_vote_and_the_last_ones_decide(
    village: Village,
) -> None:
    room = Room(village).open().move()
    by = room.lines["张𬭚"].id
    assert room.do(motions.propose_amendment, TEXT, by).code == "amendment-same"
    assert isinstance(room.do(motions.propose_amendment, "今年修 280 米。", by), Done)
    assert room.vote(Method.HANDS).code == "amendment-first"
    assert isinstance(room.do(motions.settle_amendment, is_accepted=True), Done)
    assert room.do(motions.settle_amendment, is_accepted=True).code == "amendment-gone"
    assert isinstance(room.do(motions.propose_amendment, "今年修 300 米。", by), Done)
    assert isinstance(room.vote(Method.SECRET, is_amendment=True), Done)
    assert isinstance(room.count(2, 3), Done)
    assert [str(one.state) for one in room.floor.amendments] == ["accepted", "lost"]
    assert isinstance(room.vote(Method.HANDS), Done)
    first = room.count(4, 2).value
    assert first.state is VoteState.OPEN, "hands are counted twice"
    assert room.count(7, 2).code == "counts-exceed-present"
    assert room.count(4, 2, by="").code == "count-by-missing"
    assert room.do(votes.close_phone_vote, UNDER).code == "no-phone-vote"
    result = room.count(4, 1).value
    assert result.state is VoteState.OPEN, "and once more where they differ"
    result = room.count(4, 1).value
    assert (result.outcome, result.votes) == (Outcome.AGREED, Votes(4, 1, 1, 6))
    (item, *_rest) = village.read(
        lambda s: store.list_items(s, village.id, room.sitting.meeting.id)
    )
    assert (item.motion, item.votes, item.method) == (
        "今年修 280 米。",
        Votes(4, 1, 1, 6),
        Method.HANDS,
    )
    assert room.floor.motions[0].state is MotionState.DECIDED
    assert record(village, room.sitting.meeting).code == "counted-in-room"
    came: dict[str, Any] = {"motion": item.motion, "yes": 4, "no": 1, "abstain": 1}
    assert isinstance(record(village, room.sitting.meeting, **came), Done)
    assert room.do(motions.put_motion, "再来", None, "第三小组").code == "item-decided"
    assert isinstance(room.do(floors.take_up, 2), Done)
    assert isinstance(room.move().do(motions.withdraw_motion), Done)
    assert isinstance(close(village, room.sitting.meeting), Done)


def test_a_meeting_does_not_end_over_a_motion_and_a_vote_that_failed_is_void(
    village: Village,
) -> None:
    room = Room(village).open().move()
    assert isinstance(room.vote(Method.HANDS), Done)
    assert close(village, room.sitting.meeting).code == "vote-open"
    assert isinstance(room.do(votes.cancel_room_vote), Done)
    assert room.do(votes.cancel_room_vote).code == "no-vote-open"
    assert close(village, room.sitting.meeting).code == "motion-still-open"
    assert room.floor.last_vote(room.floor.motions[0].item_id) is None


def card_of(home: Home) -> Actor:
    return Actor(Kind.CARD, home.label, household_id=home.id)


def presses(room: Room, name: str, choice: Choice, actor: Actor, code: str = "") -> Any:
    vote = room.floor.vote
    code = code or (room_code(KEY, vote.id) if vote else "0000")
    line = room.lines[name].id
    return room.village.do(lambda s, e: votes.press(s, e, room.no, line, choice, code), actor)


def test_by_telephone_each_member_there_has_one_vote_that_may_change(village: Village) -> None:
    room = Room(village, 陈悦="called").open().move()
    own = card_of(room.home)
    assert presses(room, "王䶮", Choice.YES, own).code == "no-phone-vote"
    assert isinstance(room.vote(Method.OPEN), Done)
    stranger = card_of(add_home(village, "9-001", ("周大海",)))
    assert presses(room, "王䶮", Choice.YES, stranger).code == "not-your-seat"
    assert presses(room, "王䶮", Choice.YES, own, "abcd").code == "room-code-wrong"
    assert presses(room, "陈悦", Choice.YES, own).code == "not-present"
    for choice in (Choice.NO, Choice.YES):
        assert isinstance(presses(room, "王䶮", choice, own), Done)
    mark(village, room.sitting.meeting)  # 陈悦 comes late
    assert isinstance(presses(room, "陈悦", Choice.NO, own), Done)
    assert room.count(1, 1).code == "phone-counts-itself"
    closed = room.do(votes.close_phone_vote, UNDER).value
    assert closed.votes == Votes(1, 1, 4, 6)
    assert closed.outcome is Outcome.NOT_AGREED
    named = dict(room.floor.votes[-1].pressed)
    assert named[room.lines["王䶮"].id] is Choice.YES
    assert named[room.lines["李㛃"].id] is Choice.ABSTAIN
    assert presses(room, "王䶮", Choice.NO, own).code == "no-phone-vote"


def test_what_was_acknowledged_while_the_chair_closed_is_counted(village: Village) -> None:
    room = Room(village).open().move()
    for _round in range(3):
        assert isinstance(room.vote(Method.OPEN), Done)
        counted, acknowledged = _rush(room)
        assert counted == acknowledged, "an acknowledged vote was not counted"


def _rush(room: Room) -> tuple[int, int]:
    """All press while the chair closes; return how many were counted, and acknowledged."""
    vote = room.floor.vote
    assert vote is not None
    gate = threading.Barrier(len(MEMBERS) + 1)
    told: list[Any] = []

    def press(name: str) -> None:
        gate.wait()
        code = room_code(KEY, vote.id)
        told.append(presses(room, name, Choice.YES, card_of(room.home), code))

    def stop(session: Any, errand: Any) -> Any:
        """Close as the chair does, but leave the motion on the floor for the next round."""
        assert isinstance(votes.cancel_room_vote(session, errand, room.no), Done)
        return Done(len(list_ballots(session, errand.committee_id, vote.id)))

    threads = [threading.Thread(target=press, args=(name,)) for name in MEMBERS]
    for thread in threads:
        thread.start()
    gate.wait()
    counted = room.village.do(stop).value
    for thread in threads:
        thread.join()
    return counted, sum(isinstance(one, Done) for one in told)


def test_a_naive_twin_that_looks_first_and_writes_later_loses_a_vote(village: Village) -> None:
    room = Room(village).open().move()
    vote = room.vote(Method.OPEN).value
    line = room.lines["王䶮"].id
    seen = room.floor.vote
    assert seen is not None, "the twin looked: the vote is open"
    closed = room.do(votes.close_phone_vote, UNDER).value

    def late(session: Any, errand: Any) -> Done[None]:
        cid = errand.committee_id
        save_ballot(session, cid, errand.new_id(), vote.id, line, Choice.YES)
        return Done(None)

    assert isinstance(village.do(late), Done), "the twin acknowledges"
    assert closed.votes.yes == 0
    kept = village.read(lambda s: list_ballots(s, village.id, vote.id))
    assert kept[line] is Choice.YES, "acknowledged, and not counted"


def test_the_database_itself_knows_one_motion_at_a_time(village: Village) -> None:
    room = Room(village).open().move()
    (motion,) = room.floor.motions
    twin = replace(motion, id=ids.new_id())

    def second(session: Any, errand: Any) -> Done[None]:
        add_motion(session, errand.committee_id, room.sitting.meeting.id, twin)
        return Done(None)

    with pytest.raises(IntegrityError):
        village.do(second)


def test_a_refused_form_of_the_room_keeps_what_was_typed(
    client: FlaskClient, app_village: Village
) -> None:
    room = Room(app_village)
    desk = Desk(client, app_village)
    chair = {"chair-who": room.lines["李㛃"].id.hex}
    assert desk.post(ROOM + "floor/open/", **chair).status_code == 303
    said = {"motion-motion": TEXT, "motion-who": room.lines["李㛃"].id.hex, "motion-mover": ""}
    refused = desk.post(ROOM + "floor/motion/", **said)
    assert refused.status_code == 422
    assert TEXT in refused.text
    assert "请先把主持交给别人" in refused.text
    said["motion-who"] = ""
    refused = desk.post(ROOM + "floor/motion/", **said)
    assert "请选是谁提的" in refused.text
    said["motion-mover"] = "第三小组"
    assert desk.post(ROOM + "floor/motion/", **said).status_code == 303
    assert desk.post(ROOM + "floor/vote/", method="none").status_code == 400
    assert "没有人等着发言" in desk.post(ROOM + "floor/turns/call/").text


def test_the_wall_names_the_speaker_alone_and_in_whole_only_to_those_at_home(
    client: FlaskClient, app_village: Village
) -> None:
    room = Room(app_village)
    waiting = client.get(ROOM + "wall/")
    assert "<svg" in waiting.text
    assert '<noscript><meta http-equiv="refresh"' in waiting.text
    room.open().move()
    for name, side in (("王䶮", Side.FOR), ("张𬭚", Side.AGAINST)):
        room.ask(name, side)
    room.do(speaking.call_next)
    shown = client.get(ROOM + "wall/")
    for name in MEMBERS:
        assert name not in shown.text
    assert "王*" in shown.text or "*䶮" in shown.text
    assert TEXT in shown.text
    tag = {"If-None-Match": shown.headers["ETag"]}
    assert client.get(ROOM + "wall/", headers=tag).status_code == 304
    room.ask("陈悦")
    assert client.get(ROOM + "wall/", headers=tag).status_code == 200
    Desk(client, app_village)
    known = client.get(ROOM + "wall/").text
    assert "王䶮" in known
    assert not any(name in known for name in MEMBERS if name != "王䶮")


def test_a_member_asks_and_votes_from_the_telephone_by_the_home_card(
    client: FlaskClient, app_village: Village, house: House
) -> None:
    room = Room(app_village, 陈悦="absent").open().move()
    home = add_home(app_village, "9-001", ("周大海",))
    assert "先扫自家户卡" in client.get(ROOM + "room/").text
    client.set_cookie("home_card", home.card, path="/c/liugen/")
    assert "没有您家的席位" in client.get(ROOM + "room/").text
    client.set_cookie("home_card", room.home.card, path="/c/liugen/")
    page = client.get(ROOM + "room/").text
    token = token_of(page)
    who = room.lines["王䶮"].id.hex
    sent = {"csrf_token": token, "who": who}
    assert client.post(ROOM + "room/ask/", data=sent | {"side": "for"}).status_code == 303
    assert "排上了（赞成）" in client.get(ROOM + "room/").text
    turn = room.floor.waiting[0].id.hex
    assert (
        client.post(ROOM + "room/drop/", data={"csrf_token": token, "turn": turn}).status_code
        == 303
    )
    vote = room.vote(Method.OPEN).value
    ballot = sent | {"choice": "yes"}
    wrong = client.post(ROOM + "room/vote/", data=ballot | {"code": "x"})
    assert "四位数不对" in wrong.text
    good = {"code": room_code(house.key, vote.id)}
    assert client.post(ROOM + "room/vote/", data=ballot | good).status_code == 303
    assert "现在记着赞成" in client.get(ROOM + "room/").text
    for _try in range(6):
        wrong = client.post(ROOM + "room/vote/", data=ballot | {"code": "x"})
    assert "错了太多次" in wrong.text
    room.do(votes.close_phone_vote, UNDER)
    Desk(client, app_village)
    assert "赞成：王䶮" in client.get(ROOM + "floor/").text


def test_a_statutory_vote_opens_with_enough_by_law_and_the_wall_cites_it(
    client: FlaskClient, app_village: Village
) -> None:
    body = found_body(
        app_village,
        "村民代表会议",
        kind=BodyKind.VILLAGE_REPRESENTATIVES,
        quorum=share("ge 1/3"),
    ).value
    home = add_home(app_village, "3-041", MEMBERS)
    for name in MEMBERS:
        assert isinstance(seat(app_village, body.no, home.people[name]), Done)
    meeting = call(app_village, body, [Wanted("修路")]).value
    mark(app_village, meeting, 陈悦="absent", 张𬭚="absent", 王䶮="absent")
    roll = app_village.read(lambda s: store.list_attendees(s, app_village.id, meeting.id))
    chair = next(one for one in roll if one.name == "李㛃")

    def do(deed: Any, *args: Any, **more: Any) -> Any:
        return app_village.do(lambda s, e: deed(s, e, meeting.no, *args, **more))

    assert isinstance(do(floors.open_floor, chair.id), Done)
    assert isinstance(do(motions.put_motion, TEXT, None, "第三小组"), Done)
    hands = (votes.open_room_vote, Method.HANDS, UNDER)
    assert do(*hands, is_amendment=False).code == "party-study-missing"
    assert isinstance(sign(app_village, meeting.no), Done)
    assert do(*hands, is_amendment=False).code == "law-quorum-not-met"
    wall = client.get(ROOM + "wall/").text
    assert "到会 3，应到 6（按法律要 4，还不够）" in wall
    assert "村民委员会组织法" in wall
    mark(app_village, meeting, 陈悦="absent")
    assert isinstance(do(*hands, is_amendment=False), Done)
    for _twice in range(2):
        closed = do(votes.count_vote, (4, 1, 0), "赵敏", UNDER).value
    assert closed.outcome is Outcome.CARRIED
    wall = client.get(ROOM + "wall/").text
    assert "同意 4 ÷ 5" in wall
