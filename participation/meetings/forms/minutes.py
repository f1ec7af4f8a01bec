"""The form of minutes, with three fields an item."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    TextAreaField,
)

from participation.meetings.forms.recording import _text
from participation.meetings.rules.minutes import ADDENDUM_LENGTH, ItemText, Texts
from participation.web.forms import Form, at_most, needed


class AddendumForm(Form):
    """A correction of adopted minutes."""

    text = TextAreaField(
        _l("要补正什么"),
        [needed(), at_most(ADDENDUM_LENGTH)],
        description=_l("写明哪一件、原来怎么写的、应当是什么。原文不动，补正写在后面。"),
    )


class MinutesForm(Form):
    """The texts of the minutes; `form_for` adds three fields an item."""

    base = HiddenField()
    opening = _text(_l("开头要补的话"), _l("时间、地点、人数会自己写上。没有就空着。"))
    closing = _text(_l("结尾要补的话"), _l("没有就空着。"))

    def base_no(self) -> int:
        """Return the revision the text was made from; one that cannot be read is none."""
        text = self.base.data or ""
        return int(text) if text.isdecimal() and len(text) < len("1000000") else -1

    def texts(self, count: int) -> Texts:
        """Return the words of all fields."""

        def item(no: int) -> ItemText:
            return ItemText(
                *(self[f"{one}_{no}"].data or "" for one in ("discussion", "decision", "dissent"))
            )

        items = tuple(item(no) for no in range(1, count + 1))
        return Texts(items, self.opening.data or "", self.closing.data or "")


def form_for(texts: Texts, base_no: int, *, is_bare: bool = False) -> MinutesForm:
    """Return the form of minutes filled with texts; `is_bare`: whatever was posted is left out."""
    fields: dict[str, Any] = {}
    filled: dict[str, Any] = {
        "base": str(base_no),
        "opening": texts.opening,
        "closing": texts.closing,
    }
    for no, text in enumerate(texts.items, start=1):
        fields[f"discussion_{no}"] = _text(_l("大家怎么说"), rows=5)
        fields[f"decision_{no}"] = _text(_l("决定"))
        fields[f"dissent_{no}"] = _text(_l("保留的不同意见"), rows=2)
        filled[f"discussion_{no}"] = text.discussion
        filled[f"decision_{no}"] = text.decision
        filled[f"dissent_{no}"] = text.dissent
    kind = type("MinutesFormOfItems", (MinutesForm,), fields)
    made: MinutesForm = kind(formdata=None, data=filled) if is_bare else kind(data=filled)
    return made
