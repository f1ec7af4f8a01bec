"""Shares of a charter, and what a body may be and give."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.bodies.rules import (
    CLAUSE_LENGTH,
    NAME_LENGTH,
    Body,
    BodyKind,
    Charter,
    Seat,
    SeatOffice,
    Share,
    dissolving_fault,
    founding_fault,
    seating_fault,
    share_of,
    unseating_fault,
)
from participation.kernel import ids
from participation.kernel.fractions import Op

DAY = date(2026, 11, 24)
BODY = Body(
    ids.new_id(),
    1,
    BodyKind.COUNCIL,
    "议事会",
    date(2026, 1, 5),
    Charter("第九条", Share(Op.GE, Fraction(2, 3)), Share(Op.GT, Fraction(1, 2))),
)


def seat(office: SeatOffice = SeatOffice.MEMBER, **more) -> Seat:
    said = {
        "id": ids.new_id(),
        "body_id": BODY.id,
        "person_id": ids.new_id(),
        "name": "王䶮",
        "office": office,
        "from_day": DAY,
        "until_day": None,
        "elected_by": "推选",
    }
    return Seat(**said | more)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("ge 2/3", Share(Op.GE, Fraction(2, 3))),
        ("gt 1/2", Share(Op.GT, Fraction(1, 2))),
        ("ge 1", Share(Op.GE, Fraction(1))),
    ],
)
def test_a_share_is_read_exactly(text: str, share: Share) -> None:
    assert share_of(text) == share


@pytest.mark.parametrize(
    "text", ["", "2/3", "ge", "ge 0", "gt 1", "ge 4/3", "ge -1/2", "ge 1/0", "lt 1/2", "ge 半数"]
)
def test_a_share_that_nobody_can_reach_or_that_all_reach_is_none(text: str) -> None:
    assert share_of(text) is None


@pytest.mark.parametrize(
    ("name", "clause", "code"),
    [
        ("", "第九条", "body-name-missing"),
        ("议" * (NAME_LENGTH + 1), "第九条", "body-name-long"),
        ("议事会", "", "clause-missing"),
        ("议事会", "条" * (CLAUSE_LENGTH + 1), "clause-long"),
    ],
)
def test_a_body_needs_a_name_and_a_clause(name: str, clause: str, code: str) -> None:
    refusal = founding_fault(name, clause)
    assert refusal is not None
    assert refusal.code == code


def test_a_body_with_both_may_be_founded() -> None:
    assert founding_fault("议" * NAME_LENGTH, "条" * CLAUSE_LENGTH) is None


def test_a_seat_is_held_from_its_first_day_through_its_last() -> None:
    given = seat(until_day=DAY + timedelta(days=2))
    held = [given.is_held(DAY + timedelta(days=at)) for at in range(-1, 4)]
    assert held == [False, True, True, True, False]
    assert seat().is_held(date(2099, 1, 1))


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_two_terms_meet_when_a_day_is_in_both(a: int, b: int, c: int, d: int) -> None:
    def day(at: int) -> date:
        return DAY + timedelta(days=at)

    one = seat(from_day=day(a), until_day=day(max(a, b)))
    other = seat(from_day=day(c), until_day=day(max(c, d)))
    share_a_day = any(one.is_held(day(at)) and other.is_held(day(at)) for at in range(10))
    assert one.meets(other) is other.meets(one) is share_a_day


def test_terms_without_an_end_meet_whatever_begins_later() -> None:
    assert seat().meets(seat(from_day=DAY + timedelta(days=900)))
    assert not seat().meets(seat(from_day=DAY - timedelta(days=9), until_day=DAY - timedelta(1)))


def test_a_seat_is_given_beside_others() -> None:
    assert seating_fault(BODY, seat(), [seat(SeatOffice.CONVENOR), seat()]) is None


def test_a_second_seat_waits_for_the_end_of_the_first() -> None:
    first = seat(until_day=DAY)
    again = seat(person_id=first.person_id)
    refusal = seating_fault(BODY, again, [first])
    assert refusal is not None
    assert refusal.code == "seat-twice"
    later = replace(again, from_day=DAY + timedelta(days=1))
    assert seating_fault(BODY, later, [first]) is None


@pytest.mark.parametrize("office", [SeatOffice.CONVENOR, SeatOffice.RECORDER])
def test_an_office_is_held_by_one(office: SeatOffice) -> None:
    refusal = seating_fault(BODY, seat(office), [seat(office, name="李㛃")])
    assert refusal is not None
    assert (refusal.code, refusal.facts["name"]) == ("office-taken", "李㛃")


def test_a_term_does_not_end_before_it_starts() -> None:
    refusal = seating_fault(BODY, seat(until_day=DAY - timedelta(days=1)), [])
    assert refusal is not None
    assert refusal.code == "seat-reversed"


def test_a_dissolved_body_gives_no_seat_and_ends_once() -> None:
    gone = replace(BODY, dissolved_on=DAY)
    assert [gone.is_dissolved(DAY - timedelta(days=1)), gone.is_dissolved(DAY)] == [False, True]
    for refusal in (seating_fault(gone, seat(), []), dissolving_fault(gone, DAY)):
        assert refusal is not None
        assert refusal.code == "body-dissolved"


def test_a_body_ends_after_it_began() -> None:
    assert dissolving_fault(BODY, BODY.founded_on) is None
    refusal = dissolving_fault(BODY, BODY.founded_on - timedelta(days=1))
    assert refusal is not None
    assert refusal.code == "end-before-start"


def test_a_seat_ends_within_its_term() -> None:
    given = seat(until_day=DAY + timedelta(days=3))
    assert unseating_fault(given, DAY) is None
    assert unseating_fault(seat(), DAY) is None
    early = unseating_fault(given, DAY - timedelta(days=1))
    late = unseating_fault(given, DAY + timedelta(days=4))
    assert early is not None
    assert late is not None
    assert (early.code, late.code) == ("seat-reversed", "seat-ended")
