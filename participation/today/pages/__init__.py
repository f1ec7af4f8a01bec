"""Addresses of the pages that join rooms."""

from participation.today.pages import desk, front, matter
from participation.today.pages.blueprint import pages

__all__ = ["desk", "front", "matter", "pages"]
