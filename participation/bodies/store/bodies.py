"""Bodies in SQL."""

from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from participation.bodies.records import BodyRecord
from participation.bodies.rules import Body, BodyKind, Charter, Share
from participation.kernel.fractions import Op


def _body(row: BodyRecord) -> Body:
    return Body(
        id=row.id,
        no=row.no,
        kind=BodyKind(row.kind),
        name=row.name,
        founded_on=row.founded_on,
        charter=Charter(
            clause=row.charter_clause,
            quorum=Share(Op(row.quorum_op), Fraction(row.quorum_share)),
            majority=Share(Op(row.pass_op), Fraction(row.pass_share)),
        ),
        dissolved_on=row.dissolved_on,
    )


def add_body(session: Session, committee_id: UUID, body: Body) -> None:
    """Store a new body."""
    session.execute(
        insert(BodyRecord).values(
            committee_id=committee_id,
            id=body.id,
            no=body.no,
            kind=body.kind,
            name=body.name,
            founded_on=body.founded_on,
            dissolved_on=body.dissolved_on,
            charter_clause=body.charter.clause,
            quorum_op=body.charter.quorum.op,
            quorum_share=str(body.charter.quorum.share),
            pass_op=body.charter.majority.op,
            pass_share=str(body.charter.majority.share),
        )
    )


def _bodies(committee_id: UUID) -> Select[BodyRecord]:
    return select(BodyRecord).where(BodyRecord.committee_id == committee_id)


def get_body(session: Session, committee_id: UUID, body_id: UUID) -> Body:
    """Return a body that is known to exist."""
    statement = _bodies(committee_id).where(BodyRecord.id == body_id)
    return _body(session.scalars(statement).one())


def find_body(
    session: Session, committee_id: UUID, no: int, *, is_held: bool = False
) -> Body | None:
    """Return the body of a number, or None; `is_held` keeps others from changing it meanwhile."""
    statement = _bodies(committee_id).where(BodyRecord.no == no)
    if is_held:
        statement = statement.with_for_update()
    row = session.scalars(statement).one_or_none()
    return None if row is None else _body(row)


def is_name_taken(session: Session, committee_id: UUID, name: str) -> bool:
    """Whether a body of this committee has or had that name."""
    statement = _bodies(committee_id).where(BodyRecord.name == name)
    return session.scalars(statement).one_or_none() is not None


def list_bodies(
    session: Session, committee_id: UUID, after: int = 0, limit: int = 50
) -> list[Body]:
    """Return bodies in the order of their numbers, those after a number; dissolved ones too."""
    statement = _bodies(committee_id).where(BodyRecord.no > after).order_by(BodyRecord.no)
    return [_body(row) for row in session.scalars(statement.limit(limit))]


def save_dissolved(session: Session, committee_id: UUID, body_id: UUID, day: date) -> None:
    """Write down the first day without the body."""
    session.execute(
        update(BodyRecord)
        .where(BodyRecord.committee_id == committee_id, BodyRecord.id == body_id)
        .values(dissolved_on=day)
    )
