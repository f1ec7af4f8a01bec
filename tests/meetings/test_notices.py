"""Notices of meetings on both databases: too soon, moved, called off, and who is told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from participation.bodies.rules import BodyKind
from participation.kernel.outcome import Done, Refusal
from participation.meetings import store
from participation.meetings.actions.notices import cancel_meeting, move_meeting
from participation.meetings.rules.life import Meeting, State
from participation.meetings.rules.notice import NoticeKind
from participation.meetings.store.notices import list_notices
from tests.conftest import NOON, Village
from tests.meetings.sitting import DAY, STARTS, call, council, found_body, mark, seat
from tests.residents.people import add_home
from tests.votes.ballots import RULES

LATER = STARTS + timedelta(days=1)


def notices_of(village: Village, meeting: Meeting) -> Any:
    return village.read(lambda s: list_notices(s, village.id, meeting.id))


def move(village: Village, no: int, **more: Any) -> Any:
    said: dict[str, Any] = {
        "place": "小学操场",
        "starts_at": LATER,
        "day": DAY + timedelta(days=1),
        "reason": "村部停电",
        "rules": RULES,
    }
    return village.do(lambda s, e: move_meeting(s, e, no, **said | more))


def test_a_call_too_soon_is_refused_without_a_reason_and_says_it_with_one(
    village: Village,
) -> None:
    body = council(village)
    refusal = call(village, body, reason="")
    assert refusal.code == "notice-short-usual"
    in_time = call(village, body, reason="用不上", starts_at=NOON + timedelta(days=3)).value
    (first,) = notices_of(village, in_time)
    assert (first.kind, first.reason, first.days) == (NoticeKind.CALLED, "", 3)
    late = call(village, body, reason="水管冻裂").value
    assert notices_of(village, late)[0].reason == "水管冻裂"


def test_owners_are_told_fifteen_days_before_whatever_the_reason(village: Village) -> None:
    body = found_body(village, "柳园小区业主大会", kind=BodyKind.OWNERS).value
    home = add_home(village, "3-041", ("李㛃",))
    assert isinstance(seat(village, body.no, home.people["李㛃"]), Done)
    first = NOON + timedelta(days=15)
    refusal = call(village, body, starts_at=first - timedelta(seconds=1))
    assert refusal.code == "notice-short-fixed"
    assert "第 14 条" in refusal.facts["clause"]
    assert isinstance(call(village, body, starts_at=first, reason=""), Done)


def test_a_move_is_a_new_notice_and_keeps_the_first(village: Village) -> None:
    meeting = call(village, council(village)).value
    moved = move(village, meeting.no).value
    now = village.read(lambda s: store.find_meeting(s, village.id, meeting.no))
    assert now == moved
    called, second = notices_of(village, meeting)
    assert (called.place, called.starts_at) == (meeting.place, STARTS)
    assert (second.kind, second.place, second.reason) == (NoticeKind.MOVED, "小学操场", "村部停电")
    assert move(village, meeting.no).code == "nothing-moved"
    assert move(village, meeting.no, place="村部", reason="").code == "change-reason-missing"


def test_a_meeting_called_off_is_over(village: Village) -> None:
    meeting = call(village, council(village)).value
    assert isinstance(
        village.do(lambda s, e: cancel_meeting(s, e, meeting.no, "没有人来得了")), Done
    )
    found = village.read(lambda s: store.find_meeting(s, village.id, meeting.no))
    assert found is not None
    assert found.state is State.CANCELLED
    for refusal in (
        village.do(lambda s, e: cancel_meeting(s, e, meeting.no, "再说一遍")),
        move(village, meeting.no),
        mark(village, meeting),
    ):
        assert isinstance(refusal, Refusal)
        assert refusal.code == "meeting-cancelled"


def test_owners_meeting_moved_to_another_hour_gets_its_days_again(village: Village) -> None:
    body = found_body(village, "柳园小区业主大会", kind=BodyKind.OWNERS).value
    home = add_home(village, "3-041", ("李㛃",))
    assert isinstance(seat(village, body.no, home.people["李㛃"]), Done)
    first = NOON + timedelta(days=20)
    meeting = call(village, body, starts_at=first).value
    soon = move(village, meeting.no, starts_at=NOON + timedelta(days=14))
    assert soon.code == "notice-short-fixed"
    assert isinstance(move(village, meeting.no, starts_at=first), Done), (
        "the place alone may change"
    )


def test_no_notice_is_changed_afterwards(village: Village) -> None:
    call(village, council(village))
    with pytest.raises(DatabaseError, match="insert-only"):
        village.do(
            lambda s, e: s.execute(text("UPDATE meeting_notices SET reason = '改写'"))  # type: ignore[func-returns-value]
        )


def test_everybody_is_told_in_the_group_and_by_the_loudspeaker(village: Village) -> None:
    meeting = call(village, council(village)).value
    move(village, meeting.no)
    village.do(lambda s, e: cancel_meeting(s, e, meeting.no, "没有人来得了"))
    told = village.read(
        lambda s: s.execute(text("SELECT template, channel FROM outbox ORDER BY 1, 2")).all()
    )
    assert [tuple(one) for one in told] == [
        (f"meeting-{kind}", channel)
        for kind in ("called", "cancelled", "moved")
        for channel in ("group", "loudspeaker")
    ]
