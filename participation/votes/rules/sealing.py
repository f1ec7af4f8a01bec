"""Sealing a secret vote (封存): how far it is. What it is for stands in docs/decisions/0009."""

from enum import StrEnum


class Seal(StrEnum):
    """How far a closed secret vote is sealed: `sealing` holds inside one transaction only."""

    SEALING = "sealing"
    REWRITTEN = "rewritten"
    SWEPT = "swept"
