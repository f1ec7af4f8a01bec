"""Budgets of failures: how often something may go wrong before it has to wait."""

from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from participation.db.base import REFERENCE, Base
from participation.db.counters import dialect_insert


class BudgetRecord(Base):
    """Failures of one key (a committee's codes, an address, a sign-in name) in one window."""

    __tablename__ = "budgets"
    __table_args__ = ({"info": REFERENCE},)

    key: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    failures: Mapped[int]


def spend(session: Session, key: str, now: datetime, window: timedelta, count: int = 1) -> int:
    """Count failures in one atomic statement; return how many the window now holds."""
    is_over = BudgetRecord.since <= now - window
    first = dialect_insert(session, BudgetRecord).values(key=key, since=now, failures=count)
    statement = first.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "failures": case((is_over, count), else_=BudgetRecord.failures + count),
            "since": case((is_over, now), else_=BudgetRecord.since),
        },
    ).returning(BudgetRecord.failures)
    failures: int = session.execute(statement).scalar_one()
    return failures


def spent(session: Session, key: str, now: datetime, window: timedelta) -> int:
    """Return how many failures the running window of a key holds."""
    failures = session.execute(
        select(BudgetRecord.failures).where(
            BudgetRecord.key == key, BudgetRecord.since > now - window
        )
    ).scalar_one_or_none()
    return failures or 0


def clear(session: Session, key: str) -> None:
    """Forget the failures of a key, after it went right."""
    session.execute(delete(BudgetRecord).where(BudgetRecord.key == key))
