"""Human numbers: 1, 2, 3 … per committee and thing, without a gap for a race."""

from uuid import UUID

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from participation.db.base import COMMITTEE, Base


class CounterRecord(Base):
    """The last number given out under a name."""

    __tablename__ = "counters"
    __table_args__ = ({"info": COMMITTEE},)

    committee_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


def dialect_insert(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT of the session's own dialect, for ON CONFLICT.

    It goes to the table itself: one row needs none of what mapped objects would be made with.
    """
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table_of(table))
    return sqlite.insert(table_of(table))


def table_of(record: type[Base]) -> Table:
    """Return the table of a record."""
    table = record.__table__
    assert isinstance(table, Table)
    return table


def next_number(session: Session, committee_id: UUID, name: str, count: int = 1) -> int:
    """Take `count` numbers and return the last of them; the first ever given out is 1."""
    first = dialect_insert(session, CounterRecord).values(
        committee_id=committee_id, name=name, value=count
    )
    statement = first.on_conflict_do_update(
        index_elements=["committee_id", "name"],
        set_={"value": CounterRecord.value + count},
    ).returning(CounterRecord.value)
    taken: int = session.execute(statement).scalar_one()
    return taken
