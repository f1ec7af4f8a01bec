"""A petition that forces a meeting (联名提议): who signs, how many are enough, until when."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from participation.bodies.rules import BodyKind
from participation.kernel.fractions import holds, least
from participation.kernel.outcome import Event, Refusal
from participation.meetings.rules.law import BY_LAW
from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.rule_terms import Petition as Share

TITLE_LENGTH = 60
REASON_LENGTH = 500
SHEET_LENGTH = 20

# The laws say that the meeting shall be called, not in how many days; this one is ours, and each
# page that shows it says so.
CALL_WITHIN = timedelta(days=15)

# Which meeting a petition may force, and of which body it is.
FORCED: Mapping[str, BodyKind] = {rule_id: kind for kind, rule_id in BY_LAW.items()}
RECALL = "罢免"


class State(StrEnum):
    """Where a petition stands: 在收签名, 人数够了要开会, 通知已发, 收回了."""

    GATHERING = "gathering"
    DEMANDED = "demanded"
    CALLED = "called"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Petition:
    """A demand to call a meeting (提议召开会议) about one thing.

    `by` is what the public reads of who began it; `due_on` is the day until which notice of the
    meeting shall be out; `meeting_no` is the meeting that was called for it.
    """

    id: UUID
    no: int
    rule_id: str
    title: str
    reason: str
    by: str
    household_id: UUID | None
    started_at: datetime
    state: State = State.GATHERING
    demanded_at: datetime | None = None
    due_on: date | None = None
    meeting_no: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A line of the signed sheet as it was typed; struck out it stays, with the reason."""

    id: UUID
    person_id: UUID
    household_id: UUID
    name: str
    signed_on: date
    sheet: str
    typed_by: str
    typed_at: datetime
    struck_reason: str = ""

    @property
    def is_struck(self) -> bool:
        """Whether it counts no more."""
        return bool(self.struck_reason)


@dataclass(frozen=True, slots=True)
class Entitled:
    """Who may sign, by base, as the roster stands on the day."""

    adults: frozenset[UUID] = frozenset()
    households: int = 0
    reps: frozenset[UUID] = frozenset()
    owners: frozenset[UUID] = frozenset()
    owner_heads: int = 0

    def size(self, base: Base) -> int:
        """Return how many there are of a base; 0 for one that no petition here counts."""
        sizes = {
            Base.ADULT: len(self.adults),
            Base.HOUSEHOLD: self.households,
            Base.REP: len(self.reps),
            Base.OWNER: self.owner_heads,
        }
        return sizes.get(base, 0)

    def signed(self, base: Base, signers: Collection[tuple[UUID, UUID]]) -> int:
        """Return how many of a base signed, given (person, household) of each; a home is one."""
        people = {person for person, _home in signers}
        match base:
            case Base.ADULT:
                return len(people & self.adults)
            case Base.REP:
                return len(people & self.reps)
            case Base.OWNER:
                return len(people & self.owners)
            case Base.HOUSEHOLD:
                return len({home for person, home in signers if person in self.adults})
            case _:
                return 0

    def may_sign(self, rule: Rule, person_id: UUID) -> bool:
        """Whether somebody is of a base that the rule's petition counts."""
        groups = {
            Base.ADULT: self.adults,
            Base.HOUSEHOLD: self.adults,
            Base.REP: self.reps,
            Base.OWNER: self.owners,
        }
        return any(person_id in groups.get(one.base, ()) for one in rule.terms.petitions)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to be enough (够人数的一种算法): `signed` of `size`, at least `needed`.

    Ways are alternatives and never added together.
    """

    share: Share
    signed: int
    size: int
    needed: int
    is_met: bool


@dataclass(frozen=True, slots=True)
class MeetingDemanded(Event):
    """Enough signed: the meeting shall be called."""

    committee_id: UUID
    petition_id: UUID
    no: int


def ways(rule: Rule, entitled: Entitled, signatures: Iterable[Signature]) -> tuple[Way, ...]:
    """Return each way in which the law lets signatures force the meeting, counted.

    村民委员会组织法 (2025) 25, 30; 城市居民委员会组织法 (2025) 26, 28; 物业管理条例 13. 以上
    includes the number itself (民法典 1259). A base without anybody is never enough.
    """
    signers = [(one.person_id, one.household_id) for one in signatures if not one.is_struck]
    found = []
    for share in rule.terms.petitions:
        size, signed = entitled.size(share.base), entitled.signed(share.base, signers)
        needed = least(share.op, share.share, size)
        is_met = size > 0 and holds(share.op, signed, share.share * size)
        found.append(Way(share, signed, size, needed, is_met))
    return tuple(found)


def starting_fault(title: str, reason: str) -> Refusal | None:
    """Refuse a petition that nobody could sign.

    `petition-title-missing`, `line-long`, `text-long`, and `recall-on-paper`: who is to be removed
    is asked for on paper (村民委员会组织法 19, 城市居民委员会组织法 20).
    """
    if not title:
        return Refusal("petition-title-missing", "title")
    if len(title) > TITLE_LENGTH:
        return Refusal("line-long", "title", {"most": TITLE_LENGTH})
    if len(reason) > REASON_LENGTH:
        return Refusal("text-long", "reason", {"most": REASON_LENGTH})
    if RECALL in title or RECALL in reason:
        return Refusal("recall-on-paper", "title")
    return None


def signing_fault(
    petition: Petition,
    signatures: Iterable[Signature],
    person_id: UUID,
    signed_on: date,
    days: tuple[date, date],
) -> Refusal | None:
    """Refuse a line of the sheet that cannot count; `days` are the petition's first and today.

    `petition-over`, `signed-twice` (fact `sheet`), `signed-later` and `signed-before`.
    """
    if petition.state is not State.GATHERING:
        return Refusal("petition-over")
    before = next((x for x in signatures if x.person_id == person_id and not x.is_struck), None)
    if before is not None:
        return Refusal("signed-twice", "person", {"name": before.name, "sheet": before.sheet})
    first, today = days
    if signed_on > today:
        return Refusal("signed-later", "signed_on")
    return Refusal("signed-before", "signed_on", {"day": first}) if signed_on < first else None


def striking_fault(petition: Petition, signature: Signature, reason: str) -> Refusal | None:
    """Refuse `petition-over`, `signature-struck`, and a line struck out without a reason."""
    if petition.state is not State.GATHERING:
        return Refusal("petition-over")
    if signature.is_struck:
        return Refusal("signature-struck")
    return None if reason else Refusal("strike-reason-missing", "reason")


def withdrawing_fault(petition: Petition, household_id: UUID | None) -> Refusal | None:
    """Refuse `petition-over`, and anybody but the home that began it (`petition-of-another`)."""
    if petition.state is not State.GATHERING:
        return Refusal("petition-over")
    if household_id is None or household_id != petition.household_id:
        return Refusal("petition-of-another")
    return None


def calling_fault(petition: Petition, kind: BodyKind, starts_at: datetime) -> Refusal | None:
    """Refuse a meeting that does not answer the petition.

    `petition-not-demanded`, `meeting-of-another-body`, and `meeting-before-demand` (it was held
    before enough had signed).
    """
    if petition.state is not State.DEMANDED or petition.demanded_at is None:
        return Refusal("petition-not-demanded")
    if FORCED[petition.rule_id] is not kind:
        return Refusal("meeting-of-another-body", "meeting")
    if starts_at <= petition.demanded_at:
        return Refusal("meeting-before-demand", "meeting")
    return None


def is_late(petition: Petition, day: date) -> bool:
    """Whether notice should have been out before a day; the due day itself still counts."""
    due = petition.due_on
    return petition.state is State.DEMANDED and due is not None and due < day
