"""Answers to invitations in SQL."""

from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from participation.meetings.records.replies import MeetingReplyRecord
from participation.meetings.rules.replies import Reply


def save_reply(
    session: Session, committee_id: UUID, row_id: UUID, meeting_id: UUID, reply: Reply
) -> None:
    """Store an answer in place of an earlier one of the same person."""
    session.execute(
        delete(MeetingReplyRecord).where(
            MeetingReplyRecord.committee_id == committee_id,
            MeetingReplyRecord.attendee_id == reply.attendee_id,
        )
    )
    session.execute(
        insert(MeetingReplyRecord).values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=meeting_id,
            attendee_id=reply.attendee_id,
            is_coming=reply.is_coming,
            reason=reply.reason,
            question=reply.question,
            is_by_clerk=reply.is_by_clerk,
            at=reply.at,
        )
    )


def list_replies(session: Session, committee_id: UUID, meeting_id: UUID) -> dict[UUID, Reply]:
    """Return the answers of a meeting by line of its roll, the first to come first."""
    rows = session.scalars(
        select(MeetingReplyRecord)
        .where(
            MeetingReplyRecord.committee_id == committee_id,
            MeetingReplyRecord.meeting_id == meeting_id,
        )
        .order_by(MeetingReplyRecord.at, MeetingReplyRecord.id)
    )
    return {
        row.attendee_id: Reply(
            attendee_id=row.attendee_id,
            is_coming=row.is_coming,
            at=row.at,
            reason=row.reason,
            question=row.question,
            is_by_clerk=row.is_by_clerk,
        )
        for row in rows
    }
