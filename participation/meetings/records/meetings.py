"""Tables of meetings, their agenda and their attendance."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


class MeetingRecord(Owned, Base):
    """One meeting of a body; `minutes_no` points at the current revision of its minutes."""

    __tablename__ = "meetings"
    __table_args__ = (
        link("body_id", "bodies"),
        UniqueConstraint("committee_id", "no"),
        Index("ix_meetings_newest", "committee_id", "starts_at"),
        CheckConstraint("state in ('called', 'held', 'adopted', 'cancelled')", "state"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    body_id: Mapped[UUID]
    title: Mapped[str]
    place: Mapped[str]
    form: Mapped[str]
    starts_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    convened_by: Mapped[str]
    chair: Mapped[str]
    recorder: Mapped[str]
    state: Mapped[str]
    minutes_no: Mapped[int]


class AgendaItemRecord(Owned, Base):
    """One item: what was proposed, how it was put to the vote, what came of it.

    `present` is how many members were there when the votes were counted.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("matter_id", "matters"),
        UniqueConstraint("committee_id", "meeting_id", "position"),
        CheckConstraint("method in ('none', 'hands', 'open', 'secret')", "method"),
        CheckConstraint("yes >= 0 and no_votes >= 0 and abstain >= 0", "counts"),
        CheckConstraint("method = 'none' or yes + no_votes + abstain = present", "sum"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    position: Mapped[int]
    matter_id: Mapped[UUID | None]
    title: Mapped[str]
    proposer: Mapped[str]
    motion: Mapped[str]
    discussion: Mapped[str]
    method: Mapped[str]
    yes: Mapped[int]
    no_votes: Mapped[int]
    abstain: Mapped[int]
    present: Mapped[int]
    decision: Mapped[str]
    dissent: Mapped[str]
    task: Mapped[dict[str, Any]]


class AttendanceRecord(Owned, Base):
    """Who was called and who came: member or guest, present, on leave or absent."""

    __tablename__ = "attendance"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("person_id", "people"),
        UniqueConstraint("committee_id", "meeting_id", "person_id"),
        Index("ix_attendance_meeting", "committee_id", "meeting_id"),
        CheckConstraint("standing in ('member', 'guest')", "standing"),
        CheckConstraint("status in ('called', 'present', 'leave', 'absent')", "status"),
        CheckConstraint("left_at is null or left_at >= came_at", "left"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    name: Mapped[str]
    standing: Mapped[str]
    office: Mapped[str]
    status: Mapped[str]
    position: Mapped[int]
    came_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    is_by_door: Mapped[bool]
