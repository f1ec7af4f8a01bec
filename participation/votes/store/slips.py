"""The frozen roll and the slips in SQL."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Result, Select, func, insert, select, update
from sqlalchemy.orm import Session

from participation.db.prepared import Prepared
from participation.votes.records import BallotSlipRecord, MarkRecord, RollEntryRecord
from participation.votes.rules.vote import Slip, Voter


def add_voters(session: Session, committee_id: UUID, vote_id: UUID, roll: Iterable[Voter]) -> None:
    """Copy the roll of a vote; the database never lets it change again."""
    rows = [
        {
            "committee_id": committee_id,
            "id": voter.id,
            "vote_id": vote_id,
            "no": voter.no,
            "household_id": voter.household_id,
            "person_id": voter.person_id,
            "label": voter.label,
            "name": voter.name,
            "group_name": voter.group_name,
            "area": voter.area,
        }
        for voter in roll
    ]
    if rows:
        session.execute(insert(RollEntryRecord), rows)


def voter_of(row: RollEntryRecord) -> Voter:
    """Return the line of a roll of its row."""
    return Voter(
        id=row.id,
        no=row.no,
        household_id=row.household_id,
        person_id=row.person_id,
        label=row.label,
        name=row.name,
        group_name=row.group_name,
        area=row.area,
    )


def list_voters(
    session: Session,
    committee_id: UUID,
    vote_id: UUID,
    first: int | None = None,
    last: int | None = None,
) -> list[Voter]:
    """Return the roll of a vote by number, or the part of it from `first` to `last`."""
    statement = select(RollEntryRecord).where(
        RollEntryRecord.committee_id == committee_id, RollEntryRecord.vote_id == vote_id
    )
    if first is not None:
        statement = statement.where(RollEntryRecord.no >= first)
    if last is not None:
        statement = statement.where(RollEntryRecord.no <= last)
    return [voter_of(row) for row in session.scalars(statement.order_by(RollEntryRecord.no))]


def list_marked(session: Session, committee_id: UUID, vote_id: UUID) -> set[UUID]:
    """Return the ids of roll lines that have voted."""
    return set(
        session.scalars(
            select(MarkRecord.roll_entry_id).where(
                MarkRecord.committee_id == committee_id, MarkRecord.vote_id == vote_id
            )
        )
    )


def add_slips(session: Session, committee_id: UUID, rows: Sequence[dict[str, Any]]) -> None:
    """Store slips by the keyed hashes of their codes."""
    if rows:
        session.execute(
            insert(BallotSlipRecord), [{"committee_id": committee_id, **row} for row in rows]
        )


def save_revoked(
    session: Session, committee_id: UUID, voters: Sequence[UUID], now: datetime
) -> None:
    """Make every slip of these roll lines void."""
    for start in range(0, len(voters), 500):
        session.execute(
            update(BallotSlipRecord)
            .where(
                BallotSlipRecord.committee_id == committee_id,
                BallotSlipRecord.roll_entry_id.in_(voters[start : start + 500]),
                BallotSlipRecord.revoked_at.is_(None),
            )
            .values(revoked_at=now)
        )


def count_slips(session: Session, committee_id: UUID, vote_id: UUID) -> int:
    """Return how many slips of a vote hold, strips of members who are away not counted."""
    return session.execute(
        select(func.count())
        .select_from(BallotSlipRecord)
        .where(
            BallotSlipRecord.committee_id == committee_id,
            BallotSlipRecord.vote_id == vote_id,
            BallotSlipRecord.revoked_at.is_(None),
            BallotSlipRecord.torn_for.is_(None),
        )
    ).scalar_one()


def find_slip(session: Session, committee_id: UUID, token_hmac: bytes) -> Slip | None:
    """Return the slip of a QR token's hash, void ones too, or None."""
    return _one(_by_token(session, committee_id, token_hmac))


def find_typed(session: Session, committee_id: UUID, typed_hmac: bytes) -> Slip | None:
    """Return the slip of a typed code's hash, void ones too, or None."""
    return _one(_by_typed(session, committee_id, typed_hmac))


def _slips(committee_id: Any) -> Select[BallotSlipRecord, RollEntryRecord]:
    return (
        select(BallotSlipRecord, RollEntryRecord)
        .join(
            RollEntryRecord,
            (RollEntryRecord.committee_id == BallotSlipRecord.committee_id)
            & (RollEntryRecord.id == BallotSlipRecord.roll_entry_id),
        )
        .where(BallotSlipRecord.committee_id == committee_id)
    )


@Prepared
def _by_token(committee_id: Any, token_hmac: Any) -> Select[BallotSlipRecord, RollEntryRecord]:
    return _slips(committee_id).where(BallotSlipRecord.token_hmac == token_hmac)


@Prepared
def _by_typed(committee_id: Any, typed_hmac: Any) -> Select[BallotSlipRecord, RollEntryRecord]:
    return _slips(committee_id).where(BallotSlipRecord.typed_hmac == typed_hmac)


def _one(found: Result[*tuple[Any, ...]]) -> Slip | None:
    row = found.one_or_none()
    if row is None:
        return None
    slip, voter = row
    return Slip(
        id=slip.id,
        vote_id=slip.vote_id,
        voter=voter_of(voter),
        token_hmac=slip.token_hmac,
        digits_hmac=slip.digits_hmac,
        revoked_at=slip.revoked_at,
        torn_for=slip.torn_for,
        asks_phone=slip.asks_phone,
    )
