"""The walk, state by move; drafts, titles, clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.kernel import ids
from participation.kernel.outcome import Refusal
from participation.matters.rules import (
    ANSWER_DAYS,
    LED,
    MOST_TITLE,
    WALK,
    Draft,
    Matter,
    Move,
    State,
    Step,
    after,
    answer_due,
    answer_of,
    clean_text,
    draft_of,
    led,
    split_title,
    working_day_after,
)
from tests.conftest import NOON, SHANGHAI

PLACES = tuple(product(Step, State))

# Written out by hand, apart from the table it is held against.
EXPECTED = {
    ("raise", "waiting"): {
        "support": ("raise", "waiting"),
        "answer": ("raise", "answered"),
        "decline": ("raise", "declined"),
        "put-to-body": ("deliberate", "open"),
        "decide": ("decide", "open"),
    },
    ("deliberate", "open"): {
        "support": ("deliberate", "open"),
        "argue": ("deliberate", "open"),
        "answer": ("deliberate", "answered"),
        "decline": ("deliberate", "declined"),
        "put-to-body": ("deliberate", "open"),
        "decide": ("decide", "open"),
        "carry-out": ("carry_out", "open"),
    },
    ("decide", "open"): {
        "argue": ("decide", "open"),
        "reopen": ("deliberate", "open"),
        "decide": ("decide", "open"),
        "carry-out": ("carry_out", "open"),
        "finish": ("decide", "done"),
    },
    ("carry_out", "open"): {"carry-out": ("carry_out", "open"), "review": ("review", "open")},
    ("review", "open"): {"carry-out": ("carry_out", "open"), "finish": ("review", "done")},
}


def matter_at(step: Step, state: State) -> Matter:
    return Matter(
        id=ids.new_id(),
        no=1,
        title="学校门口太黑",
        body_text="",
        place="",
        contact_sealed=None,
        step=step,
        state=state,
        is_named=False,
        raised_by="第三小组",
        household_id=None,
        person_id=None,
        body_id=None,
        owner="",
        due_at=None,
        raised_at=NOON,
        moved_at=NOON,
        supports=0,
    )


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize(("step", "state"), PLACES)
def test_every_move_from_every_state(step: Step, state: State, move: Move) -> None:
    matter = matter_at(step, state)
    expected = EXPECTED.get((step.value, state.value), {}).get(move.value)
    outcome = after(matter, move)
    if expected is not None:
        assert outcome == expected
        assert matter.may(move)
    else:
        code = "matter-elsewhere" if (step.value, state.value) in EXPECTED else "matter-over"
        assert outcome == Refusal(code)
        assert not matter.may(move)


@pytest.mark.parametrize(("step", "state"), PLACES)
def test_other_rooms_lead_only_where_the_walk_leads_without_words(step: Step, state: State) -> None:
    moves = EXPECTED.get((step.value, state.value))
    for target in PLACES:
        refusal = led(matter_at(step, state), target)
        if moves is None:
            assert refusal == Refusal("matter-over")
        else:
            is_reached = any(moves.get(move.value) == target for move in LED)
            assert refusal == (None if is_reached else Refusal("matter-elsewhere")), target


def test_every_walk_can_come_to_an_end() -> None:
    for start in WALK:
        seen, waiting = {start}, [start]
        while waiting:
            for target in WALK.get(waiting.pop(), {}).values():
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        assert any(place not in WALK for place in seen), start


def test_a_matter_over_says_so() -> None:
    assert matter_at(Step.RAISE, State.ANSWERED).is_over
    assert not matter_at(Step.RAISE, State.WAITING).is_over
    assert not replace(matter_at(Step.REVIEW, State.OPEN)).is_over


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # Monday → Thursday
        (date(2026, 11, 25), date(2026, 11, 30)),  # Wednesday → Monday
        (date(2026, 11, 27), date(2026, 12, 2)),  # Friday → Wednesday
        (date(2026, 11, 28), date(2026, 12, 2)),  # Saturday → Wednesday
        (date(2026, 12, 31), date(2027, 1, 5)),  # over the year's end
    ],
)
def test_an_answer_is_due_in_three_working_days(day: date, due: date) -> None:
    assert working_day_after(day, ANSWER_DAYS) == due


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 15))
@settings(max_examples=60)
def test_a_working_day_is_never_a_weekend(day: date, count: int) -> None:
    due = working_day_after(day, count)
    between = [day + timedelta(days=at) for at in range(1, (due - day).days + 1)]
    assert due.weekday() < 5
    assert sum(one.weekday() < 5 for one in between) == count


def test_the_day_is_the_villages_day() -> None:
    late_monday = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # Tuesday 01:00 in Shanghai
    assert answer_due(late_monday, SHANGHAI) == datetime(2026, 11, 27, 15, 59, 59, tzinfo=UTC)


def test_a_short_matter_is_its_own_title() -> None:
    assert split_title("学校门口太黑，想装灯。") == ("学校门口太黑，想装灯", "")


def test_the_first_sentence_is_the_title_and_nothing_is_lost() -> None:
    text = "学校门口太黑，想装灯。孩子晚上回家看不见路。"
    assert split_title(text) == ("学校门口太黑，想装灯", text)


def test_a_long_sentence_is_cut_at_a_pause() -> None:
    text = "村东头老王家门前那条排水沟，一下雨就堵，水漫到路上来，老人孩子都没法走"
    title, body = split_title(text)
    assert title == "村东头老王家门前那条排水沟，一下雨就堵，水漫到路上来…"
    assert body == text


def test_a_sentence_without_a_pause_is_cut_anyway() -> None:
    title, body = split_title("路" * 200)
    assert len(title) == MOST_TITLE
    assert body == "路" * 200


def test_a_text_that_begins_with_a_stop_still_has_a_title() -> None:
    assert split_title("。路灯坏了") == ("路灯坏了", "")
    assert split_title("。。") == ("。。…", "。。")


def test_a_question_stays_a_question() -> None:
    assert split_title("村东路 620 米，今年修不修？") == ("村东路 620 米，今年修不修？", "")
    assert split_title("修不修?村东路 620 米。")[0] == "修不修？"


@given(st.text(max_size=600))
@settings(max_examples=150)
def test_whatever_is_typed_gives_a_draft_or_a_refusal(what: str) -> None:
    outcome = draft_of(what, "", "")
    if isinstance(outcome, Draft):
        assert 0 < len(outcome.title) <= MOST_TITLE
        assert "\n" not in outcome.title
        assert len(outcome.body_text) <= 500
        assert not set(outcome.title + outcome.body_text) & {"\x00", "\r", "\u202e"}


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        (("", "", ""), "title-missing", "what"),
        ((" \n\u200b ", "", ""), "title-missing", "what"),
        (("……！", "", ""), "title-wordless", "what"),
        (("路" * 501, "", ""), "text-too-long", "what"),
        (("路" * 10_000, "", ""), "text-too-long", "what"),
        (("路灯", "村" * 61, ""), "text-too-long", "place"),
        (("路灯", "", "1" * 61), "text-too-long", "contact"),
    ],
)
def test_a_draft_is_refused_beside_its_field(
    fields: tuple[str, str, str], code: str, field: str
) -> None:
    refusal = draft_of(*fields)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == (code, field)


def test_a_text_is_cleaned_of_what_steers_a_screen() -> None:
    assert clean_text("路\r\n灯\x00\u202e坏\u200b了\r") == "路\n灯坏了"
    assert draft_of("路灯", "  村东 \n 头 ", "", is_named=True) == Draft(
        "路灯", "", "村东 头", "", True
    )


def test_an_answer_needs_words_and_an_end() -> None:
    assert answer_of(" \n—") == Refusal("answer-missing", "text")
    assert answer_of("灯" * 2001) == Refusal("text-too-long", "text", {"most": 2000})
    assert answer_of(" 明天装好。\r\n") == "明天装好。"
