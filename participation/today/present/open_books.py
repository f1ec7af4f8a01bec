"""Words of the open books."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from participation.today.rules.open_books import Kind, Published
from participation.votes.present.words import OUTCOMES
from participation.votes.rules.outcomes import Code
from participation.web import tongue

TONES = {Code.PASSED: "pine", Code.MAJORITY_FOR: "pine"}


@dataclass(frozen=True, slots=True)
class Line:
    """One published thing as a line that leads to it."""

    title: str
    state: str
    tone: str
    fact: str
    href: str


def line(one: Published) -> Line:
    """Return a published thing in words: what it is, what came out, since when."""
    day = tongue.day_full(one.at)
    if one.kind is Kind.MINUTES:
        fact = _("%(day)s开的会", day=day)
        return Line(
            one.title, str(_("会议纪要")), "plain", fact, url_for("meetings.show", no=one.no)
        )
    code = Code(one.outcome) if one.outcome else None
    return Line(
        title=one.title,
        state=str(OUTCOMES[code]) if code else str(_("投票结果")),
        tone=TONES.get(code, "plain") if code else "plain",
        fact=_("%(day)s公布", day=day),
        href=url_for("votes.result", no=one.no),
    )
