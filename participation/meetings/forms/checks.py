"""Forms of minutes going round: what is wrong, and what was done about it."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from participation.meetings.rules.checks import WORDS_LENGTH
from participation.web.forms import Form, at_most, needed


class RemarkForm(Form):
    """What is wrong."""

    words = TextAreaField(
        _l("哪里不对"),
        [needed(_l("请写上哪里不对；都对的话，点“没有意见”。")), at_most(WORDS_LENGTH)],
        description=_l("写明哪一件、记成了什么、应当是什么。"),
    )


class AnswerForm(Form):
    """What was done about it."""

    words = StringField(
        _l("答复一句"), [at_most(WORDS_LENGTH)], description=_l("照着改了的，不写也行。")
    )
