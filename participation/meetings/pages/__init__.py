"""Addresses of meetings."""

from participation.meetings.pages import calling, minutes, papers, recording, sheets, showing
from participation.meetings.pages.blueprint import pages

__all__ = ["calling", "minutes", "pages", "papers", "recording", "sheets", "showing"]
