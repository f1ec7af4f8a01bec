"""Trials of the ballot box: threads at one voter, retries, deaths in between, and the close."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import event, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from participation.db.session import Session
from participation.kernel import clock, ids
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes import actions
from participation.votes.actions.casting import Ballot, Begun
from participation.votes.records import MarkRecord, ReceiptRecord, SecretBallotRecord, VoteRecord
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


def naive_cast(held: Held, label: str) -> bool:
    """Look whether there is a mark, and if not, store mark and ballot: the twin that must fail.

    Nothing makes it wait in between; its marks are kept apart, for the real ones are unique.
    """
    village = held.village
    looked = select(ReceiptRecord.code).where(
        ReceiptRecord.committee_id == village.id, ReceiptRecord.code.startswith(f"{label} ")
    )
    with village.database.reading() as session:
        if session.execute(looked).first() is not None:
            return False
    with village.database.writing() as session:
        mark = {"vote_id": held.id, "code": f"{label} {ids.new_id()}"}
        session.execute(insert(ReceiptRecord).values(committee_id=village.id, **mark))
        ballot = {"vote_id": held.id, "question_no": 1, "choice": YES, "recall": None}
        session.execute(
            insert(SecretBallotRecord).values(
                committee_id=village.id, id=ids.random_id(ids.chance(16)), **ballot
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


def _naive(held: Held, label: str, _at: int) -> bool:
    return naive_cast(held, label)


def naive_barrier(held: Held, labels: list[str]) -> Found:
    """The same without a mark that the database allows once."""
    wrong = acknowledged = 0
    for label in labels:
        done = sum(released(THREADS, partial(_naive, held, label)))
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


@dataclass(frozen=True)
class Crossed:
    """What came in, what was turned away, and what is in the box though the close was stored.

    A trial in which nothing came in, or nothing was turned away, did not cross the close.
    """

    counted: int
    refused: int
    late: int

    @property
    def is_across(self) -> bool:
        return self.counted > 0 and self.refused > 0


def closing(held: Held, labels: list[str], seconds: float) -> Crossed:
    """Vote from sixteen threads while the clock passes the close, which is stored at once."""
    village = held.village
    ready = {label: held.begin(Ballot(YES, held.slips[label].token)) for label in labels}
    stops = clock.now() + timedelta(seconds=seconds)
    with village.database.writing() as session:
        session.execute(update(VoteRecord).where(VoteRecord.id == held.id).values(closes_at=stops))
    at_close: list[int] = []

    def work(label: str) -> bool:
        ballot = Ballot(YES, held.slips[label].token)
        retry = ready[label].retry_code

        # As the pages do: the hour is taken once the transaction has begun.
        def cast(session: Session, errand: Errand) -> Any:
            here = replace(errand, now=clock.now())
            return actions.cast(session, here, held.no, ballot, retry)

        return isinstance(village.do(cast), Done)

    with ThreadPoolExecutor(THREADS + 1) as pool:
        closer = pool.submit(_close_when_due, held, at_close)
        answers = [one.result() for one in [pool.submit(work, label) for label in labels]]
        closer.result()
    counted = sum(answers)
    return Crossed(counted, len(labels) - counted, counts(village)[0] - at_close[0])


def _close_when_due(held: Held, at_close: list[int]) -> None:
    """Store the close as soon as the clock allows it, then count what is in the box."""

    def close(session: Session, errand: Errand) -> Any:
        return actions.close_due(session, replace(errand, now=clock.now()), held.no)

    while not isinstance(held.village.do(close), Done):
        time.sleep(0.005)
    at_close.append(counts(held.village)[0])


def halting(held: Held, labels: list[str], halt: Callable[[], Any]) -> Crossed:
    """Vote from sixteen threads while the desk pauses or cancels, once some are in.

    A lock that all share lets none in before they are done, so the last eight come afterwards.
    """
    village = held.village
    ready = {label: held.begin(Ballot(YES, held.slips[label].token)) for label in labels}
    some_in, answered = threading.Event(), iter(range(len(labels)))
    halted, last = threading.Event(), set(labels[-THREADS // 2 :])

    def work(label: str) -> bool:
        if label in last:
            halted.wait()
        done = isinstance(held.cast(label, retry=ready[label].retry_code), Done)
        if next(answered) == THREADS // 2:
            some_in.set()
        return done

    with ThreadPoolExecutor(THREADS) as pool:
        answers = [pool.submit(work, label) for label in labels]
        some_in.wait()
        assert isinstance(halt(), Done)
        at_halt = counts(village)[0]
        halted.set()
        counted = sum(one.result() for one in answers)
    return Crossed(counted, len(labels) - counted, counts(village)[0] - at_halt)


def closed_later(held: Held) -> Any:
    """Store the close as if its hour had come."""
    return held.do(actions.close_due, now=clock.now() + timedelta(days=30))


def naive_closing(
    held: Held, labels: list[str], stop: Callable[[Held], Any] = closed_later
) -> Crossed:
    """Read the state before the transaction that stores the ballot: all of these come late."""
    village = held.village
    here, closed = threading.Barrier(len(labels) + 1), threading.Event()

    def work(label: str) -> bool:
        with village.database.reading() as session:
            vote = find_vote(session, village.id, held.no)
        here.wait()
        closed.wait()
        if vote is None or vote.may_cast(clock.now()) is not None:
            return False
        with village.database.writing() as session:
            session.execute(insert(MarkRecord).values(**_mark(held, label)))
        return True

    with ThreadPoolExecutor(len(labels)) as pool:
        answers = [pool.submit(work, label) for label in labels]
        here.wait()
        assert isinstance(stop(held), Done)
        at_close = counts(village)[0]
        closed.set()
        counted = sum(one.result() for one in answers)
    return Crossed(counted, len(labels) - counted, counts(village)[0] - at_close)


def _mark(held: Held, label: str) -> dict[str, Any]:
    return {
        "committee_id": held.village.id,
        "vote_id": held.id,
        "roll_entry_id": held.slips[label].voter.id,
        "channel": "phone",
    }
