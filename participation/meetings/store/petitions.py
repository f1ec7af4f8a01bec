"""Petitions, the homes that wish one, and the signed sheet in SQL."""

from uuid import UUID

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import Session

from participation.db.counters import dialect_insert
from participation.meetings.records.petitions import (
    PetitionRecord,
    PetitionSignatureRecord,
    PetitionWishRecord,
)
from participation.meetings.rules.petitions import Petition, Signature, State


def _petition(row: PetitionRecord) -> Petition:
    return Petition(
        id=row.id,
        no=row.no,
        rule_id=row.rule_id,
        title=row.title,
        reason=row.reason,
        by=row.by,
        household_id=row.household_id,
        started_at=row.started_at,
        state=State(row.state),
        demanded_at=row.demanded_at,
        due_on=row.due_on,
        meeting_no=row.meeting_no,
    )


def _petitions(committee_id: UUID) -> Select[PetitionRecord]:
    return select(PetitionRecord).where(PetitionRecord.committee_id == committee_id)


def add_petition(session: Session, committee_id: UUID, petition: Petition) -> None:
    """Store a new petition."""
    session.execute(
        insert(PetitionRecord).values(
            committee_id=committee_id,
            id=petition.id,
            no=petition.no,
            rule_id=petition.rule_id,
            title=petition.title,
            reason=petition.reason,
            by=petition.by,
            household_id=petition.household_id,
            started_at=petition.started_at,
            state=petition.state,
            demanded_at=petition.demanded_at,
            due_on=petition.due_on,
            meeting_no=petition.meeting_no,
        )
    )


def find_petition(
    session: Session, committee_id: UUID, no: int, *, is_held: bool = False
) -> Petition | None:
    """Return the petition of a number, or None; `is_held` keeps others off it meanwhile."""
    statement = _petitions(committee_id).where(PetitionRecord.no == no)
    if is_held:
        statement = statement.with_for_update()
    row = session.scalars(statement).one_or_none()
    return None if row is None else _petition(row)


def find_gathering(
    session: Session, committee_id: UUID, rule_id: str, title: str
) -> Petition | None:
    """Return the petition for the same thing that is being signed now, or None."""
    row = session.scalars(
        _petitions(committee_id)
        .where(
            PetitionRecord.rule_id == rule_id,
            PetitionRecord.title == title,
            PetitionRecord.state == State.GATHERING,
        )
        .limit(1)
    ).one_or_none()
    return None if row is None else _petition(row)


def list_petitions(
    session: Session, committee_id: UUID, before: int = 0, limit: int = 20
) -> list[Petition]:
    """Return petitions, the newest first, those before a number."""
    statement = _petitions(committee_id)
    if before:
        statement = statement.where(PetitionRecord.no < before)
    ordered = statement.order_by(PetitionRecord.no.desc()).limit(limit)
    return [_petition(row) for row in session.scalars(ordered)]


def save_petition(session: Session, committee_id: UUID, petition: Petition) -> None:
    """Store where a petition stands."""
    session.execute(
        update(PetitionRecord)
        .where(PetitionRecord.committee_id == committee_id, PetitionRecord.id == petition.id)
        .values(
            state=petition.state,
            demanded_at=petition.demanded_at,
            due_on=petition.due_on,
            meeting_no=petition.meeting_no,
        )
    )


def add_wish(
    session: Session, committee_id: UUID, row_id: UUID, petition_id: UUID, household_id: UUID
) -> None:
    """Count a home's wish to sign, once; a second one changes nothing."""
    session.execute(
        dialect_insert(session, PetitionWishRecord)
        .values(
            committee_id=committee_id,
            id=row_id,
            petition_id=petition_id,
            household_id=household_id,
        )
        .on_conflict_do_nothing(index_elements=["committee_id", "petition_id", "household_id"])
    )


def count_wishes(session: Session, committee_id: UUID, petition_id: UUID) -> int:
    """Return how many homes wish to sign."""
    found = session.scalar(
        select(func.count())
        .select_from(PetitionWishRecord)
        .where(
            PetitionWishRecord.committee_id == committee_id,
            PetitionWishRecord.petition_id == petition_id,
        )
    )
    return found or 0


def has_wished(session: Session, committee_id: UUID, petition_id: UUID, household_id: UUID) -> bool:
    """Whether a home said that it wishes to sign."""
    row = session.scalars(
        select(PetitionWishRecord.id).where(
            PetitionWishRecord.committee_id == committee_id,
            PetitionWishRecord.petition_id == petition_id,
            PetitionWishRecord.household_id == household_id,
        )
    ).one_or_none()
    return row is not None


def add_signature(
    session: Session, committee_id: UUID, petition_id: UUID, signature: Signature
) -> None:
    """Store a line of the signed sheet."""
    session.execute(
        insert(PetitionSignatureRecord).values(
            committee_id=committee_id,
            id=signature.id,
            petition_id=petition_id,
            person_id=signature.person_id,
            household_id=signature.household_id,
            name=signature.name,
            signed_on=signature.signed_on,
            sheet=signature.sheet,
            typed_by=signature.typed_by,
            typed_at=signature.typed_at,
            struck_reason=signature.struck_reason,
        )
    )


def list_signatures(session: Session, committee_id: UUID, petition_id: UUID) -> list[Signature]:
    """Return the lines typed so far, those struck out too, in the order of typing."""
    rows = session.scalars(
        select(PetitionSignatureRecord)
        .where(
            PetitionSignatureRecord.committee_id == committee_id,
            PetitionSignatureRecord.petition_id == petition_id,
        )
        .order_by(PetitionSignatureRecord.typed_at, PetitionSignatureRecord.id)
    )
    return [
        Signature(
            id=row.id,
            person_id=row.person_id,
            household_id=row.household_id,
            name=row.name,
            signed_on=row.signed_on,
            sheet=row.sheet,
            typed_by=row.typed_by,
            typed_at=row.typed_at,
            struck_reason=row.struck_reason,
        )
        for row in rows
    ]


def save_struck(session: Session, committee_id: UUID, signature_id: UUID, reason: str) -> None:
    """Strike a line out, with the reason."""
    session.execute(
        update(PetitionSignatureRecord)
        .where(
            PetitionSignatureRecord.committee_id == committee_id,
            PetitionSignatureRecord.id == signature_id,
        )
        .values(struck_reason=reason)
    )
