"""Receipts, roll and hashes: the same in, the same out, and nothing leads to somebody else."""

import hashlib
from dataclasses import replace
from itertools import permutations

import pytest

from participation.kernel.codes import is_typed
from participation.votes.rules.canonical import canonical, sha256_hex
from participation.votes.rules.merkle import merkle_root
from participation.votes.rules.receipts import recall_hash, receipt_code
from participation.votes.rules.roll import RollEntry, Unit, roll_hash

KEY = b"k" * 32
ROLL = (
    RollEntry("3-041", Unit.HOUSEHOLD, "王**", "第三小组"),
    RollEntry("3-042", Unit.HOUSEHOLD, "李**", "第三小组"),
    RollEntry("1-007", Unit.HOUSEHOLD, "张*", "第一小组"),
)


def test_a_retry_gets_the_same_receipt_and_another_page_another():
    assert receipt_code(KEY, "aa" * 16) == receipt_code(KEY, "aa" * 16)
    codes = {receipt_code(KEY, f"{at:032x}") for at in range(500)}
    assert len(codes) == 500
    assert all(is_typed(code) for code in codes)
    assert receipt_code(b"x" * 32, "aa" * 16) != receipt_code(KEY, "aa" * 16)


def test_a_ballot_is_found_again_only_with_vote_receipt_and_slip_together():
    found = recall_hash(KEY, "vote-1", "RECEIPT1", "SLIP-A")
    assert found == recall_hash(KEY, "vote-1", "RECEIPT1", "SLIP-A")
    others = [
        recall_hash(KEY, "vote-2", "RECEIPT1", "SLIP-A"),
        recall_hash(KEY, "vote-1", "RECEIPT2", "SLIP-A"),
        recall_hash(KEY, "vote-1", "RECEIPT1", "SLIP-B"),
        recall_hash(b"x" * 32, "vote-1", "RECEIPT1", "SLIP-A"),
    ]
    assert found not in others
    assert len(set(others)) == 4


def test_the_hash_of_a_roll_knows_no_order_but_every_word():
    hashes = {roll_hash(order) for order in permutations(ROLL)}
    assert len(hashes) == 1
    changed = [
        replace(ROLL[0], no="3-043"),
        replace(ROLL[0], unit=Unit.PERSON),
        replace(ROLL[0], label="汪**"),
        replace(ROLL[0], group="第四小组"),
    ]
    assert not hashes & {roll_hash((entry, *ROLL[1:])) for entry in changed}
    assert not hashes & {roll_hash(ROLL[1:]), roll_hash((*ROLL, ROLL[0]))}


def test_one_value_has_one_spelling():
    assert canonical({"b": [1, None, True], "a": "村"}) == '{"a":"村","b":[1,null,true]}'.encode()
    assert canonical({"a": (1, 2)}) == canonical({"a": [1, 2]})
    assert sha256_hex([]) == hashlib.sha256(b"[]").hexdigest()


@pytest.mark.parametrize("value", [0.5, {"a": [1.0]}, [float("nan")]])
def test_no_float_is_ever_hashed(value):
    with pytest.raises(ValueError, match="no float"):
        canonical(value)


def _reference_root(leaves):
    """RFC 6962 §2.1 as it is written: split at the greatest power of two below the length."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = _reference_root(leaves[:split]), _reference_root(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_the_root_is_the_one_of_rfc_6962():
    for count in range(70):
        leaves = [f"leaf {at}".encode() for at in range(count)]
        assert merkle_root(leaves) == _reference_root(leaves).hex()


def test_a_leaf_that_looks_like_a_node_gives_another_root():
    one, two = (hashlib.sha256(b"\x00" + leaf).digest() for leaf in (b"a", b"b"))
    assert merkle_root([b"a", b"b"]) != merkle_root([one + two])
