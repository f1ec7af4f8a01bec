"""Addresses of the archive."""

from participation.archive.pages import books, files
from participation.archive.pages.blueprint import pages

__all__ = ["books", "files", "pages"]
