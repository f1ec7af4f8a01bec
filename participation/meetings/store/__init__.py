"""Meetings, roll, items, revisions and prints in SQL."""

from participation.meetings.store.attendance import (
    add_attendees,
    list_attendees,
    list_present,
    save_presence,
)
from participation.meetings.store.items import add_items, list_items, save_item, save_item_texts
from participation.meetings.store.meetings import (
    add_meeting,
    find_meeting,
    list_meetings,
    list_of_matter,
    list_published,
    save_meeting,
)
from participation.meetings.store.minutes import (
    add_print,
    add_revision,
    find_print,
    find_revision,
    list_printed,
)
from participation.meetings.store.replies import list_replies

__all__ = [
    "add_attendees",
    "add_items",
    "add_meeting",
    "add_print",
    "add_revision",
    "find_meeting",
    "find_print",
    "find_revision",
    "list_attendees",
    "list_items",
    "list_meetings",
    "list_of_matter",
    "list_present",
    "list_printed",
    "list_published",
    "list_replies",
    "save_item",
    "save_item_texts",
    "save_meeting",
    "save_presence",
]
