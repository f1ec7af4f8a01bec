"""A vote as it is stored: the question, the frozen rule and dates, its roll and its slips."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Event, Refusal
from participation.votes.rules import life
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.binding import Binding, is_binding
from participation.votes.rules.decision_rules import Base, Rule
from participation.votes.rules.levies import Levy, asks_households
from participation.votes.rules.life import State
from participation.votes.rules.questions import Question
from participation.votes.rules.roll import Unit
from participation.votes.rules.rule_overlays import Charter


class Proof(StrEnum):
    """What a voter shows: the slip alone (凭票), or the digits under its fold too (四位数)."""

    BEARER = "bearer"
    DIGITS = "digits"


# The first is what ballots are of.
BASES: Mapping[Unit, tuple[Base, ...]] = {
    Unit.HOUSEHOLD: (Base.HOUSEHOLD,),
    Unit.PERSON: (Base.ADULT,),
    Unit.OWNER: (Base.OWNER, Base.AREA),
}


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote (一次投票): its title, and the questions on its ballot.

    `result` is its record, but for the lists of ballots and receipts.
    """

    id: UUID
    no: int
    matter_id: UUID | None
    title: str
    questions: tuple[Question, ...]
    detail: str
    rule: Rule
    channels: frozenset[Channel]
    is_charter_approved: bool
    secrecy: Secrecy
    unit: Unit
    proof: Proof
    state: State
    opens_at: datetime
    closes_at: datetime
    publishes_at: datetime
    opened_at: datetime | None = None
    roll_size: int = 0
    roll_area: int = 0
    roll_hash: str = ""
    counted_by: str | None = None
    counted_account: UUID | None = None
    confirmed_by: str | None = None
    pile_checked_by: str | None = None
    announced_at: datetime | None = None
    paused_at: datetime | None = None
    published_at: datetime | None = None
    notices: int = 0
    result: Mapping[str, object] | None = field(default=None, hash=False)
    levy: Levy | None = None
    charter: Charter | None = None

    @property
    def lacks_levy(self) -> bool:
        """Whether it asks every home for money or labour, and what that needs is not there."""
        asked = (text for each in self.questions for text in _texts(each))
        is_asking = asks_households((self.title, self.detail, *asked))
        return self.levy is None and self.unit is not Unit.OWNER and is_asking

    @property
    def binding(self) -> Binding:
        """Whether it decides (表决) or asks (意见征求), and why."""
        return is_binding(self.rule, self.channels, self.is_charter_approved)

    @property
    def roll(self) -> Mapping[Base, int]:
        """How many its roll counts, in every base: an owner is a head and has an area."""
        sizes = (self.roll_size, self.roll_area)
        return dict(zip(BASES[self.unit], sizes, strict=False))

    @property
    def is_secret(self) -> bool:
        """Whether no choice is ever stored with a voter (无记名)."""
        return self.secrecy is Secrecy.SECRET

    @property
    def needs_signature(self) -> bool:
        """Whether a paper counts only with a signature or fingerprint: an open vote decides."""
        return not self.is_secret and self.binding.is_binding

    @property
    def needs_digits(self) -> bool:
        """Whether the digits from under the fold are asked for."""
        return self.proof is Proof.DIGITS

    def state_at(self, now: datetime) -> State:
        """Return where it stands as the clock has it; publishing too needs nobody to have run."""
        state = life.state_now(self.state, self.closes_at, now)
        if state is State.CONFIRMED and life.may_publish(state, self.publishes_at, now) is None:
            return State.PUBLISHED
        return state

    def may_cast(self, now: datetime, channel: Channel = Channel.PHONE) -> Refusal | None:
        """Refuse a ballot on a screen out of hours, paused or cancelled, as `life.may_cast` does,
        and by a way this vote does not take (`phone-not-taken`, `helper-not-taken`).
        """
        fault = life.may_cast(self.state, self.opens_at, self.closes_at, now)
        if fault is None and channel not in self.channels:
            is_phone = channel is Channel.PHONE
            return Refusal("phone-not-taken" if is_phone else "helper-not-taken")
        return fault

    def may_show(self, now: datetime) -> Refusal | None:
        """Refuse the result before it is published (`result-not-yet`), and one that never comes
        (`vote-cancelled`).
        """
        state = self.state_at(now)
        if state in life.SHOWN:
            return None
        return Refusal("vote-cancelled" if state is State.CANCELLED else "result-not-yet")

    @property
    def published_from(self) -> datetime:
        """Since when the result is up: its hour, or later where it was confirmed later."""
        return self.published_at or self.publishes_at


def _texts(question: Question) -> Iterator[str]:
    yield question.text
    yield from (text for option in question.options for text in (option.label, option.note))


@dataclass(frozen=True, slots=True)
class Voter:
    """A line of a stored roll (名册上的一户、一人或一位业主); `name` is masked already."""

    id: UUID
    no: int
    household_id: UUID
    person_id: UUID | None
    label: str
    name: str
    group_name: str
    area: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """A ballot slip (户票, 选民票) that was handed out, with whose it is."""

    id: UUID
    vote_id: UUID
    voter: Voter
    token_hmac: bytes
    digits_hmac: bytes
    revoked_at: datetime | None
    torn_for: str | None = None
    asks_phone: bool = False

    @property
    def is_torn(self) -> bool:
        """Whether it is the strip of a member who is away (撕条): for one ballot, once."""
        return self.torn_for is not None


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip to tear off for a member who is away (撕条): its code, and what confirms it."""

    name: str
    token: str
    digits: str
    asks_phone: bool


@dataclass(frozen=True, slots=True)
class IssuedSlip:
    """A slip on its way to the printer: the only time its codes are in the clear."""

    voter: Voter
    token: str
    typed: str
    digits: str
    strips: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many took part, of how many, and with which area; never what they chose."""

    marks: int
    roll: int
    area: int = 0
    roll_area: int = 0


@dataclass(frozen=True, slots=True)
class CountedBy:
    """Who counted the box in public: 唱票人 read out, 计票人 wrote down, 监票人 watched."""

    caller: str
    counter: str
    watcher: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Paper ballots of a secret vote, typed from the box without codes (纸票清点).

    `counts` holds for each question how many papers gave which answer, spoiled and blank too.
    """

    id: UUID
    no: int
    counts: tuple[Mapping[str, int], ...] = field(hash=False)
    is_confirmed: bool
    typed_by: str
    typed_account: UUID
    confirmed_by: str | None
    counted_by: CountedBy

    @property
    def ballots(self) -> int:
        """How many papers lay in the box."""
        return sum(self.counts[0].values())


@dataclass(frozen=True, slots=True)
class VoteOpened(Event):
    """A vote was opened."""

    committee_id: UUID
    vote_id: UUID
    matter_id: UUID | None
    no: int


@dataclass(frozen=True, slots=True)
class VoteCancelled(Event):
    """A vote was cancelled: it is never counted."""

    committee_id: UUID
    vote_id: UUID
    matter_id: UUID | None
    no: int


@dataclass(frozen=True, slots=True)
class VoteClosed(Event):
    """A vote has stopped."""

    committee_id: UUID
    vote_id: UUID
    matter_id: UUID | None
    no: int


@dataclass(frozen=True, slots=True)
class VoteSettled(Event):
    """A result is final: its notice period is over and nothing waits."""

    committee_id: UUID
    vote_id: UUID
    matter_id: UUID | None
    no: int


@dataclass(frozen=True, slots=True)
class VotePublished(Event):
    """A result was shown; `outcome` is its code."""

    committee_id: UUID
    vote_id: UUID
    matter_id: UUID | None
    no: int
    outcome: str
