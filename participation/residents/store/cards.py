"""Home cards in SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Result, Select, insert, select, update
from sqlalchemy.orm import Session

from participation.db.prepared import Prepared
from participation.residents.records import HomeCardRecord, HouseholdRecord
from participation.residents.rules.cards import Card, NewCard

_AT_ONCE = 500


def _cards(committee_id: Any) -> Select[HomeCardRecord, HouseholdRecord]:
    return (
        select(HomeCardRecord, HouseholdRecord)
        .join(
            HouseholdRecord,
            (HouseholdRecord.committee_id == HomeCardRecord.committee_id)
            & (HouseholdRecord.id == HomeCardRecord.household_id),
        )
        .where(HomeCardRecord.committee_id == committee_id)
    )


@Prepared
def _by_token(committee_id: Any, token_hmac: Any) -> Select[HomeCardRecord, HouseholdRecord]:
    return _cards(committee_id).where(HomeCardRecord.token_hmac == token_hmac)


@Prepared
def _by_typed(committee_id: Any, typed_hmac: Any) -> Select[HomeCardRecord, HouseholdRecord]:
    return _cards(committee_id).where(HomeCardRecord.typed_hmac == typed_hmac)


def find_card(session: Session, committee_id: UUID, token_hmac: bytes) -> Card | None:
    """Return the home card of a token's hash, revoked ones too, or None."""
    return _found(_by_token(session, committee_id, token_hmac))


def find_typed_card(session: Session, committee_id: UUID, typed_hmac: bytes) -> Card | None:
    """Return the home card of a typed code's hash, revoked ones too, or None."""
    return _found(_by_typed(session, committee_id, typed_hmac))


def _found(found: Result[*tuple[Any, ...]]) -> Card | None:
    row = found.one_or_none()
    if row is None:
        return None
    card, household = row
    return Card(
        id=card.id,
        household_id=household.id,
        household_label=household.label,
        group_name=household.group_name,
        issued_at=card.issued_at,
        revoked_at=card.revoked_at,
    )


def add_cards(session: Session, committee_id: UUID, cards: Sequence[NewCard]) -> None:
    """Store new cards."""
    rows = [asdict(card) | {"committee_id": committee_id} for card in cards]
    session.execute(insert(HomeCardRecord), rows)


def list_typed_hmacs(session: Session, committee_id: UUID) -> set[bytes]:
    """Return the hashes of all typed codes ever given out here."""
    return set(
        session.scalars(
            select(HomeCardRecord.typed_hmac).where(HomeCardRecord.committee_id == committee_id)
        )
    )


def list_homes_with_card(session: Session, committee_id: UUID) -> dict[UUID, datetime]:
    """Return which homes hold a card that works, and since when."""
    rows = session.execute(
        select(HomeCardRecord.household_id, HomeCardRecord.issued_at).where(
            HomeCardRecord.committee_id == committee_id, HomeCardRecord.revoked_at.is_(None)
        )
    )
    return {row.household_id: row.issued_at for row in rows}


def save_revoked(
    session: Session, committee_id: UUID, households: Iterable[UUID], now: datetime
) -> None:
    """Revoke every card of these households."""
    wanted = list(households)
    for at in range(0, len(wanted), _AT_ONCE):
        session.execute(
            update(HomeCardRecord)
            .where(
                HomeCardRecord.committee_id == committee_id,
                HomeCardRecord.household_id.in_(wanted[at : at + _AT_ONCE]),
                HomeCardRecord.revoked_at.is_(None),
            )
            .values(revoked_at=now)
            .execution_options(synchronize_session=False)
        )
