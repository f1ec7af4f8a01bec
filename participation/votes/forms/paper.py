"""Forms of paper: stubs, the papers out of the box, slips to print, a receipt to look for."""

import re
import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from participation.votes.actions.slips import TYPED_LENGTH
from participation.votes.rules.ballots import BLANK, SPOILED, ballot_of
from participation.votes.rules.questions import Question
from participation.votes.rules.vote import CountedBy, Vote
from participation.web.forms import Form, at_most, needed

PAPERS = 100_000
TIMES = re.compile(r"(.*?)\s*[×xX*＊乘]\s*(\d{1,5})")
APART = re.compile(r"[\s,，、.．]+")


class StubForm(Form):
    """The typed code on a stub; in an open vote the answers on it too, added by `stub_form`."""

    code = StringField(_l("票上的八位码"), [needed(), at_most(40)])
    is_keyed = False

    def read(self) -> tuple[str, str]:
        """Return the code, and what stands on the paper: an answer to each question.

        One key behind the code is the number of the option, where `stub_form` offers it.
        """
        typed = unicodedata.normalize("NFKC", self.code.data)
        signs = "".join(sign for sign in typed if sign.isalnum())
        if self.is_keyed and len(signs) == TYPED_LENGTH + 1:
            return signs[:-1], signs[-1]
        return self.code.data, self._ballot()

    def _ballot(self) -> str:
        return ballot_of(
            ",".join(field.data or [])
            if isinstance(field, SelectMultipleField)
            else field.data or ""
            for field in self.answers()
        )

    def answers(self) -> list[Any]:
        """Return the fields of the answers, one for each question."""
        return [field for name, field in self._fields.items() if name.startswith("answer_")]


def stub_form(vote: Vote) -> StubForm:
    """Return the form of a paper; a secret vote's takes the stub alone."""
    fields: dict[str, Any] = (
        {}
        if vote.is_secret
        else {
            f"answer_{no}": _answer(question, is_keyed=_is_keyed(vote))
            for no, question in enumerate(vote.questions, 1)
        }
    )
    if vote.needs_signature:
        fields["is_signed"] = BooleanField(
            _l("有签名或手印"), description=_l("没有的也录，列为意见，不计入票数。")
        )
    made: StubForm = type("OneStubForm", (StubForm,), fields)()
    made.is_keyed = not vote.is_secret and _is_keyed(vote)
    if made.is_keyed:
        made.code.description = _l("后面接着写选的号，再按回车：比如 7K3F-9M2Q 1。")
    return made


def _is_keyed(vote: Vote) -> bool:
    """Whether one key can say what a paper says: one question, one answer to it."""
    return len(vote.questions) == 1 and vote.questions[0].most == 1


def _answer(question: Question, *, is_keyed: bool) -> Any:
    lead = "{0.code}. " if is_keyed else ""
    choices = [
        *[
            SelectChoice(option.code, lead.format(option) + option.label)
            for option in question.options
        ],
        SelectChoice(SPOILED, _l("废票")),
        SelectChoice(BLANK, _l("空白票")),
    ]
    if question.most > 1:
        return SelectMultipleField(
            question.text,
            choices=choices,
            validate_choice=False,
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
        )
    return RadioField(question.text, choices=choices, validate_choice=False)


class BatchForm(Form):
    """What the papers in the box say, and who counted them; fields are added by `batch_form`."""

    caller = StringField(_l("唱票人"), [needed(), at_most(40)])
    counter = StringField(_l("计票人"), [needed(), at_most(40)])
    watcher = StringField(_l("监票人"), [needed(), at_most(40)])

    def names(self) -> CountedBy:
        """Return who counted in public."""
        return CountedBy(self.caller.data, self.counter.data, self.watcher.data)

    def counted(self) -> list[dict[str, int]]:
        """Return for each question how many papers gave which answer."""
        found: dict[int, dict[str, int]] = {}
        for name, field in self._fields.items():
            if not name.startswith("paper_"):
                continue
            _paper, no, answer = name.split("_")
            counts = found.setdefault(int(no), {})
            if answer == "lines":
                counts.update(papers(field.data or ""))
            else:
                counts[answer] = field.data or 0
        return list(found.values())

    def fields_of(self, no: int) -> list[Any]:
        """Return the fields of a question, from 1."""
        return [field for name, field in self._fields.items() if name.startswith(f"paper_{no}_")]


def papers(text: str) -> dict[str, int]:
    """Return papers that were typed one to a line: the numbers ticked, `1 3` or `1 3 × 4`.

    废 or spoiled, 空 or blank stand for papers that say nothing. Raises ValueError on a line that
    cannot be read, with the line.
    """
    found: dict[str, int] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        many = TIMES.fullmatch(line.strip())
        said, count = (many[1], int(many[2])) if many else (line.strip(), 1)
        answer = _said(said, line)
        found[answer] = found.get(answer, 0) + count
    return found


def _said(said: str, line: str) -> str:
    if said in ("废", "废票", SPOILED):
        return SPOILED
    if said in ("空", "空白", "空白票", BLANK):
        return BLANK
    codes = APART.split(said)
    if not all(code.isdecimal() and len(code) <= 3 for code in codes):
        raise ValueError(line.strip())
    return ",".join(str(int(code)) for code in codes)


class _Papers(TextAreaField):  # type: ignore[misc]  # wtforms ships no types
    def pre_validate(self, form: Form) -> None:
        """Refuse a line that cannot be read, and say which."""
        try:
            papers(self.data or "")
        except ValueError as fault:
            raise ValidationError(
                _l("这一行看不懂：%(line)s。请只写选了的号，比如 1 3。", line=str(fault))
            ) from fault


def batch_form(vote: Vote) -> BatchForm:
    """Return the form of a vote's papers.

    One number for each option; where several may be ticked, one line for each paper.
    """
    fields: dict[str, Any] = {}
    for no, question in enumerate(vote.questions, 1):
        if question.most > 1:
            fields[f"paper_{no}_lines"] = _Papers(
                _l("一行一张票，写选了的号"),
                [at_most(PAPERS)],
                description=_l("比如 1 3；一样的可以写 1 3 × 4。废票写“废”，空白票写“空”。"),
            )
            continue
        for option in question.options:
            fields[f"paper_{no}_{option.code}"] = _count(option.label)
        fields[f"paper_{no}_{SPOILED}"] = _count(_l("废票"))
        fields[f"paper_{no}_{BLANK}"] = _count(_l("空白票"))
    made: BatchForm = type("OneBatchForm", (BatchForm,), fields)()
    return made


def _count(label: Any) -> IntegerField:
    return IntegerField(label, [Optional(), NumberRange(0, PAPERS)])


class PileForm(Form):
    """How many named papers a second person counted."""

    papers = IntegerField(_l("您数出来的张数"), [NumberRange(0, PAPERS)])


class RangeForm(Form):
    """For whom slips are printed: numbers on the roll, all where nothing is written."""

    first = IntegerField(_l("从第几号"), [Optional(), NumberRange(1, 1_000_000)])
    last = IntegerField(_l("到第几号"), [Optional(), NumberRange(1, 1_000_000)])


class ReceiptForm(Form):
    """A receipt to look for in a published result."""

    receipt = StringField(_l("回执码"), [needed(), at_most(40)])
