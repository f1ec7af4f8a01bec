"""Reads the routes of a rule, each with its quorum and its passing shares, and writes them."""

from collections.abc import Callable
from enum import StrEnum

from participation.kernel.fractions import Op
from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import Count, Layer, Level, Route, Rule, Threshold
from participation.votes.rules.rule_table import Table
from participation.votes.rules.rule_terms_data import share_text


class LeftTo(StrEnum):
    """Who sets a share the text does not: a charter, or nobody at all."""

    CHARTER = "charter"
    NOBODY = "nobody"


def layer_of(level: Level) -> Layer:
    """Return the layer a rule of this level speaks from."""
    return Layer.CHARTER if level is Level.CHARTER else Layer.LAW


def read_limit(
    table: Table, of: Count, level: Level, law: str | None, layer: Layer | None = None
) -> Callable[[Base], Threshold]:
    """Return what makes a threshold of a base; one without its article is refused."""
    op, share, article = table.word("op", Op), table.share(), table.maybe("article", int)
    if article is None and level is not Level.OPINION:
        raise table.error("article", "is missing: a share without its source is refused")
    named = None if article is None else table.maybe("law", str) or law
    spoke = table.word("layer", Layer) if table.has("layer") else layer or layer_of(level)
    table.done()
    return lambda base: Threshold(base, of, op, share, article, named, spoke)


def _quorum_limit(table: Table, level: Level, law: str | None) -> Threshold:
    base = table.word("base", Base)
    return read_limit(table, Count.ROLL, level, law)(base)


def _together(table: Table, level: Level, law: str | None) -> tuple[Threshold, ...]:
    """Return the quorum of one route: one share, or `all` of several."""
    if not table.has("all"):
        return (_quorum_limit(table, level, law),)
    limits = tuple(_quorum_limit(each, level, law) for each in table.tables("all"))
    table.done()
    return limits


def _quorums(rule: Table, level: Level, law: str | None) -> tuple[tuple[Threshold, ...], ...]:
    """Return the quorum of each route; nothing where none is asked for or a charter sets it."""
    if not rule.has("quorum"):
        if level is not Level.OPINION:
            raise rule.error("quorum", "is missing")
        return ()
    table = rule.table("quorum")
    if table.has("left_to"):
        table.word("left_to", LeftTo)
        table.done()
        return ()
    if table.has("all"):
        found: tuple[tuple[Threshold, ...], ...] = (_together(table, level, law),)
    else:
        found = tuple(_together(each, level, law) for each in table.tables("any"))
    if not found or not all(found):
        raise table.error("any", "is empty")
    table.done()
    return found


def _passing(
    rule: Table, level: Level, law: str | None, bases: tuple[Base, ...]
) -> Callable[[tuple[Base, ...]], tuple[Threshold, ...]]:
    """Return what makes the passing shares of a route with these bases.

    One without a base is asked of the route's first; one with a base of the routes that count it.
    """
    found = []
    for table in rule.tables("pass"):
        base = table.word("base", Base) if table.has("base") else None
        if base is not None and base not in bases:
            raise rule.error("bases", "are not the bases that quorum and pass count")
        found.append((base, read_limit(table, table.word("of", Count), level, law)))
    if not found:
        raise rule.error("pass", "is empty")
    return lambda own: tuple(
        limit(base or own[0]) for base, limit in found if base is None or base in own
    )


def read_routes(
    rule: Table, level: Level, law: str | None, bases: tuple[Base, ...]
) -> tuple[Route, ...]:
    """Return the routes of a rule; none where a charter says what passes (协商)."""
    passes = rule.peek("pass")
    if isinstance(passes, dict):
        left = rule.table("pass")
        left.word("left_to", LeftTo)
        left.done()
        _quorums(rule, level, law)
        return ()
    quorums, passing = _quorums(rule, level, law), _passing(rule, level, law, bases)
    if not quorums:
        return tuple(Route((), passing((base,))) for base in bases)
    routes = tuple(
        Route(limits, passing(tuple(limit.base for limit in limits))) for limits in quorums
    )
    if {base for route in routes for base in route.bases} != set(bases):
        raise rule.error("bases", "are not the bases that quorum and pass count")
    return routes


def routes_to_data(rule: Rule) -> dict[str, object]:
    """Return bases, quorum and passing shares in the shape `read_routes` reads."""
    limits = [limit for route in rule.routes for limit in route.quorum + route.passing]
    return {
        "bases": list(dict.fromkeys(limit.base.value for limit in limits)),
        **_quorum_data(rule),
        "pass": _pass_data(rule),
    }


def _quorum_data(rule: Rule) -> dict[str, object]:
    if rule.is_quorum_left_to_charter:
        return {"quorum": {"left_to": LeftTo.CHARTER.value}}
    each = [[_limit_data(rule, limit, quorum=True) for limit in r.quorum] for r in rule.routes]
    if not any(each):
        if rule.level is Level.OPINION:
            return {}
        return {"quorum": {"left_to": LeftTo.NOBODY.value}}
    if len(each) == 1 and len(each[0]) > 1:
        return {"quorum": {"all": each[0]}}
    return {"quorum": {"any": [one[0] if len(one) == 1 else {"all": one} for one in each]}}


def _pass_data(rule: Rule) -> object:
    if not rule.routes:
        return {"left_to": LeftTo.CHARTER.value}
    each = [[_limit_data(rule, limit) for limit in route.passing] for route in rule.routes]
    plain = [[{k: v for k, v in one.items() if k != "base"} for one in some] for some in each]
    is_together = any(len(route.quorum) > 1 for route in rule.routes)
    if not is_together and all(some == plain[0] for some in plain):
        return plain[0]
    return [one for some in each for one in some]


def _limit_data(rule: Rule, limit: Threshold, *, quorum: bool = False) -> dict[str, object]:
    data: dict[str, object] = {
        "base": limit.base.value,
        "op": limit.op.value,
        "share": share_text(limit.share),
    }
    data |= {} if quorum else {"of": limit.of.value}
    data |= {} if limit.article is None else {"article": limit.article}
    data |= {} if limit.law in (None, rule.law) else {"law": limit.law}
    return data if limit.layer is layer_of(rule.level) else data | {"layer": limit.layer.value}
