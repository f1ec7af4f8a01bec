"""Files and books of the archive in SQL."""

from participation.archive.store.files import (
    add_file,
    add_strike,
    count_files,
    find_file,
    get_content,
    list_files,
)

__all__ = [
    "add_file",
    "add_strike",
    "count_files",
    "find_file",
    "get_content",
    "list_files",
]
