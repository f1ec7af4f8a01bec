"""The form of an answer to an invitation."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from participation.meetings.rules.replies import WORDS_LENGTH
from participation.web.forms import Form, at_most


class ReplyForm(Form):
    """Why somebody cannot come, and what they want to ask."""

    reason = StringField(_l("来不了的原因"), [at_most(WORDS_LENGTH)], description=_l("可以不写。"))
    question = StringField(
        _l("会前想问的话"), [at_most(WORDS_LENGTH)], description=_l("主持人会看到。没有就空着。")
    )
