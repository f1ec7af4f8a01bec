"""Attacks on a secret vote: each guesses who chose what from what the database or its files keep.

Whoever attacks may read everything: tables with their hidden columns, files as bytes. What an
attack finds no ground for it leaves to chance, keeping the totals, which are published anyway.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tests.votes.ballots import NO, YES, Held

Choices = dict[UUID, str]
Attack = Callable[[Held], Choices]


@dataclass(frozen=True)
class Matched:
    """How many of how many voters an attack got right, and the most that chance explains."""

    right: int
    voters: int

    @property
    def chance(self) -> float:
        """Half of two choices alike in number, and five standard deviations."""
        return self.voters / 2 + 5 * (self.voters / 4) ** 0.5

    @property
    def is_no_better_than_chance(self) -> bool:
        return self.right <= self.chance


def vote_all(held: Held, seed: int = 7) -> Choices:
    """Let every slip vote in a random order, half for and half against; return the truth."""
    chance = random.Random(seed)
    labels = sorted(held.slips)
    chosen = [(YES, NO)[at % 2] for at in range(len(labels))]
    chance.shuffle(labels)
    chance.shuffle(chosen)
    truth = {}
    for label, choice in zip(labels, chosen, strict=True):
        held.cast(label, choice)
        truth[held.slips[label].voter.id] = choice
    return truth


def judged(held: Held, attack: Attack, truth: Choices, seed: int = 7) -> Matched:
    """Run an attack, fill by chance what it left open, and count how often it is right."""
    guessed = {who: what for who, what in attack(held).items() if who in truth}
    left = list(truth.values())
    for what in guessed.values():
        if what in left:
            left.remove(what)
    random.Random(seed).shuffle(left)
    full = {who: guessed.get(who) or left.pop() for who in sorted(truth)}
    return Matched(sum(full[who] == what for who, what in truth.items()), len(truth))


def _rows(held: Held, statement: str) -> list[Any]:
    with held.village.database.reading() as session:
        here = {"vote": _stored(held, held.id)}
        return list(session.execute(text(statement), here))


def _stored(held: Held, one: UUID) -> Any:
    return one if held.village.database.engine.dialect.name == "postgresql" else one.bytes


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(bytes=bytes(value))


def _paired(voters: Sequence[Any], choices: Sequence[Any]) -> Choices:
    """Lay two lists side by side, as somebody does who has only their order."""
    return {_uuid(who): str(what) for who, what in zip(voters, choices, strict=False)}


def _in_order(held: Held, marks: str, ballots: str) -> Choices:
    voters = _rows(held, f"SELECT roll_entry_id FROM marks WHERE vote_id = :vote ORDER BY {marks}")
    choices = _rows(
        held, f"SELECT choice FROM secret_ballots WHERE vote_id = :vote ORDER BY {ballots}"
    )
    return _paired([row[0] for row in voters], [row[0] for row in choices])


def by_place(held: Held) -> Choices:
    """Match rows by where they lie: the row's number, or its page and line."""
    place = "ctid" if held.village.database.engine.dialect.name == "postgresql" else "rowid"
    return _in_order(held, place, place)


def as_they_come(held: Held) -> Choices:
    """Match rows as the database hands them out unasked."""
    voters = _rows(held, "SELECT roll_entry_id, channel, vote_id FROM marks")
    choices = _rows(held, "SELECT choice, recall, vote_id FROM secret_ballots")
    vote = held.id
    return _paired(
        [row[0] for row in voters if _uuid(row[2]) == vote],
        [row[0] for row in choices if _uuid(row[2]) == vote],
    )


def by_id(held: Held) -> Choices:
    """Match ids of ballots to voters in the order of the roll."""
    return _in_order(held, "roll_entry_id", "id")


def by_receipt(held: Held) -> Choices:
    """Lead from receipts to ballots and to marks by where all three lie."""
    place = "ctid" if held.village.database.engine.dialect.name == "postgresql" else "rowid"
    receipts = _rows(held, f"SELECT code FROM receipts WHERE vote_id = :vote ORDER BY {place}")
    choices = _rows(
        held, f"SELECT choice FROM secret_ballots WHERE vote_id = :vote ORDER BY {place}"
    )
    voters = _rows(held, f"SELECT roll_entry_id FROM marks WHERE vote_id = :vote ORDER BY {place}")
    chosen = dict(zip([row[0] for row in receipts], [row[0] for row in choices], strict=False))
    return _paired([row[0] for row in voters], [chosen[row[0]] for row in receipts])


def by_transaction(held: Held) -> Choices:
    """Match rows that were written by one transaction (PostgreSQL's xmin)."""
    voters = _rows(held, "SELECT xmin::text, roll_entry_id FROM marks WHERE vote_id = :vote")
    ballots = _rows(held, "SELECT xmin::text, choice FROM secret_ballots WHERE vote_id = :vote")
    return _joined(voters, ballots)


def by_lock(held: Held) -> Choices:
    """Match the lock that a mark leaves on its line of the roll (xmax) with a ballot's xmin."""
    voters = _rows(held, "SELECT xmax::text, id FROM roll_entries WHERE vote_id = :vote")
    ballots = _rows(held, "SELECT xmin::text, choice FROM secret_ballots WHERE vote_id = :vote")
    return _joined(voters, ballots)


def _joined(voters: list[Any], ballots: list[Any]) -> Choices:
    """Follow a number that stands in two tables once each; often, it says nothing."""
    chosen: dict[str, list[str]] = {}
    for number, choice in ballots:
        chosen.setdefault(number, []).append(choice)
    return {
        _uuid(who): str(chosen[number][0])
        for number, who in voters
        if len(chosen.get(number, ())) == 1
    }


def by_log_of_changes(held: Held) -> Choices:
    """Read SQLite's write-ahead log: which mark and which ballot came with the same commit."""
    path = Path(str(held.village.database.engine.url.database))
    found: Choices = {}
    seen: set[bytes] = set()
    for pages in _commits(path.with_name(f"{path.name}-wal").read_bytes()):
        records = [one for page in pages for one in _records(page)]
        marks = [one[2] for one in records if _is_mark(held, one) and one[2] not in seen]
        ballots = [one for one in records if _is_ballot(held, one) and one[0] not in seen]
        seen.update(marks)
        seen.update(one[0] for one in ballots)
        if len(set(marks)) == 1 and len({one[0] for one in ballots}) == 1:
            found[UUID(bytes=marks[0])] = str(ballots[0][1])
    return found


def _is_mark(held: Held, row: list[Any]) -> bool:
    return len(row) == 4 and row[1] == held.id.bytes and row[3] in ("phone", "paper")


def _is_ballot(held: Held, row: list[Any]) -> bool:
    """Whether a record is a ballot's; its id and choice are put first, wherever they stood."""
    if held.id.bytes not in row or "phone" in row:
        return False
    texts = [value for value in row if isinstance(value, str) and value in (YES, NO)]
    blobs = [value for value in row if isinstance(value, bytes) and len(value) == 16]
    own = [one for one in blobs if one not in (held.id.bytes, held.village.id.bytes)]
    if len(texts) != 1 or len(own) != 1 or held.village.id.bytes not in blobs:
        return False
    row[:2] = own[0], texts[0]
    return True


def _commits(log: bytes) -> Iterator[list[bytes]]:
    """Return the pages of each commit in a write-ahead log."""
    if len(log) < 32:
        return
    size = int.from_bytes(log[8:12], "big")
    pages = []
    for at in range(32, len(log) - size - 23, size + 24):
        pages.append(log[at + 24 : at + 24 + size])
        if int.from_bytes(log[at + 4 : at + 8], "big"):
            yield pages
            pages = []


def _records(page: bytes) -> Iterator[list[Any]]:
    """Return the rows of a leaf page of a table of SQLite (fileformat2, §1.6 and §2.1)."""
    if page[:1] != b"\x0d":
        return
    for cell in range(int.from_bytes(page[3:5], "big")):
        at = int.from_bytes(page[8 + 2 * cell : 10 + 2 * cell], "big")
        size, at = _varint(page, at)
        _rowid, at = _varint(page, at)
        if 0 < size <= len(page) - at:
            yield _values(page[at : at + size])


def _values(record: bytes) -> list[Any]:
    head, at = _varint(record, 0)
    kinds = []
    while at < head:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values: list[Any] = []
    for kind in kinds:
        length = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        raw = record[at : at + length]
        at += length
        if kind < 12:
            values.append(int.from_bytes(raw, "big") if kind else None)
        else:
            values.append(raw.decode("utf-8", "replace") if kind % 2 else raw)
    return values


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at


def files_of(held: Held) -> list[bytes]:
    """Return the bytes of every file in which the database keeps tables, indexes and changes."""
    engine = held.village.database.engine
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        return [one.read_bytes() for one in path.parent.glob(f"{path.name}*") if one.is_file()]
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        return [
            bytes(row[0])
            for row in connection.exec_driver_sql(
                "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
                "WHERE relkind IN ('r', 'i', 't') AND pg_relation_filepath(oid) IS NOT NULL"
            )
        ]


def traces(held: Held, told: Sequence[bytes]) -> int:
    """Return how many of these byte strings still stand anywhere in the files."""
    files = files_of(held)
    return sum(any(one in kept for kept in files) for one in told)


def ballot_ids(held: Held) -> list[bytes]:
    """Return the ids under which ballots lie now."""
    return [_uuid(row[0]).bytes for row in _rows(held, "SELECT id FROM secret_ballots")]


BOTH: tuple[Attack, ...] = (by_place, as_they_come, by_receipt)
ATTACKS: dict[str, tuple[Attack, ...]] = {
    "sqlite": (*BOTH, by_log_of_changes),
    "postgresql": (*BOTH, by_transaction, by_lock),
}
