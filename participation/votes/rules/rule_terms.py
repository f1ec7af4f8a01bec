"""What a rule says beside its shares: who may force the meeting, who is told, who may not vote."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from participation.kernel.fractions import Op
from participation.votes.rules.bases import Base


class Office(StrEnum):
    """A government a decision goes to: 乡镇, 街道 (or its city), or the county's (县级)."""

    TOWNSHIP = "township"
    STREET = "street"
    COUNTY = "county"


class WhileOpen(StrEnum):
    """What may be done to a vote that is open: 暂停, 只因故障暂停, 延长, 取消."""

    PAUSE = "pause"
    FAILURE = "pause-on-failure"
    EXTEND = "extend"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Petition:
    """How many may demand a meeting or a recall (提议, 联名), of which base."""

    base: Base
    op: Op
    share: Fraction
    article: int
    law: str


@dataclass(frozen=True, slots=True)
class Convening:
    """Who calls the meeting (召集), and how often in a year it has to meet at least."""

    by: str
    article: int
    per_year: int | None = None


@dataclass(frozen=True, slots=True)
class Makeup:
    """Of whom an assembly consists: least share of reps and of women reps, least number of reps."""

    article: int
    reps: Fraction | None = None
    women: Fraction | None = None
    fewest: int | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """An election: more candidates than seats (差额), and the days of the voters' list.

    The list is out `list_days` before, objections take `objection_days`, rulings `ruling_days`.
    `rerun_id` is the rule that fills a seat left open (另行选举).
    """

    article: int
    list_days: int
    objection_days: int
    ruling_days: int
    list_article: int
    rerun_id: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a decision goes: filed with (备案), or not valid before approval (批准)."""

    office: Office
    article: int


@dataclass(frozen=True, slots=True)
class Delegation:
    """Whether the meeting hands the matter on (授权): to which rule's meeting, or to none.

    `law` is named where it is not the rule's own.
    """

    to: str | None
    article: int
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """The numbered powers of an article that this meeting does not have."""

    article: int
    items: tuple[int, ...]


class Exempt(StrEnum):
    """Who owes no money or no labour (减免): 特困, 现役军人, 伤残退役军人, 学生, 孕产妇."""

    DESTITUTE = "destitute"
    SOLDIER = "soldier"
    DISABLED_VETERAN = "disabled-veteran"
    STUDENT = "student"
    MOTHER = "mother"


@dataclass(frozen=True, slots=True)
class LevyTerms:
    """What asking households for money or labour needs (筹资筹劳), beside the meeting itself.

    The article gives the meeting; who is exempt, that homes sign, a cap and the township's check
    come from `source`, which is marked on screen unless it was verified.
    """

    article: int
    item: int
    exempt_money: tuple[Exempt, ...]
    exempt_labour: tuple[Exempt, ...]
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything of a rule that is no share; None where the text is silent.

    `is_most_votes`: whoever has most is elected. `answer_article`: the accused may answer.
    `split`: where a matter goes on which the meeting cannot agree.
    `party_article`: studied first by the party organisation (先经党组织研究讨论).
    `listeners_article`: others may sit in and speak. `while_open`: what may be done to a vote
    that is open; empty where the text is silent.
    """

    petitions: tuple[Petition, ...] = ()
    convening: Convening | None = None
    makeup: Makeup | None = None
    contest: Contest | None = None
    filed: Passage | None = None
    approved: Passage | None = None
    delegation: Delegation | None = None
    split: Delegation | None = None
    excluded: Excluded | None = None
    levy: LevyTerms | None = None
    is_most_votes: bool = False
    answer_article: int | None = None
    party_article: int | None = None
    listeners_article: int | None = None
    while_open: frozenset[WhileOpen] = frozenset()
