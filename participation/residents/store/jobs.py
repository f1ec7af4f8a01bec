"""Print jobs in SQL: any room's slips, one runner at a time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlalchemy.orm import Session, defer

from participation.residents.records import PrintJobRecord as Record
from participation.residents.rules.jobs import STALE, JobKind, JobState, PrintJob


def _job(row: Record) -> PrintJob:
    return PrintJob(
        committee_id=row.committee_id,
        id=row.id,
        no=row.no,
        kind=JobKind(row.kind),
        made_at=row.made_at,
        made_by=row.made_by,
        subject_id=row.subject_id,
        choices=row.choices,
        state=JobState(row.state),
        step_done=row.step_done,
        step_total=row.step_total,
        refusal=row.refusal,
    )


def _this(committee_id: UUID, job_id: UUID) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Record.committee_id == committee_id, Record.id == job_id


def add_job(session: Session, job: PrintJob) -> None:
    """Store a new print job."""
    session.execute(
        insert(Record).values(
            committee_id=job.committee_id,
            id=job.id,
            no=job.no,
            kind=job.kind,
            subject_id=job.subject_id,
            choices=dict(job.choices),
            state=job.state,
            step_done=0,
            step_total=job.step_total,
            refusal={},
            made_at=job.made_at,
            made_by=job.made_by,
        )
    )


def find_job(session: Session, committee_id: UUID, no: int) -> PrintJob | None:
    """Return the print job of a number, without its paper, or None."""
    row = session.scalars(
        select(Record)
        .options(defer(Record.pdf))
        .where(Record.committee_id == committee_id, Record.no == no)
    ).one_or_none()
    return None if row is None else _job(row)


def list_jobs(
    session: Session, committee_id: UUID, kind: JobKind, limit: int, subject_id: UUID | None = None
) -> list[PrintJob]:
    """Return the latest print jobs of a kind, newest first."""
    statement = (
        select(Record)
        .options(defer(Record.pdf))
        .where(Record.committee_id == committee_id, Record.kind == kind)
    )
    if subject_id is not None:
        statement = statement.where(Record.subject_id == subject_id)
    rows = session.scalars(statement.order_by(Record.no.desc()).limit(limit))
    return [_job(row) for row in rows]


def claim_job(session: Session, kind: JobKind, now: datetime) -> PrintJob | None:
    """Take the oldest job of a kind that waits, whichever committee's, or None.

    A job whose runner has not been heard of for five minutes waits again. Only the runner asks
    across committees: it works for all of them.
    """
    is_free = or_(
        Record.state == JobState.WAITING,
        and_(Record.state == JobState.PRINTING, Record.beat_at < now - STALE),
    )
    found = session.execute(
        select(Record.committee_id, Record.id)
        .where(Record.kind == kind, is_free)
        .order_by(Record.made_at)
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    row = session.scalars(
        update(Record)
        .where(*_this(found.committee_id, found.id), is_free)
        .values(state=JobState.PRINTING, beat_at=now)
        .returning(Record)
    ).one_or_none()
    return None if row is None else _job(row)


def save_progress(
    session: Session, committee_id: UUID, job_id: UUID, done: int, total: int, now: datetime
) -> None:
    """Say how far a job has come, in a small transaction of its own."""
    session.execute(
        update(Record)
        .where(*_this(committee_id, job_id))
        .values(step_done=done, step_total=total, beat_at=now)
    )


def save_ready(session: Session, committee_id: UUID, job_id: UUID, pdf: bytes) -> None:
    """Keep the printed paper until it is fetched."""
    session.execute(
        update(Record)
        .where(*_this(committee_id, job_id))
        .values(state=JobState.READY, pdf=pdf, step_done=Record.step_total)
    )


def save_refused(
    session: Session, committee_id: UUID, job_id: UUID, code: str, facts: Mapping[str, Any]
) -> None:
    """Say why a job was not printed."""
    session.execute(
        update(Record)
        .where(*_this(committee_id, job_id))
        .values(state=JobState.REFUSED, refusal={"code": code, "facts": dict(facts)})
    )


def find_pdf(session: Session, committee_id: UUID, job_id: UUID) -> bytes | None:
    """Return the paper of a job while it is kept."""
    return session.execute(
        select(Record.pdf).where(*_this(committee_id, job_id))
    ).scalar_one_or_none()


def save_done(session: Session, committee_id: UUID, job_id: UUID) -> bool:
    """Delete the paper of a job that was fetched; False when there is none."""
    done = session.execute(
        update(Record)
        .where(*_this(committee_id, job_id), Record.state == JobState.READY)
        .values(state=JobState.DONE, pdf=None)
        .returning(Record.id)
    ).one_or_none()
    return done is not None


def save_forgotten(session: Session, committee_id: UUID, subject_id: UUID) -> None:
    """Delete the paper of all jobs of one thing, whose codes have done their work."""
    session.execute(
        update(Record)
        .where(
            Record.committee_id == committee_id,
            Record.subject_id == subject_id,
            Record.pdf.is_not(None),
        )
        .values(state=JobState.DONE, pdf=None)
    )


def save_old_forgotten(session: Session, before: datetime) -> None:
    """Delete the paper of all jobs, in every committee, that were asked for before a time."""
    session.execute(
        update(Record)
        .where(Record.pdf.is_not(None), Record.made_at < before)
        .values(state=JobState.DONE, pdf=None)
    )
