"""Sharing out a sum of money among projects (定预算), by what ballots approve."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How a sum is shared out: most votes first, as long as the money lasts (得票从多到少)."""

    GREEDY = "greedy"
    EQUAL_SHARES = "equal-shares"


@dataclass(frozen=True, slots=True)
class Funding:
    """Which projects get money, in the order they were chosen; sums in fen."""

    funded: tuple[str, ...]
    spent: int
    left: int


def fund(
    costs: Mapping[str, int],
    approvals: Mapping[tuple[str, ...], int],
    total: int,
    method: Method,
) -> Funding:
    """Return what the sum pays for; a project nobody approves gets nothing.

    Among equals the cheaper goes first, then the one that stands first on the ballot.
    """
    if method is not Method.GREEDY:
        raise ValueError(method)
    votes = {code: sum(n for who, n in approvals.items() if code in who) for code in costs}
    funded, left = [], total
    for code in sorted(costs, key=lambda each: (-votes[each], costs[each])):
        if votes[code] and costs[code] <= left:
            funded.append(code)
            left -= costs[code]
    return Funding(tuple(funded), total - left, left)
