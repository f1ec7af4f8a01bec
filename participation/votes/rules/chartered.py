"""A vote that stands under a body's charter (按章程表决): its rule, its channels, its JSON."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Channel
from participation.votes.rules.decision_rules import Layer, Level, Route, Rule, Threshold
from participation.votes.rules.rule_overlays import Charter, Share, with_charter


def chartered(rule: Rule, charter: Charter, channels: frozenset[Channel]) -> Rule | Refusal:
    """Return the rule as a charter has it: its own shares over none of law, stricter over a law.

    Refuses `charter-over-opinion` (asking for opinions decides nothing), `charter-not-approved`,
    `charter-not-by-these-ways` (a channel that it does not name) and what `with_charter` does.
    """
    if rule.level is Level.OPINION:
        return Refusal("charter-over-opinion", "rule")
    if not charter.is_approved:
        return Refusal("charter-not-approved", "charter", {"charter": charter.name})
    if not channels <= charter.channels:
        return Refusal("charter-not-by-these-ways", "channels", {"charter": charter.name})
    if rule.level is Level.CHARTER:
        return _own(rule, charter)
    return with_charter(rule, charter)


def _own(rule: Rule, charter: Charter) -> Rule:
    def limit(old: Threshold, share: Share | None) -> Threshold:
        op, part = share or (old.op, old.share)
        return Threshold(old.base, old.of, op, part, charter.article, charter.name, Layer.CHARTER)

    return replace(
        rule,
        law=charter.name,
        articles=(charter.article,),
        routes=tuple(
            Route(
                tuple(limit(one, charter.quorum) for one in route.quorum),
                tuple(limit(one, charter.passing) for one in route.passing),
            )
            for route in rule.routes
        ),
        source=f"{charter.name}第 {charter.article} 条",
    )


def charter_to_data(charter: Charter) -> dict[str, Any]:
    """Return a charter as JSON values."""
    return {
        "key": charter.key,
        "name": charter.name,
        "article": charter.article,
        "since": charter.since.isoformat(),
        "quorum": _share_to_data(charter.quorum),
        "passing": _share_to_data(charter.passing),
        "notice_days": charter.notice_days,
        "is_approved": charter.is_approved,
        "approval": charter.approval,
        "channels": sorted(charter.channels),
    }


def _share_to_data(share: Share | None) -> list[str] | None:
    return None if share is None else [str(share[0]), str(share[1])]


def charter_from_data(data: Mapping[str, Any]) -> Charter:
    """Return the charter of its JSON values."""
    return Charter(
        name=data["name"],
        article=data["article"],
        since=date.fromisoformat(data["since"]),
        quorum=_share_from_data(data["quorum"]),
        passing=_share_from_data(data["passing"]),
        notice_days=data["notice_days"],
        is_approved=data["is_approved"],
        key=data["key"],
        approval=data["approval"],
        channels=frozenset(Channel(one) for one in data["channels"]),
    )


def _share_from_data(data: list[str] | None) -> Share | None:
    return None if data is None else (Op(data[0]), Fraction(data[1]))
