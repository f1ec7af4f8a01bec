"""What a lower layer adds to a rule: province, city, county, charter; stricter, never weaker."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Channel
from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import (
    Count,
    Layer,
    Local,
    Notice,
    Online,
    Route,
    Rule,
    Threshold,
)
from participation.votes.rules.rule_terms import Delegation

LOCAL_ANSWERS = frozenset({Online.ALLOWED, Online.OFFICIAL_SYSTEM})
ADDABLE = frozenset({Base.WOMEN_REP})


@dataclass(frozen=True, slots=True)
class Overlay:
    """A local text (地方规定) or charter (章程) over one rule, from `since` to `until`.

    `region` is the beginning of the area codes it holds for. `limits` are shares of a quorum
    (of the roll) and of passing alike.
    """

    layer: Layer
    region: str
    rule_id: str
    law: str
    article: int
    since: date
    until: date | None
    source: str
    quorum: tuple[Threshold, ...] = ()
    passing: tuple[Threshold, ...] = ()
    notice: Notice | None = None
    online: Online | None = None
    must_be_secret: bool = False
    delegation: Delegation | None = None
    split: Delegation | None = None

    def is_in_force(self, region: str, day: date) -> bool:
        """Whether it speaks in a place on a day."""
        is_on = self.since <= day and (self.until is None or day <= self.until)
        return is_on and region.startswith(self.region)


def fault_of(rule: Rule, overlay: Overlay) -> Refusal | None:
    """Refuse what an overlay may not do to a rule; `field` is the key that does it.

    `overlay-weaker`: a lower share, fewer days, an exception the text above does not know, a
    matter handed on that may not be. `overlay-foreign`: a share of what the rule does not count.
    `overlay-not-open`: the phone, where the text above does not leave it to the place.
    """
    return (
        _fault_of_limits(rule, overlay)
        or _fault_of_notice(rule, overlay)
        or _fault_of_online(rule, overlay)
        or _fault_of_terms(rule, overlay)
    )


def _fault_of_limits(rule: Rule, overlay: Overlay) -> Refusal | None:
    is_open = rule.is_quorum_left_to_charter and overlay.layer is Layer.CHARTER
    for limit in overlay.quorum:
        known = [each for route in rule.routes for each in route.quorum if each.base is limit.base]
        if not known and limit.base not in ADDABLE and not (is_open and limit.base in rule.bases):
            return Refusal("overlay-foreign", "quorum")
        if not all(is_as_strict(limit, each) for each in known):
            return Refusal("overlay-weaker", "quorum")
    for limit in overlay.passing:
        known = [each for route in rule.routes for each in route.passing if _same(limit, each)]
        if not known:
            return Refusal("overlay-foreign", "pass")
        if not all(is_as_strict(limit, each) for each in known):
            return Refusal("overlay-weaker", "pass")
    return None


def _same(one: Threshold, other: Threshold) -> bool:
    return one.base is other.base and one.of is other.of


def is_as_strict(one: Threshold, other: Threshold) -> bool:
    """Whether whoever reaches one share of a count reaches the other too."""
    if one.share != other.share:
        return one.share > other.share
    return one.op is Op.GT or other.op is Op.GE


def _fault_of_notice(rule: Rule, overlay: Overlay) -> Refusal | None:
    new, old = overlay.notice, rule.notice
    if new is None or old is None:
        return None
    is_weaker = new.days < old.days or (new.has_exception and not old.has_exception)
    return Refusal("overlay-weaker", "notice") if is_weaker else None


def _fault_of_online(rule: Rule, overlay: Overlay) -> Refusal | None:
    if overlay.online is None:
        return None
    is_open = rule.online is Online.LOCAL_RULE and overlay.online in LOCAL_ANSWERS
    return None if is_open else Refusal("overlay-not-open", "online")


def _fault_of_terms(_rule: Rule, overlay: Overlay) -> Refusal | None:
    if overlay.delegation is not None and overlay.delegation.to is not None:
        return Refusal("overlay-weaker", "delegation")
    return None


def lay(rule: Rule, overlay: Overlay) -> Rule | Refusal:
    """Return the rule as the lower layer leaves it; refuses what `fault_of` does."""
    fault = fault_of(rule, overlay)
    if fault is not None:
        return fault
    local = Local(overlay.layer, overlay.law, overlay.article, overlay.source)
    return replace(
        rule,
        routes=tuple(_route(route, overlay) for route in rule.routes),
        is_quorum_left_to_charter=rule.is_quorum_left_to_charter and not overlay.quorum,
        notice=_notice(rule.notice, overlay.notice),
        online=overlay.online or rule.online,
        must_be_secret=rule.must_be_secret or overlay.must_be_secret,
        terms=replace(
            rule.terms,
            delegation=overlay.delegation or rule.terms.delegation,
            split=overlay.split or rule.terms.split,
        ),
        layers=(*rule.layers, local),
    )


def _notice(old: Notice | None, new: Notice | None) -> Notice | None:
    if new is None or old is None:
        return new or old
    forms = (each for each in (old.how, new.how) if each)
    return replace(new, how="；".join(forms))


def _route(route: Route, overlay: Overlay) -> Route:
    quorum = {limit.base: limit for limit in route.quorum}
    quorum |= {
        limit.base: limit
        for limit in overlay.quorum
        if limit.base in route.bases or limit.base in ADDABLE
    }
    passing = tuple(
        next((new for new in overlay.passing if _same(new, limit)), limit)
        for limit in route.passing
    )
    return Route(tuple(quorum.values()), passing)


Share = tuple[Op, Fraction]


@dataclass(frozen=True, slots=True)
class Charter:
    """A charter over a rule (议事规则, 自治章程): what it asks of quorum, passing and notice.

    `channels` are those by which it lets homes decide, `approval` is the township's number, `key`
    tells which version of which body it is.
    """

    name: str
    article: int
    since: date
    quorum: Share | None = None
    passing: Share | None = None
    notice_days: int | None = None
    is_approved: bool = False
    channels: frozenset[Channel] = frozenset()
    approval: str = ""
    key: str = ""


def with_charter(rule: Rule, charter: Charter) -> Rule | Refusal:
    """Return the rule as a charter leaves it, for all bases of the rule alike.

    Refuses `charter-not-approved` (by the township) and what `fault_of` does.
    """
    if not charter.is_approved:
        return Refusal("charter-not-approved", None, {"charter": charter.name})
    return lay(rule, _overlay_of(rule, charter))


def _overlay_of(rule: Rule, charter: Charter) -> Overlay:
    def limits(share: Share | None, of: tuple[tuple[Base, Count], ...]) -> tuple[Threshold, ...]:
        if share is None:
            return ()
        return tuple(
            Threshold(base, count, *share, charter.article, charter.name, Layer.CHARTER)
            for base, count in of
        )

    passing = [(one.base, one.of) for route in rule.routes for one in route.passing]
    bases = sorted(rule.bases - ADDABLE)
    days = charter.notice_days
    notice = None if days is None else _notice_of(rule, charter, days)
    return Overlay(
        layer=Layer.CHARTER,
        region="",
        rule_id=rule.id,
        law=charter.name,
        article=charter.article,
        since=charter.since,
        until=None,
        source=charter.name,
        quorum=limits(charter.quorum, tuple((base, Count.ROLL) for base in bases)),
        passing=limits(charter.passing, tuple(passing)),
        notice=notice,
    )


def _notice_of(rule: Rule, charter: Charter, days: int) -> Notice:
    has_exception = rule.notice is not None and rule.notice.has_exception
    return Notice(days, charter.name, charter.article, has_exception, "", Layer.CHARTER)
