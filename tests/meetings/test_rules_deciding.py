"""A motion under a law's rule: exactly two thirds there, more than half of them, by article."""

from datetime import date

import pytest

from participation.kernel.outcome import Refusal
from participation.meetings.rules.deciding import (
    ByLaw,
    Heads,
    by_law_from_data,
    by_law_to_data,
    decide_by_law,
    law_fault,
    question_of,
)
from participation.meetings.rules.items import Votes
from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import Rule, rule_on
from participation.votes.rules.outcomes import Name
from participation.votes.rules.rule_files import parse_rules
from tests.votes.ballots import FILES, RULES

DAY = date(2026, 11, 24)


def rule(rule_id: str, day: date = DAY) -> Rule:
    found = rule_on(RULES, rule_id, day)
    assert isinstance(found, Rule)
    return found


def assembly(due: int, present: int) -> Heads:
    return Heads({Base.ASSEMBLY: due}, {Base.ASSEMBLY: present})


def decided(rule_id: str, votes: Votes, heads: Heads, day: date = DAY) -> ByLaw:
    found = decide_by_law(rule(rule_id, day), "修路。", votes, heads)
    assert found is not None
    return found


def test_two_thirds_of_the_representatives_are_enough_at_exactly_two_thirds() -> None:
    enough = decided("V2", Votes(11, 9, 0, 20), assembly(30, 20))
    assert enough.is_carried
    assert law_fault(enough) is None
    few = decided("V2", Votes(19, 0, 0, 19), assembly(30, 19))
    assert not few.is_carried
    fault = law_fault(few)
    assert fault is not None
    assert fault.facts == {
        "present": 19,
        "needed": 20,
        "law": "村民委员会组织法",
        "article": 30,
    }


def test_more_than_half_of_those_present_and_abstaining_counts_against() -> None:
    assert not decided("V2", Votes(10, 9, 1, 20), assembly(30, 20)).is_carried
    assert decided("V2", Votes(11, 0, 9, 20), assembly(30, 20)).is_carried


def test_each_test_stands_with_its_numbers_and_article() -> None:
    tests = decided("V2", Votes(11, 9, 0, 20), assembly(30, 20)).outcome.tests
    assert [(one.name, one.number, one.of, one.article) for one in tests] == [
        (Name.TAKING_PART, 20, 30, 30),
        (Name.SUPPORT, 11, 20, 30),
    ]


def everybody(adults: int, homes: int, *, is_home_each: bool) -> Heads:
    return Heads(
        {Base.ADULT: 100, Base.HOUSEHOLD: 30},
        {Base.ADULT: adults, Base.HOUSEHOLD: homes},
        is_home_each=is_home_each,
    )


def test_a_villagers_meeting_is_quorate_by_homes_where_too_few_adults_came() -> None:
    found = decided("V1", Votes(11, 9, 0, 20), everybody(20, 20, is_home_each=True))
    assert found.is_carried
    assert {one.base for one in found.outcome.tests} == {Base.HOUSEHOLD}


def test_homes_are_not_counted_where_two_of_one_home_came() -> None:
    found = decided("V1", Votes(21, 0, 0, 21), everybody(21, 20, is_home_each=False))
    assert law_fault(found) is not None
    assert {one.base for one in found.outcome.tests} == {Base.ADULT}


def test_half_the_adults_are_not_enough_and_one_more_is() -> None:
    half = decided("V1", Votes(50, 0, 0, 50), everybody(50, 25, is_home_each=False))
    assert law_fault(half) is not None
    more = decided("V1", Votes(51, 0, 0, 51), everybody(51, 25, is_home_each=False))
    assert more.is_carried


def test_the_law_of_the_day_judges() -> None:
    old = decided("V2", Votes(20, 0, 0, 20), assembly(30, 20), date(2025, 12, 31))
    assert [one.article for one in old.outcome.tests] != [30, 30]


def test_owners_are_counted_by_area_too_and_hands_have_none() -> None:
    heads = Heads({Base.OWNER: 10}, {Base.OWNER: 8})
    assert decide_by_law(rule("O1"), "换电梯。", Votes(8, 0, 0, 8), heads) is None
    assert law_fault(None) is None


def test_in_shandong_the_women_among_the_representatives_have_to_come_too() -> None:
    texts = {one.relative_to(FILES).as_posix(): one.read_text("utf-8") for one in FILES.rglob("*")
             if one.suffix == ".toml"}  # fmt: skip
    strict = rule_on(parse_rules(texts).at("370000", DAY), "V2", DAY)
    assert isinstance(strict, Rule)
    bases = {Base.ASSEMBLY: 30, Base.WOMEN_REP: 12}
    few = decide_by_law(
        strict, "修。", Votes(20, 0, 0, 20), Heads(bases, {Base.ASSEMBLY: 20, Base.WOMEN_REP: 7})
    )
    assert few is not None
    assert few.lacking is not None
    assert few.lacking.base is Base.WOMEN_REP
    enough = decide_by_law(
        strict, "修。", Votes(20, 0, 0, 20), Heads(bases, {Base.ASSEMBLY: 20, Base.WOMEN_REP: 8})
    )
    assert enough is not None
    assert enough.is_carried


def test_numbers_that_cannot_be_are_decided_by_nobody() -> None:
    heads = assembly(10, 20)
    assert decide_by_law(rule("V2"), "修。", Votes(20, 0, 0, 20), heads) is None


def test_it_comes_back_whole_from_its_json() -> None:
    found = decided("V2", Votes(11, 9, 0, 20), assembly(30, 20))
    assert by_law_from_data(by_law_to_data(found)) == found


@pytest.mark.parametrize("motion", ["", "修路。"])
def test_a_motion_is_asked_as_a_yes_or_no(motion: str) -> None:
    assert [one.label for one in question_of(motion).options] == ["赞成", "反对", "弃权"]
    assert not isinstance(question_of(motion), Refusal)
