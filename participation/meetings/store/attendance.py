"""The roll of a meeting in SQL."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from participation.meetings.records import (
    AttendanceRecord,
)
from participation.meetings.rules.roll import Attendee, Presence, Standing, present_at


def add_attendees(
    session: Session, committee_id: UUID, meeting_id: UUID, roll: Iterable[Attendee]
) -> None:
    """Store new lines of the roll."""
    rows = [
        {
            "committee_id": committee_id,
            "id": one.id,
            "meeting_id": meeting_id,
            "person_id": one.person_id,
            "name": one.name,
            "standing": one.standing,
            "office": one.office,
            "status": one.status,
            "position": one.position,
            "came_at": one.came_at,
            "left_at": one.left_at,
            "is_by_door": one.is_by_door,
        }
        for one in roll
    ]
    if rows:
        session.execute(insert(AttendanceRecord), rows)


def list_attendees(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Attendee]:
    """Return the roll of a meeting in its order."""
    rows = session.scalars(
        select(AttendanceRecord)
        .where(
            AttendanceRecord.committee_id == committee_id,
            AttendanceRecord.meeting_id == meeting_id,
        )
        .order_by(AttendanceRecord.position, AttendanceRecord.id)
    )
    return [
        Attendee(
            id=row.id,
            person_id=row.person_id,
            name=row.name,
            standing=Standing(row.standing),
            office=row.office,
            status=Presence(row.status),
            position=row.position,
            came_at=row.came_at,
            left_at=row.left_at,
            is_by_door=row.is_by_door,
        )
        for row in rows
    ]


def list_present(
    session: Session, committee_id: UUID, meeting_id: UUID, moment: datetime
) -> list[Attendee]:
    """Return the roll of a meeting as it stood at a moment (`rules.roll.present_at`)."""
    return present_at(list_attendees(session, committee_id, meeting_id), moment)


def save_presence(
    session: Session,
    committee_id: UUID,
    meeting_id: UUID,
    presence: Mapping[UUID, Presence],
    now: datetime,
) -> None:
    """Store who came, by line of the roll; whoever is there came by now, and did not leave."""
    for attendee_id, status in presence.items():
        session.execute(
            update(AttendanceRecord)
            .where(
                AttendanceRecord.committee_id == committee_id,
                AttendanceRecord.meeting_id == meeting_id,
                AttendanceRecord.id == attendee_id,
            )
            .values(
                status=status,
                came_at=now if status is Presence.PRESENT else None,
                left_at=None,
                is_by_door=False,
            )
        )


def save_times(session: Session, committee_id: UUID, attendee: Attendee) -> None:
    """Store when somebody came and left, and that they came."""
    session.execute(
        update(AttendanceRecord)
        .where(AttendanceRecord.committee_id == committee_id, AttendanceRecord.id == attendee.id)
        .values(
            status=attendee.status,
            came_at=attendee.came_at,
            left_at=attendee.left_at,
            is_by_door=attendee.is_by_door,
        )
    )
