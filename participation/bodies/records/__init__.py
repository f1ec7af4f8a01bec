"""Tables of bodies: each file owns one part."""

from participation.bodies.records.bodies import BodyRecord
from participation.bodies.records.charters import CharterRecord
from participation.bodies.records.seats import SeatRecord

__all__ = ["BodyRecord", "CharterRecord", "SeatRecord"]
