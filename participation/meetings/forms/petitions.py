"""Forms of a petition: what shall be met about, a line of the signed sheet, striking one out."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField

from participation.meetings.rules.petitions import REASON_LENGTH, SHEET_LENGTH, TITLE_LENGTH
from participation.web.forms import DayField, Form, at_most, needed, written


class PetitionForm(Form):
    """Which meeting is asked for, and about what; the page gives the meetings."""

    rule = RadioField(_l("要开哪种会"), [needed(_l("请选一种会。"))])
    title = StringField(
        _l("要开会商量什么"),
        [needed(), at_most(TITLE_LENGTH)],
        description=_l("一句话，比如：重新商量村东路怎么修"),
    )
    reason = TextAreaField(
        _l("为什么要开"), [at_most(REASON_LENGTH)], description=_l("不写也行。会印在签名表上。")
    )


class LineForm(Form):
    """A line of the signed sheet; the page gives the people it found."""

    person = RadioField(_l("表上签的是哪一位"), [needed(_l("请选一位。"))])
    signed_on = DayField(_l("签名的日子"), [written()])
    sheet = StringField(
        _l("第几张第几行"), [at_most(SHEET_LENGTH)], description=_l("比如：2-07。以后好查。")
    )


class StrikeForm(Form):
    """Why a line is struck out."""

    reason = StringField(
        _l("为什么划掉"), [needed(), at_most(60)], description=_l("比如：同名的另一位，打错了")
    )


class AnswerForm(Form):
    """Which meeting was called for it; the page gives the meetings."""

    meeting = SelectField(_l("是哪一次会"), coerce=int)
