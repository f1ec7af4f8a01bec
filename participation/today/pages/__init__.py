"""Addresses of the pages that join rooms."""

from participation.today.pages import body, desk, front, matter
from participation.today.pages.blueprint import pages

__all__ = ["body", "desk", "front", "matter", "pages"]
