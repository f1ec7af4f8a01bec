"""Forms of founding and ending a body."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from participation.bodies.rules import CLAUSE_LENGTH, NAME_LENGTH
from participation.web.forms import DayField, Form, at_most, needed, written


class BodyForm(Form):
    """What a new body is, and what its charter says; the page gives the choices."""

    name = StringField(
        _l("名字"), [needed(), at_most(NAME_LENGTH)], description=_l("比如：柳根村村民议事会")
    )
    kind = SelectField(_l("哪一种"))
    founded_on = DayField(_l("成立的日子"), [written()])
    clause = StringField(
        _l("章程里管开会人数的是哪一条"),
        [needed(), at_most(CLAUSE_LENGTH)],
        description=_l("比如：《柳根村村民议事会章程》第九条"),
    )
    quorum = SelectField(_l("到多少人才能开会"), description=_l("跟应到的人比。"))
    majority = SelectField(_l("多少人赞成才算通过"), description=_l("跟到会的人比。"))


class EndForm(Form):
    """The last day of a seat, or the first day without a body."""

    day = DayField(_l("日子"), [written()])
