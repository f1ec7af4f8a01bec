"""Forms of a roster on its way in: the file, the columns, the answers."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict

from participation.residents.rules.imports import Choices
from participation.residents.rules.roster.words import Column
from participation.web.forms import Form

NEW = "new"


class UploadForm(Form):
    """A spreadsheet."""

    file = FileField(_l("花名册或业主清册（.xlsx 或 .csv）"))


def read_columns(
    sent: Mapping[str, str], shown: Sequence[Mapping[str, Any]], before: Mapping[str, Column]
) -> dict[str, Column]:
    """Return what the clerk wants columns taken for, by their keys; what was left alone, left out.

    Fields are named `column-0`, `column-1` … in the order shown.
    """
    chosen = dict(before)
    for at, column in enumerate(shown):
        with suppress(ValueError):
            wanted = Column(sent.get(f"column-{at}", ""))
            if wanted != column["column"]:
                chosen[column["key"]] = wanted
    return chosen


def read_choices(sent: "MultiDict[str, str]", questions: Sequence[int]) -> Choices:
    """Return the answers (`ask-<person>`: an id, or `new`) and whom the clerk lets go."""
    answers: dict[int, UUID | None] = {}
    for person in questions:
        answer = sent.get(f"ask-{person}", "")
        if answer == NEW:
            answers[person] = None
        elif (known := _id(answer)) is not None:
            answers[person] = known
    gone = (_id(text) for text in sent.getlist("gone"))
    return Choices(
        answers=answers,
        gone=frozenset(one for one in gone if one is not None),
        is_all_gone=sent.get("gone-all") == "1",
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(hex=text)
    except ValueError:
        return None
