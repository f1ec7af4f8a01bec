"""Service figures over many committees, in one grouped statement."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, case, func, select
from sqlalchemy.orm import Session

from participation.committees.records import CommitteeRecord
from participation.insights.rules import Service
from participation.matters.records import MatterRecord
from participation.matters.rules import State

UNDER_WAY = (State.WAITING, State.OPEN)


def _counted(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0, type_=Integer)


def list_services(session: Session, region: str, now: datetime) -> list[Service]:
    """Return the committees whose area code begins with the region's, in code order."""
    is_overdue = and_(MatterRecord.state == State.WAITING, MatterRecord.due_at < now)
    rows = session.execute(
        select(
            CommitteeRecord.slug,
            CommitteeRecord.name,
            CommitteeRecord.region,
            _counted(MatterRecord.state.in_(UNDER_WAY)).label("open_matters"),
            _counted(is_overdue).label("overdue"),
        )
        .outerjoin(MatterRecord, MatterRecord.committee_id == CommitteeRecord.id)
        .where(CommitteeRecord.region.startswith(region, autoescape=True))
        .group_by(CommitteeRecord.id)
        .order_by(CommitteeRecord.region, CommitteeRecord.name)
    )
    return [
        Service(row.slug, row.name, row.region, int(row.open_matters), int(row.overdue))
        for row in rows
    ]
