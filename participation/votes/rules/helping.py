"""Helping at the door (帮投): who may, upon which proof, how often, and what looks odd.

A helper types what somebody says aloud. So it takes the voter's own slip and either the digits
under its fold or two witnesses, and no helper brings in many.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from participation.kernel.outcome import Refusal

HOMES = 15
SHARE = Fraction(1, 10)
ODD_SHARE = Fraction(1, 5)
ODD_SLIPS = 3
WITNESSES = 2


class HelpProof(StrEnum):
    """What showed that the voter is there: the slip's digits (四位数), or witnesses (见证人)."""

    DIGITS = "digits"
    WITNESSES = "witnesses"


def most_helped(roll: int) -> int:
    """Return how many voters one helper may help in a vote: fifteen, or a tenth of the roll where
    that is less; one at least.
    """
    return max(1, min(HOMES, int(roll * SHARE)))


def is_odd_helper(helped: int, cast: int) -> bool:
    """Whether somebody looks: fifteen by one helper, or more than a fifth of what was cast."""
    return helped >= HOMES or helped > cast * ODD_SHARE


def is_odd_device(slips: int) -> bool:
    """Whether somebody looks: the third slip from one telephone."""
    return slips >= ODD_SLIPS


def check_helper(is_declared: bool, helper_home: UUID | None, voter_home: UUID) -> Refusal | None:
    """Refuse whoever has not said that neither they nor their family are voted on, and that the
    voter is no kin (`helper-undeclared`), and helping at home (`helper-own-home`).
    """
    if not is_declared:
        return Refusal("helper-undeclared", "declared")
    return Refusal("helper-own-home") if helper_home == voter_home else None


def check_witnesses(
    homes: Sequence[UUID], voter_home: UUID, helper_home: UUID | None
) -> Refusal | None:
    """Refuse witnesses who are none, by their households.

    Fewer than two (`witnesses-missing`), two of one home (`witnesses-alike`), one of the voter's
    (`witness-of-voter`) or of the helper's (`witness-of-helper`).
    """
    if len(homes) < WITNESSES:
        return Refusal("witnesses-missing", "first")
    if len(set(homes)) < len(homes):
        return Refusal("witnesses-alike", "second")
    if voter_home in homes:
        return Refusal("witness-of-voter", "first")
    if helper_home in homes:
        return Refusal("witness-of-helper", "first")
    return None
