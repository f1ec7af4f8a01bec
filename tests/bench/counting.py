"""A million ballots: sealed, counted and published, beside a bare GROUP BY with its hashing."""

import hashlib
import json
import resource
import time
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import update

from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.records import VoteRecord
from participation.votes.rules.merkle import merkle_root
from tests.bench.lines import Line, at_most
from tests.bench.places import engine_of
from tests.trials.pressed import hold
from tests.trials.sealing import sealed, stuff
from tests.votes.ballots import SUPERVISOR, Held

PIECE = 50_000
LATER = timedelta(days=31)
GROUPED = "SELECT choice, count(*) FROM secret_ballots GROUP BY choice"
LISTED = "SELECT code FROM receipts ORDER BY code"


def lines(name: str, url: str, ballots: int) -> Iterator[Line]:
    """Yield the lines of counting on one database."""
    with engine_of(url) as engine:
        held = hold(engine, 3)
        for start in range(0, ballots, PIECE):
            stuff(held, min(PIECE, ballots - start), first=start + 10)
        _widen(held, ballots)
        rewritten, swept = sealed(held)
        said = f"rewritten {rewritten:.1f} s, swept {swept:.1f} s"
        yield Line(f"sealing {ballots:,} ballots, {name}", said, "", "", "", None)
        bare = _bare(held)
        begun = time.monotonic()
        later = held.village.now + LATER
        counted = held.do(actions.count_vote, now=later, committee="柳根村")
        assert isinstance(counted, Done), counted
        published = held.do(actions.confirm_count, SUPERVISOR, now=later)
        assert isinstance(published, Done), published
        took = time.monotonic() - begun
        work = f"{ballots:,} ballots counted and published, {name}"
        yield at_most(work, took, "GROUP BY and hashing", bare, 2)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Line("… memory of the process that did it", f"{most:,.0f} MB", "", "", "", None)


def _widen(held: Held, ballots: int) -> None:
    """Let the vote know how long its roll has become."""
    with held.village.database.writing() as session:
        size = {"roll_size": ballots + 3}
        session.execute(update(VoteRecord).where(VoteRecord.id == held.id).values(**size))


def _bare(held: Held) -> float:
    """Count by choice, read the receipts, hash a leaf for each line, and the file they make."""
    begun = time.monotonic()
    with held.village.database.reading() as session:
        connection = session.connection()
        groups = connection.exec_driver_sql(GROUPED).all()
        codes = [row[0] for row in connection.exec_driver_sql(LISTED)]
    choices = [choice for choice, count in groups for _one in range(count)]
    merkle_root([line.encode() for line in [*codes, *choices]])
    hashlib.sha256(json.dumps([codes, choices]).encode())
    return time.monotonic() - begun
