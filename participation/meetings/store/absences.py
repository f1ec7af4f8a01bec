"""Who came to the last meetings of a body, in SQL."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.meetings.records import AttendanceRecord, MeetingRecord
from participation.meetings.rules.life import State
from participation.meetings.rules.roll import Presence, Standing

MEETINGS_READ = 12


def list_history(session: Session, committee_id: UUID, body_id: UUID) -> dict[UUID, list[Presence]]:
    """Return whether members came to the last meetings that were held, the newest first."""
    last = (
        select(MeetingRecord.id)
        .where(
            MeetingRecord.committee_id == committee_id,
            MeetingRecord.body_id == body_id,
            MeetingRecord.state.in_([State.HELD, State.ADOPTED]),
        )
        .order_by(MeetingRecord.starts_at.desc(), MeetingRecord.no.desc())
        .limit(MEETINGS_READ)
    ).subquery()
    rows = session.execute(
        select(AttendanceRecord.person_id, AttendanceRecord.status)
        .join(MeetingRecord, MeetingRecord.id == AttendanceRecord.meeting_id)
        .where(
            AttendanceRecord.committee_id == committee_id,
            MeetingRecord.committee_id == committee_id,
            AttendanceRecord.meeting_id.in_(select(last.c.id)),
            AttendanceRecord.standing == Standing.MEMBER,
        )
        .order_by(MeetingRecord.starts_at.desc(), MeetingRecord.no.desc())
    )
    found: dict[UUID, list[Presence]] = defaultdict(list)
    for person_id, status in rows:
        if person_id is not None:
            found[person_id].append(Presence(status))
    return dict(found)
