"""Tables of the archive: each file owns one part."""

from participation.archive.records.books import RetentionRecord, SealUseRecord
from participation.archive.records.files import FileContentRecord, FileRecord, FileStrikeRecord

__all__ = [
    "FileContentRecord",
    "FileRecord",
    "FileStrikeRecord",
    "RetentionRecord",
    "SealUseRecord",
]
