"""An item of the agenda: how it was put to the vote, whether the counts add up, what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from participation.bodies.rules import Charter
from participation.kernel.fractions import holds, least
from participation.kernel.outcome import Refusal
from participation.meetings.rules.roll import Quorum

TEXT_LENGTH = 20_000
LINE_LENGTH = 120


class Method(StrEnum):
    """How an item was decided: 不表决, 举手, 记名投票, 无记名投票."""

    NONE = "none"
    HANDS = "hands"
    OPEN = "open"
    SECRET = "secret"  # noqa: S105  # a ballot, no password


class Outcome(StrEnum):
    """What came of an item: 没有表决, 通过, 没有通过, 形成协商意见, 没有形成协商意见.

    The last two are of bodies that give a view and decide nothing that binds.
    """

    NO_VOTE = "no-vote"
    CARRIED = "carried"
    NOT_CARRIED = "not-carried"
    AGREED = "agreed"
    NOT_AGREED = "not-agreed"

    @property
    def is_yes(self) -> bool:
        """Whether enough said yes."""
        return self in {Outcome.CARRIED, Outcome.AGREED}


@dataclass(frozen=True, slots=True)
class Votes:
    """赞成, 反对, 弃权, and how many members were there to vote when it was counted."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    present: int = 0

    @property
    def cast(self) -> int:
        """How many voted in one way or another."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody was given to do (交办), and until which day."""

    what: str
    who: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Item:
    """One item (议程); `position` counts from 1."""

    id: UUID
    position: int
    title: str
    matter_id: UUID | None = None
    proposer: str = ""
    motion: str = ""
    discussion: str = ""
    method: Method = Method.NONE
    votes: Votes = Votes()
    decision: str = ""
    dissent: str = ""
    task: Task | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether anything of it was written down."""
        texts = (self.motion, self.discussion, self.decision)
        return self.method is not Method.NONE or any(texts)


def at_position(items: Iterable[Item], position: int) -> Item | None:
    """Return the item of a position, or None."""
    return next((one for one in items if one.position == position), None)


def outcome(
    item: Item, charter: Charter, *, is_view: bool = False, is_lawful: bool = True
) -> Outcome:
    """Hold the yes votes against the members present (章程); a tie is never carried.

    `is_view`: the body gives 协商意见, and its outcome is one. `is_lawful`: a law that judges the
    meeting was satisfied too; a charter never makes up for it.
    """
    if item.method is Method.NONE:
        return Outcome.NO_VOTE
    votes, rule = item.votes, charter.majority
    is_ahead = is_lawful and votes.yes > votes.no
    is_enough = is_ahead and holds(rule.op, votes.yes, rule.share * votes.present)
    if is_view:
        return Outcome.AGREED if is_enough else Outcome.NOT_AGREED
    return Outcome.CARRIED if is_enough else Outcome.NOT_CARRIED


def needed(item: Item, charter: Charter) -> int:
    """Return the least yes votes that carry an item put to the vote."""
    return least(charter.majority.op, charter.majority.share, item.votes.present)


def item_fault(item: Item, quorum: Quorum) -> Refusal | None:
    """Refuse an item that cannot stand in the minutes.

    `text-long` (20 000 characters a field), `line-long`, `counts-without-vote`,
    `quorum-not-met` (no vote without enough members, by the charter), `motion-missing` (what was
    voted on), `counts-do-not-add` (yes, no and abstentions are the members present), and
    `task-incomplete` (a task needs what, who and until when).
    """
    return _text_fault(item) or _vote_fault(item, quorum) or _task_fault(item.task)


def _text_fault(item: Item) -> Refusal | None:
    for field in ("motion", "discussion", "decision", "dissent"):
        if len(getattr(item, field)) > TEXT_LENGTH:
            return Refusal("text-long", field, {"most": TEXT_LENGTH})
    if max(len(item.title), len(item.proposer)) > LINE_LENGTH:
        return Refusal("line-long", "proposer", {"most": LINE_LENGTH})
    return None


def _vote_fault(item: Item, quorum: Quorum) -> Refusal | None:
    votes = item.votes
    if item.method is Method.NONE:
        return Refusal("counts-without-vote", "method") if votes.cast else None
    if not quorum.is_met:
        facts = {"present": quorum.present, "needed": quorum.needed}
        return Refusal("quorum-not-met", "method", facts)
    if not item.motion:
        return Refusal("motion-missing", "motion")
    if min(votes.yes, votes.no, votes.abstain) < 0 or votes.cast != votes.present:
        facts = {"cast": votes.cast, "present": votes.present}
        return Refusal("counts-do-not-add", "yes", facts)
    return None


def _task_fault(task: Task | None) -> Refusal | None:
    if task is None:
        return None
    if not task.what or not task.who or task.until is None:
        return Refusal("task-incomplete", "task_what")
    if max(len(task.what), len(task.who)) > LINE_LENGTH:
        return Refusal("line-long", "task_what", {"most": LINE_LENGTH})
    return None


def roll_fault(items: Iterable[Item], present: int) -> Refusal | None:
    """Refuse an item that more members voted on than ever came: `counts-exceed-roll`."""
    for item in items:
        if item.method is not Method.NONE and item.votes.present > present:
            facts = {"no": item.position, "votes": item.votes.present, "present": present}
            return Refusal("counts-exceed-roll", None, facts)
    return None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the recorder wrote down of an item."""

    proposer: str = ""
    motion: str = ""
    discussion: str = ""
    method: Method = Method.NONE
    yes: int = 0
    no: int = 0
    abstain: int = 0
    decision: str = ""
    dissent: str = ""
    task: Task | None = None


def recorded(item: Item, entry: Entry, present: int) -> Item:
    """Return the item as written down, voted on by the members present now.

    Counts that were written down before and stay keep the number present at their time, so that
    somebody who comes late does not unsettle them.
    """
    before = item.votes
    is_same = item.method is entry.method and before.cast > 0
    if is_same and (before.yes, before.no, before.abstain) == (entry.yes, entry.no, entry.abstain):
        present = before.present
    is_vote = entry.method is not Method.NONE
    return replace(
        item,
        proposer=entry.proposer,
        motion=entry.motion,
        discussion=entry.discussion,
        method=entry.method,
        votes=Votes(entry.yes, entry.no, entry.abstain, present if is_vote else 0),
        decision=entry.decision,
        dissent=entry.dissent,
        task=entry.task,
    )
