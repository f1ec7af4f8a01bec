"""Ballots: what may be asked, what may be chosen, and who wins when somebody votes twice."""

from itertools import product

import pytest

from participation.votes.rules.ballots import (
    SLIP_LINES,
    SPOILED,
    WHO_WINS,
    Channel,
    Choice,
    Kind,
    Option,
    Question,
    SecondMark,
    Secrecy,
    Stance,
    Way,
    check_choice,
    check_question,
    one_of,
    second_mark,
    way_between,
    yes_no,
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
    assert check_choice(ROAD, "yes", PHONE) == Choice("yes")
    assert check_choice(ROAD, "abstain", HELPER) == Choice("abstain")
    for code in ("", "YES", "maybe", "a", "yes "):
        refusal = check_choice(ROAD, code, PHONE)
        assert (refusal.code, refusal.field) == ("choice-not-on-ballot", "choice")


def test_only_paper_can_be_spoiled():
    assert check_choice(ROAD, SPOILED, PAPER) == Choice(SPOILED)
    assert check_choice(ROAD, SPOILED, PHONE).code == "choice-not-on-ballot"
    assert check_choice(ROAD, SPOILED, HELPER).code == "choice-not-on-ballot"


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
