"""What the archive keeps and hands out: files beside what they prove, and packs."""

from participation.archive.rules.files import (
    MOST_BYTES,
    MOST_FILES,
    NEVER_PUBLIC,
    REASON_LENGTH,
    TITLE_LENGTH,
    FileKind,
    Kept,
    Media,
    Strike,
    Subject,
    keeping_fault,
    media_of,
    striking_fault,
)

__all__ = [
    "MOST_BYTES",
    "MOST_FILES",
    "NEVER_PUBLIC",
    "REASON_LENGTH",
    "TITLE_LENGTH",
    "FileKind",
    "Kept",
    "Media",
    "Strike",
    "Subject",
    "keeping_fault",
    "media_of",
    "striking_fault",
]
