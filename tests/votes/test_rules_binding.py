"""Binding or consultation: decided by rule, channel and charter, with the reason."""

from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path

import pytest

from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.binding import Binding, Why, check_vote, is_binding
from participation.votes.rules.decision_rules import Level, Online
from participation.votes.rules.rule_files import parse_rules

FILES = Path(__file__).parents[2] / "config" / "rules"
RULES = {
    rule.id: rule
    for rule in parse_rules(
        {path.name: path.read_text("utf-8") for path in FILES.glob("*.toml")}
    ).values()
}
PHONE = frozenset({Channel.PHONE, Channel.PAPER})
PAPER = frozenset({Channel.PAPER})


@pytest.mark.parametrize(
    ("rule_id", "channels", "is_approved", "is_at_meeting", "why"),
    [
        ("C0", PHONE, True, False, Why.OPINION_ONLY),
        ("C1", PHONE, False, False, Why.CHARTER_NOT_APPROVED),
        ("C1", PHONE, True, False, Why.CHARTER_APPROVED),
        ("V1", PHONE, False, False, Why.LAW_SILENT_ON_PHONE),
        ("V1", PHONE, False, True, Why.LAW_SILENT_ON_PHONE),
        ("V1", PHONE, True, False, Why.CHARTER_APPROVED),
        ("V1", PAPER, False, True, Why.BY_LAW),
        ("V1", PAPER, True, True, Why.BY_LAW),
        ("V1", PAPER, False, False, Why.NOT_AT_A_MEETING),
        ("V1", PAPER, True, False, Why.CHARTER_APPROVED),
        ("V4", PAPER, False, False, Why.BY_LAW),
        ("E1", PHONE, False, False, Why.ONLY_INSTANT_MESSAGING),
        ("E2", PAPER, True, True, Why.QUORUM_IN_CHARTER),
        ("O1", PHONE, True, False, Why.NEEDS_LOCAL_RULE),
        ("O1", PAPER, False, False, Why.BY_LAW),
    ],
)
def test_whether_a_vote_decides_is_told_with_its_reason(
    rule_id, channels, is_approved, is_at_meeting, why
):
    binding = is_binding(RULES[rule_id], channels, is_approved, is_at_meeting)
    assert binding == Binding(why)
    assert binding.is_binding is (why in {Why.BY_LAW, Why.CHARTER_APPROVED})


def test_a_law_that_allows_the_phone_lets_it_decide():
    rule = replace(RULES["V1"], online=Online.ALLOWED)
    assert is_binding(rule, PHONE, False) == Binding(Why.LAW_ALLOWS_PHONE)
    assert Binding(Why.LAW_ALLOWS_PHONE).is_binding


def test_an_approved_charter_that_says_nothing_of_phones_does_not_let_them_decide():
    rule = replace(RULES["C1"], online=Online.SILENT)
    assert is_binding(rule, PHONE, True) == Binding(Why.CHARTER_SILENT_ON_PHONE)
    assert is_binding(rule, PAPER, True) == Binding(Why.CHARTER_APPROVED)


def test_no_phone_vote_binds_under_any_law_in_the_files_without_an_approved_charter():
    for rule in RULES.values():
        if rule.level is Level.LAW:
            assert not is_binding(rule, PHONE, is_charter_approved=False).is_binding


def _channel_sets():
    each = list(Channel)
    sizes = (combinations(each, size) for size in range(1, 4))
    return [frozenset(found) for found in chain.from_iterable(sizes)]


def test_elections_and_recalls_refuse_everything_but_secret_paper():
    for rule_id in ("V4", "V5", "R5", "R6"):
        for channels in _channel_sets():
            refusal = check_vote(RULES[rule_id], channels, Secrecy.SECRET)
            assert (refusal is None) is (channels == PAPER)
        assert check_vote(RULES[rule_id], PHONE, Secrecy.SECRET).code == "rule-is-paper-only"
        assert check_vote(RULES[rule_id], PAPER, Secrecy.OPEN).code == "rule-must-be-secret"


def test_other_votes_choose_channels_and_secrecy_freely_but_need_a_channel():
    for secrecy in Secrecy:
        assert check_vote(RULES["C1"], PHONE, secrecy) is None
    assert check_vote(RULES["C1"], frozenset(), Secrecy.OPEN).code == "no-channel"
