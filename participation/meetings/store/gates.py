"""What has to stand before items are decided, in SQL."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.db.counters import dialect_insert
from participation.meetings.records.gates import ItemGateRecord
from participation.meetings.rules.gates import Gate, Study, Touch


def list_gates(session: Session, committee_id: UUID, meeting_id: UUID) -> dict[UUID, Gate]:
    """Return what was said of the items of a meeting, by item."""
    rows = session.scalars(
        select(ItemGateRecord).where(
            ItemGateRecord.committee_id == committee_id, ItemGateRecord.meeting_id == meeting_id
        )
    )
    return {row.item_id: _gate(row) for row in rows}


def _gate(row: ItemGateRecord) -> Gate:
    return Gate(
        touches=tuple(Touch(one) for one in row.touches.split()),
        money_source=row.money_source,
        decider=row.decider,
        not_major=row.not_major,
        study=_study(row),
    )


def _study(row: ItemGateRecord) -> Study | None:
    if row.studied_on is None or row.study_at is None:
        return None
    return Study(
        studied_on=row.studied_on,
        organisation=row.organisation,
        opinion=row.opinion,
        signed_by=row.signed_by,
        is_on_paper=row.is_on_paper,
        at=row.study_at,
    )


def save_gate(
    session: Session,
    committee_id: UUID,
    row_id: UUID,
    place: tuple[UUID, UUID],
    gate: Gate,
) -> None:
    """Store what was said of an item (`place`: meeting, item), in place of what was said before."""
    meeting_id, item_id = place
    study = gate.study
    values: dict[str, Any] = {
        "touches": " ".join(gate.touches),
        "money_source": gate.money_source,
        "decider": gate.decider,
        "not_major": gate.not_major,
        "studied_on": study.studied_on if study else None,
        "organisation": study.organisation if study else "",
        "opinion": study.opinion if study else "",
        "signed_by": study.signed_by if study else "",
        "is_on_paper": study.is_on_paper if study else False,
        "study_at": study.at if study else None,
    }
    session.execute(
        dialect_insert(session, ItemGateRecord)
        .values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=meeting_id,
            item_id=item_id,
            **values,
        )
        .on_conflict_do_update(index_elements=["committee_id", "item_id"], set_=values)
    )
