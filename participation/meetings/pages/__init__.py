"""Addresses of meetings."""

from participation.meetings.pages import (
    calling,
    checks,
    files,
    floor,
    gates,
    minutes,
    moving,
    papers,
    recording,
    replies,
    revisions,
    room,
    room_votes,
    sheet_typing,
    sheets,
    showing,
    wall,
)
from participation.meetings.pages.blueprint import pages

__all__ = [
    "calling",
    "checks",
    "files",
    "floor",
    "gates",
    "minutes",
    "moving",
    "pages",
    "papers",
    "recording",
    "replies",
    "revisions",
    "room",
    "room_votes",
    "sheet_typing",
    "sheets",
    "showing",
    "wall",
]
