"""The list of voters of an election in SQL, with objections and proxies."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from participation.votes.records import (
    ElectionObjectionRecord,
    ElectionProxyRecord,
    ElectorRecord,
)
from participation.votes.rules.elections.proxies import Proxy
from participation.votes.rules.elections.voters import Elector, Ground, Objection

ELECTORS_AT_ONCE = 1000


def _elector_of(row: ElectorRecord) -> Elector:
    return Elector(
        id=row.id,
        no=row.no,
        person_id=row.person_id,
        household_id=row.household_id,
        label=row.label,
        group_name=row.group_name,
        name=row.name,
        ground=Ground(row.ground),
        is_listed=row.is_listed,
        changed_on=row.changed_on,
        why=row.why,
    )


def save_electors(
    session: Session, committee_id: UUID, election_id: UUID, electors: Sequence[Elector]
) -> None:
    """Store a list in place of the one there was; nothing may hang on the old one yet."""
    session.execute(
        delete(ElectorRecord).where(
            ElectorRecord.committee_id == committee_id, ElectorRecord.election_id == election_id
        )
    )
    rows = [
        {
            "committee_id": committee_id,
            "id": one.id,
            "election_id": election_id,
            "no": one.no,
            "person_id": one.person_id,
            "household_id": one.household_id,
            "label": one.label,
            "group_name": one.group_name,
            "name": one.name,
            "ground": one.ground.value,
            "is_listed": one.is_listed,
            "changed_on": one.changed_on,
            "why": one.why,
        }
        for one in electors
    ]
    for start in range(0, len(rows), ELECTORS_AT_ONCE):
        session.execute(insert(ElectorRecord), rows[start : start + ELECTORS_AT_ONCE])


def _of(committee_id: UUID, election_id: UUID) -> Any:
    return select(ElectorRecord).where(
        ElectorRecord.committee_id == committee_id, ElectorRecord.election_id == election_id
    )


def list_electors(
    session: Session,
    committee_id: UUID,
    election_id: UUID,
    *,
    is_listed: bool | None = None,
    after: int = 0,
    limit: int = 100_000,
) -> list[Elector]:
    """Return lines of the list by number, those after a number; all, or only (un)listed ones."""
    asked = _of(committee_id, election_id).where(ElectorRecord.no > after)
    if is_listed is not None:
        asked = asked.where(ElectorRecord.is_listed.is_(is_listed))
    rows = session.scalars(asked.order_by(ElectorRecord.no).limit(limit))
    return [_elector_of(row) for row in rows]


def list_changed(session: Session, committee_id: UUID, election_id: UUID) -> list[Elector]:
    """Return the lines that were corrected, by day."""
    asked = _of(committee_id, election_id).where(ElectorRecord.changed_on.is_not(None))
    rows = session.scalars(asked.order_by(ElectorRecord.changed_on.desc(), ElectorRecord.no))
    return [_elector_of(row) for row in rows]


def find_elector(
    session: Session, committee_id: UUID, election_id: UUID, no: int
) -> Elector | None:
    """Return the line of a number, or None."""
    row = session.scalars(
        _of(committee_id, election_id).where(ElectorRecord.no == no)
    ).one_or_none()
    return None if row is None else _elector_of(row)


def count_electors(
    session: Session, committee_id: UUID, election_id: UUID
) -> dict[tuple[Ground, bool], int]:
    """Return how many lines there are by ground, listed and not."""
    rows = session.execute(
        select(ElectorRecord.ground, ElectorRecord.is_listed, func.count())
        .where(ElectorRecord.committee_id == committee_id)
        .where(ElectorRecord.election_id == election_id)
        .group_by(ElectorRecord.ground, ElectorRecord.is_listed)
    )
    return {(Ground(ground), bool(listed)): count for ground, listed, count in rows}


def count_listed(session: Session, committee_id: UUID, election_id: UUID) -> int:
    """Return how many are registered (登记选民数)."""
    counts = count_electors(session, committee_id, election_id)
    return sum(count for (_ground, listed), count in counts.items() if listed)


def save_listed(
    session: Session,
    committee_id: UUID,
    election_id: UUID,
    nos: Collection[int] | Ground,
    *,
    is_listed: bool,
    changed_on: date | None,
    why: str,
) -> int:
    """Put lines on the list or take them off, by number or ground; return how many changed."""
    changed = 0
    parts: list[Any]
    if isinstance(nos, Ground):
        parts = [ElectorRecord.ground == nos.value]
    else:
        numbers, step = sorted(nos), ELECTORS_AT_ONCE
        starts = range(0, len(numbers), step)
        parts = [ElectorRecord.no.in_(numbers[start : start + step]) for start in starts]
    for part in parts:
        done = session.execute(
            update(ElectorRecord)
            .where(ElectorRecord.committee_id == committee_id)
            .where(ElectorRecord.election_id == election_id)
            .where(part, ElectorRecord.is_listed.is_not(is_listed))
            .values(is_listed=is_listed, changed_on=changed_on, why=why)
            .returning(ElectorRecord.id)
        )
        changed += len(done.all())
    return changed


def add_objection(
    session: Session, committee_id: UUID, election_id: UUID, objection: Objection
) -> None:
    """Store an objection."""
    session.execute(
        insert(ElectionObjectionRecord).values(
            committee_id=committee_id,
            id=objection.id,
            election_id=election_id,
            no=objection.no,
            filed_on=objection.filed_on,
            about=objection.about,
            ruling="",
        )
    )


def list_objections(session: Session, committee_id: UUID, election_id: UUID) -> list[Objection]:
    """Return the objections to a list, by number."""
    rows = session.scalars(
        select(ElectionObjectionRecord)
        .where(
            ElectionObjectionRecord.committee_id == committee_id,
            ElectionObjectionRecord.election_id == election_id,
        )
        .order_by(ElectionObjectionRecord.no)
    )
    return [
        Objection(
            id=row.id,
            no=row.no,
            filed_on=row.filed_on,
            about=row.about,
            ruled_on=row.ruled_on,
            is_upheld=row.is_upheld,
            ruling=row.ruling,
        )
        for row in rows
    ]


def save_ruling(
    session: Session,
    committee_id: UUID,
    objection_id: UUID,
    ruled_on: date,
    is_upheld: bool,
    ruling: str,
) -> None:
    """Store the ruling on an objection."""
    session.execute(
        update(ElectionObjectionRecord)
        .where(
            ElectionObjectionRecord.committee_id == committee_id,
            ElectionObjectionRecord.id == objection_id,
        )
        .values(ruled_on=ruled_on, is_upheld=is_upheld, ruling=ruling)
    )


def add_proxy(session: Session, committee_id: UUID, election_id: UUID, proxy: Proxy) -> None:
    """Store who votes for whom."""
    session.execute(
        insert(ElectionProxyRecord).values(
            committee_id=committee_id,
            id=proxy.id,
            election_id=election_id,
            giver_id=proxy.giver.id,
            holder_id=proxy.holder.id,
            is_kin=proxy.is_kin,
            written_on=proxy.written_on,
        )
    )


def list_proxies(session: Session, committee_id: UUID, election_id: UUID) -> list[Proxy]:
    """Return who votes for whom, by the number of who is away."""
    giver, holder = aliased(ElectorRecord), aliased(ElectorRecord)
    rows = session.execute(
        select(ElectionProxyRecord, giver, holder)
        .join(
            giver,
            (giver.committee_id == ElectionProxyRecord.committee_id)
            & (giver.id == ElectionProxyRecord.giver_id),
        )
        .join(
            holder,
            (holder.committee_id == ElectionProxyRecord.committee_id)
            & (holder.id == ElectionProxyRecord.holder_id),
        )
        .where(
            ElectionProxyRecord.committee_id == committee_id,
            ElectionProxyRecord.election_id == election_id,
        )
        .order_by(giver.no)
    )
    return [
        Proxy(row.id, _elector_of(one), _elector_of(other), row.is_kin, row.written_on)
        for row, one, other in rows
    ]


def delete_proxy(session: Session, committee_id: UUID, election_id: UUID, giver_no: int) -> bool:
    """Take back what the voter of a number gave away; whether there was anything."""
    giver = find_elector(session, committee_id, election_id, giver_no)
    if giver is None:
        return False
    done = session.execute(
        delete(ElectionProxyRecord)
        .where(ElectionProxyRecord.committee_id == committee_id)
        .where(ElectionProxyRecord.election_id == election_id)
        .where(ElectionProxyRecord.giver_id == giver.id)
        .returning(ElectionProxyRecord.id)
    )
    return len(done.all()) == 1


def list_at(session: Session, committee_id: UUID, election_id: UUID, label: str) -> list[Elector]:
    """Return who is registered in the household of a number."""
    asked = _of(committee_id, election_id).where(
        ElectorRecord.label == label, ElectorRecord.is_listed.is_(True)
    )
    return [_elector_of(row) for row in session.scalars(asked.order_by(ElectorRecord.no))]
