"""Service figures over many committees, in one grouped statement."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from participation.committees.records import CommitteeRecord
from participation.insights.rules import Odd, Service, Watched
from participation.matters.records import MatterRecord
from participation.matters.rules import State
from participation.votes.records import (
    ComplaintRecord,
    DeviceRecord,
    HelpedRecord,
    MarkRecord,
    RollEntryRecord,
    VoteRecord,
)
from participation.votes.rules.helping import HOMES, ODD_SLIPS

MOST = 200
UNDER_WAY = (State.WAITING, State.OPEN)


def _counted(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0, type_=Integer)


def list_watched(session: Session, region: str) -> list[Watched]:
    """Return complaints of votes in a region, unanswered first, and what looks odd in them.

    Past the desks of the committees: nobody there sorts or sums them.
    """
    here = CommitteeRecord.region.startswith(region, autoescape=True)
    rows = session.execute(
        select(ComplaintRecord, VoteRecord, CommitteeRecord, RollEntryRecord.label)
        .join(
            VoteRecord,
            (VoteRecord.committee_id == ComplaintRecord.committee_id)
            & (VoteRecord.id == ComplaintRecord.vote_id),
        )
        .join(CommitteeRecord, CommitteeRecord.id == ComplaintRecord.committee_id)
        .outerjoin(
            RollEntryRecord,
            (RollEntryRecord.committee_id == ComplaintRecord.committee_id)
            & (RollEntryRecord.id == ComplaintRecord.roll_entry_id),
        )
        .where(here)
        .order_by(ComplaintRecord.answer.is_not(None), ComplaintRecord.filed_at.desc())
        .limit(MOST)
    )
    return [
        Watched(
            slug=committee.slug,
            place=committee.name,
            no=vote.no,
            title=vote.title,
            kind=row.kind,
            who=label or "",
            text=row.text,
            filed_at=row.filed_at,
            answer=row.answer or "",
            by=row.answered_by or "",
        )
        for row, vote, committee, label in rows
    ]


def list_odd(session: Session, region: str) -> list[Odd]:
    """Return votes in a region in which one helper or one telephone brought in many."""
    helped = (
        select(
            HelpedRecord.committee_id,
            HelpedRecord.vote_id,
            HelpedRecord.helper.label("who"),
            func.count().label("num"),
        )
        .group_by(
            HelpedRecord.committee_id,
            HelpedRecord.vote_id,
            HelpedRecord.helper_id,
            HelpedRecord.helper,
        )
        .subquery()
    )
    phones = select(
        DeviceRecord.committee_id,
        DeviceRecord.vote_id,
        literal("").label("who"),
        DeviceRecord.slips.label("num"),
    ).where(DeviceRecord.slips >= ODD_SLIPS)
    marks = (
        select(func.count())
        .select_from(MarkRecord)
        .where(
            MarkRecord.committee_id == helped.c.committee_id,
            MarkRecord.vote_id == helped.c.vote_id,
        )
        .scalar_subquery()
    )
    many = select(helped).where((helped.c.num >= HOMES) | (helped.c.num * 5 > marks))
    found = union_all(many, phones).subquery()
    rows = session.execute(
        select(CommitteeRecord.slug, CommitteeRecord.name, VoteRecord.no, VoteRecord.title)
        .add_columns(found.c.who, found.c.num)
        .join(VoteRecord, VoteRecord.committee_id == CommitteeRecord.id)
        .join(
            found,
            (found.c.committee_id == VoteRecord.committee_id) & (found.c.vote_id == VoteRecord.id),
        )
        .where(CommitteeRecord.region.startswith(region, autoescape=True))
        .order_by(VoteRecord.closes_at.desc(), found.c.num.desc())
        .limit(MOST)
    )
    return [Odd(row.slug, row.name, row.no, row.title, row.who, row.num) for row in rows]


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
