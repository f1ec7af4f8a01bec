"""What may follow a vote that came to nothing: once more, the meeting that may decide, or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import Level, Place, Rule, next_meeting, rule_on


class Way(StrEnum):
    """A lawful next step: 再投一次, 开会定, 不办了."""

    AGAIN = "again"
    MEETING = "meeting"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step that may follow, the meeting it leads to, and where that is written.

    Without an article no text forbids the step and none orders it.
    """

    way: Way
    meeting: Rule | None = None
    law: str | None = None
    article: int | None = None


def next_steps(
    rules: Mapping[str, Rule], rule: Rule, place: Place, day: date
) -> tuple[NextStep, ...]:
    """Return what may follow where too few took part, in the order in which it is offered.

    Once more under the same rule, by whoever calls the meeting; the meeting that the matter may be
    handed to (村民委员会组织法 28; 城市居民委员会组织法 30), where it may be; or drop it.
    """
    return (_again(rule), *_meetings(rules, rule, place, day), NextStep(Way.DROP))


def _again(rule: Rule) -> NextStep:
    if rule.terms.convening is not None:
        return NextStep(Way.AGAIN, None, rule.law, rule.terms.convening.article)
    if rule.level is Level.CHARTER and rule.articles:
        return NextStep(Way.AGAIN, None, rule.law, rule.articles[0])
    return NextStep(Way.AGAIN)


def _meetings(rules: Mapping[str, Rule], rule: Rule, place: Place, day: date) -> Iterator[NextStep]:
    handed = rule.terms.delegation
    if handed is not None and handed.to is not None:
        found = rule_on(rules, handed.to, day)
        if not isinstance(found, Refusal):
            yield NextStep(Way.MEETING, found, handed.law or rule.law, handed.article)
    elif rule.level is not Level.LAW:
        following = next_meeting(rules, rule, place, day)
        if following is not None and following.articles:
            yield NextStep(Way.MEETING, following, following.law, following.articles[0])
