"""Files of the archive in SQL."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session

from participation.archive.records import FileContentRecord, FileRecord, FileStrikeRecord
from participation.archive.rules import FileKind, Kept, Media, Strike, Subject

STRUCK = (FileStrikeRecord.committee_id == FileRecord.committee_id) & (
    FileStrikeRecord.file_id == FileRecord.id
)


def add_file(
    session: Session, committee_id: UUID, subject: Subject, kept: Kept, row_id: UUID, content: bytes
) -> None:
    """Keep a file and its bytes."""
    session.execute(
        insert(FileRecord).values(
            committee_id=committee_id,
            id=kept.id,
            no=kept.no,
            subject_kind=subject.kind,
            subject_id=subject.id,
            kind=kept.kind,
            title=kept.title,
            media=kept.media,
            size=kept.size,
            sha256=kept.sha256,
            is_public=kept.is_public,
            at=kept.at,
            by=kept.by,
        )
    )
    session.execute(
        insert(FileContentRecord).values(
            committee_id=committee_id, id=row_id, file_id=kept.id, content=content
        )
    )


def _files(committee_id: UUID) -> Select[FileRecord, FileStrikeRecord]:
    return (
        select(FileRecord, FileStrikeRecord)
        .outerjoin(FileStrikeRecord, STRUCK)
        .where(FileRecord.committee_id == committee_id)
        .order_by(FileRecord.no)
    )


def _kept(row: FileRecord, strike: FileStrikeRecord | None) -> Kept:
    return Kept(
        id=row.id,
        no=row.no,
        kind=FileKind(row.kind),
        title=row.title,
        media=Media(row.media),
        size=row.size,
        sha256=row.sha256,
        is_public=row.is_public,
        at=row.at,
        by=row.by,
        strike=None if strike is None else Strike(strike.at, strike.by, strike.reason),
    )


def list_files(session: Session, committee_id: UUID, subject: Subject) -> list[Kept]:
    """Return the files of a subject in the order in which they came, with those taken away."""
    rows = session.execute(
        _files(committee_id).where(
            FileRecord.subject_kind == subject.kind, FileRecord.subject_id == subject.id
        )
    )
    return [_kept(*row) for row in rows]


def count_by_subject(
    session: Session, committee_id: UUID, subject_ids: Iterable[UUID]
) -> dict[UUID, int]:
    """Return how many files each of some subjects has, without those taken away."""
    rows = session.execute(
        select(FileRecord.subject_id, func.count())
        .outerjoin(FileStrikeRecord, STRUCK)
        .where(
            FileRecord.committee_id == committee_id,
            FileRecord.subject_id.in_(list(subject_ids)),
            FileStrikeRecord.id.is_(None),
        )
        .group_by(FileRecord.subject_id)
    )
    return {row[0]: row[1] for row in rows}


def count_files(session: Session, committee_id: UUID, subject: Subject) -> int:
    """Return how many files a subject ever had."""
    return (
        session.scalar(
            select(func.count())
            .select_from(FileRecord)
            .where(
                FileRecord.committee_id == committee_id,
                FileRecord.subject_kind == subject.kind,
                FileRecord.subject_id == subject.id,
            )
        )
        or 0
    )


def find_file(session: Session, committee_id: UUID, no: int) -> tuple[Kept, Subject] | None:
    """Return a file by its number, and what it belongs to (its number there is not known: 0)."""
    row = session.execute(_files(committee_id).where(FileRecord.no == no)).one_or_none()
    if row is None:
        return None
    return _kept(*row), Subject(row[0].subject_kind, row[0].subject_id, 0)


def get_content(session: Session, committee_id: UUID, file_id: UUID) -> bytes:
    """Return the bytes of a file that is known to be kept."""
    return session.scalars(
        select(FileContentRecord.content).where(
            FileContentRecord.committee_id == committee_id, FileContentRecord.file_id == file_id
        )
    ).one()


def add_strike(
    session: Session, committee_id: UUID, row_id: UUID, file_id: UUID, strike: Strike
) -> None:
    """Take a file away: its bytes go, what it was stays."""
    session.execute(
        insert(FileStrikeRecord).values(
            committee_id=committee_id,
            id=row_id,
            file_id=file_id,
            at=strike.at,
            by=strike.by,
            reason=strike.reason,
        )
    )
    session.execute(
        delete(FileContentRecord).where(
            FileContentRecord.committee_id == committee_id, FileContentRecord.file_id == file_id
        )
    )
