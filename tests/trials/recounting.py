"""Trials of recounting: two programs over many elections, forgeries, and receipts looked up."""

from dataclasses import dataclass
from random import Random
from typing import Any

from participation.kernel import codes
from participation.votes.rules.published import record_hash
from participation.votes.rules.verify import verify_record
from participation.votes.store import box
from tests.trials.sealing import sealed
from tests.votes.ballots import NO, YES, Held
from tests.votes.recounts import (
    differences,
    elections,
    forgeries,
    is_seen_by_script,
    published,
    script,
)

TOOL = script()


@dataclass(frozen=True)
class Forged:
    """How many forgeries each recount let through, and how many a look at the hash alone."""

    tried: int
    past_verify: int
    past_script: int
    past_hash: int


def apart(count: int, seed: int) -> int:
    """Return in how many of so many elections the two programs differ."""
    return sum(bool(differences(TOOL, published(one))) for one in elections(count, seed))


def forged(count: int, seed: int) -> Forged:
    """Forge at least so many records, each in another way."""
    chance, found = Random(seed), [0, 0, 0, 0]
    for one in elections(count, seed):
        for record in forgeries(published(one), chance, TOOL):
            for at, is_past in enumerate((True, *_past(record))):
                found[at] += is_past
        if found[0] >= count:
            break
    return Forged(*found)


def _past(record: dict[str, Any]) -> tuple[bool, bool, bool]:
    return (
        not verify_record(record),
        not is_seen_by_script(TOOL, record),
        record_hash(record) == record["hash"],
    )


@dataclass(frozen=True)
class Looked:
    """How many receipts were given and found, and how many made up ones were found too."""

    given: int
    found: int
    made_up: int
    mistaken: int


def looked_up(held: Held, made_up: int, seed: int) -> Looked:
    """Let every home vote, seal, and look up each receipt and as many that nobody was given.

    The made up ones have the right check letter, and so have a chance at all.
    """
    chance = Random(seed)
    given = {held.cast(label, chance.choice((YES, NO))).value.receipt for label in held.slips}
    sealed(held)
    others: set[str] = set()
    while len(others) < made_up:
        others |= {codes.typed(chance.randbytes(16))} - given
    return Looked(len(given), _counted(held, given), made_up, _counted(held, others))


def _counted(held: Held, receipts: set[str]) -> int:
    where = held.village.id, held.id
    with held.village.database.reading() as session:
        return sum(box.is_receipt(session, *where, code) for code in receipts)
