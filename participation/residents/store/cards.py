"""Home cards in SQL."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from participation.residents.records import HomeCardRecord, HouseholdRecord
from participation.residents.rules.cards import Card

_AT_ONCE = 500


def find_card(session: Session, committee_id: UUID, token_hmac: bytes) -> Card | None:
    """Return the home card of a token's hash, revoked ones too, or None."""
    row = session.execute(
        select(HomeCardRecord, HouseholdRecord)
        .join(
            HouseholdRecord,
            (HouseholdRecord.committee_id == HomeCardRecord.committee_id)
            & (HouseholdRecord.id == HomeCardRecord.household_id),
        )
        .where(HomeCardRecord.committee_id == committee_id, HomeCardRecord.token_hmac == token_hmac)
    ).one_or_none()
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
