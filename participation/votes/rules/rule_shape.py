"""Reads one table into a decision rule: what must stand in it, and what may not be left out.

`quorum` is `any = […]` (routes, never mixed; one may itself be `{ all = […] }`), `all = […]` (all
at once), or `left_to = "charter"` or `"nobody"`; `pass` lists shares that must all be reached,
each of the `present`, the `cast` or the `roll`, or is `{ left_to = "charter" }`. `op` is `ge`
(以上, the number included) or `gt` (过半, 超过). Under a law or a charter every share names its
`article`, and its `law` where that is another; every rule names its `source`.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import (
    Count,
    Layer,
    Level,
    Local,
    Notice,
    Online,
    Place,
    Proxy,
    ProxyKind,
    Route,
    Rule,
)
from participation.votes.rules.rule_routes import layer_of, read_routes
from participation.votes.rules.rule_table import Table
from participation.votes.rules.rule_terms_data import read_terms


def read_notice(table: Table, law: str | None, layer: Layer) -> Notice:
    """Return the days of notice of a table; without a source they are refused."""
    named = table.maybe("law", str) or law
    if named is None:
        raise table.error("law", "is missing: days of notice need a source")
    notice = Notice(
        days=table.take("days", int),
        law=named,
        article=table.take("article", int),
        has_exception=table.take("exception", bool),
        how=table.maybe("how", str) or "",
        layer=table.word("layer", Layer) if table.has("layer") else layer,
    )
    table.done()
    return notice


def _proxy(table: Table, law: str | None) -> Proxy:
    kind = table.word("kind", ProxyKind)
    proxy = Proxy(
        kind=kind,
        most=table.maybe("most", int),
        is_same_household=bool(table.maybe("same_household", bool)),
        is_published=bool(table.maybe("published", bool)),
        is_near_kin=bool(table.maybe("near_kin", bool)),
        is_never_candidate=bool(table.maybe("never_candidate", bool)),
        article=table.maybe("article", int),
        law=table.maybe("law", str) or (None if kind is ProxyKind.SILENT else law),
    )
    table.done()
    return proxy


def _next(rule: Table) -> Mapping[Place, str]:
    if not rule.has("next"):
        return MappingProxyType({})
    table = rule.table("next")
    named = {place: table.take(place, str) for place in Place if table.has(place)}
    table.done()
    return MappingProxyType(named)


def _law(table: Table, level: Level) -> str | None:
    law = table.maybe("law", str)
    if law is None and level is not Level.OPINION:
        raise table.error("law", "is missing")
    return law


def _articles(table: Table, law: str | None, routes: tuple[Route, ...]) -> tuple[int, ...]:
    """Return the articles of the rule's own law; those of another stand with their shares."""
    more = table.numbers("articles") if table.has("articles") else ()
    limits = [limit for route in routes for limit in route.quorum + route.passing]
    named = {one.article for one in limits if one.article is not None and one.law == law}
    return tuple(sorted(named | set(more)))


def _is_left_to_charter(table: Table) -> bool:
    quorum = table.peek("quorum")
    return isinstance(quorum, dict) and quorum.get("left_to") == "charter"


def read_until(table: Table, since: date) -> date | None:
    """Return the last day of what a table describes; refuses one before its first."""
    until = table.maybe("until", date)
    if until is not None and until < since:
        raise table.error("until", "lies before `from`")
    return until


def _layers(table: Table) -> tuple[Local, ...]:
    found = []
    for each in table.tables("layers") if table.has("layers") else ():
        layer, law = each.word("layer", Layer), each.take("law", str)
        found.append(Local(layer, law, each.take("article", int), each.take("source", str)))
        each.done()
    return tuple(found)


def read_rule(table: Table) -> Rule:
    """Return the rule a table describes; raises RuleFileError at the first hole."""
    level = table.word("level", Level)
    law = _law(table, level)
    since = table.take("from", date)
    is_left = _is_left_to_charter(table)
    routes = read_routes(table, level, law, table.words("bases", Base))
    spoke = layer_of(level)
    rule = Rule(
        id=table.take("id", str),
        title=table.take("title", str),
        level=level,
        law=law,
        articles=_articles(table, law, routes),
        since=since,
        until=read_until(table, since),
        places=frozenset(table.words("places", Place)),
        counts=table.word("counts", Count),
        routes=routes,
        is_quorum_left_to_charter=is_left,
        notice=read_notice(table.table("notice"), law, spoke) if table.has("notice") else None,
        online=table.word("online", Online),
        is_paper_only=table.take("paper_only", bool),
        must_be_secret=table.take("secret", bool),
        proxy=_proxy(table.table("proxy"), law),
        source=table.take("source", str),
        next_ids=_next(table),
        terms=read_terms(table, law),
        layers=_layers(table),
    )
    if not rule.source.strip():
        raise table.error("source", "is empty")
    if rule.counts is Count.ROLL:
        raise table.error("counts", "must be present or cast")
    table.done()
    return rule
