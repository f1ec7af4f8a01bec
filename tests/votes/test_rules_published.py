"""Published records: recounted from their own lists, and no tampering goes unseen."""

import copy
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.votes.rules.ballots import SPOILED, Channel, Secrecy
from participation.votes.rules.canonical import canonical
from participation.votes.rules.decision_rules import Base, Place, rules_for
from participation.votes.rules.published import (
    Counted,
    HelpLine,
    NamedBallot,
    OpenList,
    SecretLists,
    record_hash,
    record_of,
)
from participation.votes.rules.questions import one_of, yes_no
from participation.votes.rules.receipts import receipt_code
from participation.votes.rules.rule_files import parse_rules
from participation.votes.rules.verify import Fault, verify_record

FILES = Path(__file__).parents[2] / "config" / "rules"
ALL = parse_rules({path.name: path.read_text("utf-8") for path in FILES.glob("*.toml")})
RULES = {rule.id: rule for rule in rules_for(ALL, Place.VILLAGE, date(2026, 11, 24))}
QUESTION = yes_no("村东路今年修不修？", "修", "今年不修")


def _receipts(count):
    return tuple(receipt_code(b"k" * 32, str(at)) for at in range(count))


SECRET = Counted(
    committee="liugen",
    no=3,
    title=QUESTION.text,
    questions=(QUESTION,),
    secrecy=Secrecy.SECRET,
    rule=RULES["C1"],
    channels=frozenset(Channel),
    is_charter_approved=False,
    is_at_meeting=False,
    roll={Base.HOUSEHOLD: 30},
    roll_hash="0" * 64,
    present=None,
    opens_at=datetime(2026, 11, 10, tzinfo=UTC),
    closes_at=datetime(2026, 11, 24, 12, tzinfo=UTC),
    marks={Channel.PHONE: 17, Channel.PAPER: 6, Channel.HELPER: 1},
    helpers=(HelpLine("孙巧云", 1, 1),),
    counted_by=("王木生", "陈秀兰", "何大海"),
    ballots=SecretLists(
        _receipts(24), (("yes",) * 14 + ("no",) * 7 + ("abstain",) * 2 + (SPOILED,),)
    ),
)
OPEN = replace(
    SECRET,
    secrecy=Secrecy.OPEN,
    ballots=OpenList(
        tuple(NamedBallot(f"3-{at:03}", "王**", "yes" if at % 2 else "no") for at in range(24))
    ),
)
MEETING = replace(
    SECRET,
    rule=RULES["V2"],
    roll={Base.ASSEMBLY: 30},
    is_at_meeting=True,
    channels=frozenset({Channel.PAPER}),
    present={Base.ASSEMBLY: 26},
    marks={Channel.PAPER: 24},
    helpers=(),
)


def _published(counted):
    return json.loads(canonical(record_of(counted)))


def _set(record, path, value):
    for key in path[:-1]:
        record = record[key]
    record[path[-1]] = value


@pytest.mark.parametrize("counted", [SECRET, OPEN, MEETING])
def test_an_honest_record_stands(counted):
    record = _published(counted)
    assert verify_record(record) == []
    assert verify_record(record, printed=record["hash"]) == []


def test_the_lists_of_a_secret_vote_are_sorted_each_by_itself_and_equally_long():
    lists = _published(SECRET)["ballots"]
    assert set(lists) == {"receipts", "choices"}
    assert lists["receipts"] == sorted(lists["receipts"])
    assert lists["choices"] == [sorted(lists["choices"][0])]
    assert len(lists["receipts"]) == len(lists["choices"][0]) == 24


def test_the_order_ballots_came_in_leaves_no_trace():
    shuffled = list(SECRET.ballots.choices[0])
    Random(7).shuffle(shuffled)
    receipts = tuple(reversed(SECRET.ballots.receipts))
    other = replace(SECRET, ballots=SecretLists(receipts, (tuple(shuffled),)))
    assert _published(other) == _published(SECRET)


def test_a_record_says_consultation_and_why():
    outcome = _published(SECRET)["outcomes"][0]
    assert outcome["code"] == "majority-for"
    assert outcome["why"] == "charter-not-approved"
    assert [test["limit"] for test in outcome["tests"]] == ["20", "12"]
    assert _published(MEETING)["code"] == "passed"
    assert _published(MEETING)["outcomes"][0]["why"] == "by-law"


def test_what_the_rule_cannot_decide_gives_no_record():
    assert record_of(replace(SECRET, roll={Base.ADULT: 30})).code == "base-not-in-rule"


def _leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _leaves(inner, (*path, at))
    else:
        yield path, value


def _other(value):
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case None:
            return 7
        case _:
            return f"{value}x"


@pytest.mark.parametrize("counted", [SECRET, OPEN, MEETING])
def test_no_single_change_anywhere_goes_unseen(counted):
    record = _published(counted)
    for path, value in _leaves(record):
        forged = copy.deepcopy(record)
        _set(forged, path, _other(value))
        assert verify_record(forged), path


DERIVED = {"tallies", "outcomes", "code", "merkle_root", "marks", "ballots"}


@pytest.mark.parametrize("counted", [SECRET, OPEN, MEETING])
def test_a_forger_who_mends_the_hash_is_caught_by_the_recount(counted):
    record = _published(counted)
    for path, value in _leaves(record):
        if path[0] in DERIVED:
            forged = copy.deepcopy(record)
            _set(forged, path, _other(value))
            forged["hash"] = record_hash(forged)
            assert record_hash(forged) == forged["hash"], "a check of the hash alone sees nothing"
            assert verify_record(forged), path


def test_a_forger_who_mends_everything_is_caught_by_the_printed_hash():
    printed = _published(SECRET)["hash"]
    choices = (("no",) * 24,)
    forged = _published(replace(SECRET, ballots=SecretLists(SECRET.ballots.receipts, choices)))
    assert verify_record(forged) == []
    assert verify_record(forged, printed=printed) == [Fault.NOT_THE_PRINTED]


def _mended(record):
    return record | {"hash": record_hash(record)}


def _faults(**changes):
    return set(verify_record(_published(replace(SECRET, **changes))))


def test_each_fault_of_the_lists_is_named():
    lists = SECRET.ballots
    marks = SECRET.marks
    twice = (lists.receipts[0], *lists.receipts[:23])
    forged = ("AAAAAAAA", *lists.receipts[1:])
    assert _faults(ballots=SecretLists(twice, lists.choices)) == {Fault.RECEIPT}
    assert _faults(ballots=SecretLists(forged, lists.choices)) == {Fault.RECEIPT}
    assert _faults(ballots=SecretLists(lists.receipts[1:], lists.choices)) == {Fault.LENGTHS}
    assert _faults(marks={**marks, Channel.PHONE: 16}) == {Fault.MARKS}
    assert _faults(marks={Channel.PHONE: 25, Channel.PAPER: -1}, helpers=()) == {Fault.MARKS}
    assert _faults(helpers=()) == {Fault.HELPERS}
    assert _faults(helpers=(HelpLine("孙巧云", 1, 2),)) == {Fault.HELPERS}
    assert _faults(channels=frozenset({Channel.PHONE, Channel.PAPER})) == {Fault.CHANNEL}
    assert _faults(marks={**marks, Channel.PHONE: 60}) == {Fault.MARKS, Fault.ROLL}


def test_a_voter_named_twice_is_named():
    named = OPEN.ballots.ballots
    record = _published(replace(OPEN, ballots=OpenList((named[0], *named[:23]))))
    assert verify_record(record) == [Fault.VOTER]


def test_each_difference_from_the_recount_is_named():
    record = _published(SECRET)
    lists = record["ballots"]
    unsorted = _mended(record | {"ballots": lists | {"choices": [lists["choices"][0][::-1]]}})
    assert verify_record(unsorted) == [Fault.ORDER]
    assert verify_record(_mended(record | {"merkle_root": "0" * 64})) == [Fault.ROOT]
    assert verify_record(_mended(record | {"tallies": []})) == [Fault.TALLY]
    passed = [record["outcomes"][0] | {"code": "passed", "is_binding": True}]
    assert verify_record(_mended(record | {"outcomes": passed})) == [Fault.OUTCOME]
    assert verify_record(_mended(record | {"code": "passed"})) == [Fault.OUTCOME]
    padded = record["rule"] | {"from": "20260101"}
    assert Fault.RULE in verify_record(_mended(record | {"rule": padded}))
    assert verify_record(record | {"hash": "0" * 64}) == [Fault.HASH]
    assert verify_record(record | {"note": "passed"}) == [Fault.MALFORMED, Fault.HASH]
    assert verify_record(_mended(record | {"note": "passed"})) == [Fault.MALFORMED]


def test_a_choice_that_is_not_on_the_ballot_cannot_be_counted():
    record = _published(SECRET)
    lists = record["ballots"]
    odd = _mended(record | {"ballots": lists | {"choices": [["aye", *lists["choices"][0][1:]]]}})
    assert set(verify_record(odd)) == {Fault.CHOICE, Fault.UNDECIDABLE}


MALFORMED = [
    ("format", "other/1"),
    ("no", "3"),
    ("no", True),
    ("secrecy", "half"),
    ("questions", []),
    ("questions", [[]]),
    ("title", None),
    ("ballots", {"named": []}),
    ("marks", {"phone": 24}),
    ("closes_at", "2026-11-24T12:00:00"),
    ("closes_at", "tonight"),
    ("rule", {}),
    ("channels", ["pigeon"]),
    ("present", "all"),
    ("note", 0.5),
]


@pytest.mark.parametrize(("key", "value"), MALFORMED)
def test_what_is_no_record_is_called_malformed(key, value):
    assert verify_record(_published(SECRET) | {key: value}) == [Fault.MALFORMED]


def test_an_empty_file_is_called_malformed():
    assert verify_record({}) == [Fault.MALFORMED]


MANY = one_of("怎么修？", ("修", "今年不修", "先修一半"))


@given(
    choices=st.lists(st.sampled_from(["a", "b", "c", "abstain", SPOILED]), max_size=30),
    rule_id=st.sampled_from(["C0", "C1"]),
    is_approved=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_every_honest_vote_makes_a_record_that_stands(choices, rule_id, is_approved):
    counted = replace(
        SECRET,
        questions=(MANY,),
        rule=RULES[rule_id],
        is_charter_approved=is_approved,
        marks={Channel.PHONE: len(choices)},
        helpers=(),
        ballots=SecretLists(_receipts(len(choices)), (tuple(choices),)),
    )
    assert verify_record(_published(counted)) == []
