"""Counts that add up, votes that carry, and ties that do not."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.bodies.rules import Charter, Share
from participation.kernel import ids
from participation.kernel.fractions import Op
from participation.meetings.rules.items import (
    LINE_LENGTH,
    TEXT_LENGTH,
    Entry,
    Item,
    Method,
    Outcome,
    Task,
    Votes,
    item_fault,
    needed,
    outcome,
    recorded,
    roll_fault,
)
from participation.meetings.rules.roll import Quorum

MORE_THAN_HALF = Share(Op.GT, Fraction(1, 2))
HALF = Share(Op.GE, Fraction(1, 2))
TWO_THIRDS = Share(Op.GE, Fraction(2, 3))
ENOUGH = Quorum(due=9, present=9, needed=6, is_met=True)
TOO_FEW = Quorum(due=9, present=5, needed=6, is_met=False)


def charter(majority: Share = MORE_THAN_HALF) -> Charter:
    return Charter("第九条", TWO_THIRDS, majority)


def item(yes: int = 0, no: int = 0, abstain: int = 0, present: int = 9, **more) -> Item:
    votes = Votes(yes, no, abstain, present)
    said = {"method": Method.HANDS, "motion": "今年修路。", "votes": votes}
    return Item(ids.new_id(), 1, "村东路", **said | more)


@pytest.mark.parametrize(
    ("majority", "yes", "no", "abstain", "carried"),
    [
        (MORE_THAN_HALF, 5, 4, 0, True),
        (MORE_THAN_HALF, 5, 0, 5, False),
        (MORE_THAN_HALF, 5, 5, 0, False),
        (HALF, 5, 5, 0, False),
        (HALF, 5, 4, 1, True),
        (TWO_THIRDS, 6, 3, 0, True),
        (TWO_THIRDS, 5, 3, 1, False),
        (MORE_THAN_HALF, 0, 0, 9, False),
    ],
)
def test_a_vote_is_held_against_those_present_and_a_tie_is_not_carried(
    majority: Share, yes: int, no: int, abstain: int, carried: bool
) -> None:
    voted = item(yes, no, abstain, present=yes + no + abstain)
    wanted = Outcome.CARRIED if carried else Outcome.NOT_CARRIED
    assert outcome(voted, charter(majority)) is wanted


def test_what_was_not_voted_on_has_no_outcome() -> None:
    talked = item(method=Method.NONE)
    assert outcome(talked, charter()) is Outcome.NO_VOTE


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_less_than_the_number_needed_never_carries(yes: int, no: int, abstain: int) -> None:
    voted = item(yes, no, abstain, present=yes + no + abstain)
    is_carried = outcome(voted, charter()) is Outcome.CARRIED
    assert is_carried == (yes >= needed(voted, charter()))


def test_an_item_whose_counts_are_those_present_may_stand() -> None:
    assert item_fault(item(5, 3, 1), ENOUGH) is None
    assert item_fault(item(method=Method.NONE, votes=Votes()), TOO_FEW) is None


@pytest.mark.parametrize("counts", [(5, 3, 0), (5, 4, 1), (10, -1, 0), (0, 0, 0)])
def test_counts_that_do_not_add_up_are_refused(counts: tuple[int, int, int]) -> None:
    refusal = item_fault(item(*counts), ENOUGH)
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("counts-do-not-add", "yes")


def test_too_few_decide_nothing() -> None:
    refusal = item_fault(item(5, 0, 0, present=5), TOO_FEW)
    assert refusal is not None
    assert refusal.code == "quorum-not-met"
    assert refusal.facts == {"present": 5, "needed": 6}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"method": Method.NONE, "votes": Votes(1, 0, 0, 0)}, "counts-without-vote"),
        ({"motion": ""}, "motion-missing"),
        ({"motion": "修" * (TEXT_LENGTH + 1)}, "text-long"),
        ({"discussion": "修" * 60_000}, "text-long"),
        ({"decision": "修" * (TEXT_LENGTH + 1)}, "text-long"),
        ({"dissent": "修" * (TEXT_LENGTH + 1)}, "text-long"),
        ({"proposer": "组" * (LINE_LENGTH + 1)}, "line-long"),
        ({"task": Task("", "张𬭚", date(2026, 12, 5))}, "task-incomplete"),
        ({"task": Task("问镇里", "", date(2026, 12, 5))}, "task-incomplete"),
        ({"task": Task("问镇里", "张𬭚", None)}, "task-incomplete"),
        ({"task": Task("问" * (LINE_LENGTH + 1), "张𬭚", date(2026, 12, 5))}, "line-long"),
    ],
)
def test_an_item_that_cannot_stand_in_the_minutes_is_refused(more: dict, code: str) -> None:
    refusal = item_fault(replace(item(9, 0, 0), **more), ENOUGH)
    assert refusal is not None
    assert refusal.code == code


def test_a_whole_task_may_stand() -> None:
    task = Task("问镇里", "张𬭚", date(2026, 12, 5))
    assert item_fault(item(9, 0, 0, task=task), ENOUGH) is None


def test_an_item_is_recorded_once_anything_of_it_is_written() -> None:
    blank = Item(ids.new_id(), 1, "村东路")
    assert not blank.is_recorded
    assert replace(blank, decision="下次再议。").is_recorded
    assert replace(blank, method=Method.HANDS).is_recorded


def test_somebody_late_does_not_unsettle_what_was_counted() -> None:
    entry = Entry(motion="修路。", method=Method.HANDS, yes=5, no=3, abstain=1)
    voted = recorded(item(method=Method.NONE, votes=Votes()), entry, 9)
    assert voted.votes == Votes(5, 3, 1, 9)
    again = recorded(voted, replace(entry, decision="今年修。"), 10)
    assert again.votes.present == 9
    anew = recorded(voted, replace(entry, yes=6), 10)
    assert anew.votes == Votes(6, 3, 1, 10)
    by_paper = recorded(voted, replace(entry, method=Method.SECRET), 10)
    assert by_paper.votes.present == 10


def test_without_a_vote_nobody_is_counted_as_voting() -> None:
    assert recorded(item(5, 3, 1), Entry(discussion="再想想。"), 9).votes == Votes()


def test_more_votes_than_people_who_came_are_found_at_the_end() -> None:
    items = [item(method=Method.NONE, votes=Votes()), item(9, 0, 0)]
    assert roll_fault(items, 9) is None
    refusal = roll_fault(items, 8)
    assert refusal is not None
    assert refusal.facts == {"no": 1, "votes": 9, "present": 8}
