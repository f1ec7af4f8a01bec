"""The form of a charter's next version."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from participation.bodies.rules import CLAUSE_LENGTH, NAME_LENGTH
from participation.bodies.rules.charters import (
    MOST_ARTICLE,
    MOST_MINUTES,
    MOST_NOTICE,
    MOST_TURNS,
    TEXT_LENGTH,
)
from participation.web.forms import DayField, Form, TicksField, at_most, needed, written

NUMBER = _l("请写数字。")


class CharterForm(Form):
    """What the charter says, from when on, and who approved it; the page gives the choices."""

    name = StringField(
        _l("章程的名称"), [needed(), at_most(NAME_LENGTH)], description=_l("不用写书名号。")
    )
    text = TextAreaField(
        _l("全文"), [needed(), at_most(TEXT_LENGTH)], description=_l("一条一行，整篇贴进来。")
    )
    since = DayField(_l("从哪天起生效"), [written()])
    article = IntegerField(
        _l("管开会人数的是第几条"), [written(), NumberRange(1, MOST_ARTICLE, NUMBER)]
    )
    quorum = SelectField(_l("到多少人才能开会"), description=_l("跟应到的人比。"))
    majority = SelectField(_l("多少人赞成才算通过"), description=_l("跟到会的人比。"))
    notice_days = IntegerField(_l("提前几天通知"), [written(), NumberRange(0, MOST_NOTICE, NUMBER)])
    minutes = IntegerField(
        _l("一次发言最多几分钟"), [written(), NumberRange(1, MOST_MINUTES, NUMBER)]
    )
    turns = IntegerField(
        _l("一件事一个人最多说几次"), [written(), NumberRange(1, MOST_TURNS, NUMBER)]
    )
    adopted_by = StringField(
        _l("哪次会定的"), [at_most(CLAUSE_LENGTH)], description=_l("比如：2026年1月5日村民代表会议")
    )
    ways = TicksField(
        _l("不开会，各户也能定事的办法"),
        description=_l("章程写了、镇（街道）批准了的才勾。都没有就不勾，各户投的只算征求意见。"),
    )
    approval = StringField(_l("镇（街道）批准的文号"), [at_most(NAME_LENGTH)])
    approved_on = DayField(_l("哪天批准的"), [Optional()])
