"""Notices of meetings in SQL, and a meeting's place and time."""

from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from participation.meetings.records import MeetingRecord
from participation.meetings.records.notices import MeetingNoticeRecord
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.notice import Notice, NoticeKind


def add_notice(
    session: Session, committee_id: UUID, row_id: UUID, meeting_id: UUID, notice: Notice
) -> None:
    """Store a notice that goes out."""
    session.execute(
        insert(MeetingNoticeRecord).values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=meeting_id,
            no=notice.no,
            kind=notice.kind,
            at=notice.at,
            by=notice.by,
            place=notice.place,
            starts_at=notice.starts_at,
            reason=notice.reason,
            days=notice.days,
            clause=notice.clause,
        )
    )


def list_notices(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Notice]:
    """Return the notices of a meeting as they went out, the first one first."""
    rows = session.scalars(
        select(MeetingNoticeRecord)
        .where(
            MeetingNoticeRecord.committee_id == committee_id,
            MeetingNoticeRecord.meeting_id == meeting_id,
        )
        .order_by(MeetingNoticeRecord.no)
    )
    return [
        Notice(
            no=row.no,
            kind=NoticeKind(row.kind),
            at=row.at,
            by=row.by,
            place=row.place,
            starts_at=row.starts_at,
            reason=row.reason,
            days=row.days,
            clause=row.clause,
        )
        for row in rows
    ]


def save_place(session: Session, committee_id: UUID, meeting: Meeting) -> None:
    """Store where and when a meeting is."""
    session.execute(
        update(MeetingRecord)
        .where(MeetingRecord.committee_id == committee_id, MeetingRecord.id == meeting.id)
        .values(place=meeting.place, starts_at=meeting.starts_at)
    )
