"""Whether enough came, at its edges: exactly two thirds, nobody, nobody due."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.bodies.rules import Charter, Share
from participation.kernel import ids
from participation.kernel.fractions import Op
from participation.meetings.rules.roll import (
    NAME_LENGTH,
    Attendee,
    Presence,
    Standing,
    counted,
    guest_fault,
    quorum,
)

MORE_THAN_HALF = Share(Op.GT, Fraction(1, 2))
TWO_THIRDS = Share(Op.GE, Fraction(2, 3))


def charter(rule: Share) -> Charter:
    return Charter("第九条", rule, MORE_THAN_HALF)


def line(status: Presence, standing: Standing = Standing.MEMBER, name: str = "王䶮") -> Attendee:
    return Attendee(ids.new_id(), None, name, standing, "member", status, 1)


def roll(present: int, away: int = 0, guests: int = 0) -> list[Attendee]:
    return (
        [line(Presence.PRESENT)] * present
        + [line(Presence.LEAVE)] * (away // 2)
        + [line(Presence.ABSENT)] * (away - away // 2)
        + [line(Presence.PRESENT, Standing.GUEST)] * guests
    )


@pytest.mark.parametrize(
    ("rule", "present", "away", "is_met", "needed"),
    [
        (TWO_THIRDS, 6, 3, True, 6),
        (TWO_THIRDS, 5, 4, False, 6),
        (TWO_THIRDS, 7, 3, True, 7),
        (TWO_THIRDS, 0, 9, False, 6),
        (TWO_THIRDS, 0, 0, False, 0),
        (Share(Op.GT, Fraction(2, 3)), 6, 3, False, 7),
        (MORE_THAN_HALF, 5, 5, False, 6),
        (MORE_THAN_HALF, 6, 5, True, 6),
        (Share(Op.GE, Fraction(1)), 9, 0, True, 9),
        (Share(Op.GE, Fraction(1)), 8, 1, False, 9),
    ],
)
def test_the_quorum_is_held_exactly(
    rule: Share, present: int, away: int, is_met: bool, needed: int
) -> None:
    found = quorum(roll(present, away), charter(rule))
    assert (found.due, found.present) == (present + away, present)
    assert (found.is_met, found.needed) == (is_met, needed)


def test_guests_make_no_quorum() -> None:
    found = quorum(roll(5, 4, guests=9), charter(TWO_THIRDS))
    assert (found.due, found.present, found.is_met) == (9, 5, False)


@given(st.integers(0, 30), st.integers(0, 30), st.sampled_from([TWO_THIRDS, MORE_THAN_HALF]))
def test_the_number_said_to_be_needed_is_the_one_that_decides(
    present: int, away: int, rule: Share
) -> None:
    found = quorum(roll(present, away), charter(rule))
    assert found.is_met == (present > 0 and present >= found.needed)


def test_those_whose_name_was_not_called_are_not_there() -> None:
    lines = [line(Presence.CALLED), line(Presence.PRESENT)]
    assert counted(lines, Presence.PRESENT) == counted(lines, Presence.CALLED) == 1
    assert quorum(lines, charter(MORE_THAN_HALF)).is_met is False


@pytest.mark.parametrize(
    ("name", "office", "code"),
    [
        ("", "镇干部", "guest-missing"),
        ("许" * (NAME_LENGTH + 1), "", "line-long"),
        ("许国华", "镇" * (NAME_LENGTH + 1), "line-long"),
        ("王䶮", "member", "guest-twice"),
    ],
)
def test_a_guest_needs_a_name_of_readable_length_and_comes_once(
    name: str, office: str, code: str
) -> None:
    refusal = guest_fault(name, office, roll(1))
    assert refusal is not None
    assert refusal.code == code


def test_a_guest_may_come() -> None:
    assert guest_fault("许国华", "", roll(1)) is None
