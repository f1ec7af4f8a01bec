"""Charters in SQL, and bodies with the charter of a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from participation.bodies.records.charters import CharterRecord
from participation.bodies.rules.bodies import Body, Share
from participation.bodies.rules.charters import Approval, CharterVersion, Way, in_force
from participation.bodies.store.bodies import get_body
from participation.kernel.fractions import Op


def add_version(session: Session, committee_id: UUID, version: CharterVersion) -> None:
    """Store a new version."""
    approval = version.approval
    session.execute(
        insert(CharterRecord).values(
            committee_id=committee_id,
            id=version.id,
            body_id=version.body_id,
            no=version.no,
            since=version.since,
            begins_at=version.begins_at,
            name=version.name,
            article=version.article,
            text=version.text,
            quorum_op=version.quorum.op,
            quorum_share=str(version.quorum.share),
            pass_op=version.majority.op,
            pass_share=str(version.majority.share),
            notice_days=version.notice_days,
            minutes=version.minutes,
            turns=version.turns,
            ways=" ".join(sorted(version.ways)),
            approval=approval.number if approval else "",
            approved_on=approval.day if approval else None,
            adopted_by=version.adopted_by,
            written_by=version.written_by,
            written_at=version.written_at,
        )
    )


def list_versions(
    session: Session, committee_id: UUID, body_ids: Iterable[UUID]
) -> list[CharterVersion]:
    """Return the versions of some bodies, the oldest first."""
    rows = session.scalars(
        select(CharterRecord)
        .where(
            CharterRecord.committee_id == committee_id,
            CharterRecord.body_id.in_(list(body_ids)),
        )
        .order_by(CharterRecord.since, CharterRecord.no)
    )
    return [_version(row) for row in rows]


def _version(row: CharterRecord) -> CharterVersion:
    approved = row.approved_on
    return CharterVersion(
        id=row.id,
        body_id=row.body_id,
        no=row.no,
        since=row.since,
        begins_at=row.begins_at,
        name=row.name,
        article=row.article,
        text=row.text,
        quorum=Share(Op(row.quorum_op), Fraction(row.quorum_share)),
        majority=Share(Op(row.pass_op), Fraction(row.pass_share)),
        notice_days=row.notice_days,
        minutes=row.minutes,
        turns=row.turns,
        ways=frozenset(Way(one) for one in row.ways.split()),
        approval=Approval(row.approval, approved) if approved else None,
        adopted_by=row.adopted_by,
        written_by=row.written_by,
        written_at=row.written_at,
    )


def find_version_at(
    session: Session, committee_id: UUID, body_id: UUID, at: datetime
) -> CharterVersion | None:
    """Return the version of a body's charter in force at a moment, or None."""
    return in_force(list_versions(session, committee_id, [body_id]), at)


def get_body_at(session: Session, committee_id: UUID, body_id: UUID, at: datetime) -> Body:
    """Return a body that is known to exist, with its charter as it is in force at a moment."""
    body = get_body(session, committee_id, body_id)
    found = find_version_at(session, committee_id, body_id, at)
    return body if found is None else replace(body, charter=found.charter)
