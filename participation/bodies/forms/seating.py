"""Forms of looking for somebody and giving a seat."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Optional

from participation.web.forms import DayField, Form, at_most, needed, written


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
