"""What the desk reads across rooms: one statement a room."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from participation.audit.records import OutboxRecord
from participation.kernel.clock import at_local, local_day
from participation.matters.records import MatterRecord
from participation.matters.rules import State as MatterState
from participation.meetings.records import MeetingRecord, PetitionRecord
from participation.meetings.rules.petitions import State as PetitionState
from participation.today.rules.desk import AHEAD, MOST, Due, Task
from participation.volunteers.records import ShiftRecord
from participation.volunteers.rules import ShiftState
from participation.votes.records import (
    ElectionObjectionRecord,
    ElectionRecord,
    VoteObjectionRecord,
    VoteRecord,
)
from participation.votes.rules.elections.law import terms_of
from participation.votes.rules.elections.plan import State as ElectionState
from participation.votes.rules.life import State as VoteState
from participation.votes.rules.life import state_now
from participation.votes.rules.objections import Stage
from participation.votes.rules.opening import ROLL_DAYS
from participation.votes.rules.rule_data import rule_from_data

EVENING = time(20)


def list_due(session: Session, committee_id: UUID, now: datetime, zone: ZoneInfo) -> list[Due]:
    """Return what has to be done here now or within two days, ten of each kind and one more."""
    return [
        *_answers(session, committee_id),
        *_votes(session, committee_id, now),
        *_vote_objections(session, committee_id),
        *_petitions(session, committee_id, zone),
        *_meetings(session, committee_id, now),
        *_texts(session, committee_id),
        *_shifts(session, committee_id, now),
        *_elections(session, committee_id, now, zone),
    ]


def _answers(session: Session, committee_id: UUID) -> list[Due]:
    rows = session.execute(
        select(MatterRecord.no, MatterRecord.title, MatterRecord.due_at, MatterRecord.raised_at)
        .where(MatterRecord.committee_id == committee_id, MatterRecord.state == MatterState.WAITING)
        .order_by(MatterRecord.due_at, MatterRecord.no)
        .limit(MOST + 1)
    )
    return [Due(Task.ANSWER, row.due_at or row.raised_at, row.no, row.title) for row in rows]


def _votes(session: Session, committee_id: UUID, now: datetime) -> list[Due]:
    unfinished = (VoteState.OPEN, VoteState.CLOSED, VoteState.COUNTED)
    is_soon = VoteRecord.state.in_(unfinished) & (VoteRecord.closes_at <= now + AHEAD)
    is_held = VoteRecord.state.in_((VoteState.ANNOUNCED, VoteState.PAUSED))
    rows = session.execute(
        select(
            VoteRecord.no,
            VoteRecord.title,
            VoteRecord.state,
            VoteRecord.closes_at,
            VoteRecord.publishes_at,
            VoteRecord.announced_at,
            VoteRecord.paused_at,
            VoteRecord.is_binding,
            VoteRecord.rule,
        )
        .where(VoteRecord.committee_id == committee_id, or_(is_soon, is_held))
        .order_by(VoteRecord.closes_at, VoteRecord.no)
        .limit(MOST + 1)
    )
    due = [Due(*_vote_task(row, now), row.no, row.title) for row in rows]
    return [one for one in due if one.due_at <= now + AHEAD or one.task is not Task.OPEN]


def _vote_task(row: Any, now: datetime) -> tuple[Task, datetime]:
    match state_now(VoteState(row.state), row.closes_at, now):
        case VoteState.ANNOUNCED:
            days = rule_from_data(row.rule).notice_days or 0
            least = timedelta(days=max(ROLL_DAYS, days) if row.is_binding else 0)
            return Task.OPEN, row.announced_at + least
        case VoteState.PAUSED:
            return Task.RESUME, row.paused_at
        case VoteState.OPEN:
            return Task.STUBS, row.closes_at
        case VoteState.CLOSED:
            return Task.COUNT, row.publishes_at
        case _:
            return Task.CONFIRM, row.publishes_at


def _vote_objections(session: Session, committee_id: UUID) -> list[Due]:
    """Return votes with objections that nobody has ruled on, by when the first was filed."""
    filed = VoteObjectionRecord
    rows = session.execute(
        select(VoteRecord.no, VoteRecord.title, filed.stage, func.min(filed.filed_at).label("at"))
        .join(
            filed,
            (filed.committee_id == VoteRecord.committee_id) & (filed.vote_id == VoteRecord.id),
        )
        .where(VoteRecord.committee_id == committee_id, filed.ruled_at.is_(None))
        .group_by(VoteRecord.no, VoteRecord.title, filed.stage)
        .order_by(func.min(filed.filed_at), VoteRecord.no)
        .limit(MOST + 1)
    )
    tasks = {Stage.ROLL: Task.RULE, Stage.RESULT: Task.REPLY}
    return [Due(tasks[Stage(row.stage)], row.at, row.no, row.title) for row in rows]


def _petitions(session: Session, committee_id: UUID, zone: ZoneInfo) -> list[Due]:
    """Return petitions that enough have signed, by the evening until which notice shall be out."""
    rows = session.execute(
        select(PetitionRecord.no, PetitionRecord.title, PetitionRecord.due_on)
        .where(
            PetitionRecord.committee_id == committee_id,
            PetitionRecord.state == PetitionState.DEMANDED,
        )
        .order_by(PetitionRecord.due_on, PetitionRecord.no)
        .limit(MOST + 1)
    )
    return [
        Due(Task.CALL, at_local(row.due_on, EVENING, zone), row.no, row.title)
        for row in rows
        if row.due_on is not None
    ]


def _meetings(session: Session, committee_id: UUID, now: datetime) -> list[Due]:
    rows = session.execute(
        select(MeetingRecord.no, MeetingRecord.title, MeetingRecord.state, MeetingRecord.starts_at)
        .where(
            MeetingRecord.committee_id == committee_id,
            MeetingRecord.state.in_(("called", "held")),
            MeetingRecord.starts_at <= now + AHEAD,
        )
        .order_by(MeetingRecord.starts_at, MeetingRecord.no)
        .limit(MOST + 1)
    )
    tasks = {"called": Task.MEET, "held": Task.MINUTES}
    return [Due(tasks[row.state], row.starts_at, row.no, row.title) for row in rows]


def _texts(session: Session, committee_id: UUID) -> list[Due]:
    """Return one line for all texts together: they are sent in one go."""
    count, first = session.execute(
        select(func.count(), func.min(OutboxRecord.due_at)).where(
            OutboxRecord.committee_id == committee_id, OutboxRecord.done_at.is_(None)
        )
    ).one()
    return [Due(Task.TEXTS, first, count, "")] if count else []


def _shifts(session: Session, committee_id: UUID, now: datetime) -> list[Due]:
    rows = session.execute(
        select(ShiftRecord.no, ShiftRecord.title, ShiftRecord.starts_at)
        .where(
            ShiftRecord.committee_id == committee_id,
            ShiftRecord.state == ShiftState.OPEN,
            ShiftRecord.starts_at > now,
            ShiftRecord.starts_at <= now + AHEAD,
        )
        .order_by(ShiftRecord.starts_at, ShiftRecord.no)
        .limit(MOST + 1)
    )
    return [Due(Task.SHIFT, row.starts_at, row.no, row.title) for row in rows]


def _elections(session: Session, committee_id: UUID, now: datetime, zone: ZoneInfo) -> list[Due]:
    """Return what elections ask for by the evening of a day: list, ruling, count, confirmation."""
    filed = ElectionObjectionRecord
    first = (
        select(func.min(filed.filed_on))
        .where(
            filed.committee_id == ElectionRecord.committee_id,
            filed.election_id == ElectionRecord.id,
            filed.ruled_on.is_(None),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(ElectionRecord, first.label("filed_on"))
        .where(
            ElectionRecord.committee_id == committee_id,
            ElectionRecord.state != ElectionState.CONFIRMED,
        )
        .order_by(ElectionRecord.day, ElectionRecord.no)
        .limit(MOST + 1)
    )
    asked = [(row, *one) for row, first_on in rows for one in _asked(row, first_on)]
    last = local_day(now + AHEAD, zone)
    return [
        Due(task, at_local(day, EVENING, zone), row.no, row.title)
        for row, task, day in asked
        if day <= last
    ]


def _asked(row: ElectionRecord, filed_on: date | None) -> list[tuple[Task, date]]:
    days, state = terms_of(rule_from_data(row.rule)).days, ElectionState(row.state)
    found = []
    if state is ElectionState.PREPARING:
        found.append((Task.VOTERS, days.latest(row.day) if days else row.day))
    if state is ElectionState.LISTED:
        found.append((Task.TALLY, row.day))
    if state is ElectionState.COUNTED:
        found.append((Task.SECOND, row.day))
    if filed_on is not None:
        found.append((Task.OBJECTION, days.ruling_until(filed_on) if days else filed_on))
    return found
