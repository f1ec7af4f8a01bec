"""Revisions of minutes and their prints in SQL."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from participation.meetings.records import (
    MinutesPrintRecord,
    MinutesRevisionRecord,
)
from participation.meetings.rules.minutes import (
    Paper,
    Print,
    Revision,
    digest,
    of_content,
    to_content,
)


def add_revision(
    session: Session, committee_id: UUID, row_id: UUID, meeting_id: UUID, revision: Revision
) -> None:
    """Append a revision of the minutes."""
    session.execute(
        insert(MinutesRevisionRecord).values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=meeting_id,
            no=revision.no,
            content=to_content(revision.minutes),
            by=revision.by,
            at=revision.at,
            sha256=revision.sha256,
        )
    )


def find_revision(
    session: Session, committee_id: UUID, meeting_id: UUID, no: int
) -> Revision | None:
    """Return one revision of the minutes, or None."""
    row = session.scalars(
        select(MinutesRevisionRecord).where(
            MinutesRevisionRecord.committee_id == committee_id,
            MinutesRevisionRecord.meeting_id == meeting_id,
            MinutesRevisionRecord.no == no,
        )
    ).one_or_none()
    if row is None:
        return None
    if digest(row.content) != row.sha256:
        raise ValueError(f"revision {no} of meeting {meeting_id} is not what was written")
    return Revision(row.no, of_content(row.content), row.by, row.at, row.sha256)


def list_revisions(
    session: Session, committee_id: UUID, meeting_id: UUID
) -> list[tuple[int, str, datetime]]:
    """Return number, author and hour of every revision, the newest first."""
    rows = session.execute(
        select(MinutesRevisionRecord.no, MinutesRevisionRecord.by, MinutesRevisionRecord.at)
        .where(
            MinutesRevisionRecord.committee_id == committee_id,
            MinutesRevisionRecord.meeting_id == meeting_id,
        )
        .order_by(MinutesRevisionRecord.no.desc())
    )
    return [(row.no, row.by, row.at) for row in rows]


def add_print(session: Session, committee_id: UUID, row_id: UUID, printed: Print) -> None:
    """Keep a printed paper as it went out."""
    session.execute(
        insert(MinutesPrintRecord).values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=printed.meeting_id,
            minutes_no=printed.minutes_no,
            paper=printed.paper,
            record_no=printed.record_no,
            code=printed.code,
            pdf=printed.pdf,
            at=printed.at,
        )
    )


def find_print(
    session: Session, committee_id: UUID, meeting_id: UUID, minutes_no: int, paper: Paper
) -> Print | None:
    """Return the paper of a revision, if it was printed."""
    row = session.scalars(
        select(MinutesPrintRecord).where(
            MinutesPrintRecord.committee_id == committee_id,
            MinutesPrintRecord.meeting_id == meeting_id,
            MinutesPrintRecord.minutes_no == minutes_no,
            MinutesPrintRecord.paper == paper,
        )
    ).one_or_none()
    return None if row is None else _print(row)


def list_written(session: Session, committee_id: UUID, meeting_id: UUID) -> list[dict[str, Any]]:
    """Return every revision as it was written, JSON values to keep outside, the oldest first."""
    rows = session.scalars(
        select(MinutesRevisionRecord)
        .where(
            MinutesRevisionRecord.committee_id == committee_id,
            MinutesRevisionRecord.meeting_id == meeting_id,
        )
        .order_by(MinutesRevisionRecord.no)
    )
    return [
        {
            "no": row.no,
            "by": row.by,
            "at": row.at.isoformat(),
            "sha256": row.sha256.hex(),
            "content": row.content,
        }
        for row in rows
    ]


def list_prints(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Print]:
    """Return every paper of a meeting's minutes that went out, the oldest first."""
    rows = session.scalars(
        select(MinutesPrintRecord)
        .where(
            MinutesPrintRecord.committee_id == committee_id,
            MinutesPrintRecord.meeting_id == meeting_id,
        )
        .order_by(MinutesPrintRecord.record_no)
    )
    return [_print(row) for row in rows]


def _print(row: MinutesPrintRecord) -> Print:
    return Print(
        meeting_id=row.meeting_id,
        minutes_no=row.minutes_no,
        paper=Paper(row.paper),
        record_no=row.record_no,
        code=row.code,
        pdf=row.pdf,
        at=row.at,
    )


def list_printed(session: Session, committee_id: UUID, meeting_id: UUID, no: int) -> set[Paper]:
    """Return as what a revision was printed, without the bytes."""
    papers = session.scalars(
        select(MinutesPrintRecord.paper).where(
            MinutesPrintRecord.committee_id == committee_id,
            MinutesPrintRecord.meeting_id == meeting_id,
            MinutesPrintRecord.minutes_no == no,
        )
    )
    return {Paper(paper) for paper in papers}
