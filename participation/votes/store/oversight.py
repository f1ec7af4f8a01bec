"""What is watched over in SQL: who helped whom, and how many slips came from one telephone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, case, func, select
from sqlalchemy.orm import Session

from participation.db.counters import dialect_insert
from participation.db.prepared import Prepared
from participation.votes.records import DeviceRecord, HelpedRecord, OpenBallotRecord
from participation.votes.rules.ballots import Channel
from participation.votes.rules.helping import ODD_SLIPS, HelpProof
from participation.votes.rules.published import HelpLine


def add_helped(
    session: Session, committee_id: UUID, vote_id: UUID, voter_id: UUID, row: Mapping[str, object]
) -> None:
    """Store who helped a voter (helper_id, helper, proof, witnesses); the last one stands."""
    statement = dialect_insert(session, HelpedRecord).values(
        committee_id=committee_id, vote_id=vote_id, roll_entry_id=voter_id, **row
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["committee_id", "vote_id", "roll_entry_id"], set_=dict(row)
        )
    )


def count_helped(
    session: Session, committee_id: UUID, vote_id: UUID, helper_id: UUID, but_voter: UUID
) -> int:
    """Return how many others than one voter somebody has helped in a vote."""
    return session.execute(
        select(func.count())
        .select_from(HelpedRecord)
        .where(
            HelpedRecord.committee_id == committee_id,
            HelpedRecord.vote_id == vote_id,
            HelpedRecord.helper_id == helper_id,
            HelpedRecord.roll_entry_id != but_voter,
        )
    ).scalar_one()


def list_helpers(
    session: Session, committee_id: UUID, vote_id: UUID, *, is_secret: bool
) -> list[HelpLine]:
    """Return how many each helper brought in that still stand, by name.

    In an open vote whoever voted again otherwise is no longer among them.
    """
    witnessed = func.sum(case((HelpedRecord.proof == HelpProof.WITNESSES, 1), else_=0))
    asked = (
        select(HelpedRecord.helper, func.count(), witnessed)
        .where(HelpedRecord.committee_id == committee_id, HelpedRecord.vote_id == vote_id)
        .group_by(HelpedRecord.helper_id, HelpedRecord.helper)
        .order_by(HelpedRecord.helper)
    )
    if not is_secret:
        asked = asked.join(
            OpenBallotRecord,
            (OpenBallotRecord.committee_id == HelpedRecord.committee_id)
            & (OpenBallotRecord.vote_id == HelpedRecord.vote_id)
            & (OpenBallotRecord.roll_entry_id == HelpedRecord.roll_entry_id)
            & (OpenBallotRecord.channel == Channel.HELPER),
        )
    return [HelpLine(name, count, int(seen)) for name, count, seen in session.execute(asked)]


@Prepared
def _add_device(session: Session, committee_id: Any, vote_id: Any, hashed: Any) -> Executable:
    first = dialect_insert(session, DeviceRecord).values(
        committee_id=committee_id, vote_id=vote_id, device_hmac=hashed, slips=1
    )
    return first.on_conflict_do_update(
        index_elements=["committee_id", "vote_id", "device_hmac"],
        set_={"slips": DeviceRecord.slips + 1},
    )


def add_device(session: Session, committee_id: UUID, vote_id: UUID, hashed: bytes) -> None:
    """Count one more slip from a telephone."""
    _add_device(session, committee_id, vote_id, hashed)


def list_odd_devices(session: Session, committee_id: UUID, vote_id: UUID) -> list[int]:
    """Return how many slips came from each telephone that sent three or more, most first."""
    return list(
        session.scalars(
            select(DeviceRecord.slips)
            .where(
                DeviceRecord.committee_id == committee_id,
                DeviceRecord.vote_id == vote_id,
                DeviceRecord.slips >= ODD_SLIPS,
            )
            .order_by(DeviceRecord.slips.desc())
        )
    )
