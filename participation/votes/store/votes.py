"""Votes and their options in SQL."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Result, delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from participation.db.prepared import Prepared
from participation.votes.records import (
    CallBackRecord,
    MarkRecord,
    OptionRecord,
    QuestionRecord,
    VoteObjectionRecord,
    VoteRecord,
)
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.budgets import Method
from participation.votes.rules.chartered import charter_from_data, charter_to_data
from participation.votes.rules.levies import levy_from_data, levy_to_data
from participation.votes.rules.life import State
from participation.votes.rules.objections import Stage
from participation.votes.rules.questions import Kind, Option, Question, Stance
from participation.votes.rules.roll import Unit
from participation.votes.rules.rule_data import rule_from_data, rule_to_data
from participation.votes.rules.vote import Proof, Vote

Line = tuple[QuestionRecord, OptionRecord]


def _questions(lines: Iterable[Line]) -> tuple[Question, ...]:
    """Return the questions of a vote of their rows, which come in ballot order."""
    options: dict[int, list[Option]] = {}
    asked: dict[int, QuestionRecord] = {}
    for question, option in lines:
        asked[question.no] = question
        options.setdefault(question.no, []).append(
            Option(str(option.no), option.text, Stance(option.meaning), option.detail, option.cost)
        )
    return tuple(_question(row, tuple(options[no])) for no, row in asked.items())


def _question(row: QuestionRecord, options: tuple[Option, ...]) -> Question:
    return Question(
        text=row.text,
        kind=Kind(row.kind),
        options=options,
        most=row.most,
        seats=row.seats,
        total=row.total,
        method=None if row.method is None else Method(row.method),
    )


def vote_of(row: VoteRecord, lines: Iterable[Line]) -> Vote:
    """Return the vote of its rows, questions and options in ballot order."""
    return Vote(
        id=row.id,
        no=row.no,
        matter_id=row.matter_id,
        title=row.title,
        questions=_questions(lines),
        detail=row.detail,
        rule=rule_from_data(row.rule),
        channels=frozenset(Channel(each) for each in row.channels.split()),
        is_charter_approved=row.is_charter_approved,
        secrecy=Secrecy(row.secrecy),
        unit=Unit(row.basis),
        proof=Proof(row.proof),
        state=State(row.state),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        publishes_at=row.publishes_at,
        opened_at=row.opened_at,
        roll_size=row.roll_size,
        roll_area=row.roll_area,
        roll_hash="" if row.roll_hash is None else row.roll_hash.hex(),
        counted_by=row.counted_by,
        counted_account=row.counted_account,
        confirmed_by=row.confirmed_by,
        pile_checked_by=row.pile_checked_by,
        announced_at=row.announced_at,
        paused_at=row.paused_at,
        published_at=row.published_at,
        notices=row.notices,
        result=row.result,
        levy=None if row.levy is None else levy_from_data(row.levy),
        charter=None if row.charter is None else charter_from_data(row.charter),
    )


def _columns(vote: Vote) -> dict[str, Any]:
    return {
        "matter_id": vote.matter_id,
        "title": vote.title,
        "detail": vote.detail,
        "rule_id": vote.rule.id,
        "rule": rule_to_data(vote.rule),
        "is_binding": vote.binding.is_binding,
        "binding_reason": vote.binding.why,
        "channels": " ".join(sorted(vote.channels)),
        "is_charter_approved": vote.is_charter_approved,
        "secrecy": vote.secrecy,
        "basis": vote.unit,
        "proof": vote.proof,
        "opens_at": vote.opens_at,
        "closes_at": vote.closes_at,
        "publishes_at": vote.publishes_at,
        "levy": None if vote.levy is None else levy_to_data(vote.levy),
        "charter": None if vote.charter is None else charter_to_data(vote.charter),
    }


def add_vote(session: Session, committee_id: UUID, vote: Vote, new_id: Callable[[], UUID]) -> None:
    """Store a draft with its questions and options."""
    session.execute(
        insert(VoteRecord).values(
            committee_id=committee_id,
            id=vote.id,
            no=vote.no,
            state=vote.state,
            roll_size=0,
            roll_area=0,
            **_columns(vote),
        )
    )
    _add_questions(session, committee_id, vote, new_id)


def save_draft(
    session: Session, committee_id: UUID, vote: Vote, new_id: Callable[[], UUID]
) -> None:
    """Store a draft that was changed, questions and all."""
    session.execute(
        update(VoteRecord)
        .where(VoteRecord.committee_id == committee_id, VoteRecord.id == vote.id)
        .values(**_columns(vote))
    )
    for lines in (OptionRecord, QuestionRecord):
        session.execute(
            delete(lines).where(lines.committee_id == committee_id, lines.vote_id == vote.id)
        )
    _add_questions(session, committee_id, vote, new_id)


def _add_questions(
    session: Session, committee_id: UUID, vote: Vote, new_id: Callable[[], UUID]
) -> None:
    whose = {"committee_id": committee_id, "vote_id": vote.id}
    asked, options = [], []
    for no, question in enumerate(vote.questions, 1):
        asked.append(
            {
                **whose,
                "id": new_id(),
                "no": no,
                "text": question.text,
                "kind": question.kind,
                "most": question.most,
                "seats": question.seats,
                "total": question.total,
                "method": question.method,
            }
        )
        options += [
            {
                **whose,
                "id": new_id(),
                "question_no": no,
                "no": int(option.code),
                "text": option.label,
                "detail": option.note,
                "meaning": option.stance,
                "cost": option.cost,
            }
            for option in question.options
        ]
    session.execute(insert(QuestionRecord), asked)
    session.execute(insert(OptionRecord), options)


def _with_questions(session: Session, committee_id: UUID, rows: Sequence[VoteRecord]) -> list[Vote]:
    """Return the votes of some rows, all their questions read at once."""
    found: dict[UUID, list[Line]] = {row.id: [] for row in rows}
    if rows:
        lines = session.execute(
            _in_order(select(QuestionRecord, OptionRecord)).where(
                QuestionRecord.committee_id == committee_id, QuestionRecord.vote_id.in_(found)
            )
        )
        for question, option in lines:
            found[question.vote_id].append((question, option))
    return [vote_of(row, found[row.id]) for row in rows]


def _in_order(wanted: Any) -> Any:
    """Return a selection with every question's options joined to it, in ballot order."""
    return wanted.join(
        OptionRecord,
        (OptionRecord.committee_id == QuestionRecord.committee_id)
        & (OptionRecord.vote_id == QuestionRecord.vote_id)
        & (OptionRecord.question_no == QuestionRecord.no),
    ).order_by(QuestionRecord.no, OptionRecord.no)


def _one(found: Result[*tuple[Any, ...]]) -> Vote | None:
    rows = found.all()
    return vote_of(rows[0][0], [(row[1], row[2]) for row in rows]) if rows else None


def _asked(committee_id: Any) -> Any:
    """Return the selection of votes with all that they ask, read anew in each transaction."""
    wanted = select(VoteRecord, QuestionRecord, OptionRecord).join(
        QuestionRecord,
        (QuestionRecord.committee_id == VoteRecord.committee_id)
        & (QuestionRecord.vote_id == VoteRecord.id),
    )
    here = _in_order(wanted).where(VoteRecord.committee_id == committee_id)
    return here.execution_options(populate_existing=True)


@Prepared
def _by_no(committee_id: Any, no: Any) -> Any:
    return _asked(committee_id).where(VoteRecord.no == no)


@Prepared
def _by_id(committee_id: Any, vote_id: Any) -> Any:
    return _asked(committee_id).where(VoteRecord.id == vote_id)


@Prepared
def _shared(committee_id: Any, no: Any) -> Any:
    wanted = _asked(committee_id).where(VoteRecord.no == no)
    return wanted.with_for_update(read=True, of=VoteRecord)


@Prepared
def _held(committee_id: Any, no: Any) -> Any:
    return _asked(committee_id).where(VoteRecord.no == no).with_for_update(of=VoteRecord)


def find_vote(session: Session, committee_id: UUID, no: int) -> Vote | None:
    """Return the vote of a number, or None."""
    return _one(_by_no(session, committee_id, no))


def get_vote(session: Session, committee_id: UUID, vote_id: UUID) -> Vote:
    """Return a vote that is known to exist."""
    found = _one(_by_id(session, committee_id, vote_id))
    if found is None:
        raise LookupError(vote_id)
    return found


def lock_vote(session: Session, committee_id: UUID, no: int, *, is_shared: bool) -> Vote | None:
    """Return a vote and hold it to the end of the transaction, so that its state cannot move.

    Casting shares the lock; closing, counting and publishing hold it alone. On SQLite the one
    writer holds everything anyway.
    """
    return _one((_shared if is_shared else _held)(session, committee_id, no))


def get_record(session: Session, committee_id: UUID, vote_id: UUID) -> dict[str, Any]:
    """Return the record of a counted vote, lists and all, as it is published."""
    row = session.execute(
        select(VoteRecord.result, VoteRecord.lists).where(
            VoteRecord.committee_id == committee_id, VoteRecord.id == vote_id
        )
    ).one()
    return {**(row.result or {}), "ballots": row.lists}


def list_open(session: Session, committee_id: UUID, now: datetime) -> list[Vote]:
    """Return the votes that take ballots now, the first to close first."""
    rows = session.scalars(
        select(VoteRecord)
        .where(
            VoteRecord.committee_id == committee_id,
            VoteRecord.state == State.OPEN,
            VoteRecord.opens_at <= now,
            VoteRecord.closes_at > now,
        )
        .order_by(VoteRecord.closes_at, VoteRecord.no)
        .limit(20)
    ).all()
    return _with_questions(session, committee_id, rows)


def list_of_matter(session: Session, committee_id: UUID, matter_id: UUID) -> list[Vote]:
    """Return the votes a matter came to, drafts left out, the newest first."""
    rows = session.scalars(
        select(VoteRecord)
        .where(
            VoteRecord.committee_id == committee_id,
            VoteRecord.matter_id == matter_id,
            VoteRecord.state != State.DRAFT,
        )
        .order_by(VoteRecord.no.desc())
        .limit(20)
    ).all()
    return _with_questions(session, committee_id, rows)


def list_votes(
    session: Session,
    committee_id: UUID,
    before: int | None,
    limit: int,
    *,
    has_drafts: bool = False,
) -> list[Vote]:
    """Return a page of votes, the newest first, before a number if given."""
    statement = select(VoteRecord).where(VoteRecord.committee_id == committee_id)
    if not has_drafts:
        statement = statement.where(VoteRecord.state != State.DRAFT)
    if before is not None:
        statement = statement.where(VoteRecord.no < before)
    rows = session.scalars(statement.order_by(VoteRecord.no.desc()).limit(limit)).all()
    return _with_questions(session, committee_id, rows)


def list_due(
    session: Session, now: datetime, period: timedelta, limit: int = 200
) -> list[tuple[UUID, int]]:
    """Return committee and number of votes anywhere that have to be closed, published or settled.

    `period` is the shortest for which a result stays up.
    """
    is_stopped = (VoteRecord.state == State.OPEN) & (VoteRecord.closes_at <= now)
    is_awaited = (VoteRecord.state == State.CONFIRMED) & (VoteRecord.publishes_at <= now)
    rows = session.execute(
        select(VoteRecord.committee_id, VoteRecord.no)
        .where(or_(is_stopped, is_awaited, _is_settled(now, period)))
        .order_by(VoteRecord.closes_at)
        .limit(limit)
    )
    return [(row.committee_id, row.no) for row in rows]


def _is_settled(now: datetime, period: timedelta) -> Any:
    objection = VoteObjectionRecord
    stands_in_the_way = exists().where(
        objection.committee_id == VoteRecord.committee_id,
        objection.vote_id == VoteRecord.id,
        objection.stage == Stage.RESULT,
        or_(objection.ruled_at.is_(None), objection.is_upheld.is_(True)),
    )
    is_over = VoteRecord.published_at <= now - period
    is_published = (VoteRecord.state == State.PUBLISHED) & is_over
    return is_published & ~stands_in_the_way & _is_called_back()


def _is_called_back() -> Any:
    """Whether everybody drawn was called back, or nobody voted at all."""

    def of_vote(table: type[CallBackRecord | MarkRecord]) -> Any:
        return (table.committee_id == VoteRecord.committee_id) & (table.vote_id == VoteRecord.id)

    calls = of_vote(CallBackRecord)
    is_left = exists().where(calls, CallBackRecord.outcome.is_(None))
    return ~is_left & or_(exists().where(calls), ~exists().where(of_vote(MarkRecord)))


def save_opened(session: Session, committee_id: UUID, vote: Vote, now: datetime) -> None:
    """Freeze rule, roll and dates of a vote that opens."""
    session.execute(
        update(VoteRecord)
        .where(VoteRecord.committee_id == committee_id, VoteRecord.id == vote.id)
        .values(
            **_columns(vote),
            state=State.OPEN,
            opened_at=now,
            roll_size=vote.roll_size,
            roll_area=vote.roll_area,
            roll_hash=bytes.fromhex(vote.roll_hash),
        )
    )


def save_state(
    session: Session, committee_id: UUID, vote_id: UUID, state: State, **more: Any
) -> None:
    """Move a vote on, with what the step leaves behind."""
    session.execute(
        update(VoteRecord)
        .where(VoteRecord.committee_id == committee_id, VoteRecord.id == vote_id)
        .values(state=state, **more)
    )


def save_halted(session: Session, committee_id: UUID, vote: Vote) -> None:
    """Store a vote that was paused, resumed, extended or cancelled: its state and its hours."""
    save_state(
        session,
        committee_id,
        vote.id,
        vote.state,
        paused_at=vote.paused_at,
        closes_at=vote.closes_at,
        publishes_at=vote.publishes_at,
    )
