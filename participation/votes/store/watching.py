"""Complaints, call-backs and carriers of a vote in SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from participation.votes.records import (
    CallBackRecord,
    CarrierRecord,
    ComplaintRecord,
    MarkRecord,
    OpenBallotRecord,
    RollEntryRecord,
)
from participation.votes.rules.ballots import Channel
from participation.votes.rules.vote import Voter
from participation.votes.rules.watching import CallBack, CallOutcome, Complaint, Grievance
from participation.votes.store.slips import voter_of


def add_complaint(
    session: Session,
    committee_id: UUID,
    ids: tuple[UUID, UUID, UUID | None],
    no: int,
    kind: Grievance,
    text: str,
    at: datetime,
) -> None:
    """Store a complaint; `ids` are its own, the vote's, and the voter's line of the roll."""
    own_id, vote_id, voter_id = ids
    session.execute(
        insert(ComplaintRecord).values(
            committee_id=committee_id,
            id=own_id,
            vote_id=vote_id,
            no=no,
            roll_entry_id=voter_id,
            kind=kind,
            text=text,
            filed_at=at,
            is_voided=False,
        )
    )


def list_complaints(session: Session, committee_id: UUID, vote_id: UUID) -> list[Complaint]:
    """Return every complaint of a vote, the newest first."""
    rows = session.execute(
        select(ComplaintRecord, RollEntryRecord)
        .outerjoin(
            RollEntryRecord,
            (RollEntryRecord.committee_id == ComplaintRecord.committee_id)
            & (RollEntryRecord.id == ComplaintRecord.roll_entry_id),
        )
        .where(ComplaintRecord.committee_id == committee_id, ComplaintRecord.vote_id == vote_id)
        .order_by(ComplaintRecord.no.desc())
    )
    return [_complaint(row, voter) for row, voter in rows]


def _complaint(row: ComplaintRecord, voter: RollEntryRecord | None) -> Complaint:
    return Complaint(
        no=row.no,
        voter=None if voter is None else voter_of(voter),
        kind=Grievance(row.kind),
        text=row.text,
        filed_at=row.filed_at,
        answer=row.answer,
        answered_by=row.answered_by,
        is_voided=row.is_voided,
    )


def save_answer(
    session: Session,
    committee_id: UUID,
    vote_id: UUID,
    no: int,
    said: tuple[str, str],
    *,
    is_voided: bool,
) -> None:
    """Store the answer to a complaint and who gave it."""
    answer, by = said
    session.execute(
        update(ComplaintRecord)
        .where(
            ComplaintRecord.committee_id == committee_id,
            ComplaintRecord.vote_id == vote_id,
            ComplaintRecord.no == no,
        )
        .values(answer=answer, answered_by=by, is_voided=is_voided)
    )


def list_voted(
    session: Session, committee_id: UUID, vote_id: UUID, *, is_secret: bool
) -> list[tuple[Voter, Channel]]:
    """Return who voted and by which channel, by their number on the roll; never what."""
    ballots = MarkRecord if is_secret else OpenBallotRecord
    rows = session.execute(
        select(RollEntryRecord, ballots.channel)
        .join(
            ballots,
            (RollEntryRecord.committee_id == ballots.committee_id)
            & (RollEntryRecord.id == ballots.roll_entry_id),
        )
        .where(ballots.committee_id == committee_id, ballots.vote_id == vote_id)
        .order_by(RollEntryRecord.no)
    )
    return [(voter_of(voter), Channel(channel)) for voter, channel in rows]


def add_call_backs(
    session: Session, committee_id: UUID, vote_id: UUID, drawn: Sequence[tuple[UUID, UUID]]
) -> None:
    """Store who was drawn: ids of their own, and lines of the roll."""
    session.execute(
        insert(CallBackRecord),
        [
            {
                "committee_id": committee_id,
                "id": own_id,
                "vote_id": vote_id,
                "no": no,
                "roll_entry_id": voter_id,
            }
            for no, (own_id, voter_id) in enumerate(drawn, 1)
        ],
    )


def list_call_backs(session: Session, committee_id: UUID, vote_id: UUID) -> list[CallBack]:
    """Return who was drawn, by number on the roll."""
    rows = session.execute(
        select(CallBackRecord, RollEntryRecord)
        .join(
            RollEntryRecord,
            (RollEntryRecord.committee_id == CallBackRecord.committee_id)
            & (RollEntryRecord.id == CallBackRecord.roll_entry_id),
        )
        .where(CallBackRecord.committee_id == committee_id, CallBackRecord.vote_id == vote_id)
        .order_by(CallBackRecord.no)
    )
    return [
        CallBack(
            no=row.no,
            voter=voter_of(voter),
            outcome=None if row.outcome is None else CallOutcome(row.outcome),
            answered_by=row.answered_by,
        )
        for row, voter in rows
    ]


def save_outcome(
    session: Session, committee_id: UUID, vote_id: UUID, no: int, outcome: CallOutcome, by: str
) -> bool:
    """Store what a call-back came to; False when nobody of this number was drawn."""
    saved = session.execute(
        update(CallBackRecord)
        .where(
            CallBackRecord.committee_id == committee_id,
            CallBackRecord.vote_id == vote_id,
            CallBackRecord.no == no,
        )
        .values(outcome=outcome, answered_by=by)
        .returning(CallBackRecord.id)
    ).one_or_none()
    return saved is not None


def count_called(session: Session, committee_id: UUID, vote_id: UUID) -> dict[str, int]:
    """Return how many call-backs came to what; an empty word for those still to be made."""
    found = session.execute(
        select(CallBackRecord.outcome, func.count())
        .where(CallBackRecord.committee_id == committee_id, CallBackRecord.vote_id == vote_id)
        .group_by(CallBackRecord.outcome)
    )
    return {outcome or "": count for outcome, count in found}


def add_carrier(
    session: Session, committee_id: UUID, carrier_id: UUID, vote_id: UUID, no: int, name: str
) -> None:
    """Store that somebody carries slips of a vote."""
    session.execute(
        insert(CarrierRecord).values(
            committee_id=committee_id, id=carrier_id, vote_id=vote_id, no=no, name=name
        )
    )


def list_carriers(session: Session, committee_id: UUID, vote_id: UUID) -> list[str]:
    """Return the names of who carries slips of a vote."""
    return list(
        session.scalars(
            select(CarrierRecord.name)
            .where(CarrierRecord.committee_id == committee_id, CarrierRecord.vote_id == vote_id)
            .order_by(CarrierRecord.no)
        )
    )
