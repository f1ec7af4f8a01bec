"""What the matter's page reads across rooms, in two statements."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, Select, exists, literal, select, union_all
from sqlalchemy.orm import Session

from participation.db.prepared import Prepared
from participation.matters.records import MatterRecord, SupportRecord
from participation.matters.rules import Matter
from participation.matters.store import matter_of
from participation.meetings.records import AgendaItemRecord, MeetingRecord
from participation.today.rules.matter import Attached, AttachedKind
from participation.volunteers.records import ShiftRecord
from participation.votes.records import VoteRecord

Line = Select[str, int, str, str, datetime, int]


@Prepared
def _shown(committee_id: Any, no: Any, household_id: Any) -> Executable:
    is_supported = exists().where(
        SupportRecord.committee_id == MatterRecord.committee_id,
        SupportRecord.matter_id == MatterRecord.id,
        SupportRecord.household_id == household_id,
    )
    return select(MatterRecord, is_supported).where(
        MatterRecord.committee_id == committee_id, MatterRecord.no == no
    )


def find_shown(
    session: Session, committee_id: UUID, no: int, household_id: UUID | None
) -> tuple[Matter, bool] | None:
    """Return the matter of a number and whether a household supports it."""
    row = _shown(session, committee_id, no, household_id).one_or_none()
    return None if row is None else (matter_of(row[0]), bool(row[1]))


@Prepared
def _attached(committee_id: Any, matter_id: Any, limit: Any) -> Executable:
    every = union_all(
        _votes(committee_id, matter_id),
        _meetings(committee_id, matter_id),
        _shifts(committee_id, matter_id),
    ).subquery()
    return select(every).order_by(every.c.at.desc(), every.c.no.desc()).limit(limit)


def list_attached(
    session: Session, committee_id: UUID, matter_id: UUID, limit: int
) -> list[Attached]:
    """Return votes that were opened, meetings and shifts of a matter, the latest first."""
    rows = _attached(session, committee_id, matter_id, limit)
    return [
        Attached(AttachedKind(row.kind), row.no, row.title, row.state, row.at, row.left)
        for row in rows
    ]


def _votes(committee_id: Any, matter_id: Any) -> Line:
    return select(
        literal(AttachedKind.VOTE.value).label("kind"),
        VoteRecord.no.label("no"),
        VoteRecord.title,
        VoteRecord.state.label("state"),
        VoteRecord.closes_at.label("at"),
        literal(0).label("left"),
    ).where(
        VoteRecord.committee_id == committee_id,
        VoteRecord.matter_id == matter_id,
        VoteRecord.state != "draft",
    )


def _meetings(committee_id: Any, matter_id: Any) -> Line:
    is_on_agenda = exists().where(
        AgendaItemRecord.committee_id == MeetingRecord.committee_id,
        AgendaItemRecord.meeting_id == MeetingRecord.id,
        AgendaItemRecord.matter_id == matter_id,
    )
    return select(
        literal(AttachedKind.MEETING.value),
        MeetingRecord.no,
        MeetingRecord.title,
        MeetingRecord.state,
        MeetingRecord.starts_at,
        literal(0),
    ).where(MeetingRecord.committee_id == committee_id, is_on_agenda)


def _shifts(committee_id: Any, matter_id: Any) -> Line:
    return select(
        literal(AttachedKind.SHIFT.value),
        ShiftRecord.no,
        ShiftRecord.title,
        ShiftRecord.state,
        ShiftRecord.starts_at,
        ShiftRecord.places - ShiftRecord.taken,
    ).where(ShiftRecord.committee_id == committee_id, ShiftRecord.matter_id == matter_id)
