"""Decision rules as dated data: who counts, how many must take part, how many must agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes.rules.bases import Base as Base
from participation.votes.rules.rule_terms import Terms


class Level(StrEnum):
    """Who made the rule: a law (法律), a council's charter (议事规则), or nobody (意见征求)."""

    LAW = "law"
    CHARTER = "charter"
    OPINION = "opinion"


class Layer(StrEnum):
    """Who spoke (哪一层定的): the law, the province, the city, the county, or a charter (章程)."""

    LAW = "law"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    CHARTER = "charter"


class Place(StrEnum):
    """Where a rule applies: a village (村) or an urban community (社区)."""

    VILLAGE = "village"
    COMMUNITY = "community"


class Count(StrEnum):
    """A number of a vote: those present by sign-in (到会), ballots cast (参加投票), roll (全体)."""

    PRESENT = "present"
    CAST = "cast"
    ROLL = "roll"


class Online(StrEnum):
    """What the rule says about voting by phone (线上表决).

    `local_rule` leaves it to the place, which answers `allowed` or `official_system`: only the
    system the government runs, not this one.
    """

    SILENT = "silent"
    ALLOWED = "allowed"
    LOCAL_RULE = "local_rule"
    OFFICIAL_SYSTEM = "official_system"
    INSTANT_MESSAGING = "instant_messaging"


class ProxyKind(StrEnum):
    """Whether somebody may vote for another (委托投票): law silent, never, or in writing."""

    SILENT = "silent"
    NONE = "none"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Proxy:
    """Voting for another (委托): at most so many each, kept in the household, list published.

    `is_near_kin`: only near kin (近亲属); `is_never_candidate`: no candidate may hold any.
    """

    kind: ProxyKind
    most: int | None = None
    is_same_household: bool = False
    is_published: bool = False
    is_near_kin: bool = False
    is_never_candidate: bool = False
    article: int | None = None
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Days of notice (提前通知), by which article, and whether urgency lifts them.

    `how` says in which form, where the text does; `layer` who asked for it.
    """

    days: int
    law: str
    article: int
    has_exception: bool
    how: str = ""
    layer: Layer = Layer.LAW


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share (门槛) of a count of one base that must be reached, and the article that says so.

    `law` is the text of that article, `layer` who made it; neither is named by an opinion.
    """

    base: Base
    of: Count
    op: Op
    share: Fraction
    article: int | None
    law: str | None = None
    layer: Layer = Layer.LAW


@dataclass(frozen=True, slots=True)
class Route:
    """One way to decide: its quorum (法定人数) and passing shares, over its own bases only."""

    quorum: tuple[Threshold, ...]
    passing: tuple[Threshold, ...]

    @property
    def bases(self) -> frozenset[Base]:
        """Which bases this way counts; others are never mixed in."""
        return frozenset(limit.base for limit in self.quorum + self.passing)


@dataclass(frozen=True, slots=True)
class Local:
    """A text of a lower layer that made a rule stricter, or answered what it left open."""

    layer: Layer
    law: str
    article: int
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision rule (议决规则) as it stood from `since` to `until`, both days included.

    `layers` are the lower layers that spoke, in the order in which they did.
    """

    id: str
    title: str
    level: Level
    law: str | None
    articles: tuple[int, ...]
    since: date
    until: date | None
    places: frozenset[Place]
    counts: Count
    routes: tuple[Route, ...]
    is_quorum_left_to_charter: bool
    notice: Notice | None
    online: Online
    is_paper_only: bool
    must_be_secret: bool
    proxy: Proxy
    source: str
    next_ids: Mapping[Place, str] = field(hash=False)
    terms: Terms = field(default_factory=Terms)
    layers: tuple[Local, ...] = ()

    @property
    def key(self) -> str:
        """The id with the day it came into force: `V1@2026-01-01`."""
        return f"{self.id}@{self.since.isoformat()}"

    @property
    def bases(self) -> frozenset[Base]:
        """Every base some route counts."""
        return frozenset(base for route in self.routes for base in route.bases)

    @property
    def notice_days(self) -> int | None:
        """Days of notice, or None where the rule is silent."""
        return None if self.notice is None else self.notice.days

    def is_in_force(self, day: date) -> bool:
        """Whether the rule judges what happens on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


def rule_on(rules: Mapping[str, Rule], rule_id: str, day: date) -> Rule | Refusal:
    """Return the version of a rule that judges the day; refuses `rule-not-in-force`."""
    for rule in rules.values():
        if rule.id == rule_id and rule.is_in_force(day):
            return rule
    return Refusal("rule-not-in-force", "rule", {"rule": rule_id, "day": day})


def rules_for(rules: Mapping[str, Rule], place: Place, day: date) -> tuple[Rule, ...]:
    """Return the rules a committee of this kind may choose from on the day, by id."""
    fitting = (rule for rule in rules.values() if place in rule.places and rule.is_in_force(day))
    return tuple(sorted(fitting, key=lambda rule: rule.id))


def next_meeting(rules: Mapping[str, Rule], rule: Rule, place: Place, day: date) -> Rule | None:
    """Return the rule of the meeting that can decide what this one only asked about, if any."""
    following = rule.next_ids.get(place)
    if following is None:
        return None
    found = rule_on(rules, following, day)
    return None if isinstance(found, Refusal) else found
