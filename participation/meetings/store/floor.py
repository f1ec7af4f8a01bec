"""The floor of a meeting in SQL: read as a whole, written a row an errand."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from participation.meetings.records.floor import (
    AmendmentRecord,
    FloorRecord,
    HandoverRecord,
    MotionRecord,
    TurnRecord,
)
from participation.meetings.rules.floor import (
    Amendment,
    AmendmentState,
    Floor,
    Handover,
    Motion,
    MotionState,
    Side,
    SpeakingRules,
    Turn,
    TurnState,
)
from participation.meetings.store.room_votes import list_room_votes


def floor_of(session: Session, committee_id: UUID, meeting_id: UUID) -> Floor | None:
    """Return all that happened in the room of a meeting, or None before it was opened."""
    statement = _of(FloorRecord, committee_id, meeting_id)
    row = session.scalars(statement).one_or_none()
    if row is None:
        return None
    return Floor(
        id=row.id,
        meeting_id=row.meeting_id,
        opened_at=row.opened_at,
        chair_id=row.chair_id,
        presiding_id=row.presiding_id,
        item_id=row.item_id,
        rules=SpeakingRules(timedelta(seconds=row.turn_seconds), row.turns),
        motions=tuple(_motions(session, committee_id, meeting_id)),
        turns=tuple(_turns(session, committee_id, meeting_id)),
        amendments=tuple(_amendments(session, committee_id, meeting_id)),
        votes=tuple(list_room_votes(session, committee_id, meeting_id)),
        handovers=tuple(_handovers(session, committee_id, meeting_id)),
    )


def _of(table: Any, committee_id: UUID, meeting_id: UUID) -> Select[Any]:
    mine = (table.committee_id == committee_id, table.meeting_id == meeting_id)
    return select(table).where(*mine)


def _motions(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Motion]:
    statement = _of(MotionRecord, committee_id, meeting_id)
    return [
        Motion(
            id=row.id,
            item_id=row.item_id,
            mover=row.mover,
            mover_id=row.mover_id,
            text=row.text,
            moved_at=row.moved_at,
            state=MotionState(row.state),
            settled_at=row.settled_at,
        )
        for row in session.scalars(statement.order_by(MotionRecord.moved_at, MotionRecord.id))
    ]


def _turns(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Turn]:
    statement = _of(TurnRecord, committee_id, meeting_id)
    return [
        Turn(
            id=row.id,
            motion_id=row.motion_id,
            attendee_id=row.attendee_id,
            side=Side(row.side),
            asked_at=row.asked_at,
            state=TurnState(row.state),
            started_at=row.started_at,
            ended_at=row.ended_at,
            gist=row.gist,
        )
        for row in session.scalars(statement.order_by(TurnRecord.asked_at, TurnRecord.id))
    ]


def _amendments(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Amendment]:
    statement = _of(AmendmentRecord, committee_id, meeting_id)
    return [
        Amendment(
            id=row.id,
            motion_id=row.motion_id,
            by=row.by,
            by_id=row.by_id,
            before=row.before,
            after=row.after,
            at=row.at,
            state=AmendmentState(row.state),
            settled_at=row.settled_at,
        )
        for row in session.scalars(statement.order_by(AmendmentRecord.at, AmendmentRecord.id))
    ]


def _handovers(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Handover]:
    statement = _of(HandoverRecord, committee_id, meeting_id)
    ordered = statement.order_by(HandoverRecord.at, HandoverRecord.id)
    return [Handover(row.from_id, row.to_id, row.at) for row in session.scalars(ordered)]


def add_floor(session: Session, committee_id: UUID, floor: Floor) -> None:
    """Store that a meeting was opened."""
    session.execute(
        insert(FloorRecord).values(
            committee_id=committee_id,
            id=floor.id,
            meeting_id=floor.meeting_id,
            opened_at=floor.opened_at,
            chair_id=floor.chair_id,
            presiding_id=floor.presiding_id,
            item_id=floor.item_id,
            turn_seconds=int(floor.rules.turn.total_seconds()),
            turns=floor.rules.turns,
        )
    )


def save_floor(session: Session, committee_id: UUID, floor: Floor) -> None:
    """Store who presides and which item is on."""
    session.execute(
        update(FloorRecord)
        .where(FloorRecord.committee_id == committee_id, FloorRecord.id == floor.id)
        .values(presiding_id=floor.presiding_id, item_id=floor.item_id)
    )


def add_handover(
    session: Session, committee_id: UUID, row_id: UUID, meeting_id: UUID, one: Handover
) -> None:
    """Store that the chair went to another."""
    session.execute(
        insert(HandoverRecord).values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=meeting_id,
            from_id=one.from_id,
            to_id=one.to_id,
            at=one.at,
        )
    )


def add_motion(session: Session, committee_id: UUID, meeting_id: UUID, motion: Motion) -> None:
    """Store a motion that was put."""
    session.execute(
        insert(MotionRecord).values(
            committee_id=committee_id,
            id=motion.id,
            meeting_id=meeting_id,
            item_id=motion.item_id,
            mover=motion.mover,
            mover_id=motion.mover_id,
            text=motion.text,
            moved_at=motion.moved_at,
            state=motion.state,
            settled_at=motion.settled_at,
        )
    )


def save_motion(session: Session, committee_id: UUID, motion: Motion) -> None:
    """Store how a motion reads now and where it stands."""
    session.execute(
        update(MotionRecord)
        .where(MotionRecord.committee_id == committee_id, MotionRecord.id == motion.id)
        .values(text=motion.text, state=motion.state, settled_at=motion.settled_at)
    )


def add_amendment(session: Session, committee_id: UUID, meeting_id: UUID, one: Amendment) -> None:
    """Store an amendment that was proposed."""
    session.execute(
        insert(AmendmentRecord).values(
            committee_id=committee_id,
            id=one.id,
            meeting_id=meeting_id,
            motion_id=one.motion_id,
            by=one.by,
            by_id=one.by_id,
            before=one.before,
            after=one.after,
            at=one.at,
            state=one.state,
            settled_at=one.settled_at,
        )
    )


def save_amendment(session: Session, committee_id: UUID, one: Amendment) -> None:
    """Store what became of an amendment."""
    session.execute(
        update(AmendmentRecord)
        .where(AmendmentRecord.committee_id == committee_id, AmendmentRecord.id == one.id)
        .values(state=one.state, settled_at=one.settled_at)
    )


def add_turn(session: Session, committee_id: UUID, meeting_id: UUID, turn: Turn) -> None:
    """Store that somebody asked to speak."""
    session.execute(
        insert(TurnRecord).values(
            committee_id=committee_id,
            id=turn.id,
            meeting_id=meeting_id,
            motion_id=turn.motion_id,
            attendee_id=turn.attendee_id,
            side=turn.side,
            asked_at=turn.asked_at,
            state=turn.state,
            started_at=turn.started_at,
            ended_at=turn.ended_at,
            gist=turn.gist,
        )
    )


def save_turn(session: Session, committee_id: UUID, turn: Turn) -> None:
    """Store where a turn stands."""
    session.execute(
        update(TurnRecord)
        .where(TurnRecord.committee_id == committee_id, TurnRecord.id == turn.id)
        .values(
            state=turn.state,
            started_at=turn.started_at,
            ended_at=turn.ended_at,
            gist=turn.gist,
        )
    )
