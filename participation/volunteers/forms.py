"""The form of a new shift: a day and two clock times, as people say it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from participation.kernel.clock import at_local
from participation.volunteers.rules import ShiftDraft
from participation.web.forms import ClockField, DayField, Form, at_most, needed


class ShiftForm(Form):
    """What a shift says on the notice board."""

    title = StringField(
        _l("做什么"), [needed(), at_most(30)], description=_l("一句话，比如：清村东头的沟渠。")
    )
    task = TextAreaField(
        _l("怎么做"), [needed(), at_most(300)], description=_l("带什么，干到什么样算完。")
    )
    place = StringField(_l("在哪里集合"), [needed(), at_most(60)])
    risk = StringField(
        _l("要当心什么"), [needed(), at_most(200)], description=_l("实话实说。没有危险，写“没有”。")
    )
    lead = StringField(
        _l("谁带队"), [needed(), at_most(40)], description=_l("写名字，大家到了好找人。")
    )
    day = DayField(_l("哪天"), [InputRequired(_l("请选一天。"))])
    starts = ClockField(_l("几点开始"), [InputRequired(_l("请选开始的钟点。"))])
    ends = ClockField(_l("几点结束"), [InputRequired(_l("请选结束的钟点。"))])
    places = IntegerField(_l("要几个人"), [InputRequired(_l("请写一个数。"))], default=10)
    matter = IntegerField(
        _l("为哪件议题"), [Optional()], description=_l("写议题的编号。不为哪件，就空着。")
    )

    def draft(self, zone: ZoneInfo) -> ShiftDraft:
        """Return the shift that was typed, without its matter."""
        return ShiftDraft(
            title=self.title.data,
            task=self.task.data,
            place=self.place.data,
            risk=self.risk.data,
            lead=self.lead.data,
            starts_at=_moment(self.day.data, self.starts.data, zone),
            ends_at=_moment(self.day.data, self.ends.data, zone),
            places=self.places.data,
        )


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return at_local(day, clock, zone)
