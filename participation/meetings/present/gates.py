"""Words for what has to stand before an item is decided, on the screen and in minutes."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.bodies.present import KINDS
from participation.bodies.rules import BodyKind
from participation.meetings.rules.gates import Gate, Study, Touch
from participation.meetings.rules.law import BY_LAW
from participation.votes.rules.decision_rules import Place
from participation.web.tongue import day_full

TOUCHES = {
    Touch.MONEY: _l("花钱"),
    Touch.ASSETS: _l("集体资产"),
    Touch.LAND: _l("土地"),
}

DECIDERS = {rule_id: KINDS[kind] for kind, rule_id in BY_LAW.items()}
OF_COMMUNITIES = frozenset({BodyKind.RESIDENTS, BodyKind.RESIDENT_REPRESENTATIVES})

REFUSALS = {
    "party-study-missing": _l(
        "重要事项要先经党组织研究讨论（%(law)s第 %(article)d 条），这件事还没有。"
        "请点“表决前的关口”，由书记签；不是重要事项的，写上为什么。"
    ),
    "party-study-later": _l("党组织是 %(day)s 研究的，比开会还晚。请改一改，或者这次先不表决。"),
    "money-source-missing": _l("这件事要花钱。请点“表决前的关口”，写上钱从哪里来。"),
    "decider-missing": _l(
        "这件事牵涉钱、集体资产或者土地，议事会只能提意见。请点“表决前的关口”，选哪个会能定。"
    ),
    "decider-unknown": _l("请从列出的会里选一个。"),
    "studied-already": _l("这件事的研究已经签过了，不能改。"),
    "study-in-future": _l("研究的日子在今天以后。请改一改。"),
    "organisation-missing": _l("请写上是哪个党组织。"),
    "secretary-missing": _l("请写上书记的名字。"),
}


def touch_choices() -> list[tuple[str, Any]]:
    """Return what an item may touch."""
    return [(str(touch), said) for touch, said in TOUCHES.items()]


def decider_choices(place: Place) -> list[tuple[str, Any]]:
    """Return the meetings that may decide in a village or a community."""
    is_community = place is Place.COMMUNITY
    own = [
        (rule_id, KINDS[kind])
        for kind, rule_id in BY_LAW.items()
        if kind is BodyKind.OWNERS or (kind in OF_COMMUNITIES) == is_community
    ]
    return [("", _l("不牵涉，不用选")), *own]


def how_signed(study: Study) -> str:
    """Return how a study was signed, called what it is."""
    if study.is_on_paper:
        return str(_("纸上签的"))
    return str(_("屏幕上确认的，不是签名"))


def gate_lines(gate: Gate) -> Iterable[str]:
    """Yield what was said of an item, a sentence a line."""
    if gate.study is not None:
        study = gate.study
        yield str(
            _(
                "%(day)s，%(who)s研究讨论过。%(secretary)s，%(how)s。",
                day=day_full(study.studied_on),
                who=study.organisation,
                secretary=study.signed_by,
                how=how_signed(study),
            )
        )
        if study.opinion:
            yield str(_("研究的意见：%(text)s", text=study.opinion))
    if gate.not_major:
        yield str(_("没有作为重要事项：%(why)s", why=gate.not_major))
    if gate.touches:
        touched = "、".join(str(TOUCHES[one]) for one in gate.touches)
        yield str(_("牵涉：%(what)s。", what=touched))
    if gate.money_source:
        yield str(_("钱从哪里来：%(source)s。", source=gate.money_source))
    if gate.decider:
        yield str(_("能定的是：%(meeting)s。", meeting=DECIDERS[gate.decider]))
