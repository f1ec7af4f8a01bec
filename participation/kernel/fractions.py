"""Shares as law texts name them: exact, with 以上 (ge) told apart from 过半 and 超过 (gt)."""

from enum import StrEnum
from fractions import Fraction


class Op(StrEnum):
    """How a number is held against a limit: `ge` includes it (民法典 1259), `gt` does not."""

    GE = "ge"
    GT = "gt"


def holds(op: Op, number: int | Fraction, limit: Fraction) -> bool:
    """Whether the number reaches the limit in the sense of the law."""
    return number >= limit if op is Op.GE else number > limit


def least(op: Op, share: Fraction, total: int) -> int:
    """Return the least whole number that reaches the share of a total."""
    limit = share * total
    floor = limit.numerator // limit.denominator
    if op is Op.GE and floor == limit:
        return floor
    return floor + 1
