"""Tables of the floor: who chairs, motions, amendments, turns to speak, votes in the room."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from participation.db.base import COMMITTEE, Base, Owned, link


def _only_one(name: str, state: str, *more: str) -> Index:
    """Return the key by which a meeting has no two rows in a state at a time."""
    where = text(f"state = '{state}'")
    columns = more or ("meeting_id",)
    return Index(
        name, "committee_id", *columns, unique=True, sqlite_where=where, postgresql_where=where
    )


class FloorRecord(Owned, Base):
    """A meeting that was opened: since when, who leads it, which item is on."""

    __tablename__ = "floors"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("chair_id", "attendance"),
        link("presiding_id", "attendance"),
        link("item_id", "agenda_items"),
        UniqueConstraint("committee_id", "meeting_id"),
        CheckConstraint("turn_seconds > 0 and turns > 0", "rules"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    opened_at: Mapped[datetime]
    chair_id: Mapped[UUID]
    presiding_id: Mapped[UUID]
    item_id: Mapped[UUID | None]
    turn_seconds: Mapped[int]
    turns: Mapped[int]


class HandoverRecord(Owned, Base):
    """The chair went from one to another."""

    __tablename__ = "handovers"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("from_id", "attendance"),
        link("to_id", "attendance"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    from_id: Mapped[UUID]
    to_id: Mapped[UUID]
    at: Mapped[datetime]


class MotionRecord(Owned, Base):
    """A motion as it reads now; one is open at a time."""

    __tablename__ = "motions"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("item_id", "agenda_items"),
        link("mover_id", "attendance"),
        CheckConstraint("state in ('open', 'decided', 'withdrawn')", "state"),
        CheckConstraint("(state = 'open') = (settled_at is null)", "settled"),
        _only_one("uq_motions_open", "open"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    item_id: Mapped[UUID]
    mover: Mapped[str]
    mover_id: Mapped[UUID | None]
    text: Mapped[str]
    moved_at: Mapped[datetime]
    state: Mapped[str]
    settled_at: Mapped[datetime | None]


class AmendmentRecord(Owned, Base):
    """Another wording of a motion; one is open at a time."""

    __tablename__ = "amendments"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("motion_id", "motions"),
        link("by_id", "attendance"),
        CheckConstraint(
            "state in ('proposed', 'accepted', 'carried', 'lost', 'withdrawn')", "state"
        ),
        CheckConstraint("(state = 'proposed') = (settled_at is null)", "settled"),
        _only_one("uq_amendments_proposed", "proposed"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    motion_id: Mapped[UUID]
    by: Mapped[str]
    by_id: Mapped[UUID | None]
    before: Mapped[str]
    after: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[str]
    settled_at: Mapped[datetime | None]


class TurnRecord(Owned, Base):
    """A turn to speak; one speaks at a time, and nobody waits twice."""

    __tablename__ = "turns"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("motion_id", "motions"),
        link("attendee_id", "attendance"),
        CheckConstraint("side in ('for', 'against')", "side"),
        CheckConstraint("state in ('waiting', 'speaking', 'done', 'cut', 'dropped')", "state"),
        CheckConstraint("(state in ('waiting', 'dropped')) = (started_at is null)", "started"),
        CheckConstraint("(state in ('done', 'cut')) = (ended_at is not null)", "ended"),
        _only_one("uq_turns_speaking", "speaking"),
        _only_one("uq_turns_waiting", "waiting", "motion_id", "attendee_id"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    motion_id: Mapped[UUID]
    attendee_id: Mapped[UUID]
    side: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[str]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    gist: Mapped[str]


class RoomVoteRecord(Owned, Base):
    """A vote in the room; one is open at a time. Its ballots carry names: it is never secret."""

    __tablename__ = "room_votes"
    __table_args__ = (
        link("meeting_id", "meetings"),
        link("motion_id", "motions"),
        link("amendment_id", "amendments"),
        CheckConstraint("method in ('hands', 'open', 'secret')", "method"),
        CheckConstraint("state in ('open', 'closed', 'cancelled')", "state"),
        CheckConstraint("(state = 'open') = (closed_at is null)", "closed"),
        CheckConstraint("state <> 'closed' or yes + no_votes + abstain = present", "sum"),
        _only_one("uq_room_votes_open", "open"),
        {"info": COMMITTEE},
    )

    meeting_id: Mapped[UUID]
    motion_id: Mapped[UUID]
    amendment_id: Mapped[UUID | None]
    method: Mapped[str]
    opened_at: Mapped[datetime]
    state: Mapped[str]
    closed_at: Mapped[datetime | None]
    yes: Mapped[int]
    no_votes: Mapped[int]
    abstain: Mapped[int]
    present: Mapped[int]
    outcome: Mapped[str]


class RoomCountRecord(Owned, Base):
    """One count of hands or papers, as it was typed."""

    __tablename__ = "room_counts"
    __table_args__ = (
        link("vote_id", "room_votes"),
        CheckConstraint("yes >= 0 and no_votes >= 0 and abstain >= unraised", "counts"),
        CheckConstraint("unraised >= 0 and yes + no_votes + abstain = present", "sum"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    yes: Mapped[int]
    no_votes: Mapped[int]
    abstain: Mapped[int]
    present: Mapped[int]
    unraised: Mapped[int]
    counted_by: Mapped[str]
    at: Mapped[datetime]


class RoomBallotRecord(Owned, Base):
    """What somebody in the room pressed, by name: one a member, changed until the chair closes."""

    __tablename__ = "room_ballots"
    __table_args__ = (
        link("vote_id", "room_votes"),
        link("attendee_id", "attendance"),
        UniqueConstraint("committee_id", "vote_id", "attendee_id"),
        CheckConstraint("choice in ('yes', 'no', 'abstain')", "choice"),
        {"info": COMMITTEE},
    )

    vote_id: Mapped[UUID]
    attendee_id: Mapped[UUID]
    choice: Mapped[str]
