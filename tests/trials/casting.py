"""Trials of the ballot box: threads at one voter, retries, deaths in between, and the close."""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import DBAPIError

from participation.db.session import Session
from participation.kernel import clock, ids
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes import actions
from participation.votes.actions.casting import Ballot, Begun
from participation.votes.records import MarkRecord, ReceiptRecord, SecretBallotRecord
from participation.votes.store import find_vote
from tests.conftest import Village
from tests.votes.ballots import NO, YES, Held

THREADS = 16


@dataclass(frozen=True)
class Found:
    """What a trial came to: how many were tried, acknowledged, stored, and how many were wrong."""

    tried: int
    acknowledged: int
    marks: int
    ballots: int
    wrong: int


def counts(village: Village) -> tuple[int, int, int]:
    """Return how many marks, secret ballots and receipts are stored."""
    with village.database.reading() as session:
        marks, ballots, receipts = (
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (MarkRecord, SecretBallotRecord, ReceiptRecord)
        )
    return marks, ballots, receipts


def released(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run work in so many threads, let go at one moment; return what each came to."""
    barrier = threading.Barrier(count)

    def run(at: int) -> Any:
        barrier.wait()
        return work(at)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def naive_cast(held: Held, label: str, wait: Callable[[], None]) -> bool:
    """Cast as if marks were only looked up: no unique mark, no lock; the twin that must fail."""
    village = held.village
    slip = held.slips[label]
    with village.database.reading() as session:
        seen = session.execute(
            select(MarkRecord.vote_id).where(MarkRecord.roll_entry_id == slip.voter.id)
        ).first()
    wait()
    if seen is not None:
        return False
    with village.database.writing() as session:
        session.execute(
            insert(SecretBallotRecord).values(
                committee_id=village.id, id=ids.new_id(), vote_id=held.id, choice=1, recall=None
            )
        )
    return True


def barrier(held: Held, labels: list[str]) -> Found:
    """Let sixteen threads vote for each voter at the same moment."""
    wrong = acknowledged = 0
    for label in labels:
        token = held.slips[label].token
        begun = [held.begin(Ballot(YES, token)) for _ in range(THREADS)]

        def work(at: int, begun: list[Begun] = begun, label: str = label) -> Any:
            return held.cast(label, YES, retry=begun[at].retry_code)

        done = sum(isinstance(one, Done) for one in released(THREADS, work))
        acknowledged += done
        wrong += done != 1
    marks, ballots, _receipts = counts(held.village)
    return Found(len(labels) * THREADS, acknowledged, marks, ballots, wrong)


def _naive(held: Held, label: str, here: threading.Barrier, _at: int) -> bool:
    return naive_cast(held, label, here.wait)


def naive_barrier(held: Held, labels: list[str]) -> Found:
    """The same without a mark that the database allows once."""
    wrong = acknowledged = 0
    for label in labels:
        here = threading.Barrier(THREADS)
        done = sum(released(THREADS, partial(_naive, held, label, here)))
        acknowledged += done
        wrong += done != 1
    marks, ballots, _receipts = counts(held.village)
    return Found(len(labels) * THREADS, acknowledged, marks, ballots, wrong)


def duplicates(held: Held, labels: list[str], share: float, seed: int) -> Found:
    """Cast for every voter, some more than once, shuffled, from sixteen threads."""
    chance = random.Random(seed)
    casts = [*labels]
    while len(casts) * (1 - share) < len(labels):
        casts.append(chance.choice(labels))
    chance.shuffle(casts)

    def work(label: str) -> Any:
        return held.cast(label, chance.choice((YES, NO)))

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(work, casts))
    done = sum(isinstance(one, Done) for one in answers)
    refused = {one.code for one in answers if isinstance(one, Refusal)}
    marks, ballots, receipts = counts(held.village)
    wrong = len(refused - {"already-voted"}) + (receipts != ballots)
    return Found(len(casts), done, marks, ballots, wrong)


class KilledError(Exception):
    """The process died here, as far as this transaction is concerned."""


POINTS = ("begin", "mark", "insert", "commit")


@contextmanager
def deaths(held: Held, share: float, seed: int) -> Iterator[dict[str, int]]:
    """Let transactions die after their begin, mark, insert or commit, each with some chance."""
    chance = random.Random(seed)
    engine = held.village.database.engine
    died = dict.fromkeys(POINTS, 0)

    def die(point: str) -> None:
        if chance.random() < share:
            died[point] += 1
            raise KilledError(point)

    def after(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "FROM votes" in statement:
            die("begin")
        elif statement.startswith("INSERT INTO marks"):
            die("mark")
        elif statement.startswith("INSERT INTO secret_ballots"):
            die("insert")

    event.listen(engine, "after_cursor_execute", after)
    try:
        yield died
    finally:
        event.remove(engine, "after_cursor_execute", after)


def crashes(held: Held, labels: list[str], share: float, seed: int) -> tuple[Found, int]:
    """Cast for every voter while transactions die; whoever got no answer sends the page again.

    After a commit it is the answer that is lost. Returns also how often a retry found its ballot.
    """
    chance = random.Random(seed + 1)
    acknowledged = replays = wrong = 0
    pages = {label: held.begin(Ballot(YES, held.slips[label].token)) for label in labels}
    with deaths(held, share, seed) as died:
        for label in labels:
            first = ""
            while True:
                try:
                    answer = held.cast(label, YES, retry=pages[label].retry_code)
                except KilledError:
                    continue
                except DBAPIError:
                    continue
                receipt = answer.value.receipt
                if first:
                    replays += 1
                    wrong += first != receipt
                if chance.random() < share:
                    died["commit"] += 1
                    first = receipt
                    continue
                acknowledged += 1
                break
    marks, ballots, receipts = counts(held.village)
    wrong += receipts != ballots
    return Found(len(labels), acknowledged, marks, ballots, wrong), replays


def closing(held: Held, labels: list[str], *, is_naive: bool = False) -> tuple[int, int]:
    """Vote from sixteen threads across the close; return how many counted, and how many late.

    Late is a ballot that is in the box although it was not there when the close was stored.
    """
    village = held.village
    vote = village.read(lambda s: find_vote(s, village.id, held.no))
    assert vote is not None
    ready = {label: held.begin(Ballot(YES, held.slips[label].token)) for label in labels}
    at_close: list[int] = []
    closed = threading.Event()
    stale = threading.Event()

    def close() -> None:
        if is_naive:
            stale.wait(10)
        _stop(held)
        at_close.append(counts(village)[0])
        closed.set()

    def work(label: str) -> bool:
        retry = ready[label].retry_code
        if not is_naive:
            return isinstance(held.cast(label, YES, retry=retry, now=clock.now()), Done)
        with village.database.reading() as session:
            state = find_vote(session, village.id, held.no)
        stale.set()
        closed.wait(10)
        if state is None or state.may_cast(clock.now()) is not None:
            return False
        return _unchecked(held, label)

    closer = threading.Thread(target=close)
    with ThreadPoolExecutor(THREADS) as pool:
        answers = [pool.submit(work, label) for label in labels[: len(labels) // 2]]
        closer.start()
        answers += [pool.submit(work, label) for label in labels[len(labels) // 2 :]]
        done = sum(one.result() for one in answers)
    closer.join()
    return done, counts(village)[0] - at_close[0]


def _unchecked(held: Held, label: str) -> bool:
    """Store a ballot whose state was read before, outside the transaction that stores it."""
    village = held.village
    with village.database.writing() as session:
        session.execute(
            insert(MarkRecord).values(
                committee_id=village.id,
                vote_id=held.id,
                roll_entry_id=held.slips[label].voter.id,
                channel="phone",
            )
        )
    return True


def _stop(held: Held) -> None:
    """Store the close, holding the vote as the product does."""
    after = clock.now() + timedelta(days=30)

    def close(session: Session, errand: Errand) -> Any:
        return actions.close_due(session, errand, held.no)

    assert isinstance(held.village.do(close, now=after), Done)
