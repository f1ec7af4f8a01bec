"""Meetings in SQL."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, insert, or_, select, update
from sqlalchemy.orm import Session

from participation.meetings.records import (
    AgendaItemRecord,
    MeetingRecord,
)
from participation.meetings.rules.life import Meeting, MeetingForm, State


def _meeting(row: MeetingRecord) -> Meeting:
    return Meeting(
        id=row.id,
        no=row.no,
        body_id=row.body_id,
        title=row.title,
        place=row.place,
        form=MeetingForm(row.form),
        starts_at=row.starts_at,
        ended_at=row.ended_at,
        convened_by=row.convened_by,
        chair=row.chair,
        recorder=row.recorder,
        state=State(row.state),
        minutes_no=row.minutes_no,
    )


def _meetings(committee_id: UUID) -> Select[MeetingRecord]:
    return select(MeetingRecord).where(MeetingRecord.committee_id == committee_id)


def add_meeting(session: Session, committee_id: UUID, meeting: Meeting) -> None:
    """Store a new meeting."""
    session.execute(
        insert(MeetingRecord).values(
            committee_id=committee_id,
            id=meeting.id,
            no=meeting.no,
            body_id=meeting.body_id,
            title=meeting.title,
            place=meeting.place,
            form=meeting.form,
            starts_at=meeting.starts_at,
            ended_at=meeting.ended_at,
            convened_by=meeting.convened_by,
            chair=meeting.chair,
            recorder=meeting.recorder,
            state=meeting.state,
            minutes_no=meeting.minutes_no,
        )
    )


def find_meeting(
    session: Session, committee_id: UUID, no: int, *, is_held: bool = False
) -> Meeting | None:
    """Return the meeting of a number, or None; `is_held` keeps others off it meanwhile."""
    statement = _meetings(committee_id).where(MeetingRecord.no == no)
    if is_held:
        statement = statement.with_for_update()
    row = session.scalars(statement).one_or_none()
    return None if row is None else _meeting(row)


def list_meetings(
    session: Session,
    committee_id: UUID,
    before: tuple[datetime, int] | None = None,
    limit: int = 20,
    body_id: UUID | None = None,
) -> list[Meeting]:
    """Return meetings, the latest first, those before a time and number, of one body if given."""
    statement = _meetings(committee_id)
    if body_id is not None:
        statement = statement.where(MeetingRecord.body_id == body_id)
    if before is not None:
        at, no = before
        is_same = and_(MeetingRecord.starts_at == at, MeetingRecord.no < no)
        statement = statement.where(or_(MeetingRecord.starts_at < at, is_same))
    ordered = statement.order_by(MeetingRecord.starts_at.desc(), MeetingRecord.no.desc())
    return [_meeting(row) for row in session.scalars(ordered.limit(limit))]


def list_of_matter(session: Session, committee_id: UUID, matter_id: UUID) -> list[Meeting]:
    """Return the meetings with a matter on their agenda, the latest first."""
    with_it = select(AgendaItemRecord.meeting_id).where(
        AgendaItemRecord.committee_id == committee_id, AgendaItemRecord.matter_id == matter_id
    )
    statement = _meetings(committee_id).where(MeetingRecord.id.in_(with_it))
    ordered = statement.order_by(MeetingRecord.starts_at.desc(), MeetingRecord.no.desc())
    return [_meeting(row) for row in session.scalars(ordered)]


def list_published(session: Session, committee_id: UUID, limit: int) -> list[Meeting]:
    """Return meetings whose minutes are adopted, the latest first."""
    statement = _meetings(committee_id).where(MeetingRecord.state == State.ADOPTED)
    ordered = statement.order_by(MeetingRecord.starts_at.desc(), MeetingRecord.no.desc())
    return [_meeting(row) for row in session.scalars(ordered.limit(limit))]


def save_meeting(session: Session, committee_id: UUID, meeting: Meeting) -> None:
    """Store where a meeting stands: state, end, current revision."""
    session.execute(
        update(MeetingRecord)
        .where(MeetingRecord.committee_id == committee_id, MeetingRecord.id == meeting.id)
        .values(state=meeting.state, ended_at=meeting.ended_at, minutes_no=meeting.minutes_no)
    )
