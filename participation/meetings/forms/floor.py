"""Forms of the floor: motions, amendments, turns, counts, who presides."""

from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from participation.meetings.forms.recording import COUNT
from participation.meetings.rules.floor import GIST_LENGTH, MOTION_LENGTH
from participation.meetings.rules.items import LINE_LENGTH
from participation.meetings.rules.roll import NAME_LENGTH
from participation.web.forms import CountField, Form, at_most, needed


class WhoForm(Form):
    """Somebody in the room, by their line of the roll."""

    who = SelectField(_l("谁"))

    def chosen(self) -> UUID | None:
        """Return the line that was chosen; None for somebody who is not in the room."""
        return UUID(hex=self.who.data) if self.who.data else None


class ChairForm(WhoForm):
    """Who presides."""

    who = SelectField(_l("谁主持"))


class MotionForm(WhoForm):
    """A motion, and who puts it."""

    motion = TextAreaField(
        _l("动议是哪句话"),
        [needed(_l("请写上动议是哪句话。")), at_most(MOTION_LENGTH)],
        description=_l("写成可以直接表决的一句话：谁、什么时候、做什么。"),
        render_kw={"rows": 3},
    )
    who = SelectField(_l("谁提的"))
    mover = StringField(
        _l("不在名单上的，写名称"),
        [at_most(LINE_LENGTH)],
        description=_l("比如：第三小组。选了人就空着。"),
    )


class AmendForm(WhoForm):
    """Another wording of the motion."""

    after = TextAreaField(
        _l("改成哪句话"),
        [needed(_l("请写上改成哪句话。")), at_most(MOTION_LENGTH)],
        description=_l("在原话上改，改了哪里会自己标出来。"),
        render_kw={"rows": 3},
    )
    who = SelectField(_l("谁提的"))


class AskForm(WhoForm):
    """Somebody who raised a hand to speak."""

    who = SelectField(_l("谁要发言"))


class GistForm(Form):
    """What was said, in a line, if the recorder wants to keep it."""

    gist = StringField(
        _l("说了什么，一句话"),
        [at_most(GIST_LENGTH)],
        description=_l("可以空着。写了就进会议记录。"),
    )


class TallyForm(Form):
    """One count of hands or papers."""

    yes = CountField(_l("赞成"), [COUNT])
    no = CountField(_l("反对"), [COUNT])
    abstain = CountField(
        _l("弃权"), [COUNT], description=_l("没有举手的、没有交票的，会自己算作弃权。")
    )
    counted_by = StringField(_l("谁点的数"), [needed(), at_most(NAME_LENGTH)])


class PressForm(Form):
    """A vote by telephone in the room."""

    who = SelectField(_l("您是哪一位"), validators=[Optional()])
    code = StringField(
        _l("会场四位数"), [needed()], description=_l("主持人念的，或者墙上写的四位数。")
    )
