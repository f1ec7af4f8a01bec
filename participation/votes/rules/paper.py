"""Paper of a secret vote: stubs (票根) typed before the close, ballots after it, two people."""

from dataclasses import dataclass
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.life import Move, State, step, takes_ballots
from participation.votes.rules.vote import CountedBy


@dataclass(frozen=True, slots=True)
class PaperBatch:
    """A pile of paper (一批纸票): stubs that marked the roll, ballots counted out of the box.

    `ballots` is how many answers were read to each question.
    """

    stubs: int
    ballots: tuple[int, ...]
    typed_by: UUID


def may_type_stub(state: State) -> Refusal | None:
    """Refuse a stub before the opening (`vote-not-open`) or after the close (`vote-closed`), and
    where the vote is paused or cancelled.
    """
    return takes_ballots(state)


def may_type_ballot(secrecy: Secrecy, state: State) -> Refusal | None:
    """Refuse a paper's choice at the wrong time.

    Open vote: with its code, like a stub. Secret vote: only after the close (`vote-still-open`),
    and before the count stands (`vote-already-counted`).
    """
    if secrecy is Secrecy.OPEN:
        return may_type_stub(state)
    following = step(Move.COUNT, state)
    return following if isinstance(following, Refusal) else None


def check_batch(batch: PaperBatch, confirmed_by: UUID) -> Refusal | None:
    """Refuse a pile that cannot stand: `paper-not-balanced`, `same-person-confirms`."""
    for ballots in batch.ballots:
        if ballots != batch.stubs:
            return Refusal("paper-not-balanced", None, {"stubs": batch.stubs, "ballots": ballots})
    return Refusal("same-person-confirms") if batch.typed_by == confirmed_by else None


def check_counted_by(names: CountedBy) -> CountedBy | Refusal:
    """Return who counted the box, trimmed; refuses a post without a name (`counter-missing`) and
    one person in two of them (`counters-alike`).
    """
    said = (names.caller.strip(), names.counter.strip(), names.watcher.strip())
    for field, name in zip(("caller", "counter", "watcher"), said, strict=True):
        if not name:
            return Refusal("counter-missing", field)
    return CountedBy(*said) if len(set(said)) == len(said) else Refusal("counters-alike", "watcher")


def check_pile(
    typed: int, counted: int, typists: frozenset[UUID], checked_by: UUID
) -> Refusal | None:
    """Refuse a pile of named papers that cannot stand: not as many as were typed (`pile-differs`),
    or checked by somebody who typed them (`same-person-confirms`).
    """
    if typed != counted:
        return Refusal("pile-differs", "papers", {"typed": typed, "papers": counted})
    return Refusal("same-person-confirms") if checked_by in typists else None
