"""The form of papers typed late: their true hour, who says so, and a line for each."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField

from participation.kernel import clock
from participation.votes.rules.ballots import ballot_of
from participation.votes.rules.late import NAMES_LENGTH
from participation.web.forms import ClockField, DayField, Form, at_most, needed

MOST_SIGNS = 20_000


class LateForm(Form):
    """When a pile came in, who says so, and its papers, one a line: the code, then the choices."""

    received_on = DayField(_l("哪天收到的"), [needed()])
    received_at = ClockField(_l("几点收到的"), [needed()])
    said_by = StringField(
        _l("谁证明"), [at_most(NAMES_LENGTH)], description=_l("写在场的两个人的名字。")
    )
    papers = TextAreaField(_l("一行一张"), [at_most(MOST_SIGNS)])
    is_signed = BooleanField(_l("每张都有签名或手印"))

    def moment(self, zone: ZoneInfo) -> datetime:
        """Return when the pile was received."""
        return clock.at_local(self.received_on.data, self.received_at.data, zone)

    def lines(self) -> list[tuple[str, str]]:
        """Return each paper's code, and the ballot behind it where one was written."""
        found = []
        for line in (self.papers.data or "").splitlines():
            code, *answers = line.replace("，", ",").split()[:10] or [""]
            if code:
                found.append((code[:40], ballot_of(answers) if answers else ""))
        return found
