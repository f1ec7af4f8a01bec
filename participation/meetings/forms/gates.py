"""Forms of what has to stand before an item is decided."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from participation.meetings.rules.gates import LINE_LENGTH, TEXT_LENGTH
from participation.web.forms import DayField, Form, TicksField, at_most, needed, written


class GateForm(Form):
    """What an item touches, where its money comes from, who may decide; the page gives choices."""

    touches = TicksField(_l("牵不牵涉这些"), description=_l("都不牵涉就不勾。"))
    money_source = StringField(
        _l("钱从哪里来"),
        [at_most(LINE_LENGTH)],
        description=_l("比如：村集体账户、镇里奖补、一事一议"),
    )
    decider = SelectField(_l("哪个会能定"))
    not_major = TextAreaField(
        _l("为什么不是重要事项"),
        [at_most(TEXT_LENGTH)],
        description=_l("是重要事项就空着，要先经党组织研究讨论。"),
    )


class StudyForm(Form):
    """The party organisation's study of an item, as the secretary signs it."""

    studied_on = DayField(_l("哪天研究的"), [written()])
    organisation = StringField(_l("哪个党组织"), [needed(), at_most(LINE_LENGTH)])
    opinion = TextAreaField(_l("研究的意见"), [at_most(TEXT_LENGTH)])
    signed_by = StringField(_l("书记是谁"), [needed(), at_most(LINE_LENGTH)])
