"""Watching over votes: complaints past the desk, ballots voided, call-backs, carriers."""

from dataclasses import replace

import pytest

from participation.kernel import ids
from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.actions.slips import issue_slips
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.life import UNSEALED, State
from participation.votes.rules.vote import Proof
from participation.votes.rules.watching import (
    CallOutcome,
    Grievance,
    check_complaint,
    drawn,
    how_many,
    may_draw,
    may_void,
)
from participation.votes.store import box, find_vote, get_record, watching
from tests.votes.ballots import CLERK, CLOSE, NO, SUPERVISOR, YES, hold_vote
from tests.votes.test_helping import HELPER, begun, helped

OPEN = {"secrecy": Secrecy.OPEN}
PRESSED = Grievance.PRESSED


def test_a_complaint_says_enough_to_be_looked_into():
    assert check_complaint(Grievance.NOT_MINE, "", has_voter=False).code == "complaint-needs-slip"
    assert check_complaint(Grievance.NOT_MINE, "", has_voter=True) is None
    assert check_complaint(Grievance.OTHER, " ", has_voter=False).code == "complaint-empty"
    assert check_complaint(PRESSED, "", has_voter=False) is None


def test_what_may_be_voided_and_until_when():
    def code(secrecy, state, has_mark):
        fault = may_void(secrecy, state, has_mark=has_mark)
        return fault and fault.code

    assert code(Secrecy.OPEN, State.OPEN, True) is None
    assert code(Secrecy.OPEN, State.CLOSED, True) == "vote-closed"
    assert code(Secrecy.SECRET, State.OPEN, True) == "ballot-stays"
    assert code(Secrecy.SECRET, State.OPEN, False) is None


def test_a_tenth_and_five_at_least_are_called_back():
    assert [how_many(voters) for voters in (0, 3, 5, 50, 51, 300)] == [0, 3, 5, 5, 6, 30]
    assert drawn("abc", 3, ids.chance) == ["a", "b", "c"]
    often = dict.fromkeys(range(10), 0)
    for _time in range(2000):
        for one in drawn(range(10), 2, ids.chance):
            often[one] += 1
    assert all(300 < count < 500 for count in often.values()), often


def test_nobody_is_drawn_before_the_close():
    assert may_draw(State.DRAFT).code == "vote-not-open"
    assert may_draw(State.OPEN).code == "vote-still-open"
    assert may_draw(State.PAUSED).code == "vote-paused"
    assert may_draw(State.CANCELLED).code == "vote-cancelled"
    before = UNSEALED | {State.CANCELLED}
    assert all(may_draw(state) is None for state in State if state not in before)


def complain(held, kind=Grievance.NOT_MINE, label="3-001", text=""):
    code = held.slips[label].typed if label else ""
    return held.village.do(lambda s, e: actions.file_complaint(s, e, held.no, kind, text, code))


def answer(held, at, *, is_voided=False, words="查过了"):
    return held.do(actions.answer_complaint, SUPERVISOR, at=at, answer=words, is_voided=is_voided)


def complaints(held):
    return held.village.read(lambda s: watching.list_complaints(s, held.village.id, held.id))


def test_in_a_named_vote_the_ballot_is_taken_out_and_the_voter_votes_again(village):
    held = hold_vote(village, **OPEN)
    for label in ("3-001", "3-002"):
        held.cast(label, YES)
    code = held.slips["3-002"].typed
    held.do(actions.enter_open_paper, code=code, choice=YES)
    for at, label in enumerate(("3-001", "3-002"), 1):
        assert complain(held, label=label).value == at
        assert isinstance(answer(held, at, is_voided=True), Done)
        assert held.cast(label, NO).code == "slip-revoked"
    found = village.read(lambda s: [watching.list_voted(s, village.id, held.id, is_secret=False)])
    assert found == [[]]
    again = village.do(lambda s, e: issue_slips(s, e, held.no, 1, 2), CLERK).value
    held.slips = {slip.voter.label: slip for slip in again}
    assert isinstance(held.cast("3-001", NO), Done)
    code = held.slips["3-002"].typed
    assert isinstance(held.do(actions.enter_open_paper, code=code, choice=NO), Done)
    held.settle()
    record = village.read(lambda s: get_record(s, village.id, held.id))
    assert [line[2] for line in record["ballots"]["named"]] == [NO, NO]
    assert [one.is_voided for one in complaints(held)] == [True, True]


def test_in_a_secret_vote_only_an_unused_slip_is_void(village):
    held = hold_vote(village)
    held.cast("3-001", YES)
    complain(held)
    complain(held, label="3-002")
    assert answer(held, 1, is_voided=True).code == "ballot-stays"
    assert isinstance(answer(held, 1), Done)
    assert isinstance(answer(held, 2, is_voided=True), Done)
    assert held.cast("3-002").code == "slip-revoked"
    assert village.read(lambda s: box.find_mark(s, village.id, held.id, _voter(held))) is not None


def _voter(held):
    return held.slips["3-001"].voter.id


def test_a_complaint_is_answered_once_and_in_words(village):
    held = hold_vote(village, **OPEN)
    assert complain(held, PRESSED, label="", text=" 村口有人拦着 ").value == 1
    (one,) = complaints(held)
    assert (one.text, one.voter, one.answer) == ("村口有人拦着", None, None)
    assert answer(held, 7).code == "complaint-unknown"
    assert answer(held, 1, words=" ").code == "answer-empty"
    assert answer(held, 1, is_voided=True).code == "complaint-needs-slip"
    assert isinstance(answer(held, 1), Done)
    assert answer(held, 1).code == "complaint-answered"
    other = hold_vote(village, 0, **OPEN)
    held.no = other.no
    assert complain(held).code == "slip-elsewhere"
    held.no = 99
    assert complain(held).code == "vote-unknown"


def test_call_backs_are_drawn_once_after_the_close_and_all_are_asked(village):
    held = hold_vote(village, 70, proof=Proof.DIGITS)

    def do(action, **more):
        return held.do(action, SUPERVISOR, now=CLOSE, **more)

    def missing():
        vote = village.read(lambda s: find_vote(s, village.id, held.no))
        errand = village.errand(SUPERVISOR, CLOSE)
        return village.read(lambda s: actions.calls_missing(s, errand, vote))

    assert missing() is None, "nobody voted"
    assert do(actions.draw_call_backs).code == "calls-nobody"
    for label in ("3-001", "3-002", "3-003", "3-004", "3-005", "3-006"):
        assert isinstance(helped(held, label), Done)
    for label in list(held.slips)[10:70]:
        held.cast(label, digits=held.slips[label].digits)
    assert held.do(actions.draw_call_backs, SUPERVISOR).code == "vote-still-open"
    assert missing().facts == {"num": 7}
    assert do(actions.draw_call_backs).value == 5 + 6, "of those helped, and of the rest"
    assert do(actions.draw_call_backs).code == "calls-drawn"
    assert missing().facts == {"num": 11}
    for at in range(1, 12):
        outcome = CallOutcome.DENIED if at == 1 else CallOutcome.CONFIRMED
        assert isinstance(do(actions.note_call, at=at, outcome=outcome), Done)
    assert do(actions.note_call, at=12, outcome=CallOutcome.DENIED).code == "call-unknown"
    assert missing() is None
    called = village.read(lambda s: watching.count_called(s, village.id, held.id))
    assert called == {"denied": 1, "confirmed": 10}


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_whoever_carries_slips_enters_none(village, secrecy):
    held = hold_vote(village, 40, proof=Proof.DIGITS, secrecy=secrecy)
    first = begun(held, "3-001")
    for name in (HELPER.label, " 赵敏 "):
        assert isinstance(held.do(actions.add_carrier, name=name), Done)
    assert held.do(actions.add_carrier, name="赵敏").code == "carrier-known"
    assert held.do(actions.add_carrier, name=" ").code == "carrier-empty"
    assert held.do(actions.add_carrier, now=CLOSE, name="何大海").code == "vote-closed"
    assert begun(held, "3-001").code == "carrier-enters-none"
    typed = held.slips["3-001"].typed
    late = held.village.do(
        lambda s, e: actions.cast_help(
            s, e, held.no, actions.dropping.Ballot(YES, typed), first.pass_code
        ),
        HELPER,
    )
    assert late.code == "carrier-enters-none"
    enter = actions.enter_stubs if secrecy is Secrecy.SECRET else actions.enter_open_paper
    more = {} if secrecy is Secrecy.SECRET else {"choice": YES}
    assert held.do(enter, code=typed, **more).code == "carrier-enters-none"
    other = replace(CLERK, label="王木生")
    assert isinstance(held.do(enter, other, code=typed, **more), Done)
