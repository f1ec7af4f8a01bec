"""A decision rule as plain JSON values: frozen with a vote, published with a record."""

from collections.abc import Mapping
from datetime import date

from participation.votes.rules.decision_rules import Level, Local, Notice, Proxy, Rule
from participation.votes.rules.rule_routes import layer_of, routes_to_data
from participation.votes.rules.rule_shape import read_rule
from participation.votes.rules.rule_table import RuleFileError, Table
from participation.votes.rules.rule_terms_data import terms_to_data


def rule_to_data(rule: Rule) -> dict[str, object]:
    """Return the rule as plain JSON values in the shape of the files, to freeze it with a vote.

    What a text is silent on is left out, so that records written before stay as they were.
    """
    data: dict[str, object] = {
        "id": rule.id,
        "title": rule.title,
        "level": rule.level.value,
        "articles": list(rule.articles),
        "from": rule.since.isoformat(),
        "places": sorted(rule.places),
        "counts": rule.counts.value,
        "online": rule.online.value,
        "paper_only": rule.is_paper_only,
        "secret": rule.must_be_secret,
        "proxy": _proxy_to_data(rule.proxy, rule.law),
        "source": rule.source,
        "next": {place.value: rule_id for place, rule_id in sorted(rule.next_ids.items())},
        **routes_to_data(rule),
        **terms_to_data(rule.terms, rule.law),
    }
    data |= {} if rule.law is None else {"law": rule.law}
    data |= {} if rule.until is None else {"until": rule.until.isoformat()}
    data |= {} if rule.notice is None else {"notice": _notice_to_data(rule.notice, rule.level)}
    data |= {"layers": [_local_to_data(each) for each in rule.layers]} if rule.layers else {}
    return data


def _notice_to_data(notice: Notice, level: Level) -> dict[str, object]:
    data: dict[str, object] = {
        "days": notice.days,
        "law": notice.law,
        "article": notice.article,
        "exception": notice.has_exception,
    }
    data |= {"how": notice.how} if notice.how else {}
    return data if notice.layer is layer_of(level) else data | {"layer": notice.layer.value}


def _local_to_data(local: Local) -> dict[str, object]:
    return {
        "layer": local.layer.value,
        "law": local.law,
        "article": local.article,
        "source": local.source,
    }


def _proxy_to_data(proxy: Proxy, law: str | None) -> dict[str, object]:
    data: dict[str, object] = {
        "kind": proxy.kind.value,
        "same_household": proxy.is_same_household,
        "published": proxy.is_published,
    }
    data |= {} if proxy.most is None else {"most": proxy.most}
    data |= {"near_kin": True} if proxy.is_near_kin else {}
    data |= {"never_candidate": True} if proxy.is_never_candidate else {}
    data |= {} if proxy.article is None else {"article": proxy.article}
    return data if proxy.law in (None, law) else data | {"law": proxy.law}


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
