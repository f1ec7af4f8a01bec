"""What has to stand before an item is decided (表决前的关口): study, money, who may decide."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from participation.bodies.rules import BodyKind
from participation.kernel.outcome import Refusal
from participation.meetings.rules.law import BY_LAW
from participation.votes.rules.decision_rules import Rule

TEXT_LENGTH = 300
LINE_LENGTH = 60

# Bodies that talk things through (协商) and give their view; they bind nobody
# (村民委员会组织法 2025, 33; 城市居民委员会组织法 2025, 32).
DELIBERATING = frozenset({BodyKind.COUNCIL, BodyKind.FORUM})


class Touch(StrEnum):
    """What an item touches that a council cannot decide: 花钱, 集体资产, 土地."""

    MONEY = "money"
    ASSETS = "assets"
    LAND = "land"


@dataclass(frozen=True, slots=True)
class Study:
    """The party organisation's study of an item (党组织研究讨论): when, by which, what it said.

    `signed_by` is the secretary; `is_on_paper`: signed on paper and written down by the clerk,
    else confirmed on the screen by the secretary's own account, which is no signature.
    """

    studied_on: date
    organisation: str
    opinion: str
    signed_by: str
    is_on_paper: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Gate:
    """What was said of one item before it is decided.

    `not_major`: why it is no 重要事项 and needs no study. `money_source` says where money comes
    from, `decider` is the rule of the meeting that may decide.
    """

    touches: tuple[Touch, ...] = ()
    money_source: str = ""
    decider: str = ""
    not_major: str = ""
    study: Study | None = None


def is_deliberating(kind: BodyKind) -> bool:
    """Whether a body of this kind gives 协商意见 and decides nothing that binds."""
    return kind in DELIBERATING


def needs_study(rule: Rule | None) -> int | None:
    """Return the article by which major matters are studied by the party organisation first.

    村民委员会组织法 (2025) 28 ¶3, 城市居民委员会组织法 (2025) 30 ¶4; None where no text asks.
    """
    return None if rule is None else rule.terms.party_article


def deciding_fault(gate: Gate, kind: BodyKind, rule: Rule | None, day: date) -> Refusal | None:
    """Refuse an item that may not be decided yet by such a body on a day.

    `party-study-missing` (neither studied nor said to be no major matter; facts law, article),
    `party-study-later` (studied after the meeting), `money-source-missing` and `decider-missing`
    (a council's view on money, collective assets or land says where the money comes from and
    which meeting may decide).
    """
    return _study_fault(gate, rule, day) or _touch_fault(gate, kind)


def _study_fault(gate: Gate, rule: Rule | None, day: date) -> Refusal | None:
    article = needs_study(rule)
    if rule is None or article is None or gate.not_major:
        return None
    if gate.study is None:
        return Refusal("party-study-missing", "method", {"law": rule.law, "article": article})
    if gate.study.studied_on > day:
        return Refusal("party-study-later", "method", {"day": gate.study.studied_on})
    return None


def _touch_fault(gate: Gate, kind: BodyKind) -> Refusal | None:
    if not gate.touches or not is_deliberating(kind):
        return None
    if Touch.MONEY in gate.touches and not gate.money_source:
        return Refusal("money-source-missing", "method")
    return None if gate.decider else Refusal("decider-missing", "method")


def said(
    gate: Gate, touches: Collection[Touch], money_source: str, decider: str, not_major: str
) -> Gate | Refusal:
    """Return a gate with what the clerk said.

    Refuses `line-long`, `text-long`, and `decider-unknown` for a meeting that no law knows.
    """
    if len(money_source) > LINE_LENGTH:
        return Refusal("line-long", "money_source", {"most": LINE_LENGTH})
    if len(not_major) > TEXT_LENGTH:
        return Refusal("text-long", "not_major", {"most": TEXT_LENGTH})
    if decider and decider not in BY_LAW.values():
        return Refusal("decider-unknown", "decider")
    return replace(
        gate,
        touches=tuple(one for one in Touch if one in touches),
        money_source=money_source,
        decider=decider,
        not_major=not_major,
    )


def studied(gate: Gate, study: Study, today: date) -> Gate | Refusal:
    """Return a gate with the study.

    Refuses `study-in-future`, `organisation-missing`, `secretary-missing`, `line-long`,
    `text-long` and `studied-already` (what was signed stays; a second study is another matter).
    """
    if gate.study is not None:
        return Refusal("studied-already")
    if study.studied_on > today:
        return Refusal("study-in-future", "studied_on")
    if not study.organisation:
        return Refusal("organisation-missing", "organisation")
    if not study.signed_by:
        return Refusal("secretary-missing", "signed_by")
    if max(len(study.organisation), len(study.signed_by)) > LINE_LENGTH:
        return Refusal("line-long", "organisation", {"most": LINE_LENGTH})
    if len(study.opinion) > TEXT_LENGTH:
        return Refusal("text-long", "opinion", {"most": TEXT_LENGTH})
    return replace(gate, study=study)


def gate_to_data(gate: Gate) -> dict[str, Any]:
    """Return a gate as JSON values, for minutes."""
    study = gate.study
    return {
        "touches": [str(one) for one in gate.touches],
        "money_source": gate.money_source,
        "decider": gate.decider,
        "not_major": gate.not_major,
        "study": None
        if study is None
        else {
            "studied_on": study.studied_on.isoformat(),
            "organisation": study.organisation,
            "opinion": study.opinion,
            "signed_by": study.signed_by,
            "is_on_paper": study.is_on_paper,
            "at": study.at.isoformat(),
        },
    }


def gate_from_data(data: Mapping[str, Any]) -> Gate:
    """Return the gate of its JSON values."""
    study = data["study"]
    return Gate(
        touches=tuple(Touch(one) for one in data["touches"]),
        money_source=data["money_source"],
        decider=data["decider"],
        not_major=data["not_major"],
        study=None
        if study is None
        else Study(
            studied_on=date.fromisoformat(study["studied_on"]),
            organisation=study["organisation"],
            opinion=study["opinion"],
            signed_by=study["signed_by"],
            is_on_paper=study["is_on_paper"],
            at=datetime.fromisoformat(study["at"]),
        ),
    )
