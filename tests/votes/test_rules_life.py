"""The life of a vote: one way, by the clock to the second, and by two people."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.life import (
    LIFE,
    Move,
    State,
    check_confirm,
    check_times,
    may_cast,
    may_change,
    may_publish,
    state_now,
    step,
)
from participation.votes.rules.paper import (
    PaperBatch,
    check_batch,
    may_type_ballot,
    may_type_stub,
)

OPENS = datetime(2026, 11, 10, 0, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
CLERK, SUPERVISOR = UUID(int=1), UUID(int=2)


def _code(result):
    return result.code if isinstance(result, Refusal) else result


def test_a_vote_goes_one_way_from_draft_to_published():
    state = State.DRAFT
    for move in (Move.OPEN, Move.CLOSE, Move.COUNT, Move.CONFIRM, Move.PUBLISH):
        state = step(move, state)
    assert state is State.PUBLISHED


@pytest.mark.parametrize(
    ("move", "state", "code"),
    [
        (Move.OPEN, State.OPEN, "vote-already-open"),
        (Move.OPEN, State.PUBLISHED, "vote-already-open"),
        (Move.CLOSE, State.DRAFT, "vote-not-open"),
        (Move.CLOSE, State.CLOSED, "vote-closed"),
        (Move.COUNT, State.DRAFT, "vote-not-open"),
        (Move.COUNT, State.OPEN, "vote-still-open"),
        (Move.COUNT, State.COUNTED, "vote-already-counted"),
        (Move.CONFIRM, State.OPEN, "vote-still-open"),
        (Move.CONFIRM, State.CLOSED, "vote-not-counted"),
        (Move.CONFIRM, State.PUBLISHED, "vote-already-confirmed"),
        (Move.PUBLISH, State.CLOSED, "vote-not-counted"),
        (Move.ANNOUNCE, State.OPEN, "vote-announced"),
        (Move.WITHDRAW, State.DRAFT, "vote-not-announced"),
        (Move.RESUME, State.OPEN, "vote-not-paused"),
        (Move.RESUME, State.CLOSED, "vote-closed"),
        (Move.PAUSE, State.CLOSED, "vote-closed"),
        (Move.CANCEL, State.ANNOUNCED, "vote-not-open"),
        (Move.SETTLE, State.CONFIRMED, "result-not-yet"),
        (Move.SETTLE, State.FINAL, "vote-already-final"),
        (Move.PUBLISH, State.COUNTED, "vote-not-confirmed"),
        (Move.PUBLISH, State.PUBLISHED, "vote-already-published"),
    ],
)
def test_a_step_out_of_turn_says_why_not(move, state, code):
    assert step(move, state).code == code


def test_every_move_answers_in_every_state_and_only_its_own_let_it():
    for move in Move:
        ends = {state for state in State if not isinstance(step(move, state), Refusal)}
        assert ends == LIFE[move].starts


def test_what_is_cancelled_answers_nothing_else():
    for move in Move:
        assert step(move, State.CANCELLED) == Refusal("vote-cancelled")


def test_a_pause_lets_a_vote_only_go_on_or_end():
    assert step(Move.RESUME, State.PAUSED) is State.OPEN
    assert step(Move.CANCEL, State.PAUSED) is State.CANCELLED
    others = set(Move) - {Move.RESUME, Move.CANCEL}
    assert {step(move, State.PAUSED).code for move in others} == {"vote-paused"}


def test_only_a_draft_may_be_changed():
    told = {state: may_change(state) for state in State}
    assert told.pop(State.DRAFT) is None
    assert told.pop(State.ANNOUNCED) == Refusal("vote-announced")
    assert told.pop(State.PAUSED) == Refusal("vote-paused")
    assert told.pop(State.CANCELLED) == Refusal("vote-cancelled")
    assert {refused.code for refused in told.values()} == {"vote-already-open"}


def test_people_need_a_right_and_the_clock_needs_none():
    rights = {move: LIFE[move].right for move in Move}
    assert rights == {
        Move.ANNOUNCE: "votes:announce",
        Move.WITHDRAW: "votes:announce",
        Move.OPEN: "votes:open",
        Move.PAUSE: "votes:halt",
        Move.RESUME: "votes:halt",
        Move.EXTEND: "votes:halt",
        Move.CANCEL: "votes:halt",
        Move.CLOSE: None,
        Move.COUNT: "votes:count",
        Move.CONFIRM: "votes:confirm",
        Move.PUBLISH: None,
        Move.SETTLE: None,
    }


def test_a_ballot_is_taken_from_the_opening_until_the_instant_before_the_close():
    cases = [
        (State.OPEN, OPENS - INSTANT, "vote-not-open"),
        (State.OPEN, OPENS, None),
        (State.OPEN, CLOSES - INSTANT, None),
        (State.OPEN, CLOSES, "vote-closed"),
        (State.OPEN, CLOSES + INSTANT, "vote-closed"),
        (State.DRAFT, OPENS, "vote-not-open"),
        (State.CLOSED, OPENS, "vote-closed"),
        (State.PUBLISHED, CLOSES, "vote-closed"),
        (State.ANNOUNCED, OPENS, "vote-not-open"),
        (State.PAUSED, OPENS, "vote-paused"),
        (State.PAUSED, CLOSES, "vote-paused"),
        (State.CANCELLED, OPENS, "vote-cancelled"),
    ]
    for state, now, code in cases:
        assert _code(may_cast(state, OPENS, CLOSES, now)) == code


def test_an_open_vote_is_closed_by_the_clock_without_a_job_having_run():
    assert state_now(State.OPEN, CLOSES, CLOSES - INSTANT) is State.OPEN
    assert state_now(State.OPEN, CLOSES, CLOSES) is State.CLOSED
    for state in set(State) - {State.OPEN}:
        assert state_now(state, CLOSES, CLOSES + INSTANT) is state


def test_times_must_follow_each_other():
    assert check_times(OPENS, CLOSES, CLOSES) is None
    assert check_times(OPENS, OPENS, CLOSES).code == "closes-before-it-opens"
    assert check_times(OPENS, CLOSES, CLOSES - INSTANT).code == "publishes-before-it-closes"


def test_a_result_is_shown_when_confirmed_and_not_before_its_hour():
    assert may_publish(State.CONFIRMED, CLOSES, CLOSES) is None
    assert may_publish(State.CONFIRMED, CLOSES, CLOSES - INSTANT).code == "not-yet-the-hour"
    assert may_publish(State.COUNTED, CLOSES, CLOSES).code == "vote-not-confirmed"


def test_who_counted_does_not_confirm():
    assert check_confirm(CLERK, SUPERVISOR) is None
    assert check_confirm(CLERK, CLERK).code == "same-person-confirms"


def test_stubs_are_typed_before_the_close_only():
    assert {state for state in State if may_type_stub(state) is None} == {State.OPEN}
    assert may_type_stub(State.DRAFT).code == "vote-not-open"
    assert may_type_stub(State.CLOSED).code == "vote-closed"


def test_secret_paper_is_typed_after_the_close_and_open_paper_before_it():
    allowed = {
        (secrecy, state)
        for secrecy, state in product(Secrecy, State)
        if may_type_ballot(secrecy, state) is None
    }
    assert allowed == {(Secrecy.OPEN, State.OPEN), (Secrecy.SECRET, State.CLOSED)}
    assert may_type_ballot(Secrecy.SECRET, State.DRAFT).code == "vote-not-open"
    assert may_type_ballot(Secrecy.SECRET, State.OPEN).code == "vote-still-open"
    assert may_type_ballot(Secrecy.SECRET, State.COUNTED).code == "vote-already-counted"


def test_a_pile_stands_only_when_stubs_equal_ballots_and_two_people_saw_it():
    assert check_batch(PaperBatch(64, (64,), CLERK), SUPERVISOR) is None
    unbalanced = check_batch(PaperBatch(64, (64, 63), CLERK), SUPERVISOR)
    assert unbalanced.code == "paper-not-balanced"
    assert unbalanced.facts == {"stubs": 64, "ballots": 63}
    assert check_batch(PaperBatch(64, (65,), CLERK), SUPERVISOR).code == "paper-not-balanced"
    assert check_batch(PaperBatch(64, (64,), CLERK), CLERK).code == "same-person-confirms"
