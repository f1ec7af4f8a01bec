"""Committees and groups in SQL."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from participation.committees.records import CommitteeRecord, GroupRecord
from participation.committees.rules import Committee, CommitteeKind, Group, GroupKind
from participation.db.prepared import Prepared


def _committee(row: CommitteeRecord) -> Committee:
    return Committee(
        id=row.id,
        slug=row.slug,
        name=row.name,
        kind=CommitteeKind(row.kind),
        region=row.region,
        phone=row.phone,
        made_at=row.made_at,
    )


def add_committee(session: Session, committee: Committee) -> None:
    """Store a new committee."""
    session.execute(
        insert(CommitteeRecord).values(
            id=committee.id,
            slug=committee.slug,
            name=committee.name,
            kind=committee.kind,
            region=committee.region,
            phone=committee.phone,
            made_at=committee.made_at,
        )
    )


@Prepared
def _by_slug(slug: Any) -> Select[CommitteeRecord]:
    return select(CommitteeRecord).where(CommitteeRecord.slug == slug)


@Prepared
def _by_id(committee_id: Any) -> Select[CommitteeRecord]:
    return select(CommitteeRecord).where(CommitteeRecord.id == committee_id)


def find_committee(session: Session, slug: str) -> Committee | None:
    """Return the committee of an address, or None."""
    row = _by_slug(session, slug).scalar_one_or_none()
    return None if row is None else _committee(row)


def get_committee(session: Session, committee_id: UUID) -> Committee:
    """Return the committee of an id that is known to exist."""
    return _committee(_by_id(session, committee_id).scalar_one())


def list_committees(session: Session, region: str = "", limit: int = 1000) -> list[Committee]:
    """Return committees by region and name, those of a region (a code's beginning) if given."""
    statement = select(CommitteeRecord).order_by(CommitteeRecord.region, CommitteeRecord.name)
    if region:
        statement = statement.where(CommitteeRecord.region.startswith(region, autoescape=True))
    return [_committee(row) for row in session.scalars(statement.limit(limit))]


def add_groups(session: Session, committee_id: UUID, groups: Iterable[Group]) -> None:
    """Store new groups."""
    rows = [
        {
            "committee_id": committee_id,
            "id": group.id,
            "kind": group.kind,
            "name": group.name,
            "position": group.position,
        }
        for group in groups
    ]
    if rows:
        session.execute(insert(GroupRecord), rows)


def list_groups(session: Session, committee_id: UUID) -> list[Group]:
    """Return the groups in the order of walks."""
    rows = session.scalars(
        select(GroupRecord)
        .where(GroupRecord.committee_id == committee_id)
        .order_by(GroupRecord.position, GroupRecord.name)
    )
    return [Group(row.id, GroupKind(row.kind), row.name, row.position) for row in rows]
