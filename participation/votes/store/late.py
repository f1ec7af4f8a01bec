"""Piles of late papers in SQL; no row leads to a mark or a ballot."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from participation.votes.records import LatePapersRecord
from participation.votes.rules.late import LatePapers


def add_late(
    session: Session,
    committee_id: UUID,
    pile_id: UUID,
    vote_id: UUID,
    pile: LatePapers,
    at: datetime,
) -> None:
    """Store a pile that was typed; the database never lets it change again."""
    session.execute(
        insert(LatePapersRecord).values(
            committee_id=committee_id,
            id=pile_id,
            vote_id=vote_id,
            no=pile.no,
            received_at=pile.received_at,
            said_by=pile.said_by,
            papers=pile.papers,
            typed_by=pile.typed_by,
            at=at,
        )
    )


def list_late(session: Session, committee_id: UUID, vote_id: UUID) -> list[LatePapers]:
    """Return the piles of late papers of a vote, in the order in which they were typed."""
    rows = session.scalars(
        select(LatePapersRecord)
        .where(LatePapersRecord.committee_id == committee_id, LatePapersRecord.vote_id == vote_id)
        .order_by(LatePapersRecord.no)
    )
    return [
        LatePapers(row.no, row.received_at, row.said_by, row.papers, row.typed_by) for row in rows
    ]
