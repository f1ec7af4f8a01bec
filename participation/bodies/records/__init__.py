"""Tables of bodies: each file owns one part."""

from participation.bodies.records.bodies import BodyRecord
from participation.bodies.records.seats import SeatRecord

__all__ = ["BodyRecord", "SeatRecord"]
