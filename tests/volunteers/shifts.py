"""Shifts for tests of every room."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import event

from participation.kernel.actor import Actor, Kind
from participation.kernel.outcome import Done
from participation.volunteers.actions import offer_shift
from participation.volunteers.rules import Shift, ShiftDraft
from tests.conftest import Village
from tests.residents.people import Home

DAY = date(2026, 11, 24)


def draft(now: datetime, **other: Any) -> ShiftDraft:
    """Return a shift as one would offer it, on the fourth day from now."""
    facts: dict[str, Any] = {
        "title": "清沟渠",
        "task": "带一把铁锹，清到水能流。",
        "place": "村东头石桥",
        "risk": "沟边滑，穿雨鞋。",
        "lead": "张建国",
        "starts_at": now + timedelta(days=4),
        "ends_at": now + timedelta(days=4, hours=1),
        "places": 10,
    }
    return ShiftDraft(**{**facts, **other})


def offer(village: Village, now: datetime | None = None, **other: Any) -> Shift:
    """Offer a shift."""
    moment = now or village.now
    outcome = village.do(lambda s, e: offer_shift(s, e, draft(moment, **other)), now=moment)
    assert isinstance(outcome, Done), outcome
    value: Shift = outcome.value
    return value


def at_home(home: Home) -> Actor:
    """Return who acts by the home card of a household."""
    return Actor(Kind.CARD, f"第三小组 · {home.label} 户", household_id=home.id)


@contextmanager
def statements(village: Village) -> Iterator[list[str]]:
    """Give the list of SQL statements run meanwhile, without BEGIN."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(village.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(village.database.engine, "before_cursor_execute", note)
