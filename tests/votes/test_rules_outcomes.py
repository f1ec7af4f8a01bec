"""Outcomes: exact, explained, in words that fit, and the same whatever the order of ballots."""

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import SPOILED
from participation.votes.rules.binding import Binding, Why
from participation.votes.rules.decision_rules import Base, Count, Level
from participation.votes.rules.outcomes import (
    Code,
    Name,
    Tally,
    count_choices,
    decide,
    leaders,
)
from participation.votes.rules.questions import one_of, yes_no
from participation.votes.rules.rule_files import parse_rules

FILES = Path(__file__).parents[2] / "config" / "rules"
RULES = {
    rule.id: rule
    for rule in parse_rules(
        {path.name: path.read_text("utf-8") for path in FILES.glob("*.toml")}
    ).values()
}
ROUTES = [(rule, route) for rule in RULES.values() for route in rule.routes]
QUESTION = yes_no("修不修？")
MANY = one_of("怎么修？", ("修", "今年不修", "先修一半"))
ASKING = Binding(Why.LAW_SILENT_ON_PHONE)


def _binding(rule):
    match rule.level:
        case Level.LAW:
            return Binding(Why.BY_LAW)
        case Level.CHARTER:
            return Binding(Why.CHARTER_APPROVED)
        case Level.OPINION:
            return Binding(Why.OPINION_ONLY)


def _tally(base, roll, cast, yes, no=0):
    return Tally(base, roll, {"yes": yes, "no": no, "abstain": cast - yes - no}, 0, cast)


def _decide(rule, route, roll, cast, yes, no=0):
    tallies = tuple(_tally(base, roll, cast, yes, no) for base in sorted(route.bases))
    outcome = decide(rule, QUESTION, tallies, _binding(rule))
    assert not isinstance(outcome, Refusal)
    return outcome


def _tests(outcome, name):
    return [test for test in outcome.tests if test.name is name]


def test_the_demo_vote_is_a_majority_and_no_decision():
    tally = Tally(Base.HOUSEHOLD, 312, {"yes": 151, "no": 91, "abstain": 7})
    outcome = decide(RULES["C1"], QUESTION, (tally,), Binding(Why.CHARTER_NOT_APPROVED))
    assert outcome.code is Code.MAJORITY_FOR
    assert not outcome.is_binding
    quorum, support = outcome.tests
    assert (quorum.number, quorum.of, quorum.limit) == (249, 312, 208)
    assert (support.number, support.of, support.limit) == (151, 249, Fraction(249, 2))
    assert (quorum.law, quorum.article) == ("议事规则", 8)


def test_a_meeting_of_representatives_decides_by_those_present():
    tally = Tally(Base.ASSEMBLY, 35, {"yes": 29, "no": 1, "abstain": 0}, 0, 31)
    outcome = decide(RULES["V2"], QUESTION, (tally,), Binding(Why.BY_LAW))
    assert outcome.code is Code.PASSED
    quorum, support = outcome.tests
    assert (quorum.number, quorum.limit, quorum.article) == (31, Fraction(70, 3), 30)
    assert (support.number, support.of, support.limit) == (29, 31, Fraction(31, 2))


def test_whoever_signed_in_and_did_not_vote_counts_against():
    tally = Tally(Base.ASSEMBLY, 30, {"yes": 15, "no": 0, "abstain": 0}, 0, 30)
    assert decide(RULES["V2"], QUESTION, (tally,), Binding(Why.BY_LAW)).code is Code.NOT_PASSED


def test_the_collective_needs_two_thirds_of_everybody():
    tally = Tally(Base.MEMBER, 300, {"yes": 199, "no": 1, "abstain": 0}, 0, 200)
    assert decide(RULES["E1"], QUESTION, (tally,), Binding(Why.BY_LAW)).code is Code.NOT_PASSED
    tally = Tally(Base.MEMBER, 300, {"yes": 200, "no": 0, "abstain": 0}, 0, 200)
    assert decide(RULES["E1"], QUESTION, (tally,), Binding(Why.BY_LAW)).code is Code.PASSED


def test_owners_must_agree_by_heads_and_by_area():
    heads = Tally(Base.OWNER, 90, {"yes": 40, "no": 20, "abstain": 0})
    area = Tally(Base.AREA, 900_000, {"yes": 200_000, "no": 400_000, "abstain": 0})
    outcome = decide(RULES["O1"], QUESTION, (heads, area), Binding(Why.BY_LAW))
    assert outcome.code is Code.NOT_PASSED
    assert [test.is_met for test in outcome.tests] == [True, True, False, True]
    assert decide(RULES["O1"], QUESTION, (heads,), Binding(Why.BY_LAW)).code == "base-not-in-rule"


@pytest.mark.parametrize(("rule", "route"), ROUTES)
@given(times=st.integers(1, 400))
@settings(max_examples=15, deadline=None)
def test_every_quorum_is_exact_at_equality(rule, route, times):
    roll = 12 * times
    for at, limit in enumerate(route.quorum):
        exact = limit.share * roll
        assert exact.denominator == 1
        for cast, is_met in (
            (int(exact) - 1, False),
            (int(exact), limit.op is Op.GE),
            (int(exact) + 1, True),
        ):
            outcome = _decide(rule, route, roll, cast, cast)
            test = _tests(outcome, Name.TAKING_PART)[at]
            assert (test.number, test.of, test.limit, test.is_met) == (cast, roll, exact, is_met)
            assert (outcome.code is Code.QUORUM_NOT_MET) is not is_met


@pytest.mark.parametrize(("rule", "route"), ROUTES)
@given(times=st.integers(1, 400))
@settings(max_examples=15, deadline=None)
def test_every_passing_share_is_exact_at_equality(rule, route, times):
    roll = cast = 12 * times
    for at, limit in enumerate(route.passing):
        exact = limit.share * cast
        for yes, is_met in (
            (int(exact) - 1, False),
            (int(exact), limit.op is Op.GE),
            (int(exact) + 1, True),
        ):
            if yes > cast:  # all of the roll: there is no one more
                continue
            outcome = _decide(rule, route, roll, cast, yes)
            test = _tests(outcome, Name.SUPPORT)[at]
            assert (test.number, test.of, test.limit, test.is_met) == (yes, cast, exact, is_met)
            good = Code.PASSED if outcome.is_binding else Code.MAJORITY_FOR
            assert (outcome.code is good) is is_met


GOODNESS = {
    Code.QUORUM_NOT_MET: 0,
    Code.NOT_PASSED: 1,
    Code.NO_MAJORITY: 1,
    Code.PASSED: 2,
    Code.MAJORITY_FOR: 2,
}


@given(
    which=st.sampled_from(ROUTES),
    roll=st.integers(1, 300),
    shares=st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300)),
)
@settings(max_examples=200, deadline=None)
def test_one_more_yes_never_makes_a_result_worse(which, roll, shares):
    rule, route = which
    cast = min(shares[0], roll)
    yes = min(shares[1], cast)
    no = min(shares[2], cast - yes)
    before = _decide(rule, route, roll, cast, yes, no)
    if no:
        turned = _decide(rule, route, roll, cast, yes + 1, no - 1)
        assert GOODNESS[turned.code] >= GOODNESS[before.code]
    if cast < roll:
        came = _decide(rule, route, roll, cast + 1, yes + 1, no)
        assert GOODNESS[came.code] >= GOODNESS[before.code]


@given(
    choices=st.lists(st.sampled_from(["a", "b", "c", "abstain", SPOILED]), max_size=60),
    seed=st.integers(),
)
@settings(max_examples=100, deadline=None)
def test_the_order_of_ballots_changes_nothing(choices, seed):
    shuffled = list(choices)
    Random(seed).shuffle(shuffled)
    one, other = (count_choices(Base.HOUSEHOLD, 60, MANY, each) for each in (choices, shuffled))
    assert one == other
    binding = Binding(Why.CHARTER_APPROVED)
    assert decide(RULES["C1"], MANY, (one,), binding) == decide(
        RULES["C1"], MANY, (other,), binding
    )


def test_abstentions_and_spoiled_ballots_stay_in_the_count():
    tally = count_choices(
        Base.HOUSEHOLD, 10, QUESTION, ["yes"] * 4 + ["abstain"] * 2 + [SPOILED] * 2
    )
    assert (tally.cast, tally.spoiled) == (8, 2)
    outcome = decide(RULES["C1"], QUESTION, (tally,), Binding(Why.CHARTER_APPROVED))
    assert outcome.code is Code.NOT_PASSED


def _many(a, b, c, abstain=0, binding=Why.CHARTER_NOT_APPROVED):
    tally = Tally(Base.HOUSEHOLD, 30, {"a": a, "b": b, "c": c, "abstain": abstain})
    return decide(RULES["C1"], MANY, (tally,), Binding(binding))


def test_of_many_options_the_one_ahead_needs_more_than_half_of_those_who_took_part():
    assert _many(16, 8, 6).code is Code.MAJORITY_FOR
    assert _many(16, 8, 6).leading == ("a",)
    assert _many(15, 9, 6).code is Code.NO_MAJORITY
    assert _many(8, 16, 6, binding=Why.CHARTER_APPROVED).code is Code.PASSED
    assert _many(5, 6, 0, abstain=19).code is Code.NO_MAJORITY


def test_a_tie_has_two_leaders_and_decides_nothing():
    outcome = _many(12, 12, 6)
    assert outcome.leading == ("a", "b")
    assert outcome.code is Code.NO_MAJORITY
    assert _tests(outcome, Name.SUPPORT)[0].number == 12


def test_when_all_abstain_nobody_leads():
    outcome = _many(0, 0, 0, abstain=30)
    assert outcome.leading == ()
    assert outcome.code is Code.NO_MAJORITY
    assert _tests(outcome, Name.SUPPORT)[0].number == 0


def test_a_tie_at_half_never_passes_even_where_half_is_enough():
    assert leaders(MANY, {"a": 3, "b": 3}) == ("a", "b")
    assert leaders(yes_no("?"), {}) == ()


@given(
    which=st.sampled_from(ROUTES),
    why=st.sampled_from([why for why in Why if not Binding(why).is_binding]),
    yes=st.integers(0, 60),
    no=st.integers(0, 60),
)
@settings(max_examples=150, deadline=None)
def test_a_consultation_never_passes_and_never_cites_a_law(which, why, yes, no):
    rule, route = which
    tallies = tuple(_tally(base, 120, yes + no, yes, no) for base in sorted(route.bases))
    outcome = decide(rule, QUESTION, tallies, Binding(why))
    assert outcome.code in {Code.MAJORITY_FOR, Code.NO_MAJORITY, Code.QUORUM_NOT_MET}
    assert not outcome.is_binding
    if rule.level is Level.LAW:
        assert all(test.law is None and test.article is None for test in outcome.tests)
        assert (outcome.code is Code.MAJORITY_FOR) is (yes > no)


def test_a_phone_consultation_under_a_law_is_held_against_half_of_those_who_answered():
    tally = Tally(Base.HOUSEHOLD, 300, {"yes": 6, "no": 4, "abstain": 0})
    outcome = decide(RULES["V1"], QUESTION, (tally,), ASKING)
    assert [(test.name, test.counted, test.number, test.of) for test in outcome.tests] == [
        (Name.SUPPORT, Count.CAST, 6, 10)
    ]


def test_households_and_heads_are_never_mixed():
    households = Tally(Base.HOUSEHOLD, 300, {"yes": 200}, 0, 200)
    adults = Tally(Base.ADULT, 900, {"yes": 500}, 0, 500)
    by_law = Binding(Why.BY_LAW)
    both = decide(RULES["V1"], QUESTION, (households, adults), by_law)
    assert both.code == "base-not-in-rule"
    one = decide(RULES["V1"], QUESTION, (households,), by_law)
    assert {test.base for test in one.tests} == {Base.HOUSEHOLD}
    assert decide(RULES["V1"], QUESTION, (), by_law).code == "base-not-in-rule"


@pytest.mark.parametrize(
    ("tally", "code"),
    [
        (Tally(Base.HOUSEHOLD, 3, {"yes": 4}), "tally-unsound"),
        (Tally(Base.HOUSEHOLD, 3, {"yes": -1}), "tally-unsound"),
        (Tally(Base.HOUSEHOLD, 3, {"yes": 1}, -1), "tally-unsound"),
        (Tally(Base.HOUSEHOLD, 9, {"yes": 3}, 0, 2), "tally-unsound"),
        (Tally(Base.HOUSEHOLD, 9, {"yes": 3}, 0, 10), "tally-unsound"),
        (Tally(Base.HOUSEHOLD, 9, {"maybe": 3}), "choice-not-on-ballot"),
        (Tally(Base.HOUSEHOLD, 9, {"yes": 6, "no": 0}), "present-not-counted"),
    ],
)
def test_a_count_that_cannot_be_is_refused(tally, code):
    assert decide(RULES["V1"], QUESTION, (tally,), Binding(Why.BY_LAW)).code == code


def test_an_approved_charter_lets_whoever_cast_a_ballot_count_as_present():
    tally = Tally(Base.HOUSEHOLD, 9, {"yes": 6, "no": 0})
    outcome = decide(RULES["V1"], QUESTION, (tally,), Binding(Why.CHARTER_APPROVED))
    assert outcome.code is Code.PASSED


def test_nothing_of_nothing_is_no_majority():
    tally = Tally(Base.HOUSEHOLD, 0, {"yes": 0, "no": 0})
    outcome = decide(RULES["C1"], QUESTION, (tally,), Binding(Why.CHARTER_APPROVED))
    assert outcome.code is Code.QUORUM_NOT_MET
