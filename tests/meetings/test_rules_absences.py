"""Absences in a row: exactly three, broken by coming and by leave."""

import pytest

from participation.meetings.rules.absences import FLAGGED, in_a_row, is_flagged
from participation.meetings.rules.roll import Presence

AWAY, CAME, LEAVE, CALLED = Presence.ABSENT, Presence.PRESENT, Presence.LEAVE, Presence.CALLED


@pytest.mark.parametrize(
    ("newest_first", "missed"),
    [
        ([], 0),
        ([CAME, AWAY, AWAY, AWAY], 0),
        ([AWAY, AWAY, CAME, AWAY], 2),
        ([AWAY, AWAY, AWAY], 3),
        ([AWAY, AWAY, LEAVE, AWAY], 2),
        ([LEAVE, AWAY, AWAY, AWAY], 0),
        ([CALLED, AWAY, CALLED, AWAY, AWAY], 3),
    ],
)
def test_only_what_was_missed_without_leave_up_to_the_last_meeting_counts(
    newest_first: list[Presence], missed: int
) -> None:
    assert in_a_row(newest_first) == missed


def test_exactly_three_in_a_row_are_flagged_and_two_are_not() -> None:
    assert is_flagged(FLAGGED)
    assert not is_flagged(FLAGGED - 1)
