"""Sharing out a sum of money among projects (定预算), by what ballots approve."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from participation.votes.rules.equal_shares import Purchase, backing_of, share_out


class Method(StrEnum):
    """How a sum is shared out, chosen before the vote opens.

    Most votes first, as long as the money lasts (得票从多到少); or everybody who takes part holds
    an equal share of it and pays for what he approves with the others who do (平均分摊).
    """

    GREEDY = "greedy"
    EQUAL_SHARES = "equal-shares"


class How(StrEnum):
    """What became of a project: bought by the method, from what was left over, or not at all."""

    BOUGHT = "bought"
    COMPLETED = "completed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Round:
    """One project's line of the sum (算式), in fen; `left` is what remains of the sum after it.

    Where shares pay, `full` backers pay the price and the others together the `short` rest:
    full × price + short = cost. A skipped project has no vote, or costs more than was left.
    """

    code: str
    cost: int
    votes: int
    how: How
    left: int
    price: Fraction | None = None
    full: int = 0
    short: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Funding:
    """Which projects get money, in the order they were chosen, and a line for every project.

    Sums in fen. `share` is what the last reckoning by equal shares gave each voter to pay with.
    """

    funded: tuple[str, ...]
    rounds: tuple[Round, ...]
    spent: int
    left: int
    share: Fraction | None = None


def fund(
    costs: Mapping[str, int],
    approvals: Mapping[tuple[str, ...], int],
    total: int,
    method: Method,
    order: Sequence[str] | None = None,
) -> Funding:
    """Return what the sum pays for, and how; a project nobody approves gets nothing.

    `approvals` is how many ballots approve just these; () of those who approve none, who hold no
    share. `order` is the order of the ballot, that of the costs unless given. Among equals more
    votes go first, then the lower cost, then the order of the ballot. What equal shares leave over
    goes to what has most votes and still fits.
    """
    asked = {code: costs[code] for code in (costs if order is None else order)}
    votes = _votes(asked, approvals)
    match method:
        case Method.GREEDY:
            return _funding(_fill(asked, votes, total, How.BOUGHT), total)
        case Method.EQUAL_SHARES:
            share, bought = share_out(backing_of(asked, approvals, total), total)
            rounds = tuple(_paid(asked, votes, bought, total))
            left = rounds[-1].left if rounds else total
            got = {each.code for each in bought}
            rest = {code: cost for code, cost in asked.items() if code not in got}
            return _funding((*rounds, *_fill(rest, votes, left, How.COMPLETED)), total, share)


def _votes(costs: Mapping[str, int], approvals: Mapping[tuple[str, ...], int]) -> Mapping[str, int]:
    votes = dict.fromkeys(costs, 0)
    for approved, ballots in approvals.items():
        for code in costs.keys() & approved:
            votes[code] += ballots
    return votes


def _fill(
    costs: Mapping[str, int], votes: Mapping[str, int], left: int, how: How
) -> Iterable[Round]:
    for code in sorted(costs, key=lambda each: (-votes[each], costs[each])):
        fits = votes[code] > 0 and costs[code] <= left
        left -= costs[code] if fits else 0
        yield Round(code, costs[code], votes[code], how if fits else How.SKIPPED, left)


def _paid(
    costs: Mapping[str, int], votes: Mapping[str, int], bought: Iterable[Purchase], left: int
) -> Iterable[Round]:
    for each in bought:
        code = each.code
        left -= costs[code]
        paid = (each.price, each.full, each.short)
        yield Round(code, costs[code], votes[code], How.BOUGHT, left, *paid)


def _funding(rounds: Iterable[Round], total: int, share: Fraction | None = None) -> Funding:
    listed = tuple(rounds)
    funded = [each for each in listed if each.how is not How.SKIPPED]
    spent = sum(each.cost for each in funded)
    return Funding(tuple(each.code for each in funded), listed, spent, total - spent, share)
