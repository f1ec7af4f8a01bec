"""Forms of taking the roll and of recording items."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional

from participation.meetings.rules.items import LINE_LENGTH, TEXT_LENGTH, Entry, Method, Task
from participation.meetings.rules.roll import NAME_LENGTH
from participation.web.forms import (
    ClockField,
    CountField,
    DayField,
    Form,
    at_most,
    needed,
    written,
)

MOST_VOTES = 9999

COUNT = NumberRange(0, MOST_VOTES, _l("请写 0 到 9999 的数字。"))


class GuestForm(Form):
    """Somebody who comes without a vote."""

    name = StringField(_l("名字"), [needed(), at_most(NAME_LENGTH)])
    office = StringField(
        _l("身份"), [at_most(NAME_LENGTH)], description=_l("比如：镇干部、监督委员会")
    )


class AddItemForm(Form):
    """One more thing to talk about."""

    title = StringField(_l("加一件事"), [needed(), at_most(LINE_LENGTH)])


class CloseForm(Form):
    """When the meeting ended."""

    ended_day = DayField(_l("哪天散的会"), [written()])
    ended_at = ClockField(_l("几点散的会"), [written()])


def _text(label: Any, hint: Any = "", rows: int = 3) -> TextAreaField:
    return TextAreaField(label, [at_most(TEXT_LENGTH)], description=hint, render_kw={"rows": rows})


class ItemForm(Form):
    """What was said of an item, how it was put to the vote, and what came of it."""

    proposer = StringField(_l("谁提出的"), [at_most(LINE_LENGTH)])
    discussion = _text(_l("大家怎么说"), _l("一人一行，比如：张三：先修一段。"), 5)
    method = RadioField(_l("怎么定的"))
    motion = _text(_l("表决的是哪句话"), _l("不表决就空着。"))
    yes = CountField(_l("赞成"), [COUNT])
    no = CountField(_l("反对"), [COUNT])
    abstain = CountField(_l("弃权"), [COUNT], description=_l("没有举手的，记作弃权。"))
    decision = _text(_l("决定"), _l("没有定下来的，写下一步怎么办。"))
    dissent = _text(_l("保留的不同意见"), _l("一人一行。没有就空着。"), 2)
    task_what = StringField(
        _l("交办什么事"), [at_most(LINE_LENGTH)], description=_l("没有就空着。")
    )
    task_who = StringField(_l("交给谁"), [at_most(LINE_LENGTH)])
    task_until = DayField(_l("哪天前办完"), [Optional()])

    def entry(self) -> Entry:
        """Return what was written down."""
        task = Task(self.task_what.data or "", self.task_who.data or "", self.task_until.data)
        return Entry(
            proposer=self.proposer.data or "",
            motion=self.motion.data or "",
            discussion=self.discussion.data or "",
            method=Method(self.method.data),
            yes=self.yes.data,
            no=self.no.data,
            abstain=self.abstain.data,
            decision=self.decision.data or "",
            dissent=self.dissent.data or "",
            task=task if (task.what or task.who or task.until) else None,
        )
