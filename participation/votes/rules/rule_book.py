"""All rules of a deployment with the local texts over them: which of them stand in a place."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import Layer, Place, Rule
from participation.votes.rules.rule_overlays import Overlay, lay
from participation.votes.rules.typical import Typical

LAYERS = tuple(Layer)


class RuleBook(Mapping[str, Rule]):
    """Every rule by its key, `V1@2026-01-01`, as the law alone has it."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        overlays: Iterable[Overlay] = (),
        typical: Iterable[Typical] = (),
    ) -> None:
        self._rules = MappingProxyType(dict(rules))
        self.overlays = tuple(sorted(overlays, key=_order))
        self.typical = tuple(typical)

    def __getitem__(self, key: str) -> Rule:
        return self._rules[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def at(self, region: str, day: date, kind: str = "") -> Mapping[str, Rule]:
        """Return the rules as they stand for an area code on a day, the lower layers laid over.

        With a `kind` only those of villages, or of communities.
        """
        spoken = [each for each in self.overlays if each.is_in_force(region, day)]
        judging = {key: rule for key, rule in self.items() if rule.is_in_force(day)}
        laid = {key: _laid(rule, spoken) for key, rule in judging.items()}
        known = {key: rule for key, rule in self.items() if not kind or kind in rule.places}
        return MappingProxyType({key: laid.get(key, rule) for key, rule in known.items()})

    def typical_in(self, kind: str, day: date) -> tuple[Typical, ...]:
        """Return the votes that are often held in villages, or in communities, on a day."""
        return tuple(one for one in self.typical if one.is_offered(Place(kind), day))


def _order(overlay: Overlay) -> tuple[int, int, date]:
    return LAYERS.index(overlay.layer), len(overlay.region), overlay.since


def _laid(rule: Rule, spoken: Iterable[Overlay]) -> Rule:
    """Return a rule with the layers over it; what may not stand was refused with the files."""
    for overlay in spoken:
        if overlay.rule_id == rule.id:
            found = lay(rule, overlay)
            rule = rule if isinstance(found, Refusal) else found
    return rule
