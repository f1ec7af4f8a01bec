"""Votes that handed their questions on to a meeting, in SQL."""

from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from participation.meetings.records.handed import HandedVoteRecord
from participation.votes.rules.vote import Vote
from participation.votes.store import get_vote


def add_handed(
    session: Session, committee_id: UUID, row_id: UUID, place: tuple[UUID, UUID], vote_id: UUID
) -> None:
    """Remember which vote an item (`place`: meeting, item) comes from."""
    meeting_id, item_id = place
    session.execute(
        insert(HandedVoteRecord).values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=meeting_id,
            item_id=item_id,
            vote_id=vote_id,
        )
    )


def list_handed(session: Session, committee_id: UUID, meeting_id: UUID) -> dict[UUID, Vote]:
    """Return the votes that items of a meeting come from, by item."""
    rows = session.execute(
        select(HandedVoteRecord.item_id, HandedVoteRecord.vote_id).where(
            HandedVoteRecord.committee_id == committee_id,
            HandedVoteRecord.meeting_id == meeting_id,
        )
    ).all()
    return {row.item_id: get_vote(session, committee_id, row.vote_id) for row in rows}
