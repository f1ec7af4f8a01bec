"""Errands of meetings: calling and recording one, and everything about its minutes."""

from participation.meetings.actions.attendance import add_guest, take_attendance, take_rest
from participation.meetings.actions.calling import Wanted, add_item, call_meeting
from participation.meetings.actions.minutes import (
    adopt_minutes,
    close_meeting,
    correct_minutes,
    print_minutes,
    reopen_meeting,
    revise_minutes,
)
from participation.meetings.actions.recording import record_item

__all__ = [
    "Wanted",
    "add_guest",
    "add_item",
    "adopt_minutes",
    "call_meeting",
    "close_meeting",
    "correct_minutes",
    "print_minutes",
    "record_item",
    "reopen_meeting",
    "revise_minutes",
    "take_attendance",
    "take_rest",
]
