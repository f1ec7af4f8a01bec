"""Reasons on paper: their length, their number, their time, their author."""

import pytest

from participation.deliberation.rules import (
    Argument,
    Side,
    arguing_fault,
    reason_of,
    withdrawing_fault,
)
from participation.kernel import ids
from participation.kernel.actor import VISITOR, Actor, Kind
from participation.kernel.outcome import Refusal
from participation.matters.rules import State, Step
from tests.conftest import NOON
from tests.matters.test_rules import PLACES, matter_at

HOME, ACCOUNT = ids.new_id(), ids.new_id()
BY_HOME = Actor(Kind.CARD, "第三小组 · 3-041 户", household_id=HOME)
BY_ACCOUNT = Actor(Kind.ACCOUNT, "王建军", account_id=ACCOUNT)


def argument(home: object = HOME, account: object = None) -> Argument:
    matter = matter_at(Step.DELIBERATE, State.OPEN)
    return Argument(ids.new_id(), matter.id, Side.FOR, "不踩泥", "第三小组", home, account, NOON)


def test_a_reason_is_one_line_of_140_signs() -> None:
    assert reason_of(" 雨天\n不踩泥 ") == "雨天 不踩泥"
    assert reason_of("泥" * 140) == "泥" * 140
    assert reason_of("泥" * 141) == Refusal("text-too-long", "text", {"most": 140})
    assert reason_of("……") == Refusal("reason-missing", "text")


@pytest.mark.parametrize(("step", "state"), PLACES)
def test_reasons_are_taken_in_two_steps_only(step: Step, state: State) -> None:
    is_open = state is State.OPEN and step in (Step.DELIBERATE, Step.DECIDE)
    refusal = None if is_open else Refusal("arguing-closed")
    assert arguing_fault(matter_at(step, state), 0) == refusal
    assert withdrawing_fault(matter_at(step, state), argument(), BY_HOME) == refusal


@pytest.mark.parametrize(("given", "is_enough"), [(0, False), (2, False), (3, True), (9, True)])
def test_three_reasons_are_enough(given: int, is_enough: bool) -> None:
    refusal = arguing_fault(matter_at(Step.DELIBERATE, State.OPEN), given)
    assert refusal == (Refusal("arguing-enough", "text", {"most": 3}) if is_enough else None)


def test_only_its_author_takes_a_reason_back() -> None:
    matter = matter_at(Step.DECIDE, State.OPEN)
    stranger = Refusal("argument-not-yours")
    by_account = argument(None, ACCOUNT)
    assert withdrawing_fault(matter, argument(), BY_HOME) is None
    assert withdrawing_fault(matter, by_account, BY_ACCOUNT) is None
    for one, actor in (
        (argument(), BY_ACCOUNT),
        (argument(), VISITOR),
        (by_account, BY_HOME),
        (by_account, VISITOR),
        (argument(None, None), VISITOR),
    ):
        assert withdrawing_fault(matter, one, actor) == stranger
