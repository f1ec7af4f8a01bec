"""Votes that are often held (常见的事): dated data that a draft begins with, gaps to be filled."""

import re
from dataclasses import dataclass
from datetime import date

from participation.votes.rules.decision_rules import Place
from participation.votes.rules.questions import TICKS_SEVERAL, Kind
from participation.votes.rules.rule_shape import read_until
from participation.votes.rules.rule_table import Table

GAP = re.compile(r"〔[^〔〕]*〕")


@dataclass(frozen=True, slots=True)
class Typical:
    """A vote as it is often put (常见的事); `most` may be ticked, 1 where only one is chosen.

    `rule_id` is the rule that is asked for by its matter, empty where the desk's habit will do.
    """

    id: str
    name: str
    places: tuple[Place, ...]
    since: date
    until: date | None
    question: str
    kind: Kind
    options: tuple[str, ...]
    most: int
    detail: str
    rule_id: str

    def is_offered(self, place: Place, day: date) -> bool:
        """Whether it is offered in such a place on a day; its last day counts."""
        is_over = self.until is not None and day > self.until
        return place in self.places and self.since <= day and not is_over


def read_typical(table: Table) -> Typical:
    """Return what one `[[typical]]` describes; raises RuleFileError at the first hole."""
    since = table.take("from", date)
    kind = table.word("kind", Kind)
    found = Typical(
        id=table.take("id", str),
        name=table.take("name", str),
        places=table.words("places", Place),
        since=since,
        until=read_until(table, since),
        question=table.take("question", str),
        kind=kind,
        options=tuple(str(option) for option in table.take("options", list)),
        most=table.take("most", int) if kind in TICKS_SEVERAL else 1,
        detail=table.take("detail", str),
        rule_id=table.maybe("rule", str) or "",
    )
    if len(found.options) < 2:
        raise table.error("options", "needs at least two")
    table.done()
    return found


def gaps(text: str) -> list[str]:
    """Return the gaps of a text that nobody has filled, 〔〕 and all."""
    return GAP.findall(text)
