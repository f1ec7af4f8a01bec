"""Refusals → sentences that say what to do next, from the words each room's `present` lends."""

from datetime import datetime
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import escape

from participation.kernel.outcome import Refusal
from participation.web import tongue
from participation.web.house import house


def _escaped(words: LazyString) -> str:
    """Return words as HTML: what a resident wrote may stand inside them."""
    return escape(str(words))


# The library calls its lazy words safe HTML as they are, with whatever was filled into them.
LazyString.__html__ = _escaped


REFUSALS: dict[str, Any] = {
    "fonts-missing": _l("电脑上缺打印用的字体，先不能打印。请管机器的人运行 %(line)s，再打印。"),
    "glyph-missing": _l("这些字打印不出来：%(characters)s。请换成别的写法，再试一次。"),
    "nothing-to-print": _l("没有要打印的。请先选好要打印的户。"),
    "slip-too-long": _l("题目或选项太长，一张票印不下。请写短一点。"),
    "press-busy": _l("打印的人多，还没有轮到。请过一分钟再试。"),
    "print-too-big": _l("一次打印的太多了。请分几次打印，或者写短一点。"),
    "database-busy": _l("这会儿人太多，还没有记下来。请过一分钟再按一次。"),
    "database-full": _l("这里存不下了，还没有记下来。请告诉村（居）委会；投票可以用纸票。"),
}


def word(refusal: Refusal) -> str:
    """Return the words of a refusal, with its facts filled in."""
    words = house().words.get(refusal.code) or REFUSALS.get(refusal.code)
    if words is None:
        return str(gettext("这一步没有办成（%(code)s）。请告诉村（居）委会。", code=refusal.code))
    facts = {name: _said(fact) for name, fact in refusal.facts.items()}
    return str(words) % facts if facts else str(words)


def _said(fact: object) -> object:
    """Return a fact as it is said in a sentence: an hour, or several things one after another."""
    if isinstance(fact, datetime):
        return tongue.moment(fact)
    return "、".join(str(one) for one in fact) if isinstance(fact, tuple | list) else fact
