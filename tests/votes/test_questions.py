"""Several questions on one ballot: kept, cast, typed from paper, counted, on both databases."""

import json

from sqlalchemy import select

from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.actions.casting import Ballot
from participation.votes.records import SecretBallotRecord
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.budgets import Method
from participation.votes.rules.drafts import Asked
from participation.votes.rules.questions import Kind
from participation.votes.rules.verify import verify_record
from participation.votes.store import find_vote, get_record
from tests.votes.ballots import (
    CLERK,
    CLOSE,
    COUNTERS,
    ROAD,
    RULES,
    SUPERVISOR,
    TODAY,
    add_homes,
    hold_vote,
)

ROADS = ROAD.asked[0]
PLACES = Asked("先办哪几件？", Kind.SEVERAL, (("路灯", "六盏"), ("广场", ""), ("清沟", "")), most=2)
MONEY = Asked(
    "一万块钱怎么花？",
    Kind.BUDGET,
    (("路灯", "", 600_000), ("长凳", "四条", 300_000), ("球场", "", 900_000)),
    most=3,
    total=1_000_000,
    method=Method.GREEDY,
)
THREE = {"asked": (ROADS, PLACES, MONEY), "heading": "秋后三件事"}


def test_a_draft_gains_changes_and_loses_questions(village):
    add_homes(village, 2)
    no = village.do(lambda s, e: actions.draft_vote(s, e, RULES, ROAD, TODAY), CLERK).value.no

    def keep(at, asked, heading="秋后两件事"):
        return village.do(
            lambda s, e: actions.keep_question(s, e, RULES, no, at, asked, heading, TODAY), CLERK
        )

    def drop(at):
        return village.do(lambda s, e: actions.drop_question(s, e, RULES, no, at, TODAY), CLERK)

    assert keep(2, PLACES, " ").code == "heading-missing"
    assert isinstance(keep(2, MONEY), Done)
    assert isinstance(keep(3, PLACES), Done)
    kept = village.read(lambda s: find_vote(s, village.id, no))
    assert kept.title == "秋后两件事"
    assert [question.text for question in kept.questions] == [
        ROADS.text,
        MONEY.text,
        PLACES.text,
    ]
    assert kept.questions[1] == MONEY.question
    assert isinstance(drop(1), Done)
    assert isinstance(drop(1), Done)
    kept = village.read(lambda s: find_vote(s, village.id, no))
    assert (kept.title, len(kept.questions)) == (PLACES.text, 1)
    assert drop(1).code == "last-question"
    assert keep(1, ROADS, "").value.title == ROADS.text
    for add in range(2, 6):
        assert isinstance(keep(add, PLACES), Done)
    assert keep(6, PLACES).code == "too-many-questions"


def test_a_secret_ballot_lies_in_the_box_answer_by_answer(village):
    held = hold_vote(village, 12, **THREE)
    begun = held.begin(Ballot("2;3,1;1,2", held.slips["3-001"].token))
    assert begun.choice == "2;1,3;1,2"
    first = held.cast("3-001", "2;1,3;1,2", retry=begun.retry_code)
    again = held.cast("3-001", "2;1,3;1,2", retry=begun.retry_code)
    assert first.value.receipt == again.value.receipt
    assert held.cast("3-001", "1;1,3;1,2", retry=begun.retry_code).code == "ballot-counted"
    changed = held.cast("3-001", "1;4;2", old_receipt=first.value.receipt)
    assert isinstance(changed, Done)
    assert held.cast("3-002", "1;2").code == "question-unanswered"
    assert held.cast("3-002", "1;1,2,3;4").code == "too-many-ticks"
    for at in range(2, 10):
        held.cast(f"3-{at:03}", "1;1,2;1,2")
    held.do(actions.enter_stubs, code=held.slips["3-010"].typed)
    held.do(actions.enter_stubs, code=held.slips["3-011"].typed)
    rows = village.read(
        lambda s: s.execute(select(SecretBallotRecord.id, SecretBallotRecord.choice)).all()
    )
    assert len(rows) == len({row.id for row in rows}) == 27
    typed = [{"1": 1, "2": 1}, {"3,1": 1, "blank": 1}, {"spoiled": 2}]
    assert isinstance(
        held.do(actions.type_batch, now=CLOSE, counts=typed, counted_by=COUNTERS), Done
    )
    assert isinstance(held.do(actions.confirm_batch, SUPERVISOR, now=CLOSE), Done)
    held.settle()
    record = json.loads(json.dumps(village.read(lambda s: get_record(s, village.id, held.id))))
    assert verify_record(record) == []
    assert [len(answers) for answers in record["ballots"]["choices"]] == [11, 11, 11]
    assert record["ballots"]["choices"][1].count("1,3") == 1
    assert [each["chosen"] for each in record["outcomes"]] == [[], ["1", "2"], ["1", "2"]]
    # Nothing holds the answers of one ballot together any more.
    kept = select(SecretBallotRecord.recall).where(SecretBallotRecord.recall.is_not(None))
    assert village.read(lambda s: s.execute(kept).all()) == []


def test_a_named_ballot_keeps_its_answers_together(village):
    held = hold_vote(village, 3, secrecy=Secrecy.OPEN, **THREE)
    held.cast("3-001", "1;1,2;3")
    entered = held.do(actions.enter_open_paper, code=held.slips["3-002"].typed, choice="2;blank;4")
    assert isinstance(entered, Done)
    held.settle()
    record = json.loads(json.dumps(village.read(lambda s: get_record(s, village.id, held.id))))
    assert verify_record(record) == []
    assert record["ballots"]["named"] == [
        ["1", "3-001", "1;1,2;3", 0],
        ["2", "3-002", "2;blank;4", 0],
    ]
