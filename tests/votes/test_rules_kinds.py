"""Several ticks, seats and money: what a question of each kind comes to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import BLANK, SPOILED, Channel
from participation.votes.rules.binding import is_binding
from participation.votes.rules.budgets import Method
from participation.votes.rules.decision_rules import Base
from participation.votes.rules.outcomes import (
    Code,
    Outcome,
    count_choices,
    decide,
    funded_by,
    overall,
    seated,
)
from participation.votes.rules.questions import Kind, Option, Question, Stance, one_of, yes_no
from tests.votes.ballots import RULES

C1 = RULES["C1@2026-01-01"]
V1 = RULES["V1@2026-01-01"]
BOTH = frozenset({Channel.PHONE, Channel.PAPER})
ASKING = is_binding(C1, BOTH, is_charter_approved=False)
BINDING = is_binding(C1, BOTH, is_charter_approved=True)

PLACES = replace(one_of("先修哪几处？", ("村东", "村西", "小学")), kind=Kind.SEVERAL, most=2)
SEATS = replace(one_of("补两名，选谁？", ("王", "李", "张")), kind=Kind.SEATS, most=2, seats=2)
MONEY = Question(
    "一万块钱怎么花？",
    Kind.BUDGET,
    (
        Option("1", "路灯", Stance.OPTION, cost=600_000),
        Option("2", "长凳", Stance.OPTION, cost=300_000),
        Option("3", "球场", Stance.OPTION, cost=900_000),
        Option("4", "弃权", Stance.ABSTAIN),
    ),
    most=3,
    total=1_000_000,
    method=Method.GREEDY,
)


def _decided(question, choices, roll=12, binding=ASKING) -> Outcome:
    tally = count_choices(Base.HOUSEHOLD, roll, question, choices)
    found: dict[str, int] = {}
    for choice in choices:
        found[choice] = found.get(choice, 0) + 1
    outcome = decide(C1, question, (tally,), binding, found)
    assert isinstance(outcome, Outcome), outcome
    return outcome


def test_each_option_with_its_share_is_chosen():
    outcome = _decided(PLACES, ["a,b"] * 4 + ["a"] * 3 + ["b,c"] * 2 + ["abstain"])
    assert outcome.chosen == ("a", "b")
    assert outcome.code is Code.MAJORITY_FOR
    shown = {test.option: (test.number, test.of, test.is_met) for test in outcome.tests[1:]}
    assert shown == {"a": (7, 10, True), "b": (6, 10, True), "c": (2, 10, False)}


def test_half_is_not_a_majority_of_a_tick_either():
    outcome = _decided(PLACES, ["a"] * 5 + ["b"] * 5)
    assert (outcome.chosen, outcome.code) == ((), Code.NO_MAJORITY)


def test_blank_and_spoiled_papers_are_part_of_the_total():
    tally = count_choices(Base.HOUSEHOLD, 12, PLACES, ["a,b", "a", SPOILED, BLANK])
    assert (tally.cast, tally.spoiled, tally.blank) == (4, 1, 1)
    assert tally.votes == {"a": 2, "b": 1, "c": 0, "abstain": 0}
    outcome = _decided(PLACES, ["a"] * 5 + [BLANK] * 3 + [SPOILED] * 2)
    assert outcome.chosen == ()


def test_more_ticks_than_ballots_are_no_count():
    tally = replace(count_choices(Base.HOUSEHOLD, 12, PLACES, ["a,b"] * 4), votes={"a": 5})
    assert decide(C1, PLACES, (tally,), ASKING).code == "tally-unsound"
    spoiled = replace(count_choices(Base.HOUSEHOLD, 12, PLACES, ["a", SPOILED]), votes={"a": 2})
    assert decide(C1, PLACES, (spoiled,), ASKING).code == "tally-unsound"


def test_so_many_are_chosen_as_there_are_seats():
    outcome = _decided(SEATS, ["a,b"] * 5 + ["a,c"] * 3 + ["b,c"])
    assert (outcome.chosen, outcome.tied) == (("a", "b"), ())
    assert outcome.code is Code.MAJORITY_FOR


def test_who_stand_level_for_the_last_seat_are_named_and_not_chosen():
    outcome = _decided(SEATS, ["a,b"] * 4 + ["a,c"] * 4 + ["b,c"] * 2)
    assert (outcome.chosen, outcome.tied) == (("a",), ("b", "c"))
    assert seated({"a": 3, "b": 3, "c": 3}, 2) == ((), ("a", "b", "c"))
    assert seated({"a": 3}, 2) == (("a",), ())


def test_money_goes_where_most_want_it_as_long_as_it_lasts():
    outcome = _decided(MONEY, ["1,2"] * 6 + ["3"] * 3 + ["4"])
    assert outcome.chosen == ("1", "2")
    assert outcome.code is Code.MAJORITY_FOR
    assert [test.name for test in outcome.tests] == ["taking-part"]
    assert _decided(MONEY, ["4"] * 9).code is Code.NO_MAJORITY
    assert _decided(MONEY, ["1"] * 7).code is Code.QUORUM_NOT_MET
    assert funded_by(PLACES, {"a": 3}) == ()


def test_a_law_asks_who_agrees_and_shares_out_no_money():
    tally = count_choices(Base.HOUSEHOLD, 12, MONEY, ["1"] * 9, present=10)
    by_law = is_binding(V1, frozenset({Channel.PAPER}), False, is_at_meeting=True)
    assert decide(V1, MONEY, (tally,), by_law, {"1": 9}) == Refusal(
        "budget-decides-nothing", "kind", {"rule": V1.title}
    )


def test_a_vote_with_several_questions_comes_to_each_its_own():
    road = yes_no("修不修？")
    one = _decided(road, ["yes"] * 9, binding=BINDING)
    other = _decided(road, ["no"] * 9, binding=BINDING)
    assert overall([one, one]) is Code.PASSED
    assert overall([one, other]) is Code.EACH_ITS_OWN


ANSWERS = ["a", "b", "c", "a,b", "a,c", "b,c", "abstain", SPOILED, BLANK]


@given(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=30), st.randoms())
def test_order_changes_nothing_and_one_more_tick_takes_nobody_out(answers, chance):
    roll = len(answers)
    mixed = list(answers)
    chance.shuffle(mixed)
    for question in (PLACES, SEATS):
        assert _decided(question, answers, roll) == _decided(question, mixed, roll)
    before = _decided(PLACES, answers, roll).chosen
    # Whoever only abstained agrees with "a" instead.
    more = ["a" if answer == "abstain" else answer for answer in answers]
    assert not ("a" in before and "a" not in _decided(PLACES, more, roll).chosen)


@pytest.mark.parametrize("kind", [PLACES, SEATS, MONEY])
def test_nobody_is_chosen_by_nobody(kind):
    assert _decided(kind, []).chosen == ()


def test_equal_shares_give_each_group_its_part():
    equal = replace(MONEY, method=Method.EQUAL_SHARES)
    # Six of nine want the lamps alone, three the bench: a third of the money is theirs.
    outcome = _decided(equal, ["1"] * 6 + ["2"] * 3)
    assert outcome.chosen == ("1", "2")
    by_votes = _decided(MONEY, ["3"] * 5 + ["1,2"] * 4)
    by_shares = _decided(equal, ["3"] * 5 + ["1,2"] * 4)
    assert (by_votes.chosen, by_shares.chosen) == (("3",), ("1", "2"))
