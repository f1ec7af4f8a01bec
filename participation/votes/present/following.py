"""What may follow a vote that came to nothing, in words with its article."""

from flask_babel import gettext as _

from participation.votes.present.figures import article_words
from participation.votes.rules.following import NextStep, Way


def step_line(step: NextStep) -> dict[str, str]:
    """Return a step as the desk offers it: its button, and where it is written."""
    where = ""
    if step.law is not None and step.article is not None:
        where = str(article_words(step.law, (step.article,)))
    words, fact = _said(step, where)
    return {"way": step.way.value, "words": words, "fact": fact}


def _said(step: NextStep, where: str) -> tuple[str, str]:
    match step.way:
        case Way.AGAIN:
            may = _("可以再召集（%(where)s）", where=where) if where else _("没有规定不能再投。")
            return _("按同样的规则再投一次"), may
        case Way.MEETING:
            meeting = step.meeting.title if step.meeting is not None else ""
            may = _("可以由这个会决定（%(where)s）", where=where)
            return _("交给%(meeting)s定", meeting=meeting), may
        case Way.DROP:
            return _("这件事不办了"), _("写明原因，答复提这件事的人。")
