"""The archive's books on paper: terms of keeping, and the register of seals."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from participation.archive.rules.books import (
    DEFAULTS,
    LINE_LENGTH,
    MOST_COPIES,
    MOST_YEARS,
    Holding,
    SealUse,
    Term,
    month_of,
    sealing_fault,
    standing,
    term_fault,
    terms_of,
    voiding_fault,
)
from participation.kernel.outcome import Refusal

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
TODAY = date(2026, 11, 24)
USE = SealUse(1, TODAY, "村委会公章", "议事会纪要", 2, "赵敏", "李㛃", "赵敏", NOW)


def code(found: Refusal | None) -> str:
    return found.code if found else ""


def test_a_committees_own_word_goes_before_the_default() -> None:
    own = {Holding.FILES: Term(30, "县档案局的表")}
    assert terms_of(own) == {**DEFAULTS, **own}
    assert set(terms_of({})) == set(Holding)


@pytest.mark.parametrize(
    ("years", "basis", "expected"),
    [
        (None, "县里的表", ""),
        (1, "县里的表", ""),
        (MOST_YEARS, "字" * LINE_LENGTH, ""),
        (0, "县里的表", "years-odd"),
        (MOST_YEARS + 1, "县里的表", "years-odd"),
        (30, "", "basis-missing"),
        (30, "字" * (LINE_LENGTH + 1), "line-long"),
    ],
)
def test_a_term_has_years_and_its_text(years: int | None, basis: str, expected: str) -> None:
    assert code(term_fault(Term(years, basis))) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ""),
        ({"seal": ""}, "seal-missing"),
        ({"what": ""}, "sealed-what-missing"),
        ({"asked_by": ""}, "asked-missing"),
        ({"approved_by": ""}, "approved-missing"),
        ({"what": "字" * (LINE_LENGTH + 1)}, "line-long"),
        ({"copies": 0}, "copies-odd"),
        ({"copies": MOST_COPIES}, ""),
        ({"copies": MOST_COPIES + 1}, "copies-odd"),
        ({"day": date(2026, 11, 25)}, "sealed-later"),
        ({"approved_by": "赵敏"}, "approves-own"),
    ],
)
def test_a_use_of_a_seal_says_all_that_is_asked(change: dict[str, object], expected: str) -> None:
    assert code(sealing_fault(replace(USE, **change), TODAY)) == expected  # type: ignore[arg-type]


def test_a_line_is_struck_out_once_and_with_a_reason() -> None:
    assert code(voiding_fault(None, "写错", is_void=False)) == "seal-use-gone"
    assert code(voiding_fault(USE, "写错", is_void=True)) == "seal-use-gone"
    assert code(voiding_fault(replace(USE, voids=3), "写错", is_void=False)) == "seal-use-gone"
    assert code(voiding_fault(USE, "", is_void=False)) == "void-reason-missing"
    assert code(voiding_fault(USE, "字" * (LINE_LENGTH + 1), is_void=False)) == "line-long"
    assert voiding_fault(USE, "写错", is_void=False) is None


def test_what_was_struck_out_is_not_counted() -> None:
    other = replace(USE, no=2, copies=5)
    strike = replace(USE, no=3, voids=1)
    assert standing([USE, other]) == 7
    assert standing([USE, other, strike]) == 5
    assert standing([]) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11", (2026, 11)),
        ("2026-00", None),
        ("2026-13", None),
        ("0000-01", None),
        ("2026-1", None),
        ("2026", None),
        ("20261-1", None),
        ("２０２６-11", None),
        ("abcd-ef", None),
    ],
)
def test_a_month_is_read_as_it_is_written(text: str, expected: tuple[int, int] | None) -> None:
    assert month_of(text) == expected
