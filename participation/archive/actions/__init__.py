"""Keeping files, and writing the archive's books."""

from participation.archive.actions.files import keep_files, strike_file

__all__ = ["keep_files", "strike_file"]
