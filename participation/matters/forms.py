"""Forms of raising and answering matters."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import Optional

from participation.web.forms import Form


class RaiseForm(Form):
    """The three fields, and whether a name may be shown."""

    what = TextAreaField(_l("什么事"))
    place = StringField(_l("在哪儿"))
    contact = StringField(_l("怎么找您"))


class HomeForm(RaiseForm):
    """Raising by home card: which of the home's people, by masked name."""

    is_named = BooleanField(_l("愿意公开我的名字"))
    person = RadioField(_l("您是哪一位"), validators=[Optional()], validate_choice=False)

    def offer(self, people: list[tuple[str, str]]) -> None:
        """Show these people to choose from; one alone is not asked."""
        self.person.choices = [SelectChoice(value, text) for value, text in people]
        if len(people) == 1:
            self.person.data = people[0][0]


class OfficeForm(RaiseForm):
    """Raising for somebody at the office."""

    household = StringField(_l("哪一户"))


class AnswerForm(Form):
    """An answer or a reason, in words everybody can read."""

    text = TextAreaField(_l("答复"))


class DeclineForm(Form):
    """Why a matter is not taken up."""

    text = TextAreaField(_l("理由"))


class BodyForm(Form):
    """Which body talks a matter through."""

    body = RadioField(_l("交给谁商量"), validators=[Optional()], validate_choice=False)

    def offer(self, bodies: list[tuple[str, str]]) -> None:
        """Show these bodies to choose from."""
        self.body.choices = [SelectChoice(value, text) for value, text in bodies]
