"""How far votes are sealed, in SQL, what waits for it, and what it rests on in this database."""

from uuid import UUID

from sqlalchemy import ColumnElement, select, text, update
from sqlalchemy.orm import Session

from participation.db.base import Base
from participation.db.frozen import GRANTS, HELP_GRANTS, SEALER
from participation.votes.records import (
    HelpedRecord,
    MarkRecord,
    ReceiptRecord,
    SecretBallotRecord,
    VoteRecord,
)
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.life import UNSEALED
from participation.votes.rules.sealing import Seal

BOX: tuple[type[Base], ...] = (MarkRecord, HelpedRecord, ReceiptRecord, SecretBallotRecord)


def find_seal(session: Session, committee_id: UUID, vote_id: UUID) -> Seal | None:
    """Return how far a vote is sealed, or None."""
    found = session.execute(
        select(VoteRecord.seal).where(
            VoteRecord.committee_id == committee_id, VoteRecord.id == vote_id
        )
    ).scalar_one()
    return None if found is None else Seal(found)


def save_seal(session: Session, committee_id: UUID, vote_id: UUID, seal: Seal) -> None:
    """Say how far a vote is sealed."""
    session.execute(
        update(VoteRecord)
        .where(VoteRecord.committee_id == committee_id, VoteRecord.id == vote_id)
        .values(seal=seal)
    )


def list_unsealed(session: Session, limit: int = 200) -> list[tuple[UUID, int]]:
    """Return committee and number of secret votes anywhere that were closed and not sealed."""
    return _waiting(
        session,
        (VoteRecord.secrecy == Secrecy.SECRET)
        & VoteRecord.state.not_in(UNSEALED)
        & VoteRecord.seal.is_(None),
        limit,
    )


def list_unswept(session: Session, limit: int = 200) -> list[tuple[UUID, int]]:
    """Return committee and number of votes anywhere that were rewritten and not swept."""
    return _waiting(session, VoteRecord.seal == Seal.REWRITTEN, limit)


def _waiting(session: Session, wanted: ColumnElement[bool], limit: int) -> list[tuple[UUID, int]]:
    rows = session.execute(
        select(VoteRecord.committee_id, VoteRecord.no)
        .where(wanted)
        .order_by(VoteRecord.closes_at)
        .limit(limit)
    )
    return [(row.committee_id, row.no) for row in rows]


def may_seal(session: Session) -> bool:
    """Whether the role that seals is there, is ours to take on and may do what it needs.

    SQLite knows no roles.
    """
    if session.get_bind().dialect.name != "postgresql":
        return True
    found = session.execute(
        text(
            "SELECT pg_has_role(oid, 'MEMBER') "
            "AND has_schema_privilege(oid, current_schema(), 'USAGE') "
            "AND has_column_privilege(oid, 'votes', 'seal', 'SELECT') "
            "AND (SELECT bool_and(has_table_privilege(pg_roles.oid, name, verb)) "
            "FROM unnest(CAST(:box AS text[])) name, "
            "unnest(ARRAY['SELECT', 'INSERT', 'DELETE']) verb) "
            "FROM pg_roles WHERE rolname = :role"
        ),
        {"role": SEALER, "box": [table.__tablename__ for table in BOX]},
    )
    return found.scalar_one_or_none() is True


# What a setting has to be, so that the server keeps no second list of who did what when.
TELLS_NOTHING = {
    "track_commit_timestamp": {"off"},
    "log_statement": {"none", "ddl"},
    "log_min_duration_statement": {"-1"},
    "archive_mode": {"off"},
}


def list_lacks(session: Session) -> list[str]:
    """Return what sealing lacks here, each as a line for the operator; none when it is sound."""
    if session.get_bind().dialect.name != "postgresql":
        kept = session.execute(text("PRAGMA secure_delete")).scalar_one()
        return [] if kept == 1 else ["secure_delete is off"]
    lacks = []
    if not may_seal(session):
        me = session.execute(text("SELECT quote_ident(current_user)")).scalar_one()
        lines = (f"CREATE ROLE {SEALER} NOLOGIN", f"GRANT {SEALER} TO {me}", *GRANTS, *HELP_GRANTS)
        lacks.append(f"let the administrator run, where it is not done: {'; '.join(lines)}")
    for name, sound in TELLS_NOTHING.items():
        found = session.execute(text("SELECT current_setting(:name)"), {"name": name}).scalar_one()
        if found not in sound:
            lacks.append(f"{name} is {found} and tells in which order people voted")
    return lacks


def is_swept(session: Session, committee_id: UUID, vote_id: UUID) -> bool:
    """Whether nothing is left of the rows that were deleted, as far as the database knows.

    On PostgreSQL a sweep keeps rows that an old snapshot still sees, and skips tables that are
    not ours; then the table's horizon is not past the transaction that rewrote the vote.
    """
    if session.get_bind().dialect.name != "postgresql":
        return True
    here = {"committee": committee_id, "vote": vote_id}
    return all(
        session.execute(
            text(
                f"SELECT age(c.relfrozenxid) < age(t.xmin) FROM {table.__tablename__} t "  # noqa: S608 (a name of ours)
                f"JOIN pg_class c ON c.oid = '{table.__tablename__}'::regclass "
                "WHERE t.committee_id = :committee AND t.vote_id = :vote LIMIT 1"
            ),
            here,
        ).scalar_one_or_none()
        is not False
        for table in BOX
    )
