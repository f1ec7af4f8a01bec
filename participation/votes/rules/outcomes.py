"""From a tally to an outcome that explains itself, each test in numbers anyone can check."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from participation.kernel.fractions import Op, holds
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import BLANK, SPOILED, ticks_of
from participation.votes.rules.binding import Binding, Why
from participation.votes.rules.budgets import Funding, fund
from participation.votes.rules.decision_rules import (
    Base,
    Count,
    Level,
    Route,
    Rule,
    Threshold,
)
from participation.votes.rules.questions import TICKS_SEVERAL, Kind, Question, Stance


@dataclass(frozen=True, slots=True)
class Tally:
    """A count (计票) of one question over one base: households, persons, hundredths of a m².

    `votes` is how many chose each option. `ballots` is how many were given where several may be
    ticked; elsewhere it is the sum. `present` is how many signed in (到会), None without a meeting.
    """

    base: Base
    roll: int
    votes: Mapping[str, int] = field(hash=False)
    spoiled: int = 0
    present: int | None = None
    blank: int = 0
    ballots: int | None = None

    @property
    def cast(self) -> int:
        """Every ballot given: abstentions, spoiled and blank ones are part of the total."""
        if self.ballots is not None:
            return self.ballots
        return sum(self.votes.values()) + self.spoiled + self.blank

    def count(self, of: Count) -> int:
        """Return the number a rule asks for; without a meeting, whoever cast a ballot took part."""
        match of:
            case Count.ROLL:
                return self.roll
            case Count.CAST:
                return self.cast
            case Count.PRESENT:
                return self.cast if self.present is None else self.present


def count_answers(
    base: Base,
    roll: int,
    question: Question,
    answers: Mapping[str, int],
    present: int | None = None,
) -> Tally:
    """Return the tally of the answers to one question and the weight each was given with.

    A weight is a number of ballots, or their area. Codes that were not asked for stay in.
    """
    votes = {option.code: 0 for option in question.options}
    for answer, weight in answers.items():
        for code in ticks_of(answer):
            votes[code] = votes.get(code, 0) + weight
    return Tally(
        base,
        roll,
        votes,
        answers.get(SPOILED, 0),
        present,
        answers.get(BLANK, 0),
        sum(answers.values()) if question.kind in TICKS_SEVERAL else None,
    )


def count_choices(
    base: Base, roll: int, question: Question, choices: Iterable[str], present: int | None = None
) -> Tally:
    """Return the tally of answers, one a ballot, in any order."""
    return count_answers(base, roll, question, Counter(choices), present)


class Code(StrEnum):
    """What came of a vote (结果)."""

    PASSED = "passed"
    NOT_PASSED = "not-passed"
    MAJORITY_FOR = "majority-for"
    NO_MAJORITY = "no-majority"
    QUORUM_NOT_MET = "quorum-not-met"
    EACH_ITS_OWN = "each-its-own"


class Name(StrEnum):
    """What a test asks: how many took part, or how many agreed."""

    TAKING_PART = "taking-part"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Test:
    """One line of the sum (算式): number of so many, the limit, and whether it is reached.

    `counted` says what `of` is. A consultation under a law's rule names no law and no article.
    `option` is whose support it is, where several may be chosen.
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
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question (结果), every test behind it, and the options ahead of all others.

    `chosen` are the options that it comes to where several can be: every one with its share
    (多选几), so many as there are seats (差额), the projects that get money (定预算). `tied`
    reached their share but stand level for a last seat: between them nobody has decided.
    """

    code: Code
    tests: tuple[Test, ...]
    leading: tuple[str, ...]
    is_binding: bool
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()


HALF = Fraction(1, 2)


def decide(
    rule: Rule,
    question: Question,
    tallies: tuple[Tally, ...],
    binding: Binding,
    answers: Mapping[str, int] | None = None,
) -> Outcome | Refusal:
    """Return what the tallies come to under the rule, one tally for each base that was counted.

    `answers` is how many ballots said what, which a budget is shared out by. A consultation under
    a law's rule is only held against half of those who took part, and cites nothing. Refuses
    `base-not-in-rule` (no single route counts exactly these bases), `choice-not-on-ballot`,
    `tally-unsound` (negative, or more ballots than roll or presence), `present-not-counted` (a law
    asks for those present, and nobody signed in) and `budget-decides-nothing` (a law asks how many
    agree; a budget shares out money and asks nobody that).
    """
    fault = next((each for each in (_unsound(question, one) for one in tallies) if each), None)
    if fault is not None:
        return fault
    route = _route(rule, tallies)
    if route is None:
        return Refusal("base-not-in-rule", None, {"rule": rule.title})
    if rule.level is Level.LAW and not binding.is_binding:
        return _decide(_asking(tallies), rule, question, tallies, binding, answers or {})
    if rule.level is Level.LAW and question.kind is Kind.BUDGET:
        return Refusal("budget-decides-nothing", "kind", {"rule": rule.title})
    if binding.why is Why.BY_LAW and rule.counts is Count.PRESENT and _is_uncounted(tallies):
        return Refusal("present-not-counted", None, {"rule": rule.title})
    return _decide(route, rule, question, tallies, binding, answers or {})


def overall(outcomes: Iterable[Outcome]) -> Code:
    """Return what a vote came to: its one code, or that each question has its own."""
    codes = {outcome.code for outcome in outcomes}
    return codes.pop() if len(codes) == 1 else Code.EACH_ITS_OWN


def _is_uncounted(tallies: tuple[Tally, ...]) -> bool:
    return any(tally.present is None for tally in tallies)


def _unsound(question: Question, tally: Tally) -> Refusal | None:
    if not set(tally.votes) <= {option.code for option in question.options}:
        return Refusal("choice-not-on-ballot")
    numbers = [*tally.votes.values(), tally.spoiled, tally.blank]
    most, cast = tally.count(Count.PRESENT), tally.cast
    # Where several may be ticked no option has more than all ballots that can be read.
    readable = cast - tally.spoiled - tally.blank
    if min(numbers) < 0 or max(tally.votes.values(), default=0) > readable:
        return Refusal("tally-unsound", None, {"cast": cast, "roll": tally.roll})
    if not cast <= most <= tally.roll:
        return Refusal("tally-unsound", None, {"cast": cast, "roll": tally.roll})
    return None


def _route(rule: Rule, tallies: tuple[Tally, ...]) -> Route | None:
    counted = [tally.base for tally in tallies]
    fitting = [route for route in rule.routes if sorted(route.bases) == sorted(counted)]
    return fitting[0] if len(fitting) == 1 else None


def _asking(tallies: tuple[Tally, ...]) -> Route:
    return Route((), tuple(Threshold(one.base, Count.CAST, Op.GT, HALF, None) for one in tallies))


def _decide(
    route: Route,
    rule: Rule,
    question: Question,
    tallies: tuple[Tally, ...],
    binding: Binding,
    answers: Mapping[str, int],
) -> Outcome:
    at = _Sum(route, rule, question, {tally.base: tally for tally in tallies}, tallies[0])
    quorum = tuple(at.took_part(limit) for limit in route.quorum)
    support, came = _came(at, answers)
    is_quorate = all(test.is_met for test in quorum)
    code = _code(is_quorate, came.is_for, binding.is_binding)
    return Outcome(code, quorum + support, at.leading, binding.is_binding, came.chosen, came.tied)


@dataclass(frozen=True, slots=True)
class _Sum:
    """What one sum is made of."""

    route: Route
    rule: Rule
    question: Question
    by_base: Mapping[Base, Tally]
    first: Tally

    @property
    def leading(self) -> tuple[str, ...]:
        return leaders(self.question, self.first.votes)

    def took_part(self, limit: Threshold) -> Test:
        tally = self.by_base[limit.base]
        return _test(Name.TAKING_PART, self.rule, limit, tally.count(self.rule.counts), tally)

    def supported(self, limit: Threshold, code: str | None, shown: str | None = None) -> Test:
        tally = self.by_base[limit.base]
        number = 0 if code is None else tally.votes.get(code, 0)
        return _test(Name.SUPPORT, self.rule, limit, number, tally, shown)

    def support(self, code: str | None, shown: str | None = None) -> tuple[Test, ...]:
        return tuple(self.supported(limit, code, shown) for limit in self.route.passing)


@dataclass(frozen=True, slots=True)
class _Came:
    is_for: bool
    chosen: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()


def _came(at: _Sum, answers: Mapping[str, int]) -> tuple[tuple[Test, ...], _Came]:
    match at.question.kind:
        case Kind.YES_NO | Kind.ONE_OF_MANY:
            return _came_one(at)
        case Kind.SEVERAL | Kind.SEATS:
            return _came_several(at)
        case Kind.BUDGET:
            funded = funded_by(at.question, answers)
            return (), _Came(bool(funded), funded)


def _came_one(at: _Sum) -> tuple[tuple[Test, ...], _Came]:
    favoured = _favoured(at.question, at.leading)
    # In a tie each of the leaders shows the same number, and none of them is decided on.
    shown = favoured or next(iter(at.leading), None)
    support = at.support(shown)
    return support, _Came(favoured is not None and all(test.is_met for test in support))


def _came_several(at: _Sum) -> tuple[tuple[Test, ...], _Came]:
    tests: tuple[Test, ...] = ()
    reached: list[str] = []
    for option in at.question.real_options:
        support = at.support(option.code, option.code)
        tests += support
        if all(test.is_met for test in support):
            reached.append(option.code)
    seats = at.question.seats or len(reached)
    chosen, tied = seated({code: at.first.votes.get(code, 0) for code in reached}, seats)
    return tests, _Came(bool(chosen), chosen, tied)


def seated(votes: Mapping[str, int], seats: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who is chosen, most votes first, and who stand level for seats that are left."""
    ranked = sorted(votes, key=lambda code: -votes[code])
    if len(ranked) <= seats:
        return tuple(ranked), ()
    last = votes[ranked[seats - 1]]
    if votes[ranked[seats]] < last:
        return tuple(ranked[:seats]), ()
    above = tuple(code for code in ranked if votes[code] > last)
    return above, tuple(code for code in ranked if votes[code] == last)


def funding_of(question: Question, answers: Mapping[str, int]) -> Funding | None:
    """Return how a budget's sum is shared out by its method; None of any other question."""
    if question.method is None:
        return None
    return fund(question.costs, approvals_of(question, answers), question.total, question.method)


def funded_by(question: Question, answers: Mapping[str, int]) -> tuple[str, ...]:
    """Return the projects of a budget that get money, in the order of the ballot."""
    funding = funding_of(question, answers)
    if funding is None:
        return ()
    return tuple(code for code in question.costs if code in funding.funded)


def approvals_of(question: Question, answers: Mapping[str, int]) -> Mapping[tuple[str, ...], int]:
    """Return how many ballots approve which projects; who abstained approves none."""
    found: Counter[tuple[str, ...]] = Counter()
    real = question.costs
    for answer, count in answers.items():
        found[tuple(code for code in ticks_of(answer) if code in real)] += count
    return found


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
    if question.kind is Kind.YES_NO:
        return next(each.code for each in question.options if each.stance is Stance.FOR)
    return leading[0] if len(leading) == 1 else None


def _test(
    name: Name, rule: Rule, limit: Threshold, number: int, tally: Tally, option: str | None = None
) -> Test:
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
        law=limit.law,
        article=limit.article,
        option=option,
    )
