"""The form to call a meeting."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    SelectField,
    StringField,
    TextAreaField,
)

from participation.meetings.rules.items import LINE_LENGTH
from participation.meetings.rules.life import AGENDA_MOST
from participation.meetings.rules.notice import REASON_LENGTH
from participation.meetings.rules.roll import NAME_LENGTH
from participation.web.forms import (
    ClockField,
    DayField,
    Form,
    TicksField,
    at_most,
    needed,
    written,
)


class CallForm(Form):
    """Which body meets, where and when, led by whom, about what."""

    body = SelectField(_l("谁开会"), coerce=int)
    title = StringField(
        _l("会议名称"), [needed(), at_most(LINE_LENGTH)], description=_l("比如：商量村东路怎么修")
    )
    day = DayField(_l("哪天"), [written()])
    clock = ClockField(_l("几点"), [written()])
    place = StringField(_l("在哪里"), [needed(), at_most(LINE_LENGTH)])
    chair = StringField(_l("谁主持"), [needed(), at_most(NAME_LENGTH)])
    recorder = StringField(_l("谁记录"), [needed(), at_most(NAME_LENGTH)])
    matters = TicksField(_l("议哪些事"), coerce=int)
    reason = StringField(
        _l("来不及提前通知的原因"),
        [at_most(REASON_LENGTH)],
        description=_l("通知会印上。日子够的，空着。"),
    )
    agenda = TextAreaField(
        _l("还要议什么"), [at_most(LINE_LENGTH * AGENDA_MOST)], description=_l("一行写一件。")
    )


class MoveForm(Form):
    """Where and when a meeting is held instead, and why."""

    day = DayField(_l("改到哪天"), [written()])
    clock = ClockField(_l("几点"), [written()])
    place = StringField(_l("在哪里"), [needed(), at_most(LINE_LENGTH)])
    reason = StringField(_l("为什么改"), [needed(), at_most(REASON_LENGTH)])


class CancelForm(Form):
    """Why a meeting is called off."""

    reason = StringField(_l("为什么取消"), [needed(), at_most(REASON_LENGTH)])
