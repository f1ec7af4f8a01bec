"""Rosters on their way in, in SQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlalchemy.orm import Session, defer

from participation.residents.records import RosterImportRecord as Record
from participation.residents.rules.imports import (
    ENDED,
    STALE,
    Choices,
    ImportState,
    RosterImport,
    choices_from_json,
    choices_to_json,
    without_people,
)


def _import(row: Record) -> RosterImport:
    return RosterImport(
        committee_id=row.committee_id,
        id=row.id,
        no=row.no,
        file_name=row.file_name,
        made_at=row.made_at,
        made_by=row.made_by,
        state=ImportState(row.state),
        step_done=row.step_done,
        step_total=row.step_total,
        choices=choices_from_json(row.choices),
        report=row.report,
    )


def _this(committee_id: UUID, import_id: UUID) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Record.committee_id == committee_id, Record.id == import_id


def add_import(session: Session, coming: RosterImport, content: bytes) -> None:
    """Store an uploaded roster."""
    session.execute(
        insert(Record).values(
            committee_id=coming.committee_id,
            id=coming.id,
            no=coming.no,
            file_name=coming.file_name,
            content=content,
            state=coming.state,
            step_done=0,
            step_total=0,
            choices=choices_to_json(coming.choices),
            report={},
            made_at=coming.made_at,
            made_by=coming.made_by,
        )
    )


def find_import(session: Session, committee_id: UUID, no: int) -> RosterImport | None:
    """Return the import of a number, without its content, or None."""
    row = session.scalars(
        select(Record)
        .options(defer(Record.content))
        .where(Record.committee_id == committee_id, Record.no == no)
    ).one_or_none()
    return None if row is None else _import(row)


def list_imports(session: Session, committee_id: UUID, limit: int) -> list[RosterImport]:
    """Return the latest imports, newest first, without content and report."""
    rows: Any = session.execute(
        select(
            Record.committee_id,
            Record.id,
            Record.no,
            Record.file_name,
            Record.made_at,
            Record.made_by,
            Record.state,
        )
        .where(Record.committee_id == committee_id)
        .order_by(Record.no.desc())
        .limit(limit)
    )
    return [
        RosterImport(
            row.committee_id,
            row.id,
            row.no,
            row.file_name,
            row.made_at,
            row.made_by,
            ImportState(row.state),
        )
        for row in rows
    ]


def find_content(session: Session, committee_id: UUID, import_id: UUID) -> bytes | None:
    """Return the uploaded bytes while they are kept."""
    return session.execute(
        select(Record.content).where(*_this(committee_id, import_id))
    ).scalar_one_or_none()


def claim_import(session: Session, now: datetime) -> RosterImport | None:
    """Take the oldest import that waits to be read or stored, whichever committee's, or None.

    One whose runner has not been heard of for five minutes waits again. Only the runner asks
    across committees: it works for all of them.
    """
    is_silent = or_(Record.beat_at.is_(None), Record.beat_at < now - STALE)
    is_free = or_(
        Record.state == ImportState.WAITING,
        and_(Record.state.in_([ImportState.READING, ImportState.STORING]), is_silent),
    )
    found = session.execute(
        select(Record.committee_id, Record.id, Record.state)
        .where(is_free)
        .order_by(Record.made_at)
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    is_storing = found.state == ImportState.STORING
    row = session.scalars(
        update(Record)
        .where(*_this(found.committee_id, found.id), is_free)
        .values(
            state=ImportState.STORING if is_storing else ImportState.READING,
            beat_at=now,
            step_done=0,
        )
        .returning(Record)
    ).one_or_none()
    return None if row is None else _import(row)


def save_progress(
    session: Session, committee_id: UUID, import_id: UUID, done: int, total: int, now: datetime
) -> None:
    """Say how far the reading has come, in a small transaction of its own."""
    session.execute(
        update(Record)
        .where(*_this(committee_id, import_id))
        .values(step_done=done, step_total=total, beat_at=now)
    )


def save_state(
    session: Session,
    committee_id: UUID,
    import_id: UUID,
    before: ImportState,
    state: ImportState,
    *,
    choices: Choices | None = None,
    report: Mapping[str, Any] | None = None,
) -> bool:
    """Move an import on in one atomic statement; False when it no longer stands where it did.

    Where it ends, its content and the names in its report are deleted.
    """
    values: dict[str, Any] = {"state": state, "beat_at": None}
    if choices is not None:
        values["choices"] = choices_to_json(choices)
    if report is not None:
        values["report"] = dict(report)
    if state in ENDED:
        values |= {"content": None, "choices": {}}
    moved = session.execute(
        update(Record)
        .where(*_this(committee_id, import_id), Record.state == before)
        .values(**values)
        .returning(Record.id)
    ).one_or_none()
    return moved is not None


def save_old_forgotten(session: Session, before: datetime) -> None:
    """Delete content and names of all imports, in every committee, uploaded before a time.

    What has been forgotten is known by its empty count of steps.
    """
    rows = session.scalars(
        select(Record)
        .options(defer(Record.content))
        .where(Record.made_at < before, or_(Record.content.is_not(None), Record.step_total > 0))
    ).all()
    for row in rows:
        ended = row.state if row.state in ENDED else ImportState.DROPPED
        session.execute(
            update(Record)
            .where(*_this(row.committee_id, row.id))
            .values(
                content=None,
                choices={},
                state=ended,
                step_total=0,
                report=without_people(row.report),
            )
        )
