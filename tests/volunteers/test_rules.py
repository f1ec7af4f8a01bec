"""Shifts on paper."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from participation.kernel import ids
from participation.kernel.outcome import Refusal
from participation.residents.rules.people import Person
from participation.residents.rules.standing import Standing
from participation.volunteers import rules
from participation.volunteers.rules import Shift, ShiftState
from tests.volunteers.shifts import draft

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)
HOME = ids.new_id()


def shift(**other: object) -> Shift:
    made = draft(NOW)
    facts = {name: getattr(made, name) for name in made.__slots__}
    own = {"id": ids.new_id(), "no": 1, "taken": 4, "state": ShiftState.OPEN}
    return Shift(**{**facts, **own, **other})


def person(**other: object) -> Person:
    whole = Person(
        ids.new_id(), HOME, "王桂英", date(1954, 3, 1), None, "户主", True, Standing.HOME
    )
    return replace(whole, **other)  # type: ignore[arg-type]  # the tests name real fields


def test_a_shift_says_how_many_are_missing() -> None:
    assert shift().left == 6


def test_a_good_offer_stands() -> None:
    assert rules.check_offer(draft(NOW), NOW) is None


@pytest.mark.parametrize(
    ("other", "code", "field"),
    [
        ({"starts_at": NOW}, "shift-in-the-past", "day"),
        ({"ends_at": NOW + timedelta(days=4)}, "shift-ends-first", "ends"),
        ({"places": 0}, "shift-places", "places"),
        ({"places": 501}, "shift-places", "places"),
    ],
)
def test_an_offer_that_cannot_be_is_refused(other: dict, code: str, field: str) -> None:
    refusal = rules.check_offer(draft(NOW, **other), NOW)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == (code, field)


def test_a_shift_takes_names_until_the_second_it_begins() -> None:
    begins = shift().starts_at
    assert rules.check_running(shift(), begins - timedelta(microseconds=1)) is None
    assert rules.check_running(shift(), begins) == Refusal("shift-begun")


def test_a_shift_called_off_takes_no_names() -> None:
    called_off = shift(state=ShiftState.CALLED_OFF)
    assert rules.check_running(called_off, NOW) == Refusal("shift-called-off")


def test_a_grown_up_of_the_household_may_come() -> None:
    assert rules.check_person(person(), HOME, DAY) is None
    assert rules.may_come(person(), DAY)


def test_who_turns_eighteen_today_may_come_and_tomorrow_not_yet() -> None:
    assert rules.check_person(person(born=date(2008, 11, 24)), HOME, DAY) is None
    tomorrow = person(born=date(2008, 11, 25))
    assert rules.check_person(tomorrow, HOME, DAY) == Refusal("minor-needs-guardian")
    assert not rules.may_come(tomorrow, DAY)


@pytest.mark.parametrize(
    "other", [{"household_id": ids.new_id()}, {"left_on": DAY}, {"is_company": True}]
)
def test_nobody_signs_up_for_another_home_for_the_gone_or_for_a_firm(other: dict) -> None:
    assert rules.check_person(person(**other), HOME, DAY) == Refusal("not-of-your-home")


def test_a_firm_gets_no_button() -> None:
    assert not rules.may_come(person(is_company=True), DAY)
