"""The log, the register of printed records and the outbox in SQL."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from participation.audit.records import (
    AuditHeadRecord,
    AuditRecord,
    NewerVersionRecord,
    OutboxRecord,
    PrintedRecord,
)
from participation.audit.rules import GENESIS, Entry, Outgoing, Printed
from participation.db.counters import dialect_insert


def lock_head(session: Session, committee_id: UUID) -> tuple[int, bytes]:
    """Return number and hash of the last line, holding the log for this transaction."""
    start = dialect_insert(session, AuditHeadRecord).values(
        committee_id=committee_id, seq=0, hash=GENESIS
    )
    session.execute(start.on_conflict_do_nothing())
    row = session.execute(
        select(AuditHeadRecord.seq, AuditHeadRecord.hash)
        .where(AuditHeadRecord.committee_id == committee_id)
        .with_for_update()
    ).one()
    return row.seq, row.hash


def add_entry(session: Session, committee_id: UUID, entry_id: UUID, entry: Entry) -> None:
    """Append a line and move the head to it."""
    session.execute(
        insert(AuditRecord).values(
            committee_id=committee_id,
            id=entry_id,
            seq=entry.seq,
            at=entry.at,
            actor=entry.actor,
            account_id=entry.account_id,
            verb=entry.verb,
            subject=entry.subject,
            facts=dict(entry.facts),
            previous=entry.previous,
            hash=entry.hash,
        )
    )
    session.execute(
        update(AuditHeadRecord)
        .where(AuditHeadRecord.committee_id == committee_id)
        .values(seq=entry.seq, hash=entry.hash)
    )


def get_head(session: Session, committee_id: UUID) -> tuple[int, bytes]:
    """Return number and hash of the last line; (0, zeros) for an empty log."""
    row = session.execute(
        select(AuditHeadRecord.seq, AuditHeadRecord.hash).where(
            AuditHeadRecord.committee_id == committee_id
        )
    ).one_or_none()
    return (0, GENESIS) if row is None else (row.seq, row.hash)


def _entry(row: AuditRecord) -> Entry:
    return Entry(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        account_id=row.account_id,
        verb=row.verb,
        subject=row.subject,
        facts=row.facts,
        previous=row.previous,
        hash=row.hash,
    )


def list_entries(session: Session, committee_id: UUID) -> Iterator[Entry]:
    """Yield the whole log of a committee, oldest first."""
    rows = session.scalars(
        select(AuditRecord)
        .where(AuditRecord.committee_id == committee_id)
        .order_by(AuditRecord.seq)
        .execution_options(yield_per=500)
    )
    return (_entry(row) for row in rows)


def list_about(session: Session, committee_id: UUID, subjects: Iterable[str]) -> list[Entry]:
    """Return the lines of the log about some subjects (`meeting:3`), oldest first."""
    rows = session.scalars(
        select(AuditRecord)
        .where(AuditRecord.committee_id == committee_id, AuditRecord.subject.in_(list(subjects)))
        .order_by(AuditRecord.seq)
    )
    return [_entry(row) for row in rows]


def list_newest(
    session: Session, committee_id: UUID, before: int | None, limit: int
) -> list[Entry]:
    """Return a page of the log, newest first, before a line number if given."""
    statement = select(AuditRecord).where(AuditRecord.committee_id == committee_id)
    if before is not None:
        statement = statement.where(AuditRecord.seq < before)
    rows = session.scalars(statement.order_by(AuditRecord.seq.desc()).limit(limit))
    return [_entry(row) for row in rows]


def add_printed(
    session: Session, committee_id: UUID, record_id: UUID, code_hmac: bytes, printed: Printed
) -> None:
    """Register a paper under the keyed hash of its record code."""
    session.execute(
        insert(PrintedRecord).values(
            committee_id=committee_id,
            id=record_id,
            no=printed.no,
            code_hmac=code_hmac,
            kind=printed.kind,
            subject_id=printed.subject_id,
            subject=printed.subject,
            version=printed.version,
            title=printed.title,
            digest=printed.digest,
            sha256=printed.sha256,
            printed_at=printed.printed_at,
            printed_by=printed.printed_by,
        )
    )


def find_printed(
    session: Session, committee_id: UUID, code_hmac: bytes
) -> tuple[Printed, int] | None:
    """Return a registered paper and the newest version of the same thing, printed or not yet."""
    row = session.scalars(
        select(PrintedRecord).where(
            PrintedRecord.committee_id == committee_id, PrintedRecord.code_hmac == code_hmac
        )
    ).one_or_none()
    if row is None:
        return None
    versions = [
        session.execute(
            select(func.max(table.version)).where(
                table.committee_id == committee_id,
                table.kind == row.kind,
                table.subject_id == row.subject_id,
            )
        ).scalar_one()
        for table in (PrintedRecord, NewerVersionRecord)
    ]
    newest = max(version or 0 for version in versions)
    return _printed(row), newest


def list_printed_between(
    session: Session, committee_id: UUID, first: datetime, end: datetime
) -> list[Printed]:
    """Return the papers registered from `first` and before `end`, the last version of each thing.

    In the order of their numbers.
    """
    rows = session.scalars(
        select(PrintedRecord)
        .where(
            PrintedRecord.committee_id == committee_id,
            PrintedRecord.printed_at >= first,
            PrintedRecord.printed_at < end,
        )
        .order_by(PrintedRecord.no)
    )
    newest = {(row.kind, row.subject_id): row for row in rows}
    return sorted((_printed(row) for row in newest.values()), key=lambda one: one.no)


def _printed(row: PrintedRecord) -> Printed:
    return Printed(
        no=row.no,
        kind=row.kind,
        subject_id=row.subject_id,
        subject=row.subject,
        version=row.version,
        sha256=row.sha256,
        printed_at=row.printed_at,
        printed_by=row.printed_by,
        title=row.title,
        digest=row.digest,
    )


def add_newer(
    session: Session,
    committee_id: UUID,
    row_id: UUID,
    kind: str,
    subject_id: UUID,
    version: int,
    at: datetime,
) -> None:
    """Remember that a printed thing has a newer version."""
    session.execute(
        insert(NewerVersionRecord).values(
            committee_id=committee_id,
            id=row_id,
            kind=kind,
            subject_id=subject_id,
            version=version,
            at=at,
        )
    )


def add_outgoing(session: Session, committee_id: UUID, row_id: UUID, outgoing: Outgoing) -> None:
    """Put a text into the outbox, unless its key is there already."""
    statement = dialect_insert(session, OutboxRecord).values(
        committee_id=committee_id,
        id=row_id,
        key=outgoing.key,
        channel=outgoing.channel,
        template=outgoing.template,
        facts=dict(outgoing.facts),
        due_at=outgoing.due_at,
    )
    session.execute(statement.on_conflict_do_nothing())


def list_outgoing(session: Session, committee_id: UUID, limit: int) -> list[tuple[UUID, Outgoing]]:
    """Return what still has to go out, the oldest first, with each row's id."""
    rows = session.scalars(
        select(OutboxRecord)
        .where(OutboxRecord.committee_id == committee_id, OutboxRecord.done_at.is_(None))
        .order_by(OutboxRecord.due_at)
        .limit(limit)
    )
    return [
        (row.id, Outgoing(row.key, row.channel, row.template, row.facts, row.due_at))
        for row in rows
    ]


def save_outgoing_done(
    session: Session, committee_id: UUID, row_id: UUID, done_at: datetime
) -> bool:
    """Tick a text off; False when there is none such or it was ticked off before."""
    done = session.execute(
        update(OutboxRecord)
        .where(
            OutboxRecord.committee_id == committee_id,
            OutboxRecord.id == row_id,
            OutboxRecord.done_at.is_(None),
        )
        .values(done_at=done_at)
        .returning(OutboxRecord.id)
    ).one_or_none()
    return done is not None
