"""The open books across rooms: published results and adopted minutes, in one statement."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    ColumnElement,
    Select,
    and_,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from participation.meetings.records import MeetingRecord
from participation.today.rules.open_books import Kind, Published
from participation.votes.records import VoteRecord
from participation.votes.rules.life import SHOWN, State

Rows = Select[*tuple[Any, ...]]


def list_published(
    session: Session,
    committee_id: UUID,
    now: datetime,
    before: tuple[datetime, str, int] | None,
    limit: int,
) -> list[Published]:
    """Return what is published, newest first, before a key if given."""
    both = union_all(_results(committee_id, now), _minutes(committee_id)).subquery()
    statement = select(both).order_by(both.c.at.desc(), both.c.kind.desc(), both.c.no.desc())
    if before is not None:
        at, kind, no = before
        statement = statement.where(
            or_(
                both.c.at < at,
                and_(both.c.at == at, both.c.kind < kind),
                and_(both.c.at == at, both.c.kind == kind, both.c.no < no),
            )
        )
    rows = session.execute(statement.limit(limit))
    return [Published(Kind(row.kind), row.no, row.title, row.at, row.outcome or "") for row in rows]


def outcome_of_vote() -> ColumnElement[str]:
    """Return what came of a vote, out of its record, without reading the record whole."""
    record = type_coerce(VoteRecord.result, JSON)
    code: ColumnElement[str] = record["code"].as_string()
    return code


def _results(committee_id: UUID, now: datetime) -> Rows:
    is_shown = or_(
        VoteRecord.state.in_(SHOWN),
        and_(VoteRecord.state == State.CONFIRMED, VoteRecord.publishes_at <= now),
    )
    return select(
        literal(str(Kind.RESULT)).label("kind"),
        VoteRecord.no,
        VoteRecord.title,
        VoteRecord.publishes_at.label("at"),
        outcome_of_vote().label("outcome"),
    ).where(VoteRecord.committee_id == committee_id, is_shown)


def _minutes(committee_id: UUID) -> Rows:
    return select(
        literal(str(Kind.MINUTES)).label("kind"),
        MeetingRecord.no,
        MeetingRecord.title,
        MeetingRecord.starts_at.label("at"),
        literal("").label("outcome"),
    ).where(MeetingRecord.committee_id == committee_id, MeetingRecord.state == "adopted")
