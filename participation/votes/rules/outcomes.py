"""From a tally to an outcome that explains itself, each test in numbers anyone can check."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from participation.kernel.fractions import Op, holds
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import SPOILED, Kind, Question, Stance
from participation.votes.rules.binding import Binding, Why
from participation.votes.rules.decision_rules import (
    Base,
    Count,
    Level,
    Route,
    Rule,
    Threshold,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count (计票) over one base, in whole households, persons or hundredths of a square metre.

    `present` is how many signed in at a meeting (到会), None where there was none.
    """

    base: Base
    roll: int
    votes: Mapping[str, int] = field(hash=False)
    spoiled: int = 0
    present: int | None = None

    @property
    def cast(self) -> int:
        """Every ballot given, abstentions and spoiled ones included."""
        return sum(self.votes.values()) + self.spoiled

    def count(self, of: Count) -> int:
        """Return the number a rule asks for; without a meeting, whoever cast a ballot took part."""
        match of:
            case Count.ROLL:
                return self.roll
            case Count.CAST:
                return self.cast
            case Count.PRESENT:
                return self.cast if self.present is None else self.present


def count_choices(
    base: Base, roll: int, question: Question, choices: Iterable[str], present: int | None = None
) -> Tally:
    """Return the tally of choices, one a ballot, in any order; codes not asked for stay in."""
    votes = {option.code: 0 for option in question.options}
    counted = Counter(choices)
    spoiled = counted.pop(SPOILED, 0)
    return Tally(base, roll, votes | counted, spoiled, present)


class Code(StrEnum):
    """What came of a vote (结果)."""

    PASSED = "passed"
    NOT_PASSED = "not-passed"
    MAJORITY_FOR = "majority-for"
    NO_MAJORITY = "no-majority"
    QUORUM_NOT_MET = "quorum-not-met"


class Name(StrEnum):
    """What a test asks: how many took part, or how many agreed."""

    TAKING_PART = "taking-part"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Test:
    """One line of the sum (算式): number of so many, the limit, and whether it is reached.

    `counted` says what `of` is. A consultation under a law's rule names no law and no article.
    """

    # pytest would take a class of this name for a class of tests.
    __test__ = False

    name: Name
    base: Base
    counted: Count
    number: int
    of: int
    op: Op
    share: Fraction
    limit: Fraction
    is_met: bool
    law: str | None
    article: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a vote (结果), every test behind it, and the options ahead of all others."""

    code: Code
    tests: tuple[Test, ...]
    leading: tuple[str, ...]
    is_binding: bool


HALF = Fraction(1, 2)


def decide(
    rule: Rule, question: Question, tallies: tuple[Tally, ...], binding: Binding
) -> Outcome | Refusal:
    """Return what the tallies come to under the rule, one tally for each base that was counted.

    A consultation under a law's rule is only held against half of those who took part, and
    cites nothing. Refuses `base-not-in-rule` (no single route counts exactly these bases),
    `choice-not-on-ballot`, `tally-unsound` (negative, or more ballots than roll or presence),
    `present-not-counted` (a law asks for those present, and nobody signed in).
    """
    fault = next((each for each in (_unsound(question, one) for one in tallies) if each), None)
    if fault is not None:
        return fault
    route = _route(rule, tallies)
    if route is None:
        return Refusal("base-not-in-rule", None, {"rule": rule.title})
    if rule.level is Level.LAW and not binding.is_binding:
        return _decide(_asking(tallies[0]), rule, question, tallies[:1], binding)
    if binding.why is Why.BY_LAW and rule.counts is Count.PRESENT and _is_uncounted(tallies):
        return Refusal("present-not-counted", None, {"rule": rule.title})
    return _decide(route, rule, question, tallies, binding)


def _is_uncounted(tallies: tuple[Tally, ...]) -> bool:
    return any(tally.present is None for tally in tallies)


def _unsound(question: Question, tally: Tally) -> Refusal | None:
    if not set(tally.votes) <= {option.code for option in question.options}:
        return Refusal("choice-not-on-ballot")
    numbers = [*tally.votes.values(), tally.spoiled, tally.count(Count.PRESENT), tally.roll]
    most = tally.count(Count.PRESENT)
    if min(numbers) < 0 or not tally.cast <= most <= tally.roll:
        return Refusal("tally-unsound", None, {"cast": tally.cast, "roll": tally.roll})
    return None


def _route(rule: Rule, tallies: tuple[Tally, ...]) -> Route | None:
    counted = [tally.base for tally in tallies]
    fitting = [route for route in rule.routes if sorted(route.bases) == sorted(counted)]
    return fitting[0] if len(fitting) == 1 else None


def _asking(tally: Tally) -> Route:
    return Route((), (Threshold(tally.base, Count.CAST, Op.GT, HALF, None),))


def _decide(
    route: Route, rule: Rule, question: Question, tallies: tuple[Tally, ...], binding: Binding
) -> Outcome:
    by_base = {tally.base: tally for tally in tallies}
    leading = leaders(question, tallies[0].votes)
    quorum = tuple(_took_part(rule, limit, by_base[limit.base]) for limit in route.quorum)
    favoured = _favoured(question, leading)
    # In a tie each of the leaders shows the same number, and none of them is decided on.
    shown = leading if favoured is None else (favoured,)
    support = tuple(_supported(rule, limit, by_base[limit.base], shown) for limit in route.passing)
    is_quorate = all(test.is_met for test in quorum)
    is_for = favoured is not None and all(test.is_met for test in support)
    code = _code(is_quorate, is_for, binding.is_binding)
    return Outcome(code, quorum + support, leading, binding.is_binding)


def _code(is_quorate: bool, is_for: bool, is_binding: bool) -> Code:
    match (is_quorate, is_for, is_binding):
        case (False, _, _):
            return Code.QUORUM_NOT_MET
        case (True, True, True):
            return Code.PASSED
        case (True, False, True):
            return Code.NOT_PASSED
        case (True, True, False):
            return Code.MAJORITY_FOR
        case _:
            return Code.NO_MAJORITY


def leaders(question: Question, votes: Mapping[str, int]) -> tuple[str, ...]:
    """Return the real options nobody is ahead of, in ballot order: several in a tie, or none."""
    numbers = {option.code: votes.get(option.code, 0) for option in question.real_options}
    most = max(numbers.values(), default=0)
    return tuple(code for code, number in numbers.items() if number == most > 0)


def _favoured(question: Question, leading: tuple[str, ...]) -> str | None:
    """Return the option whose support decides: `for` of a yes-no question, else the one ahead."""
    match question.kind:
        case Kind.YES_NO:
            return next(each.code for each in question.options if each.stance is Stance.FOR)
        case Kind.ONE_OF_MANY:
            return leading[0] if len(leading) == 1 else None


def _took_part(rule: Rule, limit: Threshold, tally: Tally) -> Test:
    return _test(Name.TAKING_PART, rule, limit, tally.count(rule.counts), tally)


def _supported(rule: Rule, limit: Threshold, tally: Tally, shown: tuple[str, ...]) -> Test:
    number = max((tally.votes.get(code, 0) for code in shown), default=0)
    return _test(Name.SUPPORT, rule, limit, number, tally)


def _test(name: Name, rule: Rule, limit: Threshold, number: int, tally: Tally) -> Test:
    of = tally.count(limit.of)
    bar = limit.share * of
    return Test(
        name=name,
        base=limit.base,
        counted=limit.of,
        number=number,
        of=of,
        op=limit.op,
        share=limit.share,
        limit=bar,
        # Nothing of nothing is not a majority, nor a quorum.
        is_met=of > 0 and holds(limit.op, number, bar),
        law=rule.law if limit.article is not None else None,
        article=limit.article,
    )
