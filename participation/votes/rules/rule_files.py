"""Reads the files of decision rules (TOML) and refuses one with a hole, with file and line."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import ProxyKind, Rule
from participation.votes.rules.overlay_shape import read_overlay
from participation.votes.rules.rule_book import RuleBook
from participation.votes.rules.rule_overlays import Overlay, lay
from participation.votes.rules.rule_shape import read_rule
from participation.votes.rules.rule_table import RuleFileError, Table
from participation.votes.rules.typical import Typical, read_typical

Fail = Callable[[str, str], RuleFileError]
KINDS = ("rule", "overlay", "typical")


def _line(text: str, kind: str, number: int, key: str) -> str:
    lines = text.splitlines()
    starts = [at for at, line in enumerate(lines, 1) if line.strip() == f"[[{kind}]]"]
    if number >= len(starts):
        return "line 1"
    begin = starts[number]
    for at, line in enumerate(lines[begin:], begin + 1):
        if line.strip().startswith("[["):
            break
        if key and re.match(rf"{re.escape(key)}\s*=", line.strip()):
            return f"line {at}"
    return f"line {begin}"


def _tables(file: str, text: str) -> Iterator[tuple[str, Table, Fail]]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise RuleFileError(file, "as TOML", str(fault)) from fault
    for key in document.keys() - set(KINDS):
        raise RuleFileError(file, "line 1", f"`{key}` is not a key of a rule file")
    if not document or not all(isinstance(found, list) for found in document.values()):
        raise RuleFileError(file, "line 1", "holds no [[rule]], [[overlay]] or [[typical]]")
    for kind in KINDS:
        for number, values in enumerate(document.get(kind, [])):

            def fail(key: str, what: str, kind: str = kind, number: int = number) -> RuleFileError:
                return RuleFileError(file, _line(text, kind, number, key), what)

            yield kind, Table(values, fail), fail


@dataclass
class _Read:
    """What was read so far, each with what says where it stands."""

    rules: dict[str, tuple[Rule, Fail]] = field(default_factory=dict)
    overlays: list[tuple[Overlay, Fail]] = field(default_factory=list)
    typical: list[tuple[Typical, Fail]] = field(default_factory=list)

    def add(self, kind: str, table: Table, fail: Fail) -> None:
        match kind:
            case "rule":
                self.add_rule(read_rule(table), fail)
            case "overlay":
                self.overlays.append((read_overlay(table), fail))
            case _typical:
                self.add_typical(read_typical(table), fail)

    def add_typical(self, one: Typical, fail: Fail) -> None:
        if any(other.id == one.id for other, _fail in self.typical):
            raise fail("id", f"{one.id} stands twice")
        self.typical.append((one, fail))

    def add_rule(self, rule: Rule, fail: Fail) -> None:
        if any(_overlap(rule, other) for other, _fail in self.rules.values()):
            raise fail("id", f"{rule.id} stands twice for the same days")
        if rule.proxy.kind is not ProxyKind.SILENT and rule.proxy.article is None:
            raise fail("proxy", "`proxy` names no article: what is unsourced is refused")
        self.rules[rule.key] = rule, fail


def parse_rules(texts: Mapping[str, str]) -> RuleBook:
    """Return every rule of the files (name → text) by its key, `V1@2026-01-01`.

    With them overlays, and votes that are often held.

    Raises RuleFileError for a hole, two versions that judge the same day, a next meeting that no
    file describes, and an overlay that weakens what it is laid over.
    """
    read = _Read()
    for file in sorted(texts):
        for kind, table, fail in _tables(file, texts[file]):
            read.add(kind, table, fail)
    ids = {rule.id for rule, _fail in read.rules.values()}
    for one, fail in read.typical:
        if one.rule_id and one.rule_id not in ids:
            raise fail("rule", f"no file describes {one.rule_id}")
    for rule, fail in read.rules.values():
        for key, following in _named(rule):
            if following not in ids:
                raise fail(key, f"no file describes {following}")
    book = RuleBook(
        {key: rule for key, (rule, _fail) in read.rules.items()},
        [overlay for overlay, _fail in read.overlays],
        [one for one, _fail in read.typical],
    )
    for overlay, fail in read.overlays:
        _check(book, overlay, fail)
    return book


def _named(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield every other rule that a rule names, with the key under which it does."""
    yield from (("next", following) for following in rule.next_ids.values())
    contest, delegation = rule.terms.contest, rule.terms.delegation
    if contest is not None and contest.rerun_id is not None:
        yield "contest", contest.rerun_id
    if delegation is not None and delegation.to is not None:
        yield "delegation", delegation.to


def _overlap(one: Rule, other: Rule) -> bool:
    return one.id == other.id and (one.is_in_force(other.since) or other.is_in_force(one.since))


def _check(book: RuleBook, overlay: Overlay, fail: Fail) -> None:
    """Refuse an overlay that no rule of its days lies under, or that weakens what does.

    It is held against the rule as the layers above it leave it, on each day one of them begins.
    """
    above = book.overlays[: book.overlays.index(overlay)]
    versions = [rule for rule in book.values() if rule.id == overlay.rule_id]
    days = {overlay.since, *(each.since for each in above), *(each.since for each in versions)}
    under = [
        RuleBook({rule.key: rule}, above).at(overlay.region, day)[rule.key]
        for day in sorted(days)
        for rule in versions
        if rule.is_in_force(day) and overlay.is_in_force(overlay.region, day)
    ]
    if not under:
        raise fail("rule", f"no rule {overlay.rule_id} is in force in its days")
    for rule in under:
        found = lay(rule, overlay)
        if isinstance(found, Refusal):
            raise fail(found.field or "", f"`{found.field}` {WORDS[found.code]}")


WORDS = {
    "overlay-weaker": "is weaker than the text above it",
    "overlay-foreign": "is a share of what the rule does not count",
    "overlay-not-open": "is not left to the place by the text above it",
}
