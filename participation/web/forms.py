"""The form all rooms' forms build on: trimmed text, CSRF, and refusals beside their field."""

from typing import Any, cast

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, IntegerField, SelectMultipleField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from participation.kernel.outcome import Refusal
from participation.web.words import word


def trimmed(value: object) -> object:
    """Return text without white space around it and without NUL, which no database keeps."""
    return value.replace("\0", "").strip() if isinstance(value, str) else value


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A form that keeps what was typed and words a refusal beside its field."""

    class Meta:
        """Trim every text field once, here."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Give each field the trimming filter."""
            filters = [trimmed, *unbound_field.kwargs.get("filters", ())]
            return cast(Field, unbound_field.bind(form=form, filters=filters, **options))

    def is_sent(self) -> bool:
        """Whether the form was posted and every field reads well."""
        return request.method == "POST" and bool(self.validate())

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal's words beside its field, or above the form."""
        words = word(refusal)
        if refusal.field is not None and refusal.field in self._fields:
            field = self._fields[refusal.field]
            field.errors = [*field.errors, words]
        else:
            self.form_errors.append(words)


def needed(words: Any = None) -> DataRequired:
    """Return the check that something stands in a field, with the words for when nothing does."""
    return DataRequired(message=words or _l("请填这一项。"))


def written() -> InputRequired:
    """Return the check that something was written; how it reads is said by the field itself."""
    return InputRequired(message=_l("请填这一项。"))


def at_most(count: int) -> Length:
    """Return the check that a text has no more than so many characters."""
    return Length(max=count, message=_l("太长了，最多 %(max)d 个字。请写短一点。"))


class DayField(DateField):  # type: ignore[misc]  # wtforms ships no types
    """A day; one that cannot be read is refused with how it is written."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("请把日子写成 2026-11-24 的样子。")) from error


class ClockField(TimeField):  # type: ignore[misc]  # wtforms ships no types
    """A time of day; one that cannot be read is refused with how it is written."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("请把时间写成 19:30 的样子。")) from error


class TicksField(SelectMultipleField):  # type: ignore[misc]  # wtforms ships no types
    """Several of many, a tick each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CountField(IntegerField):  # type: ignore[misc]  # wtforms ships no types
    """A whole number; nothing written is 0."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        if not valuelist or not valuelist[0].strip():
            self.data = 0
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("请写数字。")) from error
