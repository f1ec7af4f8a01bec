"""Reads the files of decision rules (TOML) and refuses one with a hole, with file and line."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.rule_shape import read_rule
from participation.votes.rules.rule_table import RuleFileError, Table


def _line(text: str, number: int, key: str) -> str:
    starts = [at for at, line in enumerate(text.splitlines(), 1) if line.strip() == "[[rule]]"]
    if number >= len(starts):
        return "line 1"
    begin = starts[number]
    end = starts[number + 1] if number + 1 < len(starts) else len(text.splitlines()) + 1
    for at, line in enumerate(text.splitlines()[begin : end - 1], begin + 1):
        if key and re.match(rf"{re.escape(key)}\s*=", line.strip()):
            return f"line {at}"
    return f"line {begin}"


def _rules_of(file: str, text: str) -> Iterator[tuple[Rule, Callable[[str, str], RuleFileError]]]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise RuleFileError(file, "as TOML", str(fault)) from fault
    tables = document.pop("rule", [])
    for key in document:
        raise RuleFileError(file, "line 1", f"`{key}` is not a key of a rule file")
    if not isinstance(tables, list) or not tables:
        raise RuleFileError(file, "line 1", "holds no [[rule]]")
    for number, values in enumerate(tables):

        def fail(key: str, what: str, number: int = number) -> RuleFileError:
            return RuleFileError(file, _line(text, number, key), what)

        yield read_rule(Table(values, fail)), fail


def parse_rules(texts: Mapping[str, str]) -> Mapping[str, Rule]:
    """Return every rule of the files (name → text) by its key, `V1@2026-01-01`.

    Raises RuleFileError for a hole, two versions that judge the same day, or a next meeting
    that no file describes.
    """
    rules: dict[str, Rule] = {}
    fails: dict[str, Callable[[str, str], RuleFileError]] = {}
    for file in sorted(texts):
        for rule, fail in _rules_of(file, texts[file]):
            if any(_overlap(rule, other) for other in rules.values()):
                raise fail("id", f"{rule.id} stands twice for the same days")
            rules[rule.key], fails[rule.key] = rule, fail
    ids = {rule.id for rule in rules.values()}
    for key, rule in rules.items():
        for following in rule.next_ids.values():
            if following not in ids:
                raise fails[key]("next", f"no file describes {following}")
    return MappingProxyType(rules)


def _overlap(one: Rule, other: Rule) -> bool:
    return one.id == other.id and (one.is_in_force(other.since) or other.is_in_force(one.since))
