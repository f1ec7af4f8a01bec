"""Objections (异议) to a roll that is shown or a result that is published, and rulings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.life import SHOWN, Move, State, step
from participation.votes.rules.vote import Vote

WORDS_LENGTH = 300
RULING_LENGTH = 200


class Stage(StrEnum):
    """What is objected to: who may vote (谁能投), or what came of it (结果)."""

    ROLL = "roll"
    RESULT = "result"


class Ground(StrEnum):
    """What is said to be wrong: missing on the roll, wrongly on it, or the result."""

    MISSING = "missing"
    WRONG = "wrong"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Period:
    """For how many days what was decided stays up at least (公示), and by which article."""

    days: int
    law: str
    article: int


PERIODS: Mapping[Place, Period] = {
    Place.VILLAGE: Period(15, "村民委员会组织法", 35),
    Place.COMMUNITY: Period(15, "城市居民委员会组织法", 34),
}


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection (异议); `label` is the household it is about, empty for a result.

    `words` are for those who rule; the public sees number, household, day and ruling.
    """

    id: UUID
    no: int
    stage: Stage
    ground: Ground
    label: str
    words: str
    filed_at: datetime
    household_id: UUID | None = None
    ruled_at: datetime | None = None
    is_upheld: bool | None = None
    ruling: str = ""
    corrected_on: date | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has ruled on it yet."""
        return self.ruled_at is None


def period_ends(published_at: datetime, period: Period) -> datetime:
    """Return until when a result stays up and may be objected to: full days from its hour."""
    return published_at + timedelta(days=period.days)


def check_filing(
    vote: Vote,
    objection: Objection,
    others: Iterable[Objection],
    period: Period,
    now: datetime,
) -> Refusal | None:
    """Refuse an objection out of time, without words, or a second one of a home that waits.

    `objection-empty`, `objection-long`, `objection-waits` (one at a time from a household),
    `roll-not-up` and `roll-frozen` (the roll is shown between announcement and opening),
    `result-not-yet`, `objections-over`.
    """
    if not objection.words:
        return Refusal("objection-empty", "words")
    if len(objection.words) > WORDS_LENGTH:
        return Refusal("objection-long", "words", {"most": WORDS_LENGTH})
    home = objection.household_id
    if home is not None and any(one.is_waiting and one.household_id == home for one in others):
        return Refusal("objection-waits", "words")
    if objection.stage is Stage.RESULT:
        return _result_over(vote, period, now)
    return _roll_over(vote, now)


def _roll_over(vote: Vote, now: datetime) -> Refusal | None:
    match vote.state_at(now):
        case State.ANNOUNCED:
            return None
        case State.DRAFT:
            return Refusal("roll-not-up")
        case _later:
            return Refusal("roll-frozen")


def _result_over(vote: Vote, period: Period, now: datetime) -> Refusal | None:
    if vote.state_at(now) not in SHOWN:
        return Refusal("result-not-yet")
    if vote.state is State.FINAL or now >= period_ends(vote.published_from, period):
        return Refusal("objections-over")
    return None


def check_ruling(
    objection: Objection, ruling: str, corrected_on: date | None, *, is_upheld: bool, today: date
) -> Refusal | None:
    """Refuse a ruling that says nothing, or a correction of the roll without its day.

    `objection-answered`, `ruling-missing`, `ruling-long`, `correction-missing` (what is upheld
    about a roll is put right in the roster first), `correction-ahead`.
    """
    if not objection.is_waiting:
        return Refusal("objection-answered")
    if not ruling:
        return Refusal("ruling-missing", "ruling")
    if len(ruling) > RULING_LENGTH:
        return Refusal("ruling-long", "ruling", {"most": RULING_LENGTH})
    if objection.stage is Stage.ROLL and is_upheld and corrected_on is None:
        return Refusal("correction-missing", "corrected_on")
    if corrected_on is not None and corrected_on > today:
        return Refusal("correction-ahead", "corrected_on")
    return None


def may_settle(
    vote: Vote, objections: Iterable[Objection], period: Period, now: datetime
) -> Refusal | None:
    """Refuse to call a result final (生效) while its period runs, or somebody waits for an answer.

    `result-still-up` with its end, `objections-waiting`, `objection-upheld` (it does not stand),
    and what `step` refuses.
    """
    following = step(Move.SETTLE, vote.state_at(now))
    if isinstance(following, Refusal):
        return following
    ends = period_ends(vote.published_from, period)
    if now < ends:
        return Refusal("result-still-up", None, {"when": ends})
    filed = [one for one in objections if one.stage is Stage.RESULT]
    waiting = sum(one.is_waiting for one in filed)
    if waiting:
        return Refusal("objections-waiting", None, {"num": waiting})
    return Refusal("objection-upheld") if any(one.is_upheld for one in filed) else None
