"""Refusals → sentences that say what to do next, from the words each room's `present` lends."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from participation.kernel.outcome import Refusal
from participation.web.house import house

REFUSALS: dict[str, Any] = {
    "database-busy": _l("这会儿人太多，还没有记下来。请过一分钟再按一次。"),
}


def word(refusal: Refusal) -> str:
    """Return the words of a refusal, with its facts filled in."""
    words = house().words.get(refusal.code) or REFUSALS.get(refusal.code)
    if words is None:
        return str(gettext("这一步没有办成（%(code)s）。请告诉村（居）委会。", code=refusal.code))
    return str(words) % refusal.facts if refusal.facts else str(words)
