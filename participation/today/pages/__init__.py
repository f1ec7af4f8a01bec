"""Addresses of the pages that join rooms."""

from participation.today.pages import body, code, desk, front, matter, open_books, slip
from participation.today.pages.blueprint import pages

__all__ = ["body", "code", "desk", "front", "matter", "open_books", "pages", "slip"]
