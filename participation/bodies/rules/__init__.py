"""What a body is on paper: kind, charter with its shares, seats with their terms."""

from participation.bodies.rules.bodies import (
    CLAUSE_LENGTH,
    NAME_LENGTH,
    Body,
    BodyDissolved,
    BodyFounded,
    BodyKind,
    Charter,
    Share,
    dissolving_fault,
    founding_fault,
    share_of,
)
from participation.bodies.rules.seats import (
    ONLY_ONE,
    Seat,
    SeatOffice,
    seating_fault,
    unseating_fault,
)

__all__ = [
    "CLAUSE_LENGTH",
    "NAME_LENGTH",
    "ONLY_ONE",
    "Body",
    "BodyDissolved",
    "BodyFounded",
    "BodyKind",
    "Charter",
    "Seat",
    "SeatOffice",
    "Share",
    "dissolving_fault",
    "founding_fault",
    "seating_fault",
    "share_of",
    "unseating_fault",
]
