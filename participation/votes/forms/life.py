"""Forms of a vote's life: what stops it, what is objected to, how that is ruled on."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from participation.kernel import clock
from participation.votes.actions.objecting import Said
from participation.votes.rules.halting import REASON_LENGTH
from participation.votes.rules.objections import RULING_LENGTH, WORDS_LENGTH, Ground
from participation.votes.rules.rule_terms import WhileOpen
from participation.web.forms import ClockField, DayField, Form, at_most, needed

HALTS: Mapping[WhileOpen, LazyString] = {
    WhileOpen.FAILURE: _l("技术故障，先暂停"),
    WhileOpen.PAUSE: _l("因为别的原因暂停"),
    WhileOpen.EXTEND: _l("延长"),
    WhileOpen.CANCEL: _l("取消，不再投了"),
}


class ReasonForm(Form):
    """Why something is done to a vote; everybody reads it."""

    reason = TextAreaField(
        _l("原因"), [at_most(REASON_LENGTH)], description=_l("一句话，大家都看得到。")
    )


class HaltForm(ReasonForm):
    """What is done to a vote that is open, and why."""

    what = RadioField(_l("怎么办"), validators=[InputRequired(_l("请选一项。"))])
    closes_on = DayField(_l("延长到哪天"), [Optional()], description=_l("延长才填。"))
    closes_at = ClockField(_l("延长到几点"), [Optional()])

    def offer(self, ways: Iterable[WhileOpen]) -> None:
        """Offer what the rule allows, in a fixed order."""
        allowed = frozenset(ways)
        self.what.choices = [SelectChoice(way, HALTS[way]) for way in HALTS if way in allowed]

    def moment(self, zone: ZoneInfo) -> datetime | None:
        """Return the new close, None where none was written whole."""
        if self.closes_on.data is None or self.closes_at.data is None:
            return None
        return clock.at_local(self.closes_on.data, self.closes_at.data, zone)


class RollObjectionForm(Form):
    """What is wrong with a roll that is shown."""

    ground = RadioField(
        _l("哪里不对"),
        [InputRequired(_l("请选一项。"))],
        choices=[
            SelectChoice(Ground.MISSING, _l("少了一户或者一个人")),
            SelectChoice(Ground.WRONG, _l("有一户或者一个人不该在上面")),
        ],
    )
    label = StringField(_l("是哪一户"), [needed(), at_most(40)], description=_l("写户号。"))
    words = TextAreaField(
        _l("说一说"),
        [at_most(WORDS_LENGTH)],
        description=_l("只给处理的人看，不公开。"),
    )

    def said(self) -> Said:
        """Return the objection as it was written."""
        return Said(Ground(self.ground.data), self.label.data, self.words.data or "")


class ResultObjectionForm(Form):
    """What is wrong with a result."""

    words = TextAreaField(
        _l("哪里不对"),
        [at_most(WORDS_LENGTH)],
        description=_l("交给监督委员会，不公开。只公开有几条、怎么处理的。"),
    )

    def said(self) -> Said:
        """Return the objection as it was written."""
        return Said(Ground.RESULT, "", self.words.data or "")


class RulingForm(Form):
    """A ruling in one sentence, and the day on which the roster was put right."""

    is_upheld = RadioField(
        _l("异议成立吗"),
        [InputRequired(_l("请选一项。"))],
        choices=[SelectChoice("yes", _l("异议成立")), SelectChoice("no", _l("异议不成立"))],
    )
    ruling = TextAreaField(
        _l("处理意见"),
        [at_most(RULING_LENGTH)],
        description=_l("一句话，大家都看得到，不要写姓名。"),
    )
    corrected_on = DayField(
        _l("名册哪天改好的"), [Optional()], description=_l("成立才填。先在名册里改好。")
    )
