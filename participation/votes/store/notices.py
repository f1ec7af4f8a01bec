"""What was made known about votes, and what was objected to, in SQL."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from participation.votes.records import VoteNoticeRecord, VoteObjectionRecord, VoteRecord
from participation.votes.rules.halting import NoticeKind, VoteNotice
from participation.votes.rules.objections import Ground, Objection, Stage


def add_notice(
    session: Session, committee_id: UUID, notice_id: UUID, vote_id: UUID, notice: VoteNotice
) -> None:
    """Store a notice; the database never lets it change again. The vote's row is held."""
    session.execute(
        update(VoteRecord)
        .where(VoteRecord.committee_id == committee_id, VoteRecord.id == vote_id)
        .values(notices=notice.no)
    )
    session.execute(
        insert(VoteNoticeRecord).values(
            committee_id=committee_id,
            id=notice_id,
            vote_id=vote_id,
            no=notice.no,
            kind=notice.kind,
            at=notice.at,
            by=notice.by,
            reason=notice.reason,
            closes_at=notice.closes_at,
        )
    )


def list_notices(session: Session, committee_id: UUID, vote_id: UUID) -> list[VoteNotice]:
    """Return what was made known about a vote, the newest first."""
    rows = session.scalars(
        select(VoteNoticeRecord)
        .where(VoteNoticeRecord.committee_id == committee_id, VoteNoticeRecord.vote_id == vote_id)
        .order_by(VoteNoticeRecord.no.desc())
    )
    return [
        VoteNotice(row.no, NoticeKind(row.kind), row.at, row.by, row.reason, row.closes_at)
        for row in rows
    ]


def add_objection(
    session: Session, committee_id: UUID, vote_id: UUID, objection: Objection
) -> None:
    """Store an objection that was filed."""
    session.execute(
        insert(VoteObjectionRecord).values(
            committee_id=committee_id,
            id=objection.id,
            vote_id=vote_id,
            no=objection.no,
            stage=objection.stage,
            ground=objection.ground,
            label=objection.label,
            words=objection.words,
            filed_at=objection.filed_at,
            household_id=objection.household_id,
            ruling="",
        )
    )


def list_objections(session: Session, committee_id: UUID, vote_id: UUID) -> list[Objection]:
    """Return the objections to a vote's roll and result, by number."""
    rows = session.scalars(
        select(VoteObjectionRecord)
        .where(
            VoteObjectionRecord.committee_id == committee_id,
            VoteObjectionRecord.vote_id == vote_id,
        )
        .order_by(VoteObjectionRecord.no)
        .execution_options(populate_existing=True)
    )
    return [_objection(row) for row in rows]


def _objection(row: VoteObjectionRecord) -> Objection:
    return Objection(
        id=row.id,
        no=row.no,
        stage=Stage(row.stage),
        ground=Ground(row.ground),
        label=row.label,
        words=row.words,
        filed_at=row.filed_at,
        household_id=row.household_id,
        ruled_at=row.ruled_at,
        is_upheld=row.is_upheld,
        ruling=row.ruling,
        corrected_on=row.corrected_on,
    )


def save_ruling(
    session: Session,
    committee_id: UUID,
    objection_id: UUID,
    ruled_at: datetime,
    ruling: str,
    corrected_on: date | None,
    *,
    is_upheld: bool,
) -> None:
    """Store the ruling on an objection."""
    session.execute(
        update(VoteObjectionRecord)
        .where(
            VoteObjectionRecord.committee_id == committee_id,
            VoteObjectionRecord.id == objection_id,
        )
        .values(ruled_at=ruled_at, ruling=ruling, corrected_on=corrected_on, is_upheld=is_upheld)
    )
