"""Paper: signatures where a named vote decides, the pile counted twice, three names at the box."""

import json
from uuid import UUID

import pytest

from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.paper import check_counted_by, check_pile
from participation.votes.rules.verify import Fault, verify_record
from participation.votes.rules.vote import CountedBy, Proof
from participation.votes.store import find_vote, get_record
from tests.votes.ballots import CLERK, CLOSE, NO, SUPERVISOR, YES, hold_vote
from tests.votes.flats import OWNERS, flats, take


@pytest.fixture
def deciding(village):
    """A named vote that decides: owners, on paper, by law."""
    take(village, flats(100, 100, 100))
    return hold_vote(village, 0, **OWNERS)


def enter(held, room, choice=YES, **more):
    code = held.slips[f"1号楼{room}"].token
    return held.do(actions.enter_open_paper, code=code, choice=choice, **more)


def record_of(held):
    held.settle()
    kept = held.village.read(lambda s: get_record(s, held.village.id, held.id))
    return json.loads(json.dumps(kept))


def test_an_unsigned_paper_is_listed_and_counts_for_nothing(deciding):
    vote = deciding.village.read(lambda s: find_vote(s, deciding.village.id, deciding.no))
    assert vote.needs_signature
    enter(deciding, "101", YES, is_signed=True)
    enter(deciding, "102", NO, is_signed=False)
    record = record_of(deciding)
    assert [line[2] for line in record["ballots"]["named"]] == [YES]
    assert [line[2] for line in record["ballots"]["opinions"]] == [NO]
    assert (record["opinions"], record["marks"]["paper"]) == (1, 2)
    assert record["tallies"][0][0]["cast"] == 1
    assert verify_record(record) == []


def test_the_signature_may_follow_and_the_same_paper_be_typed_once_more(deciding):
    enter(deciding, "101", YES, is_signed=False)
    enter(deciding, "101", YES, is_signed=True)
    assert record_of(deciding)["opinions"] == 0


def test_where_it_only_asks_paper_needs_no_signature(village):
    asked = hold_vote(village, secrecy=Secrecy.OPEN)
    code = asked.slips["3-001"].typed
    assert isinstance(asked.do(actions.enter_open_paper, code=code, choice=YES), Done)
    assert record_of(asked)["opinions"] == 0


def test_an_unsigned_paper_pushes_out_no_ballot_that_counts(village):
    held = hold_vote(village, secrecy=Secrecy.OPEN, proof=Proof.DIGITS, is_charter_approved=True)
    slip = held.slips["3-001"]

    def enter(is_signed):
        typed = {"code": slip.typed, "choice": YES, "is_signed": is_signed}
        return held.do(actions.enter_open_paper, **typed)

    assert isinstance(enter(False), Done)
    assert isinstance(held.cast("3-001", NO, digits=slip.digits), Done), "an opinion bars nobody"
    assert enter(False).code == "paper-unsigned"
    assert isinstance(enter(True), Done)
    assert held.cast("3-001", NO, digits=slip.digits).code == "paper-stands"


def test_the_pile_is_counted_by_somebody_who_typed_none_of_it(deciding):
    enter(deciding, "101", is_signed=True)
    assert deciding.do(actions.confirm_pile, SUPERVISOR, papers=1).code == "vote-still-open"

    def check(papers, actor=SUPERVISOR):
        return deciding.do(actions.confirm_pile, actor, CLOSE, papers=papers)

    counted = deciding.do(actions.count_vote, now=CLOSE, committee="柳根村")
    assert counted.code == "paper-not-counted"
    differs = check(2)
    assert (differs.code, differs.facts) == ("pile-differs", {"typed": 1, "papers": 2})
    assert check(1, CLERK).code == "same-person-confirms"
    assert isinstance(check(1), Done)
    assert isinstance(deciding.do(actions.count_vote, now=CLOSE, committee="柳根村"), Done)
    assert check(1).code == "vote-already-counted"


def test_a_secret_box_has_no_pile_with_names(village):
    held = hold_vote(village)
    assert held.do(actions.confirm_pile, SUPERVISOR, CLOSE, papers=0).code == "paper-is-secret"


def test_three_people_count_the_box():
    alike = CountedBy("王木生", "陈秀兰", " 王木生")
    assert check_counted_by(alike).code == "counters-alike"
    missing = check_counted_by(CountedBy("王木生", " ", "何大海"))
    assert (missing.code, missing.field) == ("counter-missing", "counter")
    assert check_counted_by(CountedBy(" 一", "二", "三")) == CountedBy("一", "二", "三")


def test_a_pile_stands_when_both_numbers_are_one():
    one, two = UUID(int=1), UUID(int=2)
    assert check_pile(3, 3, frozenset({one}), two) is None
    assert check_pile(3, 4, frozenset({one}), two).code == "pile-differs"
    assert check_pile(3, 3, frozenset({one}), one).code == "same-person-confirms"


def test_own_hands_and_helpers_are_recounted(deciding):
    enter(deciding, "101", is_signed=True)
    record = record_of(deciding)
    assert (record["own_hand"], record["helpers"]) == ([1, 1], [])
    assert Fault.MARKS in verify_record(record | {"own_hand": [0, 1]})
    assert Fault.HELPERS in verify_record(record | {"helpers": [["孙巧云", 1, 0]]})
    assert verify_record(record | {"helpers": [["孙巧云", "1", 0]]}) == [Fault.MALFORMED]
