"""Addresses of petitions that force a meeting."""

from participation.meetings.pages.petitions import public, typing
from participation.meetings.pages.petitions.blueprint import pages

__all__ = ["pages", "public", "typing"]
