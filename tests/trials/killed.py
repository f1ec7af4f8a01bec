"""Trials of what was acknowledged: the server, or its database, is killed while people vote."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.crowd import Crowd
from tests.served import Served
from tests.trials.casting import counts
from tests.trials.strained import crowd, marked
from tests.votes.ballots import Held

HASTY = "tests.trials.twins:hasty()"
UNSYNCED = "tests.trials.twins:unsynced()"


@dataclass(frozen=True)
class Survived:
    """What came of it: kills under load, casts acknowledged, what is in the box, and what not."""

    kills: int
    acknowledged: int
    marks: int
    ballots: int
    receipts: int
    lost: int
    odd: tuple[str, ...]

    @property
    def is_held(self) -> bool:
        """Whether every acknowledged ballot is there, and nothing is there in part."""
        is_whole = self.marks == self.ballots == self.receipts
        return is_whole and self.acknowledged > 0 and self.lost == 0 and not self.odd


def killed(
    held: Held,
    served: Served,
    kill: Callable[[], None],
    kills: int,
    *,
    is_patient: bool = True,
) -> Survived:
    """Let a crowd vote while what it votes at is killed and comes back, so many times.

    An impatient crowd does not ask again: its twin is killed for good.
    """
    chance = random.Random(7)
    pressing = crowd(held, served, is_patient=is_patient, deadline=3600, seconds=3600)
    under_load = 0
    for _kill in range(kills):
        before = _votes(held)
        _wait_for(lambda before=before: _votes(held) > before, pressing)
        time.sleep(chance.uniform(0.05, 0.5))
        under_load += pressing.is_at_work
        kill()
    pressing.stop()
    return _survived(held, pressing.told(), under_load)


def _votes(held: Held) -> int:
    return counts(held.village)[0]


def _survived(held: Held, told: dict[str, Any], kills: int) -> Survived:
    voters = {slip.token: slip.voter.id for slip in held.slips.values()}
    acknowledged = {voters[slip] for slip, status, *_when in told["casts"] if status == 303}
    usual = {"303", "200", "503", "0"}
    odd = tuple(name for name in told["statuses"] if name.split()[-1] not in usual)
    lost = len(acknowledged - marked(held))
    return Survived(kills, len(acknowledged), *counts(held.village), lost, odd)


def _wait_for(is_true: Callable[[], bool], crowd: Crowd) -> None:
    ends = time.monotonic() + 60
    while not is_true():
        assert time.monotonic() < ends, "nobody could vote"
        time.sleep(0.01)


def again(served: Served) -> Callable[[], None]:
    """Return what kills a server, every process of it, and starts it once more."""

    def kill() -> None:
        served.kill()
        served.start()

    return kill
