"""Matters put in by the row, for pages that count them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from participation.kernel import ids
from participation.matters.records import MatterRecord
from tests.conftest import Village


def add_matters(
    village: Village,
    count: int,
    *,
    state: str = "waiting",
    due_at: datetime | None = None,
    first: int = 1,
    household_id: UUID | None = None,
    **other: Any,
) -> None:
    """Add matters of one state."""
    rows = [
        {
            "committee_id": village.id,
            "id": ids.new_id(),
            "no": first + at,
            "title": f"第 {first + at} 件：路灯不亮",
            "body_text": "",
            "place": "",
            "step": "raise",
            "state": state,
            "is_named": False,
            "raised_by": "第三小组",
            "household_id": household_id,
            "owner": "",
            "due_at": due_at,
            "raised_at": village.now,
            "moved_at": village.now,
            "supports": 0,
            **other,
        }
        for at in range(count)
    ]
    with village.database.writing() as session:
        session.execute(insert(MatterRecord), rows)
