"""The floor (会场): what happens in the room while a meeting runs, one thing at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.meetings.rules.items import Item, Method, Outcome, Votes
from participation.meetings.rules.roll import Attendee, Presence, Standing

MOTION_LENGTH = 500
GIST_LENGTH = 300
NO_VOTES = Votes()


class Side(StrEnum):
    """For what somebody speaks: 赞成 or 反对, said before anything else."""

    FOR = "for"
    AGAINST = "against"

    @property
    def other(self) -> "Side":
        """The side that speaks next."""
        return Side.AGAINST if self is Side.FOR else Side.FOR


class TurnState(StrEnum):
    """Where a turn stands: 等着说, 正在说, 说完了, 时间到停下, 不说了."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    DONE = "done"
    CUT = "cut"
    DROPPED = "dropped"


class MotionState(StrEnum):
    """Where a motion stands: 在议, 表决过了, 收回了."""

    OPEN = "open"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class AmendmentState(StrEnum):
    """Where an amendment stands: 提出, 动议人接受, 表决同意, 表决不同意, 收回."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CARRIED = "carried"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class VoteState(StrEnum):
    """Where a vote in the room stands: 正在表决, 出了结果, 作废."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Choice(StrEnum):
    """What somebody presses on a telephone in the room: 赞成, 反对, 弃权."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn to speak on a motion (发言); `gist` is what the recorder caught of it."""

    id: UUID
    motion_id: UUID
    attendee_id: UUID
    side: Side
    asked_at: datetime
    state: TurnState = TurnState.WAITING
    started_at: datetime | None = None
    ended_at: datetime | None = None
    gist: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether it counts as a turn: begun, however it ended."""
        return self.state in {TurnState.SPEAKING, TurnState.DONE, TurnState.CUT}


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion (动议): one sentence to decide on; `mover_id` is None for who is not in the room."""

    id: UUID
    item_id: UUID
    mover: str
    mover_id: UUID | None
    text: str
    moved_at: datetime
    state: MotionState = MotionState.OPEN
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """Another wording of a motion (修正案), with the one it would replace."""

    id: UUID
    motion_id: UUID
    by: str
    by_id: UUID | None
    before: str
    after: str
    at: datetime
    state: AmendmentState = AmendmentState.PROPOSED
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a vote (点票): those seen, and by whom; hands not raised at all are the rest."""

    votes: Votes
    unraised: int
    counted_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoomVote:
    """A vote in the room on a motion, or on its amendment: 举手, 纸票, or 手机 by name.

    `pressed` says who pressed what, once it is closed.
    """

    id: UUID
    motion_id: UUID
    amendment_id: UUID | None
    method: Method
    opened_at: datetime
    state: VoteState = VoteState.OPEN
    closed_at: datetime | None = None
    votes: Votes = NO_VOTES
    outcome: Outcome = Outcome.NO_VOTE
    counts: tuple[Count, ...] = ()
    pressed: tuple[tuple[UUID, Choice], ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """The chair went from one to another (交出主持, 接回主持)."""

    from_id: UUID
    to_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class SpeakingRules:
    """How long and how often one may speak on a motion (南塘十三条: 两分钟, 两次)."""

    turn: timedelta = timedelta(minutes=2)
    turns: int = 2


NANTANG = SpeakingRules()


@dataclass(frozen=True, slots=True)
class Floor:
    """Everything that happened in the room so far, each in the order in which it did.

    `chair_id` leads the meeting; `presiding_id` leads it now. `rules` are those of its opening.
    """

    id: UUID
    meeting_id: UUID
    opened_at: datetime
    chair_id: UUID
    presiding_id: UUID
    item_id: UUID | None = None
    rules: SpeakingRules = NANTANG
    motions: tuple[Motion, ...] = ()
    turns: tuple[Turn, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    votes: tuple[RoomVote, ...] = ()
    handovers: tuple[Handover, ...] = ()

    @property
    def motion(self) -> Motion | None:
        """The motion on the floor."""
        return next((one for one in self.motions if one.state is MotionState.OPEN), None)

    @property
    def speaking(self) -> Turn | None:
        """The turn of whoever speaks."""
        return next((one for one in self.turns if one.state is TurnState.SPEAKING), None)

    @property
    def amendment(self) -> Amendment | None:
        """The amendment on the floor."""
        return next((one for one in self.amendments if one.state is AmendmentState.PROPOSED), None)

    @property
    def vote(self) -> RoomVote | None:
        """The vote that goes on."""
        return next((one for one in self.votes if one.state is VoteState.OPEN), None)

    @property
    def heard(self) -> tuple[Turn, ...]:
        """The turns on the motion on the floor that nobody gave up."""
        motion = self.motion
        return tuple(
            one
            for one in self.turns
            if motion and one.motion_id == motion.id and one.state is not TurnState.DROPPED
        )

    @property
    def waiting(self) -> tuple[Turn, ...]:
        """Who waits to speak on it, as they asked."""
        return tuple(one for one in self.heard if one.state is TurnState.WAITING)

    def taken_on(self, motion: Motion) -> tuple[Turn, ...]:
        """Return the turns that were taken on a motion, one after another."""
        return tuple(one for one in self.turns if one.is_taken and one.motion_id == motion.id)

    def last_vote(self, item_id: UUID) -> RoomVote | None:
        """Return the latest vote on a motion of an item that came to a result."""
        of_item = {one.id for one in self.motions if one.item_id == item_id}
        found = [
            one
            for one in self.votes
            if one.motion_id in of_item
            and one.amendment_id is None
            and one.state is VoteState.CLOSED
        ]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Heard:
    """What minutes take from the floor where nobody wrote it: how it began, and by item."""

    opening: str = ""
    items: Mapping[UUID, str] = field(default_factory=lambda: MappingProxyType({}))


def opening_fault(floor: Floor | None, chair: Attendee) -> Refusal | None:
    """Refuse a second opening (`meeting-opened`) and a chair who is not there (`not-present`)."""
    if floor is not None:
        return Refusal("meeting-opened")
    return presence_fault(chair)


def item_on(floor: Floor | None, items: Iterable[Item]) -> Item | None:
    """Return the item that is on, or None before the opening."""
    on = None if floor is None else floor.item_id
    return next((one for one in items if one.id == on), None)


def presence_fault(attendee: Attendee) -> Refusal | None:
    """Refuse somebody who is not marked present: `not-present` (fact `name`)."""
    if attendee.status is Presence.PRESENT:
        return None
    return Refusal("not-present", None, {"name": attendee.name})


def proposing_fault(attendee: Attendee) -> Refusal | None:
    """Refuse somebody who puts no motions: `guests-propose-nothing`, `not-present`."""
    if attendee.standing is not Standing.MEMBER:
        return Refusal("guests-propose-nothing", "who", {"name": attendee.name})
    return presence_fault(attendee)


def item_choice_fault(floor: Floor, item: Item) -> Refusal | None:
    """Refuse another item while a motion is on the floor: `motion-still-open` (one at a time)."""
    if floor.motion is not None and floor.item_id != item.id:
        return Refusal("motion-still-open")
    return None


def is_party(floor: Floor, attendee_id: UUID) -> bool:
    """Whether somebody took a side on the motion on the floor: moved, amended, spoke or waits."""
    motion = floor.motion
    if motion is None:
        return False
    amended = {one.by_id for one in floor.amendments if one.motion_id == motion.id}
    spoke = {one.attendee_id for one in floor.heard}
    return attendee_id in {motion.mover_id, *amended, *spoke}


def arguing_fault(floor: Floor, attendee_id: UUID | None) -> Refusal | None:
    """Refuse the one who presides to take a side: `chair-must-hand-over` first."""
    if attendee_id == floor.presiding_id:
        return Refusal("chair-must-hand-over")
    return None


def handing_fault(floor: Floor, to: Attendee) -> Refusal | None:
    """Refuse somebody who cannot preside now.

    `not-present`, `presides-already`, `vice-took-sides` (on the motion on the floor), and
    `chair-still-party`: the chair who argued takes it back once that motion is settled.
    """
    if to.id == floor.presiding_id:
        return Refusal("presides-already", None, {"name": to.name})
    if is_party(floor, to.id):
        code = "chair-still-party" if to.id == floor.chair_id else "vice-took-sides"
        return Refusal(code, None, {"name": to.name})
    return presence_fault(to)


def ending_fault(floor: Floor | None) -> Refusal | None:
    """Refuse to close a meeting over an unsettled motion: `motion-still-open`, `vote-open`."""
    if floor is None or floor.motion is None:
        return None
    return Refusal("motion-still-open") if floor.vote is None else Refusal("vote-open")
