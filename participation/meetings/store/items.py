"""The agenda of a meeting in SQL."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from participation.meetings.records import (
    AgendaItemRecord,
)
from participation.meetings.rules.items import Item, Method, Votes
from participation.meetings.rules.minutes import (
    ItemText,
    task_of,
)


def _values(item: Item) -> dict[str, Any]:
    task = item.task
    until = None if task is None or task.until is None else task.until.isoformat()
    return {
        "title": item.title,
        "proposer": item.proposer,
        "motion": item.motion,
        "discussion": item.discussion,
        "method": item.method,
        "yes": item.votes.yes,
        "no_votes": item.votes.no,
        "abstain": item.votes.abstain,
        "present": item.votes.present,
        "decision": item.decision,
        "dissent": item.dissent,
        "task": {} if task is None else {"what": task.what, "who": task.who, "until": until},
    }


def add_items(session: Session, committee_id: UUID, meeting_id: UUID, items: list[Item]) -> None:
    """Store new items of an agenda."""
    rows = [
        {
            "committee_id": committee_id,
            "id": item.id,
            "meeting_id": meeting_id,
            "position": item.position,
            "matter_id": item.matter_id,
            **_values(item),
        }
        for item in items
    ]
    session.execute(insert(AgendaItemRecord), rows)


def list_items(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Item]:
    """Return the agenda of a meeting."""
    rows = session.scalars(
        select(AgendaItemRecord)
        .where(
            AgendaItemRecord.committee_id == committee_id,
            AgendaItemRecord.meeting_id == meeting_id,
        )
        .order_by(AgendaItemRecord.position)
    )
    return [_item(row) for row in rows]


def _item(row: AgendaItemRecord) -> Item:
    return Item(
        id=row.id,
        position=row.position,
        title=row.title,
        matter_id=row.matter_id,
        proposer=row.proposer,
        motion=row.motion,
        discussion=row.discussion,
        method=Method(row.method),
        votes=Votes(row.yes, row.no_votes, row.abstain, row.present),
        decision=row.decision,
        dissent=row.dissent,
        task=task_of(row.task) if row.task else None,
    )


def save_item(session: Session, committee_id: UUID, item: Item) -> None:
    """Store what was recorded of an item."""
    session.execute(
        update(AgendaItemRecord)
        .where(AgendaItemRecord.committee_id == committee_id, AgendaItemRecord.id == item.id)
        .values(**_values(item))
    )


def save_item_texts(
    session: Session, committee_id: UUID, items: Iterable[Item], texts: Iterable[ItemText]
) -> None:
    """Store the words of items as the minutes now have them, so that a new draft starts there."""
    for item, text in zip(items, texts, strict=True):
        session.execute(
            update(AgendaItemRecord)
            .where(AgendaItemRecord.committee_id == committee_id, AgendaItemRecord.id == item.id)
            .values(discussion=text.discussion, decision=text.decision, dissent=text.dissent)
        )
