"""Matters for tests of every room."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import event

from participation.bodies.actions import found_body
from participation.bodies.rules import Body, BodyKind, Share
from participation.kernel import ids
from participation.kernel.actor import Actor, Kind
from participation.kernel.fractions import Op
from participation.kernel.outcome import Done
from participation.matters import actions, store
from participation.matters.rules import Draft, Matter
from tests.conftest import SHANGHAI, Village
from tests.residents.people import Home

CLERK = Actor(Kind.ACCOUNT, "赵敏", roles=frozenset({"clerk"}), account_id=ids.new_id())
LAMP = Draft("学校门口太黑，想装灯", "", "学校门口", "", False)


def at_home(home: Home) -> Actor:
    """Return who acts by the home card of a household."""
    return Actor(Kind.CARD, f"第三小组 · {home.label} 户", household_id=home.id)


def raise_lamp(
    village: Village, home: Home, draft: Draft = LAMP, now: datetime | None = None, **more: Any
) -> Matter:
    """Raise a matter by home card."""
    outcome = village.do(
        lambda s, e: actions.raise_matter(s, e, draft, SHANGHAI, **more), at_home(home), now=now
    )
    assert isinstance(outcome, Done), outcome
    value: Matter = outcome.value
    return value


def council(village: Village, name: str = "议事会") -> Body:
    """Found a body."""
    outcome = village.do(
        lambda s, e: found_body(
            s,
            e,
            kind=BodyKind.COUNCIL,
            name=name,
            founded_on=date(2026, 1, 5),
            clause="议事规则第八条",
            quorum=Share(Op.GE, Fraction(2, 3)),
            majority=Share(Op.GT, Fraction(1, 2)),
        )
    )
    assert isinstance(outcome, Done), outcome
    value: Body = outcome.value
    return value


def put(village: Village, matter: Matter, body: Body) -> Matter:
    """Put a matter to a body."""
    outcome = village.do(
        lambda s, e: actions.put_to_body(s, e, matter.no, body.no, SHANGHAI), CLERK
    )
    assert isinstance(outcome, Done), outcome
    value: Matter = outcome.value
    return value


def found(village: Village, no: int) -> Matter:
    """Return a matter as it is stored."""
    matter: Matter | None = village.read(lambda s: store.find_matter(s, village.id, no))
    assert matter is not None
    return matter


@contextmanager
def statements(village: Village) -> Iterator[list[str]]:
    """Give the list of SQL statements run meanwhile, without BEGIN."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    engine = village.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
