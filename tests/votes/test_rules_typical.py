"""Votes that are often held: what is offered where and when, and which holes are refused."""

from datetime import date

import pytest

from participation.votes.rules.decision_rules import Place, rules_for
from participation.votes.rules.drafts import counts_as
from participation.votes.rules.levies import asks_households
from participation.votes.rules.questions import Kind
from participation.votes.rules.roll import Unit
from participation.votes.rules.rule_files import RuleFileError, parse_rules
from participation.votes.rules.typical import gaps
from tests.votes.ballots import RULES
from tests.votes.test_rules_rule_files import DAY, GOOD

ROAD = """
[[typical]]
id = "road"
name = "修路"
from = 2026-01-01
places = ["village"]
question = "〔哪一段〕路，今年修不修？"
kind = "yes-no"
options = ["修", "不修"]
detail = ""
"""


def _offered(place, day=DAY):
    return [one.id for one in RULES.typical_in(place, day)]


def test_villages_and_communities_are_offered_what_they_hold():
    assert _offered("village") == ["road", "lamps", "hours", "covenant", "first"]
    assert _offered("community") == ["road", "lamps", "hours", "compact", "first"]
    assert _offered("village", date(2025, 12, 31)) == []


@pytest.mark.parametrize("place", list(Place))
def test_what_is_offered_asks_no_home_for_money_and_has_a_rule_of_its_place(place):
    known = {rule.id for rule in rules_for(RULES, place, DAY) if counts_as(rule, Unit.HOUSEHOLD)}
    for one in RULES.typical_in(place, DAY):
        assert not asks_households([one.question, one.detail, *one.options])
        assert one.rule_id in known | {""}
        assert one.kind is Kind.SEVERAL or one.most == 1


def test_a_last_day_still_counts_and_the_next_does_not():
    ended = ROAD.replace("from = 2026-01-01", "from = 2026-01-01\nuntil = 2026-11-24")
    book = parse_rules({"a.toml": ended})
    assert book.typical_in("village", date(2026, 11, 24))
    assert not book.typical_in("village", date(2026, 11, 25))


def test_gaps_are_found_with_their_brackets():
    assert gaps("〔哪一段〕路，〔〕修") == ["〔哪一段〕", "〔〕"]
    assert gaps("村东路，今年修不修？") == []


@pytest.mark.parametrize(
    ("hole", "line"),
    [
        (ROAD.replace('["修", "不修"]', '["修"]'), "line 9: `options` needs at least two"),
        (ROAD + ROAD, "line 13: road stands twice"),
        (ROAD + 'rule = "V9"\n', "line 11: no file describes V9"),
        (ROAD + "most = 2\n", "line 11: `most` is not a key of this table"),
        (ROAD.replace("yes-no", "several-of-many"), "line 2: `most` is missing"),
    ],
)
def test_a_hole_is_refused_with_its_line(hole, line):
    with pytest.raises(RuleFileError) as found:
        parse_rules({"rules.toml": GOOD, "typical.toml": hole})
    assert line in str(found.value)
