"""Answers until the hour of the meeting, the door from an hour before it to its close."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from participation.kernel import ids
from participation.meetings.rules.life import State
from participation.meetings.rules.replies import (
    DOOR_OPENS_BEFORE,
    WORDS_LENGTH,
    Reply,
    counts,
    door_fault,
    reply_fault,
)
from participation.meetings.rules.roll import (
    Attendee,
    Presence,
    Standing,
    leaving_fault,
    present_at,
)
from tests.conftest import NOON
from tests.meetings.test_rules_life import MEETING

SECOND = timedelta(seconds=1)
LINE = Attendee(ids.new_id(), None, "王桂英", Standing.MEMBER, "member", Presence.PRESENT, 1)


def test_an_answer_counts_until_the_hour_of_the_meeting() -> None:
    assert reply_fault(MEETING, Reply(LINE.id, True, NOON - SECOND)) is None
    for meeting, at in ((MEETING, NOON), (replace(MEETING, state=State.HELD), NOON - SECOND)):
        refusal = reply_fault(meeting, Reply(LINE.id, True, at))
        assert refusal is not None
        assert refusal.code == "replies-over"


@pytest.mark.parametrize("name", ["reason", "question"])
def test_words_that_no_agenda_holds_are_refused_beside_their_field(name: str) -> None:
    reply = Reply(LINE.id, False, NOON - SECOND)
    assert reply_fault(MEETING, replace(reply, **{name: "问" * WORDS_LENGTH})) is None
    refusal = reply_fault(MEETING, replace(reply, **{name: "问" * (WORDS_LENGTH + 1)}))
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("line-long", name)


def test_who_comes_and_who_cannot_are_counted() -> None:
    assert counts([]) == (0, 0)
    assert counts([Reply(LINE.id, one, NOON) for one in (True, True, False)]) == (2, 1)


def test_the_door_opens_an_hour_before_and_closes_with_the_meeting() -> None:
    opens = NOON - DOOR_OPENS_BEFORE
    assert door_fault(MEETING, opens) is None
    assert door_fault(MEETING, NOON + timedelta(hours=5)) is None
    early = door_fault(MEETING, opens - SECOND)
    assert early is not None
    assert (early.code, early.facts) == ("door-early", {"when": opens})
    for state, code in (
        (State.HELD, "door-closed"),
        (State.ADOPTED, "door-closed"),
        (State.CANCELLED, "meeting-cancelled"),
    ):
        refusal = door_fault(replace(MEETING, state=state), NOON)
        assert refusal is not None
        assert refusal.code == code


def test_somebody_is_in_the_room_from_coming_until_leaving() -> None:
    line = replace(LINE, came_at=NOON, left_at=NOON + timedelta(minutes=30))
    assert not line.is_in_room(NOON - SECOND)
    assert line.is_in_room(NOON)
    assert line.is_in_room(NOON + timedelta(minutes=30) - SECOND)
    assert not line.is_in_room(NOON + timedelta(minutes=30))
    assert LINE.is_in_room(NOON), "where nobody noted the hour, who came was there"
    assert not replace(LINE, status=Presence.LEAVE).is_in_room(NOON)


def test_the_roll_of_a_moment_counts_who_is_not_there_as_away() -> None:
    gone = replace(LINE, came_at=NOON, left_at=NOON)
    leave = replace(LINE, status=Presence.LEAVE)
    found = present_at([LINE, gone, leave], NOON)
    assert [one.status for one in found] == [Presence.PRESENT, Presence.ABSENT, Presence.LEAVE]


def test_who_presides_or_is_not_there_does_not_leave() -> None:
    other = UUID(int=1)
    assert leaving_fault(LINE, NOON, None) is None
    assert leaving_fault(LINE, NOON, other) is None
    chair = leaving_fault(LINE, NOON, LINE.id)
    assert chair is not None
    assert chair.code == "chair-leaving"
    away = leaving_fault(replace(LINE, status=Presence.CALLED), NOON, None)
    assert away is not None
    assert away.code == "not-present"
