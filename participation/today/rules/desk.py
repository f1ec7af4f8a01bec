"""The desk: what falls to whom, by its clock, never more than ten lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST = 10
AHEAD = timedelta(days=2)


class Task(StrEnum):
    """What a line of the desk asks for."""

    ANSWER = "answer"
    OPEN = "open"
    RESUME = "resume"
    RULE = "rule"
    REPLY = "reply"
    STUBS = "stubs"
    COUNT = "count"
    CONFIRM = "confirm"
    CALL = "call"
    MEET = "meet"
    MINUTES = "minutes"
    TEXTS = "texts"
    SHIFT = "shift"
    VOTERS = "voters"
    OBJECTION = "objection"
    TALLY = "tally"
    SECOND = "second"


NEEDS: Mapping[Task, str] = {
    Task.ANSWER: "matters:answer",
    Task.OPEN: "votes:open",
    Task.RESUME: "votes:halt",
    Task.RULE: "objections:rule",
    Task.REPLY: "results:rule",
    Task.STUBS: "votes:enter-paper",
    Task.COUNT: "votes:count",
    Task.CONFIRM: "votes:confirm",
    Task.CALL: "meetings:call",
    Task.MEET: "meetings:record",
    Task.MINUTES: "minutes:adopt",
    Task.TEXTS: "texts:send",
    Task.SHIFT: "shifts:offer",
    Task.VOTERS: "elections:prepare",
    Task.OBJECTION: "elections:prepare",
    Task.TALLY: "elections:record",
    Task.SECOND: "elections:confirm",
}


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the desk (要办的事): what, of which number and name, and when it is due."""

    task: Task
    due_at: datetime
    no: int
    title: str

    def is_late(self, now: datetime) -> bool:
        """Whether its hour has passed."""
        return self.due_at < now


def lines_for(lines: Iterable[Due], rights: frozenset[str]) -> list[Due]:
    """Return what these rights allow to do, the soonest first; the caller shows ten at most."""
    own = (one for one in lines if NEEDS[one.task] in rights)
    return sorted(own, key=lambda one: (one.due_at, one.task, one.no))
