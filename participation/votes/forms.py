"""Forms of votes: drafting, stubs, papers, receipts."""

import re
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import (
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, Optional

from participation.kernel import clock
from participation.votes.rules.ballots import Kind, Secrecy
from participation.votes.rules.drafts import Draft
from participation.votes.rules.roll import Unit
from participation.votes.rules.vote import Proof, Vote
from participation.web.forms import ClockField, DayField, Form, at_most, needed

BETWEEN = re.compile(r"[|｜]")
PLAIN = {Kind.YES_NO: "同意\n不同意", Kind.ONE_OF_MANY: ""}


class DraftForm(Form):
    """The six fields of a vote, and the settings that have a habit."""

    question = StringField(_l("问什么"), [needed(), at_most(60)])
    detail = TextAreaField(_l("说明"), [at_most(600)])
    kind = RadioField(
        _l("怎么选"),
        choices=[
            SelectChoice(Kind.YES_NO, _l("赞成或反对（写两项）")),
            SelectChoice(Kind.ONE_OF_MANY, _l("几项里选一项")),
        ],
        default=Kind.YES_NO,
    )
    options = TextAreaField(
        _l("选项"),
        [needed(), at_most(400)],
        description=_l("一行一项，要说明就写在竖线后面：修｜村集体出 6 万。弃权会自动加上。"),
        default=PLAIN[Kind.YES_NO],
    )
    rule = SelectField(_l("按什么规则"))
    secrecy = RadioField(
        _l("记不记名"),
        choices=[
            SelectChoice(Secrecy.SECRET, _l("无记名")),
            SelectChoice(Secrecy.OPEN, _l("记名")),
        ],
        default=Secrecy.SECRET,
    )
    closes_on = DayField(_l("哪天截止"), [needed()])
    closes_at = ClockField(_l("几点截止"), [needed()], default=time(20, 0))
    unit = RadioField(
        _l("谁来投"),
        choices=[
            SelectChoice(Unit.HOUSEHOLD, _l("一户一票")),
            SelectChoice(Unit.PERSON, _l("一人一票（满十八岁）")),
        ],
        default=Unit.HOUSEHOLD,
    )
    proof = RadioField(
        _l("怎么核对"),
        choices=[
            SelectChoice(Proof.BEARER, _l("凭票就行")),
            SelectChoice(Proof.DIGITS, _l("要四位数")),
        ],
        default=Proof.BEARER,
    )
    publishes_on = DayField(_l("哪天公布"), [needed()])
    publishes_at = ClockField(_l("几点公布"), [needed()], default=time(12, 0))

    def to_draft(self, matter_id: UUID | None, now: datetime, zone: ZoneInfo) -> Draft:
        """Return what was written, with local times as moments."""
        return Draft(
            matter_id=matter_id,
            question=self.question.data,
            detail=self.detail.data or "",
            kind=Kind(self.kind.data),
            options=tuple(_lines(self.options.data)),
            rule_id=self.rule.data,
            secrecy=Secrecy(self.secrecy.data),
            unit=Unit(self.unit.data),
            proof=Proof(self.proof.data),
            opens_at=now,
            closes_at=clock.at_local(self.closes_on.data, self.closes_at.data, zone),
            publishes_at=clock.at_local(self.publishes_on.data, self.publishes_at.data, zone),
        )


def _lines(text: str) -> list[tuple[str, str]]:
    lines = []
    for line in text.splitlines():
        if line.strip():
            words, *note = BETWEEN.split(line, maxsplit=1)
            lines.append((words.strip(), note[0].strip() if note else ""))
    return lines


def written(vote: Vote, zone: ZoneInfo) -> dict[str, Any]:
    """Return a draft as the form shows it."""
    closes, publishes = clock.local(vote.closes_at, zone), clock.local(vote.publishes_at, zone)
    pairs = zip(vote.question.real_options, vote.notes, strict=False)
    return {
        "question": vote.question.text,
        "detail": vote.detail,
        "kind": vote.question.kind,
        "options": "\n".join(f"{o.label}｜{note}" if note else o.label for o, note in pairs),
        "rule": vote.rule.id,
        "secrecy": vote.secrecy,
        "closes_on": closes.date(),
        "closes_at": closes.time(),
        "unit": vote.unit,
        "proof": vote.proof,
        "publishes_on": publishes.date(),
        "publishes_at": publishes.time(),
    }


class StubForm(Form):
    """The typed code on a stub; in an open vote the choice on it too."""

    code = StringField(_l("票上的八位码"), [needed(), at_most(40)])
    choice = RadioField(_l("票上选的是"), validate_choice=False)


class BatchForm(Form):
    """How many papers lay in the box for each option; fields are added by `batch_form`."""

    spoiled = IntegerField(_l("废票"), [Optional(), NumberRange(0, 100_000)], default=0)

    def counted(self) -> dict[str, int]:
        """Return the papers of each option."""
        return {
            name.removeprefix("option_"): field.data or 0
            for name, field in self._fields.items()
            if name.startswith("option_")
        }


def batch_form(vote: Vote) -> BatchForm:
    """Return the form of a vote's papers, one number for each option."""
    fields: dict[str, Any] = {
        f"option_{option.code}": IntegerField(
            option.label, [Optional(), NumberRange(0, 100_000)], default=0
        )
        for option in vote.question.options
    }
    made: BatchForm = type("OneBatchForm", (BatchForm,), fields)()
    return made


class RangeForm(Form):
    """For whom slips are printed: numbers on the roll, all where nothing is written."""

    first = IntegerField(_l("从第几号"), [Optional(), NumberRange(1, 1_000_000)])
    last = IntegerField(_l("到第几号"), [Optional(), NumberRange(1, 1_000_000)])


class ReceiptForm(Form):
    """A receipt to look for in a published result."""

    receipt = StringField(_l("回执码"), [needed(), at_most(40)])
