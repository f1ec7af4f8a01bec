"""The form of what homes are asked for, in money or labour (筹资筹劳表)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectChoice, StringField
from wtforms.validators import NumberRange, Optional

from participation.votes.forms.drafting import fen
from participation.votes.rules.levies import Levy
from participation.votes.rules.questions import yuan
from participation.votes.rules.rule_terms import Exempt
from participation.web.forms import CountField, DayField, Form, TicksField, at_most

DAYS = NumberRange(0, 365, _l("请写 0 到 365 的数字。"))
HOMES = NumberRange(0, 100_000, _l("请写户数。"))


class LevyForm(Form):
    """What each owes, who owes nothing, the limit and its source, the signatures, the check."""

    levy_money = StringField(_l("每人出多少钱（元）"), [at_most(20)])
    levy_days = CountField(_l("每个劳力出几个工"), [DAYS], default=0)
    levy_exempt = TicksField(_l("哪些人不用出"))
    levy_cap = StringField(_l("每人最多能收多少钱（元）"), [at_most(20)])
    levy_cap_days = CountField(_l("每个劳力最多几个工"), [DAYS], default=0)
    levy_cap_source = StringField(
        _l("上限是哪份文件定的"), [at_most(80)], description=_l("写文件名和文号，不清楚就问乡镇。")
    )
    levy_signed = CountField(_l("多少户签了字"), [HOMES], default=0)
    levy_township = StringField(_l("乡镇审核的文号"), [at_most(80)])
    levy_township_on = DayField(_l("乡镇哪天审核的"), [Optional()])

    def offer(self, words: Mapping[Exempt, object]) -> None:
        """Offer who may owe nothing, in words."""
        self.levy_exempt.choices = [SelectChoice(each, words[each]) for each in Exempt]

    def to_levy(self) -> Levy:
        """Return what was written; homes are counted from the roster by the action."""
        return Levy(
            per_head_fen=fen(self.levy_money.data or ""),
            labour_days=self.levy_days.data or 0,
            exempt=frozenset(Exempt(each) for each in self.levy_exempt.data or ()),
            cap_fen=fen(self.levy_cap.data or ""),
            cap_days=self.levy_cap_days.data or 0,
            cap_source=self.levy_cap_source.data or "",
            township_ref=self.levy_township.data or "",
            township_on=self.levy_township_on.data,
            signed=self.levy_signed.data or 0,
            households=0,
        )


def written_levy(levy: Levy | None) -> dict[str, Any]:
    """Return a levy as the form shows it."""
    if levy is None:
        return {}
    return {
        "levy_money": yuan(levy.per_head_fen) if levy.per_head_fen else "",
        "levy_days": levy.labour_days,
        "levy_exempt": sorted(levy.exempt),
        "levy_cap": yuan(levy.cap_fen) if levy.cap_fen else "",
        "levy_cap_days": levy.cap_days,
        "levy_cap_source": levy.cap_source,
        "levy_signed": levy.signed,
        "levy_township": levy.township_ref,
        "levy_township_on": levy.township_on,
    }
