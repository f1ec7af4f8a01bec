"""Time, ids and exact shares."""

from datetime import UTC, date, datetime, time
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.kernel import clock, ids, sealed
from participation.kernel.fractions import Op, holds, least

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_a_day_begins_at_local_midnight() -> None:
    late = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert clock.local_day(late, SHANGHAI) == date(2026, 11, 24)
    assert clock.local(late, SHANGHAI).hour == 0
    assert clock.at_local(date(2026, 11, 24), time(0), SHANGHAI) == late
    assert clock.now().tzinfo is UTC


def test_somebody_born_on_the_leap_day_is_older_on_the_first_of_march() -> None:
    assert clock.age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert clock.age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**48 - 1))
def test_ids_sort_as_time_does(first: int, second: int) -> None:
    one, two = (ids.time_ordered(at, bytes(10)) for at in (first, second))
    assert (one < two) == (first < second)
    assert (one.version, one.variant) == (7, "specified in RFC 4122")


def test_ids_differ_and_random_ones_tell_no_time() -> None:
    assert len({ids.new_id() for _ in range(1000)}) == 1000
    assert ids.random_id(ids.chance(16)).version == 4
    assert UUID(int=0) == ids.NOWHERE


@pytest.mark.parametrize(
    ("op", "share", "total", "enough"),
    [
        (Op.GT, "1/2", 100, 51),
        (Op.GT, "1/2", 249, 125),
        (Op.GE, "2/3", 312, 208),
        (Op.GE, "2/3", 313, 209),
        (Op.GT, "2/3", 312, 209),
        (Op.GE, "2/3", 0, 0),
    ],
)
def test_the_least_number_that_is_enough(op: Op, share: str, total: int, enough: int) -> None:
    assert least(op, Fraction(share), total) == enough


@given(st.sampled_from(Op), st.fractions(0, 1), st.integers(0, 5000))
def test_enough_is_enough_and_one_less_is_not(op: Op, share: Fraction, total: int) -> None:
    enough = least(op, share, total)
    assert holds(op, enough, share * total)
    assert not holds(op, enough - 1, share * total)


def test_a_sealed_number_opens_only_with_its_key() -> None:
    hidden = sealed.seal(b"one key", "13800000000", ids.chance(24))
    assert b"138" not in hidden
    assert sealed.unseal(b"one key", hidden) == "13800000000"
    assert sealed.unseal(b"another key", hidden) is None
