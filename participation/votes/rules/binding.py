"""Whether a vote decides (表决) or only asks (意见征求), and why."""

from dataclasses import dataclass
from enum import StrEnum

from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.decision_rules import Count, Level, Online, Rule


class Why(StrEnum):
    """The reason a vote binds or does not; `present` words it beside the chip."""

    BY_LAW = "by-law"
    LAW_ALLOWS_PHONE = "law-allows-phone"
    CHARTER_APPROVED = "charter-approved"
    OPINION_ONLY = "opinion-only"
    CHARTER_NOT_APPROVED = "charter-not-approved"
    CHARTER_SILENT_ON_PHONE = "charter-silent-on-phone"
    LAW_SILENT_ON_PHONE = "law-silent-on-phone"
    ONLY_INSTANT_MESSAGING = "only-instant-messaging"
    NEEDS_LOCAL_RULE = "needs-local-rule"
    LOCAL_ALLOWS_PHONE = "local-allows-phone"
    OFFICIAL_SYSTEM_ONLY = "official-system-only"
    NOT_AT_A_MEETING = "not-at-a-meeting"
    QUORUM_IN_CHARTER = "quorum-in-charter"


_BINDS = frozenset({Why.BY_LAW, Why.LAW_ALLOWS_PHONE, Why.LOCAL_ALLOWS_PHONE, Why.CHARTER_APPROVED})
_LOCAL = frozenset({Why.NEEDS_LOCAL_RULE, Why.OFFICIAL_SYSTEM_ONLY})


@dataclass(frozen=True, slots=True)
class Binding:
    """Whether a vote is binding (表决) or a consultation (意见征求), with the reason."""

    why: Why

    @property
    def is_binding(self) -> bool:
        """Whether its result decides; otherwise it is never called passed (通过)."""
        return self.why in _BINDS


def check_vote(rule: Rule, channels: frozenset[Channel], secrecy: Secrecy) -> Refusal | None:
    """Refuse what the rule does not let be opened.

    `no-channel`; `rule-is-paper-only`: elections and recalls stay on paper, in a secret writing
    place (村民委员会组织法 18, 19; 城市居民委员会组织法 19, 20); `rule-must-be-secret`.
    """
    if not channels:
        return Refusal("no-channel", "channels")
    if rule.is_paper_only and channels != {Channel.PAPER}:
        return Refusal("rule-is-paper-only", "channels", {"rule": rule.title})
    if rule.must_be_secret and secrecy is not Secrecy.SECRET:
        return Refusal("rule-must-be-secret", "secrecy", {"rule": rule.title})
    return None


def is_binding(
    rule: Rule,
    channels: frozenset[Channel],
    is_charter_approved: bool,
    is_at_meeting: bool = False,
) -> Binding:
    """Return whether a vote by these channels decides, and why.

    `is_charter_approved`: a charter approved by the township lets these channels decide.
    `is_at_meeting`: ballots are given in the room by those who signed in.
    """
    return Binding(_why(rule, channels, is_charter_approved, is_at_meeting))


def _why(rule: Rule, channels: frozenset[Channel], is_approved: bool, is_at_meeting: bool) -> Why:
    if rule.is_quorum_left_to_charter:
        return Why.QUORUM_IN_CHARTER
    match rule.level:
        case Level.OPINION:
            return Why.OPINION_ONLY
        case Level.CHARTER:
            return _why_charter(rule, channels, is_approved)
        case Level.LAW:
            return _why_law(rule, channels, is_approved, is_at_meeting)


def _why_charter(rule: Rule, channels: frozenset[Channel], is_approved: bool) -> Why:
    if not is_approved:
        return Why.CHARTER_NOT_APPROVED
    if Channel.PHONE in channels and rule.online is not Online.ALLOWED:
        return Why.CHARTER_SILENT_ON_PHONE
    return Why.CHARTER_APPROVED


def _why_law(
    rule: Rule, channels: frozenset[Channel], is_approved: bool, is_at_meeting: bool
) -> Why:
    alone = _why_law_alone(rule, channels, is_at_meeting)
    # Owners need a rule of the city, not a township's approval (民法典 278 and local rules).
    if alone in _BINDS or alone in _LOCAL or not is_approved:
        return alone
    return Why.CHARTER_APPROVED


def _why_law_alone(rule: Rule, channels: frozenset[Channel], is_at_meeting: bool) -> Why:
    if Channel.PHONE not in channels:
        # Whoever drops a slip at home is not present (到会) at a meeting.
        has_place = is_at_meeting or rule.counts is Count.CAST
        return Why.BY_LAW if has_place else Why.NOT_AT_A_MEETING
    match rule.online:
        case Online.ALLOWED:
            return Why.LOCAL_ALLOWS_PHONE if rule.layers else Why.LAW_ALLOWS_PHONE
        case Online.OFFICIAL_SYSTEM:
            return Why.OFFICIAL_SYSTEM_ONLY
        case Online.LOCAL_RULE:
            return Why.NEEDS_LOCAL_RULE
        case Online.INSTANT_MESSAGING:
            return Why.ONLY_INSTANT_MESSAGING
        case Online.SILENT:
            return Why.LAW_SILENT_ON_PHONE
