"""What a law says of an item that was voted on (依法表决): those present, test by test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from participation.bodies.rules import Body
from participation.kernel.fractions import least
from participation.kernel.outcome import Refusal
from participation.meetings.rules.gates import is_deliberating
from participation.meetings.rules.items import Item, Outcome, Votes, outcome
from participation.votes.rules.bases import Base
from participation.votes.rules.binding import Binding, Why
from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.outcomes import (
    Code,
    Name,
    Tally,
    Test,
    decide,
)
from participation.votes.rules.outcomes import Outcome as Decided
from participation.votes.rules.published import outcome_from_data, outcome_to_data
from participation.votes.rules.questions import Kind, Option, Question, Stance
from participation.votes.rules.rule_data import rule_from_data, rule_to_data

YES, NO, ABSTAIN = "1", "2", "3"
IN_THE_ROOM = Binding(Why.BY_LAW)


@dataclass(frozen=True, slots=True)
class Heads:
    """How many of each base there are (应到), and how many signed in (到会).

    `is_home_each`: no two of those present are of one household, so that homes can be counted.
    """

    roll: Mapping[Base, int] = field(hash=False)
    present: Mapping[Base, int] = field(hash=False)
    is_home_each: bool = False


@dataclass(frozen=True, slots=True)
class ByLaw:
    """What an item came to under a law's rule, with every test behind it."""

    rule: Rule
    outcome: Decided

    @property
    def is_carried(self) -> bool:
        """Whether the law's shares were reached."""
        return self.outcome.code is Code.PASSED

    @property
    def lacking(self) -> Test | None:
        """The first test of those present that was not reached, if any."""
        parts = (one for one in self.outcome.tests if one.name is Name.TAKING_PART)
        return next((one for one in parts if not one.is_met), None)


def question_of(motion: str) -> Question:
    """Return a motion as a question of 赞成, 反对 and 弃权."""
    options = (
        Option(YES, "赞成", Stance.FOR),
        Option(NO, "反对", Stance.AGAINST),
        Option(ABSTAIN, "弃权", Stance.ABSTAIN),
    )
    return Question(motion, Kind.YES_NO, options)


def decide_by_law(rule: Rule, motion: str, votes: Votes, heads: Heads) -> ByLaw | None:
    """Decide a motion under a rule by those who signed in; None where its bases are not counted.

    Ways to have enough people are alternatives and never mixed: one of which enough came is
    taken before one of which too few did. 村民委员会组织法 (2025) 26, 29, 32; 城市居民委员会组织法
    (2025) 26, 28.
    """
    found = [_decided(rule, motion, votes, heads, bases) for bases in _countable(rule, heads)]
    known = [one for one in found if one is not None]
    enough = (one for one in known if one.lacking is None)
    return next(enough, known[0] if known else None)


def _countable(rule: Rule, heads: Heads) -> list[tuple[Base, ...]]:
    """Return the bases of each way that can be counted in this room."""
    found = []
    for route in rule.routes:
        bases = tuple(sorted(route.bases))
        is_known = all(heads.roll.get(base, 0) > 0 for base in bases)
        if is_known and (heads.is_home_each or Base.HOUSEHOLD not in bases):
            found.append(bases)
    return found


def _decided(
    rule: Rule, motion: str, votes: Votes, heads: Heads, bases: tuple[Base, ...]
) -> ByLaw | None:
    said = {YES: votes.yes, NO: votes.no, ABSTAIN: votes.abstain}
    tallies = tuple(
        Tally(base, heads.roll[base], _of(base, said), present=heads.present.get(base, 0))
        for base in bases
    )
    decided = decide(rule, question_of(motion), tallies, IN_THE_ROOM)
    return None if isinstance(decided, Refusal) else ByLaw(rule, decided)


def _of(base: Base, said: dict[str, int]) -> dict[str, int]:
    # Women among the reps are counted as having come; how they voted is nobody's to know.
    return dict.fromkeys(said, 0) if base is Base.WOMEN_REP else said


def came_to(item: Item, body: Body, by_law: ByLaw | None) -> Outcome:
    """Return what came of an item: by the body's charter, and by the law where one judges it."""
    is_lawful = by_law is None or by_law.is_carried
    return outcome(item, body.charter, is_view=is_deliberating(body.kind), is_lawful=is_lawful)


def law_fault(found: ByLaw | None) -> Refusal | None:
    """Refuse a vote that too few came to: `law-quorum-not-met`.

    Facts: present, needed, law, article.
    """
    lacking = None if found is None else found.lacking
    if lacking is None:
        return None
    facts = {
        "present": lacking.number,
        "needed": least(lacking.op, lacking.share, lacking.of),
        "law": lacking.law,
        "article": lacking.article,
    }
    return Refusal("law-quorum-not-met", "method", facts)


def by_law_to_data(found: ByLaw) -> dict[str, Any]:
    """Return it as JSON values, for minutes."""
    return {
        "rule": rule_to_data(found.rule),
        "outcome": outcome_to_data(found.outcome, IN_THE_ROOM),
    }


def by_law_from_data(data: Mapping[str, Any]) -> ByLaw:
    """Return it from its JSON values."""
    return ByLaw(rule_from_data(data["rule"], "minutes"), outcome_from_data(data["outcome"]))
