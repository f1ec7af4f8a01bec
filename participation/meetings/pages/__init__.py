"""Addresses of meetings."""

from participation.meetings.pages import calling, gates, minutes, papers, recording, sheets, showing
from participation.meetings.pages.blueprint import pages

__all__ = ["calling", "gates", "minutes", "pages", "papers", "recording", "sheets", "showing"]
