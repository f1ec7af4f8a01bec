"""Forms of people and households by hand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from participation.residents.actions.people import Occasion
from participation.residents.rules.by_hand import Told
from participation.residents.rules.identity import Sex
from participation.residents.rules.standing import Standing
from participation.web.forms import DayField, Form, at_most, needed


def _offered(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in pairs]


class OccasionForm(Form):
    """When and why."""

    day = DayField(_l("哪天"), [needed()])
    reason = StringField(_l("为什么（比如：派出所迁移证）"), [needed(), at_most(100)])

    def occasion(self, today: date) -> Occasion:
        """Return what was written."""
        return Occasion(self.day.data, self.reason.data, today)


class PersonForm(OccasionForm):
    """What is known of somebody."""

    name = StringField(_l("姓名"), [needed(), at_most(80)])
    identity = StringField(
        _l("身份证号"),
        [at_most(30)],
        description=_l("只用来核对和算出生日期，不存号码。没有就空着。"),
    )
    born = DayField(_l("出生日期"), [Optional()])
    sex = SelectField(_l("性别"), choices=[])
    relation = StringField(_l("与户主关系"), [at_most(20)])
    standing = SelectField(_l("居住类别"), choices=[])
    phone = StringField(_l("电话"), [at_most(30)])
    note = StringField(_l("备注"), [at_most(200)])
    is_phone_gone = BooleanField(_l("删掉原来的电话"))

    def name_choices(
        self, sexes: Mapping[Sex, Any], standings: Mapping[Standing, Any]
    ) -> "PersonForm":
        """Offer sexes and standings in words."""
        self.sex.choices = [SelectChoice("", _l("没写")), *_offered(sexes.items())]
        self.standing.choices = _offered(standings.items())
        return self

    def told(self) -> Told:
        """Return what was written."""
        return Told(
            name=self.name.data,
            born=self.born.data,
            sex=Sex(self.sex.data) if self.sex.data else None,
            relation=self.relation.data or "",
            standing=Standing(self.standing.data),
            note=self.note.data or "",
            identity=self.identity.data or "",
            phone=self.phone.data or "",
            is_phone_gone=bool(self.is_phone_gone.data),
        )


class ComingForm(PersonForm):
    """Somebody who is born or moves in."""

    kind = RadioField(
        _l("怎么来的"),
        choices=[SelectChoice("birth", _l("出生")), SelectChoice("moved-in", _l("迁入"))],
        default="moved-in",
    )


class HomeForm(PersonForm):
    """A new household with the first of its people."""

    label = StringField(_l("户编号"), [needed(), at_most(30)])
    group = SelectField(_l("小组"), validate_choice=False)

    def offer(self, groups: Sequence[str]) -> None:
        """Offer the groups of the place."""
        none = [("", _l("还没有小组"))]
        self.group.choices = _offered([(name, name) for name in groups] or none)


class LeavingForm(OccasionForm):
    """Somebody who died or moved away."""

    kind = RadioField(
        _l("怎么了"),
        [needed(_l("请选一样。"))],
        choices=[SelectChoice("moved-out", _l("迁出")), SelectChoice("death", _l("去世"))],
    )


class SpeakerForm(OccasionForm):
    """Who speaks for a home."""

    person = RadioField(_l("户代表"), [needed(_l("请选一个人。"))], validate_choice=False)

    def offer(self, people: Sequence[tuple[Any, str]]) -> None:
        """Offer the people of the home."""
        self.person.choices = _offered(people)


class SplitForm(OccasionForm):
    """Who leaves for a household of their own."""

    people = SelectMultipleField(
        _l("谁分出去"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )
    label = StringField(_l("新的户编号"), [needed(), at_most(30)])

    def offer(self, people: Sequence[tuple[Any, str]]) -> None:
        """Offer the people of the home."""
        self.people.choices = _offered(people)
