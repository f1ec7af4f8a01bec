"""Ballots: what may be asked, what may be chosen, and who wins when somebody votes twice."""

from dataclasses import replace
from itertools import product

import pytest

from participation.votes.rules.ballots import (
    BLANK,
    SLIP_LINES,
    SPOILED,
    WHO_WINS,
    Channel,
    Choice,
    SecondMark,
    Secrecy,
    Way,
    answers_of,
    check_ballot,
    second_mark,
    ticks_of,
    way_between,
)
from participation.votes.rules.budgets import Method
from participation.votes.rules.questions import (
    Kind,
    Option,
    Question,
    Stance,
    check_question,
    one_of,
    yes_no,
    yuan,
)

PHONE, PAPER, HELPER = Channel.PHONE, Channel.PAPER, Channel.HELPER
KEEP, REPLACE = SecondMark.KEEP_FIRST, SecondMark.REPLACE
ROAD = yes_no("村东路今年修不修？", "修", "今年不修")


def test_a_question_with_two_sides_can_be_asked():
    assert check_question(ROAD) is None
    assert check_question(yes_no("修不修？", abstain=None)) is None
    assert check_question(one_of("先修哪里？", ("村东路", "村西路", "小学门口"))) is None
    assert check_question(one_of("先修哪里？", ("村东路", "村西路"), abstain=None)) is None


def test_options_are_coded_in_the_order_they_are_printed():
    question = one_of("怎么修？", ("修", "今年不修", "先修一半"))
    assert [option.code for option in question.options] == ["a", "b", "c", "abstain"]
    assert [option.code for option in question.real_options] == ["a", "b", "c"]


OPTION = Stance.OPTION


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (yes_no("  "), "question-empty"),
        (one_of("哪里？", ("村东路", " ")), "option-empty"),
        (one_of("哪里？", ("村东路",)), "too-few-options"),
        (one_of("哪里？", tuple(f"第{at}处" for at in range(13))), "too-many-options"),
        (one_of("哪里？", ("村东路", "村东路 ")), "options-alike"),
        (one_of("哪里？", ("村东路", "弃权")), "options-alike"),
        (
            Question(
                "哪里？",
                Kind.ONE_OF_MANY,
                (Option("a", "东", OPTION), Option("a", "西", OPTION)),
            ),
            "options-alike",
        ),
        (
            Question(
                "哪里？",
                Kind.ONE_OF_MANY,
                (Option("a", "东", OPTION), Option(SPOILED, "西", OPTION)),
            ),
            "options-alike",
        ),
        (
            Question("修？", Kind.YES_NO, (Option("a", "东", OPTION), Option("b", "西", OPTION))),
            "options-do-not-fit",
        ),
        (Question("修？", Kind.ONE_OF_MANY, ROAD.options), "options-do-not-fit"),
        (
            Question("修？", Kind.YES_NO, (*ROAD.options, Option("x", "也行", Stance.FOR))),
            "options-do-not-fit",
        ),
    ],
)
def test_a_ballot_nobody_could_answer_fairly_is_refused(question, code):
    assert check_question(question).code == code


def test_a_choice_must_stand_on_the_ballot():
    assert check_ballot((ROAD,), "yes", PHONE) == Choice("yes")
    assert check_ballot((ROAD,), "abstain", HELPER) == Choice("abstain")
    for code in ("YES", "maybe", "a", "yes ", ","):
        refusal = check_ballot((ROAD,), code, PHONE)
        assert (refusal.code, refusal.field) == ("choice-not-on-ballot", "choice")


def test_only_paper_can_be_spoiled_or_blank():
    for code in (SPOILED, BLANK):
        assert check_ballot((ROAD,), code, PAPER) == Choice(code)
        assert check_ballot((ROAD,), code, PHONE).code == "choice-not-on-ballot"
        assert check_ballot((ROAD,), code, HELPER).code == "choice-not-on-ballot"
        assert ticks_of(code) == ()


THREE = replace(one_of("先修哪几处？", ("东", "西", "小学")), kind=Kind.SEVERAL, most=2)


def test_every_question_of_a_ballot_is_answered_in_one_spelling():
    both = (ROAD, THREE)
    assert check_ballot(both, "no;c,a", PHONE) == Choice("no;a,c")
    assert answers_of("no;a,c") == ("no", "a,c")
    assert ticks_of("a,c") == ("a", "c")
    for ballot, no in (("", 2), ("no", 2), ("no;", 2), (";a", 1), ("no;a;b", 2)):
        refusal = check_ballot(both, ballot, PHONE)
        assert (refusal.code, refusal.facts["no"]) == ("question-unanswered", no), ballot
    many = check_ballot(both, "no;a,b,c", PHONE)
    assert (many.code, many.facts) == ("too-many-ticks", {"no": 2, "most": 2})
    assert check_ballot(both, "no;a,abstain", PHONE).code == "abstain-alone"
    assert check_ballot(both, "yes,no;a", PHONE).code == "too-many-ticks"
    assert check_ballot(both, "no;abstain", PHONE) == Choice("no;abstain")


def _budget(**changes):
    lamps = Option("1", "路灯", Stance.OPTION, cost=600_000)
    court = Option("2", "球场", Stance.OPTION, cost=900_000)
    asked = Question(
        "钱花在哪？", Kind.BUDGET, (lamps, court), 2, total=1_000_000, method=Method.GREEDY
    )
    return replace(asked, **changes)


def _seats(**changes):
    asked = one_of("选谁？", ("王一", "李二", "张三"))
    return replace(asked, **({"kind": Kind.SEATS, "seats": 2, "most": 2} | changes))


def test_questions_with_limits_can_be_asked():
    assert check_question(THREE) is None
    assert check_question(_seats()) is None
    assert check_question(_budget()) is None
    assert check_question(_budget(most=1)) is None


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (replace(ROAD, most=2), "ticks-do-not-fit"),
        (replace(THREE, most=1), "ticks-do-not-fit"),
        (replace(THREE, most=4), "ticks-do-not-fit"),
        (_seats(seats=3, most=3), "seats-not-fewer"),
        (_seats(seats=0, most=0), "seats-not-fewer"),
        (_seats(most=3), "ticks-do-not-fit"),
        (_budget(total=0), "total-missing"),
        (_budget(total=1_500_000), "total-covers-all"),
        (_budget(method=None), "method-missing"),
        (_budget(most=3), "ticks-do-not-fit"),
        (_budget(options=one_of("?", ("路灯", "球场")).options), "cost-missing"),
    ],
)
def test_limits_that_leave_nothing_to_choose_are_refused(question, code):
    assert check_question(question).code == code


def test_money_is_said_in_yuan():
    assert [yuan(each) for each in (600_000, 1_250, 1_205, 5)] == ["6000", "12.5", "12.05", "0.05"]


def test_in_an_open_vote_the_last_one_counts():
    for has_receipt in (False, True):
        for channel in Channel:
            assert second_mark(Secrecy.OPEN, channel, channel, has_receipt) is REPLACE
        assert second_mark(Secrecy.OPEN, PHONE, HELPER, has_receipt) is REPLACE
        assert second_mark(Secrecy.OPEN, HELPER, PHONE, has_receipt) is REPLACE


def test_in_an_open_vote_paper_beats_the_phone_whichever_came_first():
    for screen, has_receipt in product((PHONE, HELPER), (False, True)):
        assert second_mark(Secrecy.OPEN, screen, PAPER, has_receipt) is REPLACE
        assert second_mark(Secrecy.OPEN, PAPER, screen, has_receipt) is KEEP


def test_in_a_secret_vote_only_the_receipt_opens_the_first_ballot_again():
    for channel in (PHONE, HELPER):
        assert second_mark(Secrecy.SECRET, channel, channel, True) is REPLACE
        assert second_mark(Secrecy.SECRET, channel, channel, False) is KEEP


def test_in_a_secret_vote_the_first_stands_across_channels():
    for first, second in product(Channel, Channel):
        if first is not second:
            for has_receipt in (False, True):
                assert second_mark(Secrecy.SECRET, first, second, has_receipt) is KEEP


def test_secret_paper_in_the_box_cannot_be_taken_out_again():
    assert second_mark(Secrecy.SECRET, PAPER, PAPER, True) is KEEP


def test_the_table_of_who_wins_answers_every_case_and_slips_print_all_of_it():
    assert set(WHO_WINS) == set(product(Secrecy, Way))
    assert {way_between(first, second) for first, second in product(Channel, Channel)} == set(Way)
    for secrecy in Secrecy:
        told = {wins for (each, _), wins in WHO_WINS.items() if each is secrecy}
        assert set(SLIP_LINES[secrecy]) == told
