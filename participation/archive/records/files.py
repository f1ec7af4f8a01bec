"""Tables of the archive: files, their bytes, and that one was taken away again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class FileRecord(Owned, Base):
    """A file beside what it proves: insert-only. Its bytes lie in `file_contents`."""

    __tablename__ = "files"
    __table_args__ = (
        UniqueConstraint("committee_id", "no"),
        Index("ix_files_subject", "committee_id", "subject_kind", "subject_id"),
        CheckConstraint("media in ('image/jpeg', 'application/pdf')", "media"),
        CheckConstraint("size > 0", "size"),
        CheckConstraint(
            "not is_public or kind not in ('signed', 'sign-in', 'ballots')", "is_public"
        ),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    kind: Mapped[str]
    title: Mapped[str]
    media: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes]
    is_public: Mapped[bool]
    at: Mapped[datetime]
    by: Mapped[str]


class FileContentRecord(Owned, Base):
    """The bytes of a file; gone where it was taken away."""

    __tablename__ = "file_contents"
    __table_args__ = (
        link("file_id", "files"),
        UniqueConstraint("committee_id", "file_id"),
        {"info": COMMITTEE},
    )

    file_id: Mapped[UUID]
    content: Mapped[bytes]


class FileStrikeRecord(Owned, Base):
    """That a file was taken away: insert-only."""

    __tablename__ = "file_strikes"
    __table_args__ = (
        link("file_id", "files"),
        UniqueConstraint("committee_id", "file_id"),
        {"info": COMMITTEE},
    )

    file_id: Mapped[UUID]
    at: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]
