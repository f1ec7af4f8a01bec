"""A decision rule as plain JSON values: frozen with a vote, published with a record."""

from collections.abc import Mapping
from datetime import date

from participation.votes.rules.decision_rules import Notice, Proxy, Rule, Threshold
from participation.votes.rules.rule_shape import read_rule
from participation.votes.rules.rule_table import RuleFileError, Table


def rule_to_data(rule: Rule) -> dict[str, object]:
    """Return the rule as plain JSON values in the shape of the files, to freeze it with a vote."""
    together = any(len(route.quorum) > 1 for route in rule.routes)
    data: dict[str, object] = {
        "id": rule.id,
        "title": rule.title,
        "level": rule.level.value,
        "articles": list(rule.articles),
        "from": rule.since.isoformat(),
        "places": sorted(rule.places),
        "bases": _bases_in_order(rule),
        "counts": rule.counts.value,
        "pass": [_limit_to_data(limit, together) for limit in rule.routes[0].passing],
        "online": rule.online.value,
        "paper_only": rule.is_paper_only,
        "secret": rule.must_be_secret,
        "proxy": _proxy_to_data(rule.proxy),
        "source": rule.source,
        "next": {place.value: rule_id for place, rule_id in sorted(rule.next_ids.items())},
    }
    data |= {} if rule.law is None else {"law": rule.law}
    data |= {} if rule.until is None else {"until": rule.until.isoformat()}
    data |= {} if rule.notice is None else {"notice": _notice_to_data(rule.notice)}
    return data | _quorum_to_data(rule, together)


def _bases_in_order(rule: Rule) -> list[str]:
    limits = [limit for route in rule.routes for limit in route.quorum + route.passing]
    return list(dict.fromkeys(limit.base.value for limit in limits))


def _limit_to_data(limit: Threshold, has_base: bool, is_quorum: bool = False) -> dict[str, object]:
    data: dict[str, object] = {
        "op": limit.op.value,
        "share": f"{limit.share.numerator}/{limit.share.denominator}",
    }
    data |= {} if is_quorum else {"of": limit.of.value}
    data |= {"base": limit.base.value} if has_base else {}
    return data if limit.article is None else data | {"article": limit.article}


def _quorum_to_data(rule: Rule, together: bool) -> dict[str, object]:
    if rule.is_quorum_left_to_charter:
        return {"quorum": {"left_to": "charter"}}
    limits = [_limit_to_data(limit, True, True) for route in rule.routes for limit in route.quorum]
    if not limits:
        return {}
    return {"quorum": {"all" if together else "any": limits}}


def _notice_to_data(notice: Notice) -> dict[str, object]:
    return {
        "days": notice.days,
        "law": notice.law,
        "article": notice.article,
        "exception": notice.has_exception,
    }


def _proxy_to_data(proxy: Proxy) -> dict[str, object]:
    data: dict[str, object] = {
        "kind": proxy.kind.value,
        "same_household": proxy.is_same_household,
        "published": proxy.is_published,
    }
    return data if proxy.most is None else data | {"most": proxy.most}


def rule_from_data(data: Mapping[str, object], name: str = "record") -> Rule:
    """Return the rule that `rule_to_data` wrote; raises RuleFileError where it has a hole."""

    def fail(key: str, what: str) -> RuleFileError:
        return RuleFileError(name, f"rule.{key}", what)

    values = dict(data)
    for key in ("from", "until"):
        text = values.get(key)
        if isinstance(text, str):
            try:
                values[key] = date.fromisoformat(text)
            except ValueError as fault:
                raise fail(key, f"`{key}` is not a day") from fault
    return read_rule(Table(values, fail))
