"""The ballot box in SQL: marks, ballots, receipts and paper. Marks are only ever added."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Executable, delete, func, insert, select, update
from sqlalchemy.orm import Session

from participation.db.counters import dialect_insert, table_of
from participation.db.prepared import Prepared
from participation.votes.records import (
    MarkRecord,
    OpenBallotRecord,
    PaperBatchRecord,
    ReceiptRecord,
    RollEntryRecord,
    SecretBallotRecord,
    VoteRecord,
)
from participation.votes.rules.ballots import Channel, answers_of, ballot_of
from participation.votes.rules.vote import Batch, CountedBy, Progress, Voter
from participation.votes.store.slips import voter_of


class Named(NamedTuple):
    """A named ballot that stands: what it says, by which channel it came, and its receipt.

    `is_opinion`: it lacks the signature that a binding vote asks for, and counts for nothing.
    """

    choice: str
    channel: Channel
    receipt: str | None
    is_opinion: bool


@Prepared
def _add_mark(
    session: Session, committee_id: Any, vote_id: Any, voter_id: Any, channel: Any
) -> Executable:
    mark = dialect_insert(session, MarkRecord).values(
        committee_id=committee_id, vote_id=vote_id, roll_entry_id=voter_id, channel=channel
    )
    return mark.on_conflict_do_nothing().returning(MarkRecord.roll_entry_id)


def add_mark(
    session: Session, committee_id: UUID, vote_id: UUID, voter_id: UUID, channel: Channel
) -> bool:
    """Mark that somebody voted; False when the mark is there already, whoever was faster."""
    added = _add_mark(session, committee_id, vote_id, voter_id, channel).one_or_none()
    return added is not None


@Prepared
def _mark(committee_id: Any, vote_id: Any, voter_id: Any) -> Executable:
    return select(MarkRecord.channel).where(
        MarkRecord.committee_id == committee_id,
        MarkRecord.vote_id == vote_id,
        MarkRecord.roll_entry_id == voter_id,
    )


def find_mark(session: Session, committee_id: UUID, vote_id: UUID, voter: UUID) -> Channel | None:
    """Return by which channel somebody voted first, or None."""
    found = _mark(session, committee_id, vote_id, voter).scalar_one_or_none()
    return None if found is None else Channel(found)


@Prepared
def _progress(committee_id: Any, vote_id: Any) -> Executable:
    marks = (
        select(func.count())
        .select_from(MarkRecord)
        .where(MarkRecord.committee_id == committee_id, MarkRecord.vote_id == vote_id)
        .scalar_subquery()
    )
    return select(marks.label("marks"), VoteRecord.roll_size, VoteRecord.roll_area).where(
        VoteRecord.committee_id == committee_id, VoteRecord.id == vote_id
    )


def get_progress(session: Session, committee_id: UUID, vote_id: UUID) -> Progress:
    """Return how many have voted, and of how many; where area counts, with which area too."""
    row = _progress(session, committee_id, vote_id).one()
    area = _marked_area(session, committee_id, vote_id) if row.roll_area else 0
    return Progress(row.marks, row.roll_size, area, row.roll_area)


def _marked_area(session: Session, committee_id: UUID, vote_id: UUID) -> int:
    found = session.execute(
        select(func.sum(RollEntryRecord.area))
        .select_from(MarkRecord)
        .join(
            RollEntryRecord,
            (RollEntryRecord.committee_id == MarkRecord.committee_id)
            & (RollEntryRecord.id == MarkRecord.roll_entry_id),
        )
        .where(MarkRecord.committee_id == committee_id, MarkRecord.vote_id == vote_id)
    ).scalar_one()
    return int(found or 0)


@Prepared
def _standing(committee_id: Any, vote_id: Any, voter_id: Any) -> Executable:
    here = (MarkRecord.committee_id == committee_id, MarkRecord.vote_id == vote_id)
    count = select(func.count()).select_from(MarkRecord).where(*here).scalar_subquery()
    mine = (
        select(MarkRecord.channel)
        .where(*here, MarkRecord.roll_entry_id == voter_id)
        .scalar_subquery()
    )
    named = (
        select(OpenBallotRecord.channel)
        .where(
            OpenBallotRecord.committee_id == committee_id,
            OpenBallotRecord.vote_id == vote_id,
            OpenBallotRecord.roll_entry_id == voter_id,
            OpenBallotRecord.is_opinion.is_(False),
        )
        .scalar_subquery()
    )
    return select(count, mine, named)


def get_standing(
    session: Session, committee_id: UUID, vote_id: UUID, voter_id: UUID
) -> tuple[int, Channel | None, Channel | None]:
    """Return how many voted, by what this voter did first, and by what an open ballot came."""
    row = _standing(session, committee_id, vote_id, voter_id).one()
    return row[0], _channel(row[1]), _channel(row[2])


def _channel(found: str | None) -> Channel | None:
    return None if found is None else Channel(found)


def count_marks(session: Session, committee_id: UUID, vote_id: UUID) -> Mapping[Channel, int]:
    """Return how many voted by each channel first."""
    rows = session.execute(
        select(MarkRecord.channel, func.count())
        .where(MarkRecord.committee_id == committee_id, MarkRecord.vote_id == vote_id)
        .group_by(MarkRecord.channel)
    )
    return {Channel(channel): count for channel, count in rows}


@Prepared
def _add_receipt(session: Session, committee_id: Any, vote_id: Any, code: Any) -> Executable:
    receipt = dialect_insert(session, ReceiptRecord).values(
        committee_id=committee_id, vote_id=vote_id, code=code
    )
    return receipt.on_conflict_do_nothing().returning(ReceiptRecord.code)


def add_receipt(session: Session, committee_id: UUID, vote_id: UUID, code: str) -> bool:
    """Remember that a receipt was given; False when it was given before."""
    return _add_receipt(session, committee_id, vote_id, code).one_or_none() is not None


def take_receipt(session: Session, committee_id: UUID, vote_id: UUID, code: str) -> None:
    """Take back the receipt of a ballot that was replaced."""
    session.execute(
        delete(ReceiptRecord).where(
            ReceiptRecord.committee_id == committee_id,
            ReceiptRecord.vote_id == vote_id,
            ReceiptRecord.code == code,
        )
    )


def list_receipts(session: Session, committee_id: UUID, vote_id: UUID) -> list[str]:
    """Return every receipt that stands, in the order of the codes."""
    return list(
        session.scalars(
            select(ReceiptRecord.code)
            .where(ReceiptRecord.committee_id == committee_id, ReceiptRecord.vote_id == vote_id)
            .order_by(ReceiptRecord.code)
        )
    )


def is_receipt(session: Session, committee_id: UUID, vote_id: UUID, code: str) -> bool:
    """Whether a receipt stands for a ballot that was counted; never for which."""
    secret = select(ReceiptRecord.code).where(
        ReceiptRecord.committee_id == committee_id,
        ReceiptRecord.vote_id == vote_id,
        ReceiptRecord.code == code,
    )
    return session.execute(secret).first() is not None


def is_named_receipt(session: Session, committee_id: UUID, vote_id: UUID, code: str) -> bool:
    """Whether a named ballot that stands was given this receipt."""
    named = select(OpenBallotRecord.id).where(
        OpenBallotRecord.committee_id == committee_id,
        OpenBallotRecord.vote_id == vote_id,
        OpenBallotRecord.receipt == code,
    )
    return session.execute(named).first() is not None


def add_secret_ballot(
    session: Session,
    committee_id: UUID,
    ballot_ids: Sequence[UUID],
    vote_id: UUID,
    choice: str,
    recall: bytes,
) -> None:
    """Drop a secret ballot into the box, each answer by itself; random ids tell no order."""
    session.execute(
        insert(table_of(SecretBallotRecord)),
        [
            {
                "committee_id": committee_id,
                "id": ballot_id,
                "vote_id": vote_id,
                "question_no": no,
                "choice": answer,
                "recall": recall,
            }
            for no, (ballot_id, answer) in enumerate(
                zip(ballot_ids, answers_of(choice), strict=True), 1
            )
        ],
    )


@Prepared
def _secret(committee_id: Any, vote_id: Any, recall: Any) -> Executable:
    return (
        select(SecretBallotRecord.choice)
        .where(
            SecretBallotRecord.committee_id == committee_id,
            SecretBallotRecord.vote_id == vote_id,
            SecretBallotRecord.recall == recall,
        )
        .order_by(SecretBallotRecord.question_no)
    )


def find_secret_ballot(
    session: Session, committee_id: UUID, vote_id: UUID, recall: bytes
) -> str | None:
    """Return the ballot that lies under a locator, or None."""
    answers = _secret(session, committee_id, vote_id, recall).scalars().all()
    return ballot_of(answers) if answers else None


def take_secret_ballot(session: Session, committee_id: UUID, vote_id: UUID, recall: bytes) -> bool:
    """Take a ballot out by its locator, to be replaced; False when none lies there."""
    taken = session.execute(
        delete(SecretBallotRecord)
        .where(
            SecretBallotRecord.committee_id == committee_id,
            SecretBallotRecord.vote_id == vote_id,
            SecretBallotRecord.recall == recall,
        )
        .returning(SecretBallotRecord.id)
    ).all()
    return bool(taken)


def delete_ballots(session: Session, committee_id: UUID, vote_id: UUID) -> int:
    """Delete what lies in the box of a vote that is never counted; return how many ballots."""
    gone = 0
    for table in (SecretBallotRecord, OpenBallotRecord):
        result = session.execute(
            delete(table)
            .where(table.committee_id == committee_id, table.vote_id == vote_id)
            .returning(table.id)
        )
        gone += len(result.all())
    return gone


def count_secret_choices(
    session: Session, committee_id: UUID, vote_id: UUID, questions: int
) -> tuple[dict[str, int], ...]:
    """Return for each question how many secret ballots on screen gave which answer."""
    rows = session.execute(
        select(SecretBallotRecord.question_no, SecretBallotRecord.choice, func.count())
        .where(
            SecretBallotRecord.committee_id == committee_id, SecretBallotRecord.vote_id == vote_id
        )
        .group_by(SecretBallotRecord.question_no, SecretBallotRecord.choice)
    )
    found: tuple[dict[str, int], ...] = tuple({} for _question in range(questions))
    for no, answer, count in rows:
        found[no - 1][answer] = count
    return found


def add_open_ballot(
    session: Session, committee_id: UUID, ballot_id: UUID, vote_id: UUID, ballot: Mapping[str, Any]
) -> None:
    """Store a named ballot: roll_entry_id, choice, channel, receipt, at, is_opinion and
    typed_account.
    """
    session.execute(
        insert(OpenBallotRecord).values(
            committee_id=committee_id, id=ballot_id, vote_id=vote_id, **ballot
        )
    )


def save_open_ballot(
    session: Session, committee_id: UUID, vote_id: UUID, ballot: Mapping[str, Any]
) -> None:
    """Replace a named ballot by a later one of the same voter."""
    session.execute(
        update(OpenBallotRecord)
        .where(
            OpenBallotRecord.committee_id == committee_id,
            OpenBallotRecord.vote_id == vote_id,
            OpenBallotRecord.roll_entry_id == ballot["roll_entry_id"],
        )
        .values(**ballot)
    )


def find_open_ballot(
    session: Session, committee_id: UUID, vote_id: UUID, voter_id: UUID
) -> Named | None:
    """Return a voter's named ballot, held for this transaction, or None."""
    row = session.execute(
        select(
            OpenBallotRecord.choice,
            OpenBallotRecord.channel,
            OpenBallotRecord.receipt,
            OpenBallotRecord.is_opinion,
        )
        .where(
            OpenBallotRecord.committee_id == committee_id,
            OpenBallotRecord.vote_id == vote_id,
            OpenBallotRecord.roll_entry_id == voter_id,
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        return None
    return Named(row.choice, Channel(row.channel), row.receipt, row.is_opinion)


def take_open_ballot(session: Session, committee_id: UUID, vote_id: UUID, voter_id: UUID) -> bool:
    """Take out a named ballot that is void; False when none stands."""
    taken = session.execute(
        delete(OpenBallotRecord)
        .where(
            OpenBallotRecord.committee_id == committee_id,
            OpenBallotRecord.vote_id == vote_id,
            OpenBallotRecord.roll_entry_id == voter_id,
        )
        .returning(OpenBallotRecord.id)
    ).one_or_none()
    return taken is not None


def list_named(
    session: Session, committee_id: UUID, vote_id: UUID, *, is_opinion: bool = False
) -> list[tuple[Voter, str]]:
    """Return who cast a named ballot that counts, or an unsigned one, by number on the roll."""
    rows = session.execute(
        select(OpenBallotRecord, RollEntryRecord)
        .join(
            RollEntryRecord,
            (RollEntryRecord.committee_id == OpenBallotRecord.committee_id)
            & (RollEntryRecord.id == OpenBallotRecord.roll_entry_id),
        )
        .where(
            OpenBallotRecord.committee_id == committee_id,
            OpenBallotRecord.vote_id == vote_id,
            OpenBallotRecord.is_opinion.is_(is_opinion),
        )
        .order_by(RollEntryRecord.no)
    )
    return [(voter_of(voter), ballot.choice) for ballot, voter in rows]


def count_named(session: Session, committee_id: UUID, vote_id: UUID) -> Mapping[Channel, int]:
    """Return how many named ballots stand by each channel."""
    rows = session.execute(
        select(OpenBallotRecord.channel, func.count())
        .where(OpenBallotRecord.committee_id == committee_id, OpenBallotRecord.vote_id == vote_id)
        .group_by(OpenBallotRecord.channel)
    )
    return {Channel(channel): count for channel, count in rows}


def list_typists(session: Session, committee_id: UUID, vote_id: UUID) -> frozenset[UUID]:
    """Return the accounts that typed named papers that stand."""
    found = session.scalars(
        select(OpenBallotRecord.typed_account)
        .where(
            OpenBallotRecord.committee_id == committee_id,
            OpenBallotRecord.vote_id == vote_id,
            OpenBallotRecord.typed_account.is_not(None),
        )
        .distinct()
    )
    return frozenset(account for account in found if account is not None)


def count_opinions(session: Session, committee_id: UUID, vote_id: UUID) -> int:
    """Return how many papers lack their signature."""
    return session.execute(
        select(func.count())
        .select_from(OpenBallotRecord)
        .where(
            OpenBallotRecord.committee_id == committee_id,
            OpenBallotRecord.vote_id == vote_id,
            OpenBallotRecord.is_opinion.is_(True),
        )
    ).scalar_one()


def add_batch(
    session: Session, committee_id: UUID, vote_id: UUID, batch: Batch, at: datetime
) -> None:
    """Store paper ballots that were typed; what was typed before and not confirmed is dropped."""
    here = (PaperBatchRecord.committee_id == committee_id, PaperBatchRecord.vote_id == vote_id)
    session.execute(
        update(PaperBatchRecord)
        .where(*here, PaperBatchRecord.state == "typed")
        .values(state="dropped")
    )
    session.execute(
        insert(PaperBatchRecord).values(
            committee_id=committee_id,
            id=batch.id,
            vote_id=vote_id,
            no=batch.no,
            counts=[dict(each) for each in batch.counts],
            state="typed",
            typed_by=batch.typed_by,
            typed_account=batch.typed_account,
            at=at,
            caller=batch.counted_by.caller,
            counter=batch.counted_by.counter,
            watcher=batch.counted_by.watcher,
        )
    )


def count_batches(session: Session, committee_id: UUID, vote_id: UUID) -> int:
    """Return how often paper was typed for a vote."""
    return session.execute(
        select(func.count())
        .select_from(PaperBatchRecord)
        .where(PaperBatchRecord.committee_id == committee_id, PaperBatchRecord.vote_id == vote_id)
    ).scalar_one()


def find_batch(session: Session, committee_id: UUID, vote_id: UUID) -> Batch | None:
    """Return the paper that stands or waits for its second person, or None."""
    row = session.scalars(
        select(PaperBatchRecord).where(
            PaperBatchRecord.committee_id == committee_id,
            PaperBatchRecord.vote_id == vote_id,
            PaperBatchRecord.state != "dropped",
        )
    ).one_or_none()
    if row is None:
        return None
    return Batch(
        id=row.id,
        no=row.no,
        counts=tuple(row.counts),
        is_confirmed=row.state == "confirmed",
        typed_by=row.typed_by,
        typed_account=row.typed_account,
        confirmed_by=row.confirmed_by,
        counted_by=CountedBy(row.caller, row.counter, row.watcher),
    )


def save_batch_confirmed(session: Session, committee_id: UUID, batch_id: UUID, by: str) -> None:
    """Let a batch stand, confirmed by a second person."""
    session.execute(
        update(PaperBatchRecord)
        .where(PaperBatchRecord.committee_id == committee_id, PaperBatchRecord.id == batch_id)
        .values(state="confirmed", confirmed_by=by)
    )
