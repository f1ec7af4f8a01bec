"""Bodies and seats in SQL."""

from participation.bodies.store.bodies import (
    add_body,
    find_body,
    get_body,
    is_name_taken,
    list_bodies,
    save_dissolved,
)
from participation.bodies.store.seats import add_seat, find_seat, list_seats, save_seat_end

__all__ = [
    "add_body",
    "add_seat",
    "find_body",
    "find_seat",
    "get_body",
    "is_name_taken",
    "list_bodies",
    "list_seats",
    "save_dissolved",
    "save_seat_end",
]
