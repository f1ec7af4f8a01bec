"""Votes in the room in SQL: opened, counted or pressed, closed."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from participation.db.counters import dialect_insert
from participation.meetings.records.floor import (
    RoomBallotRecord,
    RoomCountRecord,
    RoomVoteRecord,
)
from participation.meetings.rules.floor import Choice, Count, RoomVote, VoteState
from participation.meetings.rules.items import Method, Outcome, Votes


def list_room_votes(session: Session, committee_id: UUID, meeting_id: UUID) -> list[RoomVote]:
    """Return the votes of a meeting's room with their counts, in the order they were opened."""
    rows = session.scalars(
        select(RoomVoteRecord)
        .where(RoomVoteRecord.committee_id == committee_id, RoomVoteRecord.meeting_id == meeting_id)
        .order_by(RoomVoteRecord.opened_at, RoomVoteRecord.id)
    ).all()
    counts = _counts(session, committee_id, [row.id for row in rows])
    named = [row.id for row in rows if (row.method, row.state) == (Method.OPEN, VoteState.CLOSED)]
    pressed = _pressed(session, committee_id, named)
    return [
        RoomVote(
            id=row.id,
            motion_id=row.motion_id,
            amendment_id=row.amendment_id,
            method=Method(row.method),
            opened_at=row.opened_at,
            state=VoteState(row.state),
            closed_at=row.closed_at,
            votes=Votes(row.yes, row.no_votes, row.abstain, row.present),
            outcome=Outcome(row.outcome),
            counts=tuple(counts[row.id]),
            pressed=tuple(pressed[row.id].items()),
        )
        for row in rows
    ]


def _counts(
    session: Session, committee_id: UUID, votes: list[UUID]
) -> defaultdict[UUID, list[Count]]:
    found: defaultdict[UUID, list[Count]] = defaultdict(list)
    if votes:
        rows = session.scalars(
            select(RoomCountRecord)
            .where(RoomCountRecord.committee_id == committee_id, RoomCountRecord.vote_id.in_(votes))
            .order_by(RoomCountRecord.at, RoomCountRecord.id)
        )
        for row in rows:
            counted = Votes(row.yes, row.no_votes, row.abstain, row.present)
            found[row.vote_id].append(Count(counted, row.unraised, row.counted_by, row.at))
    return found


def add_room_vote(session: Session, committee_id: UUID, meeting_id: UUID, vote: RoomVote) -> None:
    """Store a vote that was opened."""
    session.execute(
        insert(RoomVoteRecord).values(
            committee_id=committee_id,
            id=vote.id,
            meeting_id=meeting_id,
            motion_id=vote.motion_id,
            amendment_id=vote.amendment_id,
            method=vote.method,
            opened_at=vote.opened_at,
            **_result(vote),
        )
    )


def _result(vote: RoomVote) -> dict[str, object]:
    return {
        "state": vote.state,
        "closed_at": vote.closed_at,
        "yes": vote.votes.yes,
        "no_votes": vote.votes.no,
        "abstain": vote.votes.abstain,
        "present": vote.votes.present,
        "outcome": vote.outcome,
    }


def save_room_vote(session: Session, committee_id: UUID, vote: RoomVote) -> None:
    """Store what a vote came to."""
    session.execute(
        update(RoomVoteRecord)
        .where(RoomVoteRecord.committee_id == committee_id, RoomVoteRecord.id == vote.id)
        .values(**_result(vote))
    )


def add_count(
    session: Session, committee_id: UUID, row_id: UUID, vote_id: UUID, count: Count
) -> None:
    """Store one count as it was typed."""
    session.execute(
        insert(RoomCountRecord).values(
            committee_id=committee_id,
            id=row_id,
            vote_id=vote_id,
            yes=count.votes.yes,
            no_votes=count.votes.no,
            abstain=count.votes.abstain,
            present=count.votes.present,
            unraised=count.unraised,
            counted_by=count.counted_by,
            at=count.at,
        )
    )


def save_ballot(
    session: Session,
    committee_id: UUID,
    row_id: UUID,
    vote_id: UUID,
    attendee_id: UUID,
    choice: Choice,
) -> None:
    """Store what somebody pressed, in place of what they pressed before."""
    session.execute(
        dialect_insert(session, RoomBallotRecord)
        .values(
            committee_id=committee_id,
            id=row_id,
            vote_id=vote_id,
            attendee_id=attendee_id,
            choice=choice,
        )
        .on_conflict_do_update(
            index_elements=["committee_id", "vote_id", "attendee_id"], set_={"choice": choice}
        )
    )


def replace_ballots(
    session: Session,
    committee_id: UUID,
    new_id: Callable[[], UUID],
    vote_id: UUID,
    counted: Mapping[UUID, Choice],
) -> None:
    """Store what counted at the close, and nothing else, in place of what was pressed."""
    mine = (RoomBallotRecord.committee_id == committee_id, RoomBallotRecord.vote_id == vote_id)
    session.execute(delete(RoomBallotRecord).where(*mine))
    rows = [
        {
            "committee_id": committee_id,
            "id": new_id(),
            "vote_id": vote_id,
            "attendee_id": attendee_id,
            "choice": choice,
        }
        for attendee_id, choice in counted.items()
    ]
    session.execute(insert(RoomBallotRecord), rows)


def list_ballots(session: Session, committee_id: UUID, vote_id: UUID) -> dict[UUID, Choice]:
    """Return what was pressed, by line of the roll."""
    return _pressed(session, committee_id, [vote_id])[vote_id]


def _pressed(
    session: Session, committee_id: UUID, votes: list[UUID]
) -> defaultdict[UUID, dict[UUID, Choice]]:
    found: defaultdict[UUID, dict[UUID, Choice]] = defaultdict(dict)
    if votes:
        rows = session.scalars(
            select(RoomBallotRecord).where(
                RoomBallotRecord.committee_id == committee_id, RoomBallotRecord.vote_id.in_(votes)
            )
        )
        for row in rows:
            found[row.vote_id][row.attendee_id] = Choice(row.choice)
    return found
