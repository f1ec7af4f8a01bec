"""Forms of who watches over a vote: a complaint, its answer, who carries slips."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, StringField, TextAreaField

from participation.votes.rules.watching import Grievance
from participation.web.forms import Form, at_most, needed

GRIEVANCES = {
    Grievance.NOT_MINE: _l("这票不是我投的"),
    Grievance.PRESSED: _l("有人催我投、教我怎么选"),
    Grievance.OTHER: _l("别的"),
}


class ComplaintForm(Form):
    """What somebody complains of; the code only where it is about their own ballot."""

    kind = RadioField(
        _l("什么事"),
        [needed(_l("请选一样。"))],
        choices=[SelectChoice(kind, words) for kind, words in GRIEVANCES.items()],
    )
    slip_code = StringField(
        _l("票上的八位码"), [at_most(40)], description=_l("说“不是我投的”要写。别的可以不写。")
    )
    text = TextAreaField(
        _l("怎么回事"), [at_most(600)], description=_l("可以不写。谁、什么时候、怎么说的。")
    )


class AnswerForm(Form):
    """What is said to a complaint, and whether the ballot is void."""

    answer = TextAreaField(_l("查了什么、怎么处理"), [needed(), at_most(600)])
    is_voided = BooleanField(_l("这张票作废，另补一张"))


class CarrierForm(Form):
    """Somebody who carries slips."""

    name = StringField(_l("送票人的姓名"), [needed(), at_most(40)])
