"""Reads one `[[overlay]]`: which layer, where and since when, over which rule, and what it asks."""

import re
from datetime import date

from participation.votes.rules.bases import Base
from participation.votes.rules.decision_rules import Count, Layer, Level, Online, Threshold
from participation.votes.rules.rule_overlays import Overlay
from participation.votes.rules.rule_routes import read_limit
from participation.votes.rules.rule_shape import read_notice, read_until
from participation.votes.rules.rule_table import Table
from participation.votes.rules.rule_terms import Delegation
from participation.votes.rules.rule_terms_data import read_delegation

# How long a region's code is at each layer, in the order of GB/T 2260.
LENGTHS = {Layer.PROVINCE: 2, Layer.CITY: 4, Layer.COUNTY: 6}


def read_overlay(table: Table) -> Overlay:
    """Return the overlay a table describes; raises RuleFileError at the first hole."""
    layer, region = _where(table)
    law = table.take("law", str)
    since = table.take("from", date)
    overlay = Overlay(
        layer=layer,
        region=region,
        rule_id=table.take("rule", str),
        law=law,
        article=table.take("article", int),
        since=since,
        until=read_until(table, since),
        source=table.take("source", str),
        quorum=_limits(table, "quorum", layer, law),
        passing=_limits(table, "pass", layer, law),
        notice=read_notice(table.table("notice"), law, layer) if table.has("notice") else None,
        online=table.word("online", Online) if table.has("online") else None,
        must_be_secret=_secret(table),
        delegation=_handed(table, "delegation", law),
        split=_handed(table, "split", law),
    )
    if not overlay.source.strip():
        raise table.error("source", "is empty")
    table.done()
    return overlay


def _where(table: Table) -> tuple[Layer, str]:
    layer = table.word("layer", Layer)
    if layer not in LENGTHS:
        raise table.error("layer", "must be province, city or county")
    region = table.take("region", str)
    if not re.fullmatch(r"\d+", region) or len(region) != LENGTHS[layer]:
        raise table.error("region", f"must be a code of {LENGTHS[layer]} digits")
    return layer, region


def _limits(table: Table, key: str, layer: Layer, law: str) -> tuple[Threshold, ...]:
    found = []
    for each in table.tables(key) if table.has(key) else ():
        base = each.word("base", Base)
        of = each.word("of", Count) if key == "pass" else Count.ROLL
        made = read_limit(each, of, Level.LAW, law, layer)
        found.append(made(base))
    return tuple(found)


def _secret(table: Table) -> bool:
    is_secret = table.maybe("secret", bool)
    if is_secret is False:
        raise table.error("secret", "may be left out, never taken back")
    return is_secret is True


def _handed(table: Table, key: str, law: str) -> Delegation | None:
    if not table.has(key):
        return None
    found = read_delegation(table.table(key))
    return Delegation(found.to, found.article, found.law or law)
