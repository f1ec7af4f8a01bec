"""Asking households for money or labour: what has to be there, and what no vote may ask for."""

from dataclasses import replace
from datetime import date

import pytest

from participation.kernel.outcome import Done, Refusal
from participation.votes import actions, store
from participation.votes.rules.decision_rules import rule_on
from participation.votes.rules.drafts import check_draft
from participation.votes.rules.levies import (
    Levy,
    asks_households,
    check_levy,
    levy_from_data,
    levy_terms,
    levy_to_data,
)
from participation.votes.rules.roll import Unit
from participation.votes.rules.rule_terms import Exempt
from tests.votes.ballots import CLERK, RULES, TODAY, add_homes, draft

LEVY = Levy(
    per_head_fen=2000,
    labour_days=3,
    exempt=frozenset(Exempt),
    cap_fen=2000,
    cap_days=10,
    cap_source="某省农民负担监督管理条例第十条",
    township_ref="柳政审〔2026〕7号",
    township_on=date(2026, 11, 20),
    signed=40,
    households=50,
)
TERMS = rule_on(RULES, "V1", TODAY).terms.levy


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"per_head_fen": 0, "labour_days": 0}, "levy-empty"),
        ({"labour_days": -1}, "levy-negative"),
        ({"exempt": frozenset(Exempt) - {Exempt.SOLDIER}}, "levy-exempt-missing"),
        ({"exempt": frozenset(Exempt) - {Exempt.STUDENT}}, "levy-exempt-missing"),
        ({"exempt": frozenset(TERMS.exempt_money), "labour_days": 0}, ""),
        ({"exempt": frozenset(TERMS.exempt_labour), "per_head_fen": 0}, ""),
        ({"per_head_fen": 2001}, "levy-over-cap"),
        ({"labour_days": 11}, "levy-over-cap"),
        ({"labour_days": 0, "cap_days": 0}, ""),
        ({"cap_fen": 0}, "levy-cap-missing"),
        ({"cap_source": " "}, "levy-cap-missing"),
        ({"signed": 0}, "levy-unsigned"),
        ({"signed": 51}, "levy-signed-too-many"),
        ({"signed": 50}, ""),
        ({"township_ref": ""}, "levy-unchecked"),
        ({"township_on": None}, "levy-unchecked"),
        ({"township_on": date(2026, 11, 25)}, "levy-unchecked"),
        ({"township_on": TODAY}, ""),
    ],
)
def test_a_levy_needs_its_grounds(changed, refused):
    fault = check_levy(TERMS, replace(LEVY, **changed), TODAY)
    assert (fault.code if fault else "") == refused


@pytest.mark.parametrize(
    ("rule_id", "may"),
    [("V1", True), ("V2", True), ("C1", True), ("C0", True), ("V3", False), ("V6", False)],
)
def test_only_the_villagers_meeting_or_its_reps_decide_on_a_levy(rule_id, may):
    here = RULES.at("", TODAY, "village")
    terms = levy_terms(here, rule_on(here, rule_id, TODAY), TODAY)
    assert (terms is not None) is may
    assert not terms or not terms.is_verified
    assert check_levy(terms, LEVY, TODAY) is None or not may


def test_a_draft_is_held_against_its_levy():
    here = RULES.at("", TODAY, "village")
    assert check_draft(here, draft(levy=LEVY), TODAY) == rule_on(here, "C1", TODAY)
    high = check_draft(here, draft(levy=replace(LEVY, per_head_fen=2001)), TODAY)
    assert high.code == "levy-over-cap"


def test_a_community_may_not_levy_at_all():
    there = RULES.at("", TODAY, "community")
    assert levy_terms(there, rule_on(there, "C1", TODAY), TODAY) is None
    refused = check_draft(there, draft(levy=LEVY), TODAY)
    assert refused == Refusal("levy-wrong-meeting", "rule")
    assert rule_on(there, "V1", TODAY).code == "rule-not-in-force"


def test_a_levy_is_kept_as_it_was_written():
    assert levy_from_data(levy_to_data(LEVY)) == LEVY
    bare = replace(LEVY, township_on=None, exempt=frozenset())
    assert levy_from_data(levy_to_data(bare)) == bare


@pytest.mark.parametrize(
    ("text", "is_asking"),
    [
        ("每户出 200 元修路", True),
        ("修路，各家都要交钱", True),
        ("每人收三十元", True),
        ("村东路筹资筹劳方案", True),
        ("村集体出 6 万，每户不出钱", False),
        ("其余申请奖补，不向各户收钱", False),
        ("这次不筹资，也没有集资", False),
        ("每户一票", False),
        ("今年修不修", False),
    ],
)
def test_words_that_ask_every_home_are_noticed(text, is_asking):
    assert asks_households(["村东路", text]) is is_asking


def test_a_vote_that_asks_homes_for_money_opens_only_with_its_levy(village):
    add_homes(village, 3)

    def run(action):
        return village.do(action, CLERK)

    asked = draft(options=(("修", "每户出 200 元"), ("不修", "")))
    no = run(lambda s, e: actions.draft_vote(s, e, RULES, asked, TODAY)).value.no
    refused = run(lambda s, e: actions.open_vote(s, e, no, TODAY))
    assert refused == Refusal("levy-missing")
    many = run(lambda s, e: actions.keep_levy(s, e, RULES, no, LEVY, TODAY))
    assert many == Refusal("levy-signed-too-many", "levy_signed", {"households": 3})
    few = replace(LEVY, signed=3)
    kept = run(lambda s, e: actions.keep_levy(s, e, RULES, no, few, TODAY))
    assert isinstance(kept, Done)
    stored = village.read(lambda s: store.find_vote(s, village.id, no))
    assert stored.levy == replace(few, households=3)
    run(lambda s, e: actions.drop_levy(s, e, RULES, no, TODAY))
    assert run(lambda s, e: actions.open_vote(s, e, no, TODAY)).code == "levy-missing"
    run(lambda s, e: actions.keep_levy(s, e, RULES, no, few, TODAY))
    assert isinstance(run(lambda s, e: actions.open_vote(s, e, no, TODAY)), Done)
    late = run(lambda s, e: actions.drop_levy(s, e, RULES, no, TODAY))
    assert late.code == "vote-already-open"
    assert not replace(stored, levy=None, unit=Unit.OWNER).lacks_levy
    for action in (
        lambda s, e: actions.keep_levy(s, e, RULES, 99, few, TODAY),
        lambda s, e: actions.drop_levy(s, e, RULES, 99, TODAY),
    ):
        assert run(action).code == "vote-unknown"
