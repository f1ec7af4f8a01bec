"""What the home page and the desk make of what they read."""

from datetime import UTC, datetime, timedelta

from participation.today.rules.desk import Due, Task, lines_for
from participation.today.rules.home import days_left
from tests.conftest import SHANGHAI

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def test_days_are_counted_by_midnights_here_not_by_hours() -> None:
    assert days_left(datetime(2026, 11, 24, 15, 59, tzinfo=UTC), NOON, SHANGHAI) == 0
    assert days_left(datetime(2026, 11, 24, 16, 1, tzinfo=UTC), NOON, SHANGHAI) == 1
    assert days_left(NOON - timedelta(days=3), NOON, SHANGHAI) == 0


def test_the_desk_goes_by_the_clock_and_by_what_one_may_do() -> None:
    late = Due(Task.ANSWER, NOON - timedelta(hours=1), 3, "井盖坏了")
    soon = Due(Task.COUNT, NOON + timedelta(hours=1), 1, "修路")
    theirs = Due(Task.CONFIRM, NOON, 2, "修路")
    rights = frozenset({"matters:answer", "votes:count"})
    assert lines_for([soon, theirs, late], rights) == [late, soon]
    assert late.is_late(NOON)
    assert not soon.is_late(NOON)
