"""Two programs that share no line recount the same records, and no forgery gets past either."""

import copy
import json
import subprocess
import sys
from random import Random

import pytest

from participation.kernel.codes import ALPHABET, is_typed
from participation.votes.rules.published import record_hash
from participation.votes.rules.receipts import receipt_code
from participation.votes.rules.verify import Fault, verify_record, verify_text
from tests.votes.recounts import (
    SCRIPT,
    differences,
    elections,
    forgeries,
    is_seen_by_script,
    published,
    script,
)

MANY = 200
TOOL = script()


@pytest.fixture(scope="module")
def held():
    """The records of honest elections."""
    return [published(one) for one in elections(MANY, seed=7)]


def test_both_programs_come_to_the_same_in_every_election(held):
    assert [found for found in (differences(TOOL, one) for one in held) if found] == []


def test_the_elections_are_of_every_kind_and_stand_at_the_edge(held):
    outcomes = [outcome for one in held for outcome in one["outcomes"]]
    tests = [test for outcome in outcomes for test in outcome["tests"]]
    at_the_edge = {
        (t["op"], t["is_met"]) for t in tests if t["of"] and t["limit"] == str(t["number"])
    }
    assert at_the_edge == {("ge", True), ("gt", False)}
    assert {q["kind"] for one in held for q in one["questions"]} == {
        "yes-no",
        "one-of-many",
        "several-of-many",
        "seats",
        "budget",
    }
    assert {one["secrecy"] for one in held} == {"open", "secret"}
    assert len({outcome["code"] for outcome in outcomes}) == 5
    assert len({outcome["why"] for outcome in outcomes}) > 8
    assert any(outcome["tied"] for outcome in outcomes)
    assert any(len(outcome["leading"]) > 1 for outcome in outcomes)
    assert any("/" in test["limit"] for test in tests)
    assert {len(one["roll"]["bases"]) for one in held} == {1, 2}
    assert any(one["opinions"] for one in held)
    assert any(one["present"] for one in held)
    for key in ("spoiled", "blank"):
        assert any(tally[0][key] for one in held for tally in one["tallies"])


# Slips of the pen that a counting program is made of: each must show, or the trial shows nothing.
MISTAKES = [
    ("number >= bar", "number > bar"),
    ("else number > bar", "else number >= bar"),
    ("of > 0 and reached", "reached"),
    ('line[3] if base == "area" else 1', "1"),
    ('"cast": sum(answers.values())', '"cast": sum(votes.values())'),
    ("votes[ranked[seats]] == last", "False"),
    ("== most > 0", "== most"),
    ("(-votes[each], costs[each])", "(-votes[each], -costs[each])"),
    ("max(purse * price.denominator - price.numerator, 0)", "purse * price.denominator"),
    ('outcome["code"] for outcome', '"passed" for outcome'),
    ('b"\\x01"', 'b"\\x00"'),
]


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_a_program_with_one_mistake_comes_to_something_else(held, right, wrong):
    source = SCRIPT.read_text("utf-8")
    assert source.count(right) == 1
    slip = script(source.replace(right, wrong))
    assert any(_says_otherwise(slip, one) for one in held)


def _says_otherwise(tool, record):
    said = tool.recounted(record) | {"merkle_root": tool.root_of(tool.leaves_of(record)).hex()}
    return any(value != record[key] for key, value in said.items())


def test_no_forgery_gets_past_either_program(held):
    chance, tried, naive = Random(3), 0, 0
    for one in held[:50]:
        for forged in forgeries(one, chance, TOOL):
            assert verify_record(forged)
            assert is_seen_by_script(TOOL, forged)
            tried += 1
            naive += record_hash(forged) == forged["hash"]
    assert tried > 300
    assert naive > 200, "who only checks the hash sees nothing of those where it was mended"


def test_a_record_forged_in_every_part_is_caught_by_the_printed_hash(held):
    record = held[0]
    forged = record | {"title": "另一件事"}
    forged["hash"] = record_hash(forged)
    assert not verify_record(forged)
    assert not is_seen_by_script(TOOL, forged)
    assert verify_record(forged, record["hash"]) == [Fault.NOT_THE_PRINTED]
    assert is_seen_by_script(TOOL, forged, record["hash"])
    shown = " ".join(record["hash"][at : at + 4] for at in range(0, 64, 4)).upper()
    assert not is_seen_by_script(TOOL, record, shown), "as somebody types it from paper"


def _changes():
    yield lambda record: record["roll"].update(extra=1)
    yield lambda record: record["marks"].update(pigeon=0)
    yield lambda record: record.update(note="passed")
    yield lambda record: record["channels"].reverse()
    yield lambda record: record.update(is_at_meeting=1)
    yield lambda record: record["tallies"][0][0].update(spoiled=False)
    yield lambda record: record.update(present=[["area", 3]])
    yield lambda record: record["roll"].update(bases=[["household", -1]])
    yield lambda record: record["questions"][0].update(kind="yes-no")
    yield lambda record: record["questions"][0].update(most=9)
    yield lambda record: record["questions"][0]["options"].pop()
    yield lambda record: record["rule"].update(online="perhaps")
    yield lambda record: record["rule"].update(quorum=[])
    yield lambda record: record["rule"].update({"pass": [{}]})
    yield lambda record: record["rule"].pop("level")
    yield lambda record: record.update(opens_at="2026-11-10 00:00:00+00:00")
    yield lambda record: record.update(closes_at="2026-11-10T00:00:00")
    yield lambda record: record.update(title="\ud800")
    yield lambda record: record.update(opinions=0.0)
    yield lambda record: record["ballots"].update(named=[])
    yield lambda record: record.update(helpers=[["孙巧云", 1]])
    yield lambda record: record["ballots"].update(choices=[])
    yield lambda record: record.update(
        secrecy="open", ballots={"named": [["3-001", "王**", "a", -1]], "opinions": []}
    )


@pytest.fixture(scope="module")
def plain(held):
    """The record of a secret vote by several ways, on one thing of many, without a blank paper."""
    for record in held:
        is_plain = record["questions"][0]["kind"] == "one-of-many" and len(record["channels"]) > 1
        if is_plain and record["secrecy"] == "secret" and not record["tallies"][0][0]["spoiled"]:
            return record
    raise AssertionError


@pytest.mark.parametrize("at", range(len(list(_changes()))))
def test_what_reads_two_ways_or_stands_beside_is_refused(plain, at):
    forged = copy.deepcopy(plain)
    list(_changes())[at](forged)
    for mended in (forged, forged | {"hash": _hash_or_none(forged)}):
        assert verify_record(mended)
        assert is_seen_by_script(TOOL, mended)


def _hash_or_none(record):
    try:
        return record_hash(record)
    except ValueError:
        return "0" * 64


def test_a_ballot_that_leaves_a_question_out_is_a_fault_and_no_crash(held):
    honest = next(one for one in held if len(one["questions"]) > 1 and one["opinions"])
    record = copy.deepcopy(honest)
    record["ballots"]["named"][0][2] = "blank"
    assert {Fault.CHOICE, Fault.UNDECIDABLE} <= set(verify_record(record))
    assert is_seen_by_script(TOOL, record)


def test_a_key_that_stands_twice_is_refused(plain):
    text = json.dumps(plain)
    twice = '{"code": "passed", ' + text[1:]
    assert verify_text(text) == []
    for odd in (twice, "[" * 100_000, "[]", "7", ""):
        assert verify_text(odd) == [Fault.MALFORMED]
    for odd in (twice, "[" * 100_000):
        with pytest.raises(TOOL.NoRecordError):
            TOOL.parse(odd)


def test_it_runs_alone_and_says_the_sum(plain, tmp_path):
    path = tmp_path / "record.json"
    path.write_text(json.dumps(plain, ensure_ascii=False), "utf-8")
    good = _run(path, "--printed", plain["hash"])
    assert (good.returncode, good.stderr) == (0, "")
    assert "重数一遍，和公布的一样。" in good.stdout
    assert plain["questions"][0]["text"] in good.stdout
    assert f"名册上 {plain['roll']['bases'][0][1]}" in good.stdout or "要超过" in good.stdout
    assert _run(path, "--printed", "0" * 64).returncode == 1
    plain_text = path.read_text("utf-8").replace('"code": "', '"code": "x', 1)
    path.write_text(plain_text, "utf-8")
    bad = _run(path)
    assert bad.returncode == 1
    assert "不对：" in bad.stdout
    assert _run(tmp_path / "missing.json").returncode == 2
    path.write_text("{", "utf-8")
    assert _run(path).returncode == 2


def _run(*arguments):
    command = [sys.executable, "-S", "-I", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_every_kind_of_sum_can_be_said(held):
    for record in held:
        _said, found = TOOL.recount(record)
        lines = list(TOOL.school_sum(record, found))
        assert len(lines) > 4
        assert not any("None" in line for line in lines)


# -- my ballot is in it


def test_a_thousand_receipts_are_found_and_a_thousand_forged_ones_are_not():
    key, chance = b"k" * 32, Random(11)
    given = {receipt_code(key, str(at)) for at in range(1000)}
    assert len(given) == 1000
    forged = set()
    while len(forged) < 1000:
        code = "".join(chance.choice(ALPHABET) for _ in range(8))
        forged |= {code} - given
    assert all(is_typed(code) and TOOL.is_receipt(code) for code in given)
    assert [is_typed(code) for code in forged] == [TOOL.is_receipt(code) for code in forged]
    # One in 29 has the right check letter by chance; it is not in the list all the same.
    assert 10 < sum(map(is_typed, forged)) < 80
    assert not forged & given
