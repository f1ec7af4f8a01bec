"""When an announced vote may open: the roll shown, objections ruled, the days of notice over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from participation.kernel.outcome import Refusal
from participation.votes.rules.life import Move, State, step
from participation.votes.rules.vote import Vote

ROLL_DAYS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What an announcement has come to: when it was made, and how many objections wait."""

    announced_at: datetime
    waiting: int


def may_announce(vote: Vote, now: datetime) -> Refusal | None:
    """Refuse to announce (公示) what is no draft, or would close before it could open.

    `vote-announced`, `vote-already-open`, `closes-too-soon` with the hour it could open.
    """
    following = step(Move.ANNOUNCE, vote.state_at(now))
    if isinstance(following, Refusal):
        return following
    earliest = opens_from(vote, now, is_hurried=_may_hurry(vote))
    if vote.closes_at <= earliest:
        return Refusal("closes-too-soon", "closes_at", {"when": earliest})
    return None


def opens_from(vote: Vote, announced_at: datetime, *, is_hurried: bool) -> datetime:
    """Return from when a vote may open: at once where it decides nothing (意见征求).

    Where it binds, the roll is shown for three days, and the rule's days of notice have passed,
    each of twenty-four hours; `is_hurried` lifts the notice alone.
    """
    if not vote.binding.is_binding:
        return announced_at
    notice = 0 if is_hurried else vote.rule.notice_days or 0
    return announced_at + timedelta(days=max(ROLL_DAYS, notice))


def may_open(vote: Vote, shown: Shown | None, reason: str, now: datetime) -> Refusal | None:
    """Refuse to open before everybody could see who votes, and when.

    `objections-waiting`; for a vote that binds `roll-not-shown` (three days, by household
    number) and `notice-too-short` (the rule's days, by its article), which a written `reason`
    lifts where the rule knows special circumstances; and what `step` refuses.
    """
    following = step(Move.OPEN, vote.state_at(now))
    if isinstance(following, Refusal):
        return following
    if shown is not None and shown.waiting:
        return Refusal("objections-waiting", None, {"num": shown.waiting})
    return _too_early(vote, shown, reason, now) if vote.binding.is_binding else None


def _too_early(vote: Vote, shown: Shown | None, reason: str, now: datetime) -> Refusal | None:
    if shown is None:
        return Refusal("roll-not-announced", None, {"days": ROLL_DAYS})
    rolled = shown.announced_at + timedelta(days=ROLL_DAYS)
    if now < rolled:
        return Refusal("roll-not-shown", None, {"days": ROLL_DAYS, "when": rolled})
    is_hurried = bool(reason) and _may_hurry(vote)
    earliest = opens_from(vote, shown.announced_at, is_hurried=is_hurried)
    notice = vote.rule.notice
    if notice is None or now >= earliest:
        return None
    facts = {"law": notice.law, "article": notice.article, "days": notice.days, "when": earliest}
    return Refusal("notice-too-short", None, facts)


def _may_hurry(vote: Vote) -> bool:
    return vote.rule.notice is not None and vote.rule.notice.has_exception


def asks_reason(vote: Vote, now: datetime) -> bool:
    """Whether a written reason would open this vote sooner (情况特殊，可以随时召开)."""
    if vote.state is not State.ANNOUNCED or vote.announced_at is None or not _may_hurry(vote):
        return False
    return now < opens_from(vote, vote.announced_at, is_hurried=False)
