"""Matters, their trail and their supporters in SQL."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from participation.db.counters import dialect_insert
from participation.db.prepared import Prepared
from participation.matters.records import MatterEventRecord, MatterRecord, SupportRecord
from participation.matters.rules import Matter, State, Step, TrailEvent, TrailKind

Cursor = tuple[datetime, int]


def matter_of(row: MatterRecord) -> Matter:
    """Return the matter of a row."""
    return Matter(
        id=row.id,
        no=row.no,
        title=row.title,
        body_text=row.body_text,
        place=row.place,
        contact_sealed=row.contact_sealed,
        step=Step(row.step),
        state=State(row.state),
        is_named=row.is_named,
        raised_by=row.raised_by,
        household_id=row.household_id,
        person_id=row.person_id,
        body_id=row.body_id,
        owner=row.owner,
        due_at=row.due_at,
        raised_at=row.raised_at,
        moved_at=row.moved_at,
        supports=row.supports,
    )


def _matters(committee_id: UUID) -> Select[MatterRecord]:
    return select(MatterRecord).where(MatterRecord.committee_id == committee_id)


def add_matter(session: Session, committee_id: UUID, matter: Matter) -> None:
    """Store a new matter."""
    session.execute(
        insert(MatterRecord).values(
            committee_id=committee_id,
            id=matter.id,
            no=matter.no,
            title=matter.title,
            body_text=matter.body_text,
            place=matter.place,
            contact_sealed=matter.contact_sealed,
            is_named=matter.is_named,
            raised_by=matter.raised_by,
            household_id=matter.household_id,
            person_id=matter.person_id,
            raised_at=matter.raised_at,
            supports=matter.supports,
            **_moving(matter),
        )
    )


def _moving(matter: Matter) -> dict[str, Any]:
    return {
        "step": matter.step,
        "state": matter.state,
        "body_id": matter.body_id,
        "owner": matter.owner,
        "due_at": matter.due_at,
        "moved_at": matter.moved_at,
    }


def save_moved(session: Session, committee_id: UUID, matter: Matter) -> None:
    """Store where a matter stands now: step, state, body, owner, term."""
    session.execute(
        update(MatterRecord)
        .where(MatterRecord.committee_id == committee_id, MatterRecord.id == matter.id)
        .values(**_moving(matter))
    )


def get_matter(
    session: Session, committee_id: UUID, matter_id: UUID, *, is_held: bool = False
) -> Matter:
    """Return a matter that is known to exist; `is_held` keeps others from moving it meanwhile."""
    statement = _matters(committee_id).where(MatterRecord.id == matter_id)
    if is_held:
        statement = statement.with_for_update()
    return matter_of(session.scalars(statement).one())


def find_matter(
    session: Session, committee_id: UUID, no: int, *, is_held: bool = False
) -> Matter | None:
    """Return the matter of a number, or None; `is_held` keeps others from moving it meanwhile."""
    statement = _matters(committee_id).where(MatterRecord.no == no)
    if is_held:
        statement = statement.with_for_update()
    row = session.scalars(statement).one_or_none()
    return None if row is None else matter_of(row)


def find_same(
    session: Session, committee_id: UUID, matter: Matter, since: datetime
) -> Matter | None:
    """Return a matter that says the same from the same household, raised since then."""
    row = session.scalars(
        _matters(committee_id)
        .where(
            MatterRecord.household_id.is_not_distinct_from(matter.household_id),
            MatterRecord.title == matter.title,
            MatterRecord.body_text == matter.body_text,
            MatterRecord.place == matter.place,
            MatterRecord.raised_at >= since,
        )
        .limit(1)
    ).one_or_none()
    return None if row is None else matter_of(row)


def list_matters(
    session: Session, committee_id: UUID, before: Cursor | None, limit: int, text: str = ""
) -> list[Matter]:
    """Return matters by when they last moved, newest first, those before a cursor.

    `text` keeps those whose words or place hold it, two Chinese signs too.
    """
    statement = _matters(committee_id).order_by(
        MatterRecord.moved_at.desc(), MatterRecord.no.desc()
    )
    if before is not None:
        statement = statement.where(_before(*before))
    if text:
        statement = statement.where(_holds(text))
    return [matter_of(row) for row in session.scalars(statement.limit(limit))]


def _before(moved_at: datetime, no: int) -> ColumnElement[bool]:
    same = and_(MatterRecord.moved_at == moved_at, MatterRecord.no < no)
    return or_(MatterRecord.moved_at < moved_at, same)


def _holds(text: str) -> ColumnElement[bool]:
    columns = (MatterRecord.title, MatterRecord.body_text, MatterRecord.place)
    return or_(*(column.icontains(text, autoescape=True) for column in columns))


def list_of_household(
    session: Session, committee_id: UUID, household_id: UUID, limit: int
) -> list[Matter]:
    """Return what a household raised or supports, by when it last moved."""
    is_supported = exists().where(
        SupportRecord.committee_id == committee_id,
        SupportRecord.matter_id == MatterRecord.id,
        SupportRecord.household_id == household_id,
    )
    rows = session.scalars(
        _matters(committee_id)
        .where(or_(MatterRecord.household_id == household_id, is_supported))
        .order_by(MatterRecord.moved_at.desc(), MatterRecord.no.desc())
        .limit(limit)
    )
    return [matter_of(row) for row in rows]


def list_waiting(session: Session, committee_id: UUID, limit: int) -> list[Matter]:
    """Return matters that nobody has answered yet, the soonest due first."""
    rows = session.scalars(
        _matters(committee_id)
        .where(MatterRecord.state == State.WAITING)
        .order_by(MatterRecord.due_at, MatterRecord.no)
        .limit(limit)
    )
    return [matter_of(row) for row in rows]


def add_event(session: Session, committee_id: UUID, matter_id: UUID, event: TrailEvent) -> None:
    """Store a line of what happened to a matter."""
    session.execute(
        insert(MatterEventRecord).values(
            committee_id=committee_id,
            id=event.id,
            matter_id=matter_id,
            at=event.at,
            kind=event.kind,
            by=event.by,
            facts=dict(event.facts),
        )
    )


@Prepared
def _trail(committee_id: Any, matter_id: Any, limit: Any) -> Select[MatterEventRecord]:
    return (
        select(MatterEventRecord)
        .where(
            MatterEventRecord.committee_id == committee_id,
            MatterEventRecord.matter_id == matter_id,
        )
        .order_by(MatterEventRecord.at.desc(), MatterEventRecord.id.desc())
        .limit(limit)
    )


def list_events(
    session: Session, committee_id: UUID, matter_id: UUID, limit: int = 100
) -> list[TrailEvent]:
    """Return what happened to a matter (办理经过), newest first."""
    rows = _trail(session, committee_id, matter_id, limit).scalars()
    return [TrailEvent(row.id, row.at, TrailKind(row.kind), row.by, row.facts) for row in rows]


def add_support(
    session: Session,
    committee_id: UUID,
    support_id: UUID,
    matter_id: UUID,
    household_id: UUID,
    at: datetime,
) -> bool:
    """Count a household's support once; False when it was counted before."""
    first = (
        dialect_insert(session, SupportRecord)
        .values(
            committee_id=committee_id,
            id=support_id,
            matter_id=matter_id,
            household_id=household_id,
            at=at,
        )
        .on_conflict_do_nothing(index_elements=["committee_id", "matter_id", "household_id"])
        .returning(SupportRecord.id)
    )
    if session.execute(first).one_or_none() is None:
        return False
    session.execute(
        update(MatterRecord)
        .where(MatterRecord.committee_id == committee_id, MatterRecord.id == matter_id)
        .values(supports=MatterRecord.supports + 1)
    )
    return True


def is_supported(session: Session, committee_id: UUID, matter_id: UUID, household_id: UUID) -> bool:
    """Whether a household supports a matter."""
    found = session.execute(
        select(SupportRecord.id).where(
            SupportRecord.committee_id == committee_id,
            SupportRecord.matter_id == matter_id,
            SupportRecord.household_id == household_id,
        )
    ).one_or_none()
    return found is not None
