"""The form of giving a reason."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired

from participation.deliberation.rules import Side
from participation.web.forms import Form


class ReasonForm(Form):
    """One reason, for or against."""

    side = RadioField(
        _l("这是"),
        [InputRequired(_l("请选一选：是好处，还是坏处。"))],
        choices=[
            SelectChoice(Side.FOR.value, _l("好处")),
            SelectChoice(Side.AGAINST.value, _l("坏处、担心")),
        ],
    )
    text = TextAreaField(_l("理由"))
