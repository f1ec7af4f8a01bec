"""A 议事会 of 柳根村 with its members, and a meeting of it, for tests of every room."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from participation.bodies import actions as bodies
from participation.bodies.actions.charters import write_charter
from participation.bodies.rules import Body, BodyKind, SeatOffice, Share, share_of
from participation.bodies.rules.charters import CharterVersion
from participation.kernel.outcome import Done
from participation.matters.rules import Matter
from participation.matters.store import list_matters
from participation.meetings import actions, store
from participation.meetings.actions import Wanted
from participation.meetings.rules.items import Entry, Method, Task
from participation.meetings.rules.law import Under
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Presence
from tests.conftest import NOON, SHANGHAI, Village
from tests.matters.raising import LAMP, raise_lamp
from tests.residents.people import add_home
from tests.votes.ballots import RULES

MEMBERS = ("李㛃", "赵敏", "王䶮", "张𬭚", "买买提·吐尔逊", "陈悦")
DAY = date(2026, 11, 24)
STARTS = NOON + timedelta(hours=7)
ENDS = STARTS + timedelta(hours=1, minutes=30)
CLAUSE = "《柳根村村民议事会章程》第九条"


def share(text: str) -> Share:
    found = share_of(text)
    assert found is not None
    return found


def found_body(village: Village, name: str = "柳根村村民议事会", **more: Any) -> Any:
    said: dict[str, Any] = {
        "kind": BodyKind.COUNCIL,
        "name": name,
        "founded_on": date(2026, 1, 5),
        "clause": CLAUSE,
        "quorum": share("ge 2/3"),
        "majority": share("gt 1/2"),
    }
    return village.do(lambda s, e: bodies.found_body(s, e, **said | more))


def seat(village: Village, body_no: int, person_id: Any, **more: Any) -> Any:
    said: dict[str, Any] = {
        "office": SeatOffice.MEMBER,
        "from_day": date(2026, 1, 5),
        "until_day": None,
        "elected_by": "村民代表会议推选",
    }
    return village.do(lambda s, e: bodies.seat(s, e, body_no, person_id, **said | more))


def council(village: Village, names: tuple[str, ...] = MEMBERS, label: str = "3-041") -> Body:
    """Found the body and seat its members, the first as convenor, the second as recorder."""
    body: Body = found_body(village).value
    home = add_home(village, label, names)
    offices = [SeatOffice.CONVENOR, SeatOffice.RECORDER]
    for at, name in enumerate(names):
        office = offices[at] if at < 2 else SeatOffice.MEMBER
        assert isinstance(seat(village, body.no, home.people[name], office=office), Done)
    return body


def chartered(village: Village, body: Body, **more: Any) -> CharterVersion:
    """Write a body's charter, in force since February, as nothing but its numbers matter."""
    said: dict[str, Any] = {
        "since": date(2026, 2, 1),
        "name": "柳根村村民议事会章程",
        "article": 9,
        "text": "第九条 三分之二以上到会才能开会。",
        "quorum": share("ge 2/3"),
        "majority": share("gt 1/2"),
        "notice_days": 3,
        "minutes": 2,
        "turns": 2,
        "ways": (),
        "approval": None,
        "adopted_by": "",
        "zone": SHANGHAI,
    }
    done = village.do(lambda s, e: write_charter(s, e, body.no, **said | more))
    assert isinstance(done, Done), done
    version: CharterVersion = done.value
    return version


def call(village: Village, body: Body, agenda: list[Wanted] | None = None, **more: Any) -> Any:
    said: dict[str, Any] = {
        "body_no": body.no,
        "title": "商量村东路怎么修",
        "place": "村部二楼会议室",
        "starts_at": STARTS,
        "day": DAY,
        "convened_by": "李㛃",
        "chair": "李㛃",
        "recorder": "赵敏",
        "agenda": [Wanted("村东路修不修")] if agenda is None else agenda,
        "rules": RULES,
        "reason": "水管冻裂，等不及",
    }
    return village.do(lambda s, e: actions.call_meeting(s, e, **said | more))


def mark(village: Village, meeting: Meeting, **statuses: str) -> Any:
    """Mark members by name; those not named are present."""
    roll = village.read(lambda s: store.list_attendees(s, village.id, meeting.id))
    marks = {one.id: Presence(statuses.get(one.name, "present")) for one in roll}
    return village.do(lambda s, e: actions.take_attendance(s, e, meeting.no, marks))


def record(village: Village, meeting: Meeting, position: int = 1, **more: Any) -> Any:
    said: dict[str, Any] = {
        "proposer": "第三小组",
        "motion": "今年修完村东路 620 米。",
        "discussion": "张𬭚：先修 280 米。\n买买提·吐尔逊：一次修完省钱。",
        "method": Method.HANDS,
        "yes": 4,
        "no": 1,
        "abstain": 1,
        "decision": "报村民代表会议决定。",
        "dissent": "王䶮：钱没有到账以前，不同意动工。",
        "task": Task("问镇里奖补的条件", "张𬭚", date(2026, 12, 5)),
    }
    entry = Entry(**said | more)
    return village.do(
        lambda s, e: actions.record_item(s, e, meeting.no, position, entry, RULES, DAY)
    )


def close(village: Village, meeting: Meeting, ends: datetime = ENDS) -> Any:
    return village.do(lambda s, e: actions.close_meeting(s, e, meeting.no, ends, Under(RULES, DAY)))


def adopt(village: Village, meeting: Meeting, base_no: int = 1) -> Any:
    return village.do(lambda s, e: actions.adopt_minutes(s, e, meeting.no, base_no, SHANGHAI))


def raised(village: Village, text: str = "村东路今年修不修", label: str = "") -> Matter:
    """A matter raised from a home of its own."""
    count = len(village.read(lambda s: list_matters(s, village.id, None, 50)))
    home = add_home(village, label or f"9-{count + 1:03}", ("韩梅",))
    return raise_lamp(village, home, replace(LAMP, title=text))


@dataclass
class Sitting:
    """A meeting and its body."""

    body: Body
    meeting: Meeting


def held(village: Village, agenda: list[Wanted] | None = None) -> Sitting:
    """A meeting that took place: all there, its first item voted on, closed."""
    body = council(village)
    meeting = call(village, body, agenda).value
    for outcome in (mark(village, meeting), record(village, meeting), close(village, meeting)):
        assert isinstance(outcome, Done), outcome
    return Sitting(body, meeting)


def adopted(village: Village) -> Sitting:
    """A meeting whose minutes are adopted."""
    sitting = held(village)
    assert isinstance(adopt(village, sitting.meeting), Done)
    return sitting
