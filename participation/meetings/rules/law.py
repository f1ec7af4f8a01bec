"""Which law a body meets under (按哪一条法开会): the rule of its kind, on the meeting's day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from participation.bodies.rules import BodyKind
from participation.votes.rules.decision_rules import Rule, rule_on

# A body of another kind meets under its charter alone.
BY_LAW: Mapping[BodyKind, str] = {
    BodyKind.VILLAGERS: "V1",
    BodyKind.VILLAGE_REPRESENTATIVES: "V2",
    BodyKind.GROUP: "V3",
    BodyKind.RESIDENTS: "R1",
    BodyKind.RESIDENT_REPRESENTATIVES: "R2",
    BodyKind.OWNERS: "O1",
}


@dataclass(frozen=True, slots=True)
class Under:
    """What a meeting is held under: the decision rules as they stand, and its day."""

    rules: Mapping[str, Rule]
    day: date


def law_of(kind: BodyKind, rules: Mapping[str, Rule], day: date) -> Rule | None:
    """Return the rule that judges a meeting of such a body on a day; None where no law does."""
    found = rule_on(rules, BY_LAW[kind], day) if kind in BY_LAW else None
    return found if isinstance(found, Rule) else None
