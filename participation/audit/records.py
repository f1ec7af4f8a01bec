"""Tables of the log, the register of printed records, and the outbox."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.db.base import COMMITTEE, Base


class AuditRecord(Base):
    """One line of a committee's log: insert-only, chained by hash.

    The log stands below the committees and outlives them: no key to `committees`.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        UniqueConstraint("committee_id", "seq"),
        CheckConstraint("seq > 0", "seq"),
        {"info": COMMITTEE},
    )

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    account_id: Mapped[UUID | None]
    verb: Mapped[str]
    subject: Mapped[str]
    facts: Mapped[dict[str, Any]]
    previous: Mapped[bytes]
    hash: Mapped[bytes]


class AuditHeadRecord(Base):
    """The last line of a committee's log; locking it makes one writer at a time."""

    __tablename__ = "audit_heads"
    __table_args__ = ({"info": COMMITTEE},)

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[bytes]


class PrintedRecord(Base):
    """A paper that went out with a record code: which thing, which version, which bytes.

    `title` and `digest` are what the paper shows of itself, to be compared by whoever holds it.
    """

    __tablename__ = "printed_records"
    __table_args__ = (
        UniqueConstraint("committee_id", "code_hmac"),
        UniqueConstraint("committee_id", "no"),
        Index("ix_printed_records_subject", "committee_id", "kind", "subject_id"),
        {"info": COMMITTEE},
    )

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    no: Mapped[int]
    code_hmac: Mapped[bytes]
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    subject: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    digest: Mapped[str]
    sha256: Mapped[bytes]
    printed_at: Mapped[datetime]
    printed_by: Mapped[str]


class NewerVersionRecord(Base):
    """That there is a newer version of a printed thing, though nobody has printed it yet."""

    __tablename__ = "newer_versions"
    __table_args__ = (
        UniqueConstraint("committee_id", "kind", "subject_id", "version"),
        {"info": COMMITTEE},
    )

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    version: Mapped[int]
    at: Mapped[datetime]


class OutboxRecord(Base):
    """A text that leaves the house: by a channel that `tick` serves, or copied by the clerk."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("committee_id", "key"),
        CheckConstraint("channel in ('group', 'loudspeaker')", "channel"),
        {"info": COMMITTEE},
    )

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str]
    channel: Mapped[str]
    template: Mapped[str]
    facts: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
