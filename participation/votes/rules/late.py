"""Paper that came in before the close and could not be typed by then (停电补录)."""

from dataclasses import dataclass
from datetime import datetime

from participation.kernel.outcome import Refusal
from participation.votes.rules.life import Move, step
from participation.votes.rules.vote import Vote

MOST = 200
NAMES_LENGTH = 60


@dataclass(frozen=True, slots=True)
class LatePapers:
    """A pile of late papers: when it was received, who says so, how many; never whose."""

    no: int
    received_at: datetime
    said_by: str
    papers: int
    typed_by: str


def check_late(
    vote: Vote, received_at: datetime, said_by: str, papers: int, now: datetime
) -> Refusal | None:
    """Refuse late paper that was not in the box before the close, or comes after the count.

    `vote-still-open` and what else `step` refuses, `late-hour-wrong` (its true hour lies between
    opening and close), `late-witness-missing`, `late-empty`, `late-too-many`.
    """
    following = step(Move.COUNT, vote.state_at(now))
    if isinstance(following, Refusal):
        return following
    if not vote.opens_at <= received_at < vote.closes_at:
        return Refusal("late-hour-wrong", "received_on", {"when": vote.closes_at})
    if not said_by:
        return Refusal("late-witness-missing", "said_by")
    if not papers:
        return Refusal("late-empty", "papers")
    return Refusal("late-too-many", "papers", {"most": MOST}) if papers > MOST else None
