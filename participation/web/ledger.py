"""Counters of attempts, in a short transaction of their own: the one write a GET may cause."""

from datetime import timedelta

from participation.db import budgets
from participation.kernel import clock
from participation.web.house import house, reading


def count_failure(key: str, window: timedelta, count: int = 1) -> int:
    """Count a failed attempt, or what weighs as several; return how many the window holds."""
    with house().database.writing() as session:
        return budgets.spend(session, key, clock.now(), window, count)


def failures(key: str, window: timedelta) -> int:
    """Return how many failed attempts a key's running window holds."""
    return budgets.spent(reading(), key, clock.now(), window)


def clear(key: str) -> None:
    """Forget the failures of a key, after it went right."""
    with house().database.writing() as session:
        budgets.clear(session, key)
