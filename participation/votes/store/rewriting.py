"""Sealing in SQL: marks, receipts and secret ballots of a vote written anew in random order."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session

from participation.db.base import Base, Id
from participation.db.frozen import SEALER
from participation.kernel import ids
from participation.votes.rules.sealing import Seal
from participation.votes.store.seal import BOX, save_seal

Chance = Callable[[int], bytes]
Contents = Counter[tuple[Any, ...]]

ID, RECALL = "id", "recall"
NOT_COMPARED = {ID, RECALL, "committee_id", "vote_id"}
HERE = "WHERE committee_id = :committee AND vote_id = :vote"


class SealBrokenError(RuntimeError):
    """What was written anew is not what lay in the box; nothing of it may be kept."""


def save_rewritten(session: Session, committee_id: UUID, vote_id: UUID, chance: Chance) -> int:
    """Write a vote's marks, receipts and ballots anew, each in an order of its own by chance.

    Ballots get new random ids, and the way back to them is wiped. Read again in the same
    transaction: the same voters marked by the same channels, the same receipts, the same choices
    as often, or `SealBrokenError`. Returns how many rows were written.
    """
    save_seal(session, committee_id, vote_id, Seal.SEALING)
    here = {"committee": committee_id, "vote": vote_id}
    with _as_sealer(session):
        written = sum(_rewrite(session, table, here, chance) for table in BOX)
    save_seal(session, committee_id, vote_id, Seal.REWRITTEN)
    return written


@contextmanager
def _as_sealer(session: Session) -> Iterator[None]:
    """Take on the role that seals, and lay it down again; a rollback lays it down, too."""
    if session.get_bind().dialect.name != "postgresql":
        yield
        return
    become = text("SELECT set_config('role', :role, true)")
    before = session.execute(text("SELECT current_setting('role')")).scalar_one()
    session.execute(become, {"role": SEALER})
    yield
    session.execute(become, {"role": before})


def _rewrite(session: Session, table: type[Base], here: dict[str, UUID], chance: Chance) -> int:
    before = contents(session, table, here)
    if session.get_bind().dialect.name == "postgresql":
        _rewrite_postgresql(session, table, here, chance)
    else:
        _rewrite_sqlite(session, table, here, chance)
    if before != contents(session, table, here) or _leads_back(session, table, here):
        raise SealBrokenError(table.__tablename__)
    return before.total()


def _said(statement: str) -> TextClause:
    """Return a statement about one vote; rows come raw, as the driver reads them: it is faster."""
    return text(statement).bindparams(bindparam("committee", type_=Id), bindparam("vote", type_=Id))


def contents(session: Session, table: type[Base], here: dict[str, UUID]) -> Contents:
    """Return what rows say and how often, but for the ids and locators that sealing forgets."""
    columns = table.__table__.columns.keys()
    names = ", ".join(one for one in columns if one not in NOT_COMPARED)
    rows = session.execute(_said(f"SELECT {names} FROM {table.__tablename__} {HERE}"), here)  # noqa: S608 (our names)
    return Counter(tuple(row) for row in rows)


def _leads_back(session: Session, table: type[Base], here: dict[str, UUID]) -> bool:
    if RECALL not in table.__table__.columns:
        return False
    wanted = f"SELECT 1 FROM {table.__tablename__} {HERE} AND recall IS NOT NULL"  # noqa: S608 (our names)
    return session.execute(_said(wanted), here).first() is not None


def _rewrite_postgresql(
    session: Session, table: type[Base], here: dict[str, UUID], chance: Chance
) -> None:
    """In one statement: order and ids are hashes under a key that nobody keeps."""
    columns = table.__table__.columns.keys()
    renewed = {
        ID: "CAST(encode(substr(sha256(:names || uuid_send(id)), 1, 16), 'hex') AS uuid)",
        RECALL: "NULL",
    }
    session.execute(
        _said(
            f"WITH gone AS (DELETE FROM {table.__tablename__} {HERE} RETURNING *) "  # noqa: S608 (our names)
            f"INSERT INTO {table.__tablename__} ({', '.join(columns)}) "
            f"SELECT {', '.join(renewed.get(name, name) for name in columns)} FROM gone "
            f"ORDER BY sha256(:order || convert_to(CAST(gone AS text), 'UTF8'))"
        ),
        {**here, "order": chance(32)} | ({"names": chance(32)} if ID in columns else {}),
    )


def _rewrite_sqlite(
    session: Session, table: type[Base], here: dict[str, UUID], chance: Chance
) -> None:
    name, columns = table.__tablename__, table.__table__.columns.keys()
    read = _said(f"SELECT {', '.join(columns)} FROM {name} {HERE}")  # noqa: S608 (our names)
    rows = [dict(zip(columns, row, strict=True)) for row in session.execute(read, here)]
    session.execute(_said(f"DELETE FROM {name} {HERE}"), here)  # noqa: S608 (our names)
    for row in rows:
        if ID in row:
            row.update({ID: ids.random_id(chance(16)).bytes, RECALL: None})
    if rows:
        places = ", ".join("?" * len(columns))
        session.connection().exec_driver_sql(
            f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608 (our names)
            [tuple(row.values()) for row in shuffled(rows, chance)],
        )


def shuffled(rows: list[dict[str, Any]], chance: Chance) -> list[dict[str, Any]]:
    """Return rows in the order of a random number drawn for each."""
    keys = [chance(16) for _row in rows]
    return [rows[at] for at in sorted(range(len(rows)), key=keys.__getitem__)]
