"""What may be done to a meeting in which state."""

from dataclasses import replace
from datetime import timedelta

import pytest

from participation.kernel import ids
from participation.meetings.rules.life import (
    AGENDA_MOST,
    ALLOWED,
    LINE_LENGTH,
    WHY_NOT,
    Deed,
    Meeting,
    MeetingForm,
    State,
    calling_fault,
    closing_fault,
    may,
)
from tests.conftest import NOON

MEETING = Meeting(
    id=ids.new_id(),
    no=1,
    body_id=ids.new_id(),
    title="商量村东路怎么修",
    place="村部",
    form=MeetingForm.ON_SITE,
    starts_at=NOON,
    ended_at=None,
    convened_by="李㛃",
    chair="李㛃",
    recorder="赵敏",
)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", Deed)
def test_a_state_allows_what_its_row_says(state: State, deed: Deed) -> None:
    refusal = may(replace(MEETING, state=state), deed)
    if deed in ALLOWED[state]:
        assert refusal is None
    else:
        assert refusal is not None
        is_print = deed in {Deed.PRINT, Deed.CORRECT}
        assert refusal.code == ("minutes-not-adopted" if is_print else WHY_NOT[state])


def test_every_deed_has_its_state() -> None:
    assert frozenset().union(*ALLOWED.values()) == frozenset(Deed)
    assert Deed.RECORD not in ALLOWED[State.ADOPTED]


@pytest.mark.parametrize(
    ("title", "place", "agenda", "code"),
    [
        ("", "村部", 1, "meeting-title-missing"),
        ("议事", "", 1, "meeting-place-missing"),
        ("议" * (LINE_LENGTH + 1), "村部", 1, "line-long"),
        ("议事", "村" * (LINE_LENGTH + 1), 1, "line-long"),
        ("议事", "村部", 0, "agenda-empty"),
        ("议事", "村部", AGENDA_MOST + 1, "agenda-long"),
    ],
)
def test_a_call_names_what_where_and_about_what(
    title: str, place: str, agenda: int, code: str
) -> None:
    refusal = calling_fault(title, place, agenda)
    assert refusal is not None
    assert refusal.code == code


def test_a_whole_call_may_go_out() -> None:
    assert calling_fault("议" * LINE_LENGTH, "村部", AGENDA_MOST) is None


def test_a_meeting_ends_after_it_began() -> None:
    assert closing_fault(MEETING, NOON + timedelta(seconds=1)) is None
    for ended_at in (NOON, NOON - timedelta(days=1)):
        refusal = closing_fault(MEETING, ended_at)
        assert refusal is not None
        assert refusal.code == "ended-before-start"
