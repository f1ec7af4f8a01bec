"""What homes are asked for, in words, with what of it nobody has verified marked (未核实)."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.votes.rules.levies import Levy
from participation.votes.rules.questions import yuan
from participation.votes.rules.rule_terms import Exempt, LevyTerms

EXEMPT: Mapping[Exempt, LazyString] = {
    Exempt.DESTITUTE: _l("特困（五保）人员"),
    Exempt.SOLDIER: _l("现役军人"),
    Exempt.DISABLED_VETERAN: _l("伤残退役军人（不出工）"),
    Exempt.STUDENT: _l("在校学生（不出工）"),
    Exempt.MOTHER: _l("怀孕、生孩子不满一年的妇女（不出工）"),
}


def levy_facts(levy: Levy) -> list[tuple[str, str]]:
    """Return what is asked of each, who owes nothing, and on what grounds."""
    exempt = _("、").join(str(EXEMPT[each]) for each in Exempt if each in levy.exempt)
    most = _amounts(levy, levy.cap_fen, levy.cap_days)
    signed = _("%(signed)s 户，全村 %(all)s 户", signed=levy.signed, all=levy.households)
    return [
        (_("要出"), _amounts(levy, levy.per_head_fen, levy.labour_days)),
        (_("不用出"), exempt),
        (_("上限"), f"{most}（{levy.cap_source}）"),
        (_("签字"), signed),
        (_("乡镇审核"), f"{levy.township_ref} {levy.township_on}"),
    ]


def _amounts(levy: Levy, fen: int, days: int) -> str:
    """Return money and labour, each only where it is asked for."""
    said = [_("每人 %(sum)s 元", sum=yuan(fen))] if levy.per_head_fen else []
    said += [_("每个劳力 %(days)s 个工", days=days)] if levy.labour_days else []
    return "，".join(said)


def doubt_words(terms: LevyTerms | None) -> str:
    """Return which text the conditions are from, and that nobody has verified it (未核实)."""
    if terms is None or terms.is_verified:
        return ""
    words = _(
        "未核实：谁不用出、签字、上限和乡镇审核，是照%(source)s写的，还没有对过原文。请先问乡镇。",
        source=terms.source,
    )
    return str(words)
