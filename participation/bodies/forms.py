"""Forms of founding a body and of giving its seats."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Optional

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


class SearchForm(Form):
    """Whom to look for on the roster."""

    class Meta:
        """A search changes nothing: it needs no token."""

        csrf = False

    name = StringField(_l("名字或户号"), [at_most(40)], description=_l("写一个字也行。"))


class SeatForm(Form):
    """Who takes a seat, as what and for how long; the page gives the choices."""

    person = RadioField(_l("选哪一位"), [needed(_l("请选一位。"))], coerce=str)
    office = SelectField(_l("职务"))
    from_day = DayField(_l("从哪天起"), [written()])
    until_day = DayField(_l("到哪天止"), [Optional()], description=_l("没有定就空着。"))
    elected_by = StringField(
        _l("怎么产生的"), [needed(), at_most(60)], description=_l("比如：村民代表会议推选")
    )


class EndForm(Form):
    """The last day of a seat, or the first day without a body."""

    day = DayField(_l("日子"), [written()])
