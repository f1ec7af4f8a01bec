"""What the matter's page reads across rooms."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from participation.matters.records import MatterRecord, SupportRecord
from participation.matters.rules import Matter
from participation.matters.store import matter_of


def find_shown(
    session: Session, committee_id: UUID, no: int, household_id: UUID | None
) -> tuple[Matter, bool] | None:
    """Return the matter of a number and whether a household supports it, in one statement."""
    is_supported = exists().where(
        SupportRecord.committee_id == MatterRecord.committee_id,
        SupportRecord.matter_id == MatterRecord.id,
        SupportRecord.household_id == household_id,
    )
    row = session.execute(
        select(MatterRecord, is_supported).where(
            MatterRecord.committee_id == committee_id, MatterRecord.no == no
        )
    ).one_or_none()
    return None if row is None else (matter_of(row[0]), bool(row[1]))
