"""What was said of minutes going round, in SQL."""

from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from participation.meetings.records.checks import MinutesCheckRecord
from participation.meetings.rules.checks import Answer, Check


def add_check(session: Session, committee_id: UUID, meeting_id: UUID, check: Check) -> None:
    """Store what somebody said."""
    session.execute(
        insert(MinutesCheckRecord).values(
            committee_id=committee_id,
            id=check.id,
            meeting_id=meeting_id,
            attendee_id=check.attendee_id,
            revision_no=check.revision_no,
            words=check.words,
            at=check.at,
            is_by_clerk=check.is_by_clerk,
            is_taken=None,
            answer="",
            answered_by="",
            answered_at=None,
        )
    )


def save_answer(session: Session, committee_id: UUID, check_id: UUID, answer: Answer) -> None:
    """Store what was done about a remark."""
    session.execute(
        update(MinutesCheckRecord)
        .where(
            MinutesCheckRecord.committee_id == committee_id,
            MinutesCheckRecord.id == check_id,
        )
        .values(
            is_taken=answer.is_taken,
            answer=answer.words,
            answered_by=answer.by,
            answered_at=answer.at,
        )
    )


def list_checks(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Check]:
    """Return what was said of the minutes of a meeting, in the order in which it came."""
    rows = session.scalars(
        select(MinutesCheckRecord)
        .where(
            MinutesCheckRecord.committee_id == committee_id,
            MinutesCheckRecord.meeting_id == meeting_id,
        )
        .order_by(MinutesCheckRecord.at, MinutesCheckRecord.id)
    )
    return [
        Check(
            id=row.id,
            attendee_id=row.attendee_id,
            revision_no=row.revision_no,
            words=row.words,
            at=row.at,
            is_by_clerk=row.is_by_clerk,
            answer=_answer(row),
        )
        for row in rows
    ]


def _answer(row: MinutesCheckRecord) -> Answer | None:
    if row.is_taken is None or row.answered_at is None:
        return None
    return Answer(row.is_taken, row.answer, row.answered_by, row.answered_at)
