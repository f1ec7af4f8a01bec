"""Trials of sealing: every attack before and after it, and how long it takes for how many."""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, text

from participation.kernel import codes, ids
from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.records import RollEntryRecord
from participation.votes.rules.sealing import Seal
from participation.votes.store import seal
from tests.trials import attacks
from tests.trials.attacks import ATTACKS, judged
from tests.votes.ballots import NO, YES, Held


@dataclass(frozen=True)
class Tried:
    """How often the worst attack was right before the seal, the best after it, and the traces."""

    voters: int
    before: int
    after: int
    bound: float
    traces: int

    @property
    def is_held(self) -> bool:
        return self.before == self.voters and self.after <= self.bound and not self.traces


def attacked(held: Held) -> Tried:
    """Vote, attack, seal, attack again."""
    village = held.village
    tools = ATTACKS[village.database.engine.dialect.name]
    with ExitStack() as stack:
        # Somebody who reads for long, as a backup does: SQLite keeps its log whole meanwhile.
        stack.enter_context(village.database.reading()).execute(text("SELECT 1 FROM marks"))
        truth = attacks.vote_all(held)
        before = min(judged(held, attack, truth).right for attack in tools)
    told = attacks.ballot_ids(held)
    sealed(held)
    found = [judged(held, attack, truth) for attack in (*tools, attacks.by_id)]
    best = max(found, key=lambda one: one.right)
    return Tried(len(truth), before, best.right, best.chance, attacks.traces(held, told[:200]))


def _swept(held: Held, later: datetime) -> float:
    """Sweep until nothing of before is left, as tick does; return when the last sweep was over.

    Whoever reads in the same server may hold the old rows back for a moment.
    """
    for _try in range(50):
        assert actions.sweep_box(held.village.database)
        over = time.monotonic()
        if held.do(actions.note_swept, now=later) == Done(Seal.SWEPT):
            return over
        time.sleep(0.2)
    raise AssertionError("never swept")


def sealed(held: Held) -> tuple[float, float]:
    """Close, seal and sweep; return the seconds of sealing and of sweeping."""
    later = held.village.now + timedelta(days=30)
    assert isinstance(held.do(actions.close_due, now=later), Done)
    begun = time.monotonic()
    assert held.do(actions.seal_vote, now=later) == Done(Seal.REWRITTEN)
    rewritten = time.monotonic()
    swept = _swept(held, later)
    return rewritten - begun, swept - rewritten


def stuff(held: Held, count: int, first: int = 10) -> None:
    """Put so many voters, marks, receipts and ballots into the box at once."""
    owner = {"committee_id": held.village.id, "vote_id": held.id}
    voters = [ids.new_id() for _voter in range(count)]
    kept = next(iter(held.slips.values())).voter
    roll = [
        {
            **owner,
            "id": one,
            "no": at,
            "household_id": kept.household_id,
            "label": "",
            "name": "",
            "group_name": "",
            "area": 0,
        }
        for at, one in enumerate(voters, first)
    ]
    marks = [{**owner, "roll_entry_id": one, "channel": "phone"} for one in voters]
    by = {"helper_id": kept.id, "helper": "", "proof": "digits", "witnesses": ""}
    helped = [{**owner, "roll_entry_id": one, **by} for one in voters[::10]]
    receipts = [{**owner, "code": codes.token(ids.chance(16))[:12]} for _voter in range(count)]
    ballots = [
        {
            **owner,
            "id": ids.random_id(ids.chance(16)),
            "question_no": 1,
            "choice": (YES, NO)[at % 2],
            "recall": ids.chance(32),
        }
        for at in range(count)
    ]
    with held.village.database.writing() as session:
        session.execute(insert(RollEntryRecord), roll)
        for table, rows in zip(seal.BOX, (marks, helped, receipts, ballots), strict=True):
            session.execute(insert(table), rows)
