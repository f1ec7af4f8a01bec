"""Paper for a power cut: printed before, typed after, with its true hour and nobody's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from participation.kernel.outcome import Done, Refusal
from participation.votes import actions
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.late import MOST, check_late
from participation.votes.rules.life import State
from participation.votes.rules.vote import CountedBy
from participation.votes.store import late, progress
from tests.conftest import NOON
from tests.votes.ballots import CLERK, CLOSE, SUPERVISOR, hold_vote
from tests.votes.test_rules_vote import _vote

AFTER, BEFORE = CLOSE + timedelta(hours=1), CLOSE - timedelta(minutes=20)
OPENED = _vote()
COUNTERS = CountedBy("王建军", "赵敏", "李保林")


def test_late_paper_came_in_before_the_close_and_somebody_says_so():
    def code(vote=OPENED, received=BEFORE, said_by="王建军、李四", papers=3, now=AFTER):
        found = check_late(vote, received, said_by, papers, now)
        return found and found.code

    assert code() is None
    assert code(now=BEFORE) == "vote-still-open"
    assert code(replace(OPENED, state=State.COUNTED)) == "vote-already-counted"
    assert code(replace(OPENED, state=State.CANCELLED)) == "vote-cancelled"
    assert code(received=CLOSE) == "late-hour-wrong"
    assert code(received=OPENED.opens_at - timedelta(seconds=1)) == "late-hour-wrong"
    assert code(said_by="") == "late-witness-missing"
    assert code(papers=0) == "late-empty"
    assert code(papers=MOST + 1) == "late-too-many"


def _enter(held, *papers, now=AFTER, **more):
    told = {"papers": papers, "received_at": BEFORE, "said_by": "王建军、李四", **more}
    return held.do(actions.enter_late_papers, CLERK, now, **told)


def test_stubs_of_a_power_cut_mark_the_roll_all_or_none(village):
    held = hold_vote(village, 3)
    held.cast("3-001")
    codes = {label: slip.typed for label, slip in held.slips.items()}
    assert held.do(actions.close_due, now=AFTER).value is State.CLOSED
    assert isinstance(held.do(actions.seal_vote, now=AFTER), Done)
    twice = _enter(held, (codes["3-002"], ""), (codes["3-001"], ""))
    assert (twice.code, twice.facts["line"]) == ("stub-voted", 2)
    assert _enter(held, (codes["3-002"], "1")).code == "paper-is-secret"
    assert village.read(lambda s: progress(s, village.id, held.id)).marks == 1
    done = _enter(held, (codes["3-002"], ""), (codes["3-003"], ""))
    assert done.value.papers == 2
    kept = village.read(lambda s: late.list_late(s, village.id, held.id))
    assert [(one.papers, one.received_at, one.said_by) for one in kept] == [
        (2, BEFORE, "王建军、李四")
    ]
    counts = {"counts": [{"1": 2}], "counted_by": COUNTERS}
    held.do(actions.type_batch, now=AFTER, **counts)
    held.do(actions.confirm_batch, SUPERVISOR, now=AFTER)
    assert _enter(held, (codes["3-001"], "")).code == "paper-confirmed"
    counted = held.do(actions.count_vote, now=AFTER, committee="柳根村")
    assert counted.value["marks"]["paper"] == 2
    with pytest.raises(DBAPIError, match="insert-only"), village.database.writing() as session:
        session.execute(text("UPDATE late_papers SET papers = 9"))


def test_named_papers_of_a_power_cut_carry_their_choice(village):
    held = hold_vote(village, 2, secrecy=Secrecy.OPEN)
    code = held.slips["3-001"].typed
    assert _enter(held, (code, "9")).facts["line"] == 1
    assert isinstance(_enter(held, (code, "1")), Done)
    assert _enter(held, ("ZZZZZZZZ", "1")).code == "slip-unknown"
    assert _enter(held, (code, "1"), now=NOON).code == "vote-still-open"
    nobody = held.village.do(
        lambda s, e: actions.enter_late_papers(s, e, held.no, [(code, "1")], BEFORE, "李四"),
        now=AFTER,
    )
    assert nobody == Refusal("account-needed")
