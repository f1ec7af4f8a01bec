"""Reads one table into a decision rule: what must stand in it, and what may not be left out.

`quorum` is `any = […]` (routes, never mixed), `all = […]` (all at once), or `left_to = "charter"`;
`pass` lists shares that must all be reached, each of the `present`, the `cast` or the `roll`. `op`
is `ge` (以上, the number included) or `gt` (过半, 超过). Under a law or a charter every share names
its `article`; every rule names its `source`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from participation.kernel.fractions import Op
from participation.votes.rules.decision_rules import (
    Base,
    Count,
    Level,
    Notice,
    Online,
    Place,
    Proxy,
    ProxyKind,
    Route,
    Rule,
    Threshold,
)
from participation.votes.rules.rule_table import Table


class _LeftTo(StrEnum):
    CHARTER = "charter"


def _limit(table: Table, of: Count, level: Level) -> Callable[[Base], Threshold]:
    op, share, article = table.word("op", Op), table.share(), table.maybe("article", int)
    if article is None and level is not Level.OPINION:
        raise table.error("article", "is missing: a share without its source is refused")
    table.done()
    return lambda base: Threshold(base, of, op, share, article)


def _quorum_limit(table: Table, level: Level) -> Threshold:
    base = table.word("base", Base)
    return _limit(table, Count.ROLL, level)(base)


def _quorums(rule: Table, level: Level) -> tuple[tuple[Threshold, ...], ...]:
    """Return the quorum of each route; nothing where an opinion needs none or a charter sets it."""
    if not rule.has("quorum"):
        if level is not Level.OPINION:
            raise rule.error("quorum", "is missing")
        return ()
    table = rule.table("quorum")
    if table.has("left_to"):
        table.word("left_to", _LeftTo)
        table.done()
        return ()
    how = "all" if table.has("all") else "any"
    limits = tuple(_quorum_limit(each, level) for each in table.tables(how))
    if not limits:
        raise table.error(how, "is empty")
    table.done()
    return (limits,) if how == "all" else tuple((limit,) for limit in limits)


def _passing(rule: Table, level: Level) -> Callable[[Base], tuple[Threshold, ...]]:
    """Return what makes the passing shares of a route; one without a base is asked of its own."""
    found = []
    for table in rule.tables("pass"):
        base = table.word("base", Base) if table.has("base") else None
        found.append((base, _limit(table, table.word("of", Count), level)))
    if not found:
        raise rule.error("pass", "is empty")
    return lambda own: tuple(limit(base or own) for base, limit in found)


def _routes(table: Table, level: Level, bases: tuple[Base, ...]) -> tuple[Route, ...]:
    quorums, passing = _quorums(table, level), _passing(table, level)
    if quorums:
        routes = tuple(Route(limits, passing(limits[0].base)) for limits in quorums)
    else:
        routes = tuple(Route((), passing(base)) for base in bases)
    if {base for route in routes for base in route.bases} != set(bases):
        raise table.error("bases", "are not the bases that quorum and pass count")
    return routes


def _notice(rule: Table, law: str | None) -> Notice | None:
    if not rule.has("notice"):
        return None
    table = rule.table("notice")
    other = table.maybe("law", str)
    named = other or law
    if named is None:
        raise table.error("law", "is missing: days of notice need a source")
    notice = Notice(
        table.take("days", int), named, table.take("article", int), table.take("exception", bool)
    )
    table.done()
    return notice


def _proxy(table: Table) -> Proxy:
    proxy = Proxy(
        table.word("kind", ProxyKind),
        table.maybe("most", int),
        bool(table.maybe("same_household", bool)),
        bool(table.maybe("published", bool)),
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


def _articles(table: Table, routes: tuple[Route, ...]) -> tuple[int, ...]:
    more = table.maybe("articles", list) or []
    if not all(type(article) is int for article in more):
        raise table.error("articles", "must be a list of numbers")
    limits = [limit for route in routes for limit in route.quorum + route.passing]
    named = {limit.article for limit in limits if limit.article is not None}
    return tuple(sorted(named | set(more)))


def _is_left_to_charter(table: Table) -> bool:
    quorum = table.peek("quorum")
    return isinstance(quorum, dict) and "left_to" in quorum


def _until(table: Table, since: date) -> date | None:
    until = table.maybe("until", date)
    if until is not None and until < since:
        raise table.error("until", "lies before `from`")
    return until


def read_rule(table: Table) -> Rule:
    """Return the rule a table describes; raises RuleFileError at the first hole."""
    level = table.word("level", Level)
    law = _law(table, level)
    since = table.take("from", date)
    bases = table.words("bases", Base)
    is_left = _is_left_to_charter(table)
    routes = _routes(table, level, bases)
    rule = Rule(
        id=table.take("id", str),
        title=table.take("title", str),
        level=level,
        law=law,
        articles=_articles(table, routes),
        since=since,
        until=_until(table, since),
        places=frozenset(table.words("places", Place)),
        counts=table.word("counts", Count),
        routes=routes,
        is_quorum_left_to_charter=is_left,
        notice=_notice(table, law),
        online=table.word("online", Online),
        is_paper_only=table.take("paper_only", bool),
        must_be_secret=table.take("secret", bool),
        proxy=_proxy(table.table("proxy")),
        source=table.take("source", str),
        next_ids=_next(table),
    )
    if not rule.source.strip():
        raise table.error("source", "is empty")
    if rule.counts is Count.ROLL:
        raise table.error("counts", "must be present or cast")
    table.done()
    return rule
