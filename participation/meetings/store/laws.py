"""What items came to under a law, in SQL."""

from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from participation.meetings.records.laws import ItemLawRecord
from participation.meetings.rules.deciding import ByLaw, by_law_from_data, by_law_to_data


def list_laws(session: Session, committee_id: UUID, meeting_id: UUID) -> dict[UUID, ByLaw]:
    """Return what the items of a meeting came to under a law, by item."""
    rows = session.scalars(
        select(ItemLawRecord).where(
            ItemLawRecord.committee_id == committee_id, ItemLawRecord.meeting_id == meeting_id
        )
    )
    return {row.item_id: by_law_from_data(row.found) for row in rows}


def save_law(
    session: Session,
    committee_id: UUID,
    row_id: UUID,
    place: tuple[UUID, UUID],
    found: ByLaw | None,
) -> None:
    """Store what an item (`place`: meeting, item) came to, in place of what stood there before."""
    meeting_id, item_id = place
    session.execute(
        delete(ItemLawRecord).where(
            ItemLawRecord.committee_id == committee_id, ItemLawRecord.item_id == item_id
        )
    )
    if found is not None:
        session.execute(
            insert(ItemLawRecord).values(
                committee_id=committee_id,
                id=row_id,
                meeting_id=meeting_id,
                item_id=item_id,
                found=by_law_to_data(found),
            )
        )
