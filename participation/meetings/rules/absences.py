"""Absences in a row (连续无故不参加会议), counted for who calls the meetings."""

from collections.abc import Iterable

from participation.meetings.rules.roll import Presence

# 浙江, 山东: a representative who was away three times in a row without leave loses the seat.
FLAGGED = 3


def in_a_row(newest_first: Iterable[Presence]) -> int:
    """Return how many meetings in a row, up to the last one, somebody missed without leave.

    Coming ends the row, and so does leave (请假); a name that was never called says nothing.
    """
    missed = 0
    for status in newest_first:
        if status is Presence.CALLED:
            continue
        if status is not Presence.ABSENT:
            return missed
        missed += 1
    return missed


def is_flagged(missed: int) -> bool:
    """Whether so many absences in a row are to be looked at."""
    return missed >= FLAGGED
