"""The Method of Equal Shares (平均分摊): everybody holds a like share, and buys with others."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from math import ceil, gcd

MOST_RAISES = 10_000


@dataclass(frozen=True, slots=True)
class Backing:
    """Who backs which project: every different ballot once, with how many say the same.

    `costs` holds, in the order of the ballot, the projects that somebody backs and the sum can
    pay for at all; `backers` the ballots that approve each; `voters` all who approve anything.
    """

    costs: Mapping[str, int]
    votes: Mapping[str, int]
    backers: Mapping[str, list[int]]
    sizes: list[int]
    voters: int


@dataclass(frozen=True, slots=True)
class Purchase:
    """What a project's backers pay: `full` of them the price, the others all they still have.

    full × price + short = the project's cost.
    """

    code: str
    price: Fraction
    full: int
    short: Fraction


def backing_of(
    costs: Mapping[str, int], approvals: Mapping[tuple[str, ...], int], total: int
) -> Backing:
    """Return who backs which of the projects; codes that cost nothing known say nothing."""
    known, groups = frozenset(costs), Counter[frozenset[str]]()
    for approved, ballots in approvals.items():
        groups[known.intersection(approved)] += ballots
    groups[frozenset()] = 0
    groups = +groups
    found: dict[str, list[int]] = {code: [] for code in costs}
    for at, approving in enumerate(groups):
        for code in approving:
            found[code].append(at)
    sizes = list(groups.values())
    backers = {code: them for code, them in found.items() if them and costs[code] <= total}
    votes = {code: sum(sizes[at] for at in them) for code, them in backers.items()}
    return Backing({code: costs[code] for code in backers}, votes, backers, sizes, sum(sizes))


def share_out(backing: Backing, total: int) -> tuple[Fraction, tuple[Purchase, ...]]:
    """Return the share of each voter in fen, and what is bought with it for no more than the sum.

    The sum divided by the voters buys little, because many have money left that buys nothing. So
    the share is raised by a hundredth of itself (whole fen, upwards) and all is bought anew, until
    nothing that is backed fits into what is left, or more would be spent than there is: then the
    share before that stands (Add1U, as towns in Poland do it). It ends when the share was raised
    ten thousand times.
    """
    if not backing.voters:
        return Fraction(0), ()
    first, step = Fraction(total, backing.voters), -(-total // (backing.voters * 100))
    raised, bought = 0, buy(backing, first, total) or ()
    while raised < MOST_RAISES and not _is_exhausted(backing, bought, total):
        after = min(_next_raise(backing, bought, first, step, raised), MOST_RAISES)
        more = buy(backing, first + after * step, total)
        if more is None:
            raised, bought = after - 1, buy(backing, first + (after - 1) * step, total) or ()
            break
        raised, bought = after, more
    return first + raised * step, bought


def _is_exhausted(backing: Backing, bought: tuple[Purchase, ...], total: int) -> bool:
    got = {each.code for each in bought}
    left = total - sum(backing.costs[code] for code in got)
    return all(code in got or cost > left for code, cost in backing.costs.items())


def _next_raise(
    backing: Backing, bought: tuple[Purchase, ...], first: Fraction, step: int, raised: int
) -> int:
    """Return the next raise after which something else could be bought at all.

    Before it no other project's backers have its cost even with their purses full. So nothing
    else is bought, no more is spent, and what fits now still fits: none of those raises ends it.
    """
    got = {each.code for each in bought}
    lacking = [
        (Fraction(cost, backing.votes[code]) - first) / step
        for code, cost in backing.costs.items()
        if code not in got
    ]
    return max(raised + 1, ceil(min(lacking)))


def buy(backing: Backing, share: Fraction, total: int) -> tuple[Purchase, ...] | None:
    """Return what the backers buy, each with the share in hand; None when it is over the sum.

    Bought next is what costs its backers the least part of its cost each: one of 50 backers pays a
    fiftieth. Who cannot pay that pays what is left, and the others so much more. Among equals more
    votes go first, then the lower cost, then the order of the ballot.
    """
    purses = _Purses([share.numerator] * len(backing.sizes), share.denominator)
    queue = [
        (Fraction(1, backing.votes[code]), -backing.votes[code], cost, at, code)
        for at, (code, cost) in enumerate(backing.costs.items())
    ]
    heapify(queue)
    bought, left = [], total
    while queue:
        part, votes, cost, at, code = queue[0]
        bill = purses.bill(backing, code)
        if bill is None:
            heappop(queue)
            continue
        # A part only grows as purses empty: whoever comes first with a part that still holds is
        # ahead of all others, whose parts need not be worked out again.
        due, full = bill
        now = Fraction(due, full * purses.unit * (cost or 1))
        if now > part:
            heapreplace(queue, (now, votes, cost, at, code))
            continue
        heappop(queue)
        left -= cost
        if left < 0:
            return None
        price = Fraction(due, full * purses.unit)
        bought.append(Purchase(code, price, full, cost - full * price))
        purses.pay(backing, code, due, full)
    return tuple(bought)


@dataclass(slots=True)
class _Purses:
    """What each ballot's voters still have, one like the other, in whole parts of a fen.

    All share one denominator (`unit`), so that sums are of integers: a Fraction for each would be
    as exact and twenty times as slow.
    """

    held: list[int]
    unit: int

    def bill(self, backing: Backing, code: str) -> tuple[int, int] | None:
        """Return what is due from those who pay in full, and how many; None: not enough."""
        held, sizes, them = self.held, backing.sizes, backing.backers[code]
        due, full = backing.costs[code] * self.unit, backing.votes[code]
        while full:
            price = -(-due // full)
            poor = [at for at in them if held[at] < price]
            if not poor:
                return due, full
            for at in poor:
                due -= held[at] * sizes[at]
                full -= sizes[at]
            them = [at for at in them if held[at] >= price]
        return None

    def pay(self, backing: Backing, code: str, due: int, full: int) -> None:
        finer = full // gcd(due, full)
        if finer > 1:
            self.held = [each * finer for each in self.held]
            self.unit *= finer
        held, price = self.held, due * finer // full
        for at in backing.backers[code]:
            held[at] = held[at] - price if held[at] > price else 0
