"""Placeholder until the budget branch lands."""

from enum import StrEnum


class Method(StrEnum):
    """How."""

    GREEDY = "greedy"
    EQUAL_SHARES = "equal-shares"


def fund(costs, approvals, total, method, order=None):
    """Interim."""
    from types import SimpleNamespace

    votes = {c: sum(n for a, n in approvals.items() if c in a) for c in costs}
    out, left = [], total
    for c in sorted(costs, key=lambda c: -votes[c]):
        if votes[c] and costs[c] <= left:
            out.append(c)
            left -= costs[c]
    return SimpleNamespace(funded=tuple(out))
