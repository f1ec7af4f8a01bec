"""What an election still needs, in order, each with the day by which the law wants it done."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.votes.rules.decision_rules import ProxyKind
from participation.votes.rules.elections.plan import Election, State


class Name(StrEnum):
    """The steps of the desk (步骤)."""

    LIST = "list"
    PUBLISH = "publish"
    OBJECTIONS = "objections"
    CANDIDATES = "candidates"
    PROXIES = "proxies"
    BALLOTS = "ballots"
    COUNT = "count"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whether it is done, and by when it must be; None where the law names no day."""

    name: Name
    is_done: bool
    due: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether its day has gone by."""
        return not self.is_done and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the papers have come: voters listed, proxies given, objections without a ruling."""

    listed: int
    proxies: int
    unruled: int


def steps_of(election: Election, progress: Progress, today: date) -> tuple[Step, ...]:
    """Return the steps of an election or recall; those its law bars are left out."""
    days, published, day = election.terms.days, election.published_on, election.plan.day
    is_counted = election.state in {State.COUNTED, State.CONFIRMED}
    until = days.objections_until(published) if days and published else None
    is_heard = published is not None and (until is None or today > until)
    steps = [
        Step(Name.LIST, progress.listed > 0),
        Step(Name.PUBLISH, published is not None, days.latest(day) if days else None),
        Step(Name.OBJECTIONS, is_counted or (is_heard and not progress.unruled), until),
    ]
    if not election.is_recall:
        steps.append(Step(Name.CANDIDATES, bool(election.posts)))
    if election.rule.proxy.kind is ProxyKind.WRITTEN:
        steps.append(Step(Name.PROXIES, is_counted or progress.proxies > 0, day))
    return (
        *steps,
        Step(Name.BALLOTS, is_counted or election.printed > 0, day),
        Step(Name.COUNT, is_counted, day),
        Step(Name.CONFIRM, election.state is State.CONFIRMED, day),
    )


def next_of(steps: tuple[Step, ...]) -> Step | None:
    """Return the step that waits for somebody; objections and proxies wait for others."""
    waiting = {Name.OBJECTIONS, Name.PROXIES}
    return next((one for one in steps if not one.is_done and one.name not in waiting), None)
