"""Forms of a vote that is being written down: its questions, its rule, its hours."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
    ValidationError,
)
from wtforms.validators import NumberRange, Optional

from participation.kernel import clock
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.budgets import Method
from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.drafts import Asked, Draft, counts_as
from participation.votes.rules.questions import Kind, Question, yuan
from participation.votes.rules.roll import Unit
from participation.votes.rules.rule_overlays import Charter
from participation.votes.rules.typical import Typical, gaps
from participation.votes.rules.vote import Proof, Vote
from participation.web.forms import ClockField, DayField, Form, at_most, needed

BETWEEN = re.compile(r"[|｜]")
SUM = re.compile(r"(\d{1,9})(?:[.．](\d{1,2}))?\s*(万?)\s*元?")
PLAIN = "同意\n不同意"
EVERY_WAY = "every"
UNITS = {
    Unit.HOUSEHOLD: _l("一户一票"),
    Unit.PERSON: _l("一人一票（满十八岁）"),
    Unit.OWNER: _l("一位业主一票，面积另外算"),
}


def filled(_form: Form, field: Any) -> None:
    """Refuse a gap of a typical vote that nobody has filled."""
    left = gaps(field.data or "")
    if left:
        raise ValidationError(_l("%(gap)s还没有写。请换成您这次的。", gap=left[0]))


class AskedForm(Form):
    """One question with its options; limits only where the kind of question has some."""

    question = StringField(_l("问什么"), [needed(), at_most(60), filled])
    kind = RadioField(
        _l("怎么选"),
        choices=[
            SelectChoice(Kind.YES_NO, _l("赞成或反对（写两项）")),
            SelectChoice(Kind.ONE_OF_MANY, _l("几项里选一项")),
            SelectChoice(Kind.SEVERAL, _l("几项里选几项")),
            SelectChoice(Kind.SEATS, _l("差额选人（人选比名额多）")),
            SelectChoice(Kind.BUDGET, _l("一笔钱办哪几件（每项写明多少钱）")),
        ],
        default=Kind.YES_NO,
    )
    options = TextAreaField(
        _l("选项"),
        [needed(), at_most(2000), filled],
        description=_l(
            "一行一项，要说明就写在竖线后面：修｜村集体出 6 万。一笔钱办哪几件，"
            "竖线后面先写多少元：装路灯｜6000｜六盏。弃权会自动加上。"
        ),
        default=PLAIN,
    )
    most = IntegerField(
        _l("最多选几项（差额选人写名额）"),
        [Optional(), NumberRange(1, 40)],
        description=_l("只选一项的不用填。"),
    )
    total = StringField(
        _l("一共有多少钱（元）"),
        [at_most(20)],
        description=_l("一笔钱办哪几件才填。"),
    )
    method = RadioField(
        _l("钱怎么分"),
        choices=[
            SelectChoice(Method.GREEDY, _l("按票数从多到少，钱够就办")),
            SelectChoice(Method.EQUAL_SHARES, _l("每张票分到一样多的钱，凑够就办（平均分摊）")),
        ],
        default=Method.GREEDY,
        validate_choice=False,
    )

    def to_asked(self) -> Asked:
        """Return the question as it was written; sums in fen, 0 where none can be read."""
        kind = Kind(self.kind.data)
        options = tuple(_lines(self.options.data, has_costs=kind is Kind.BUDGET))
        is_budget, most = kind is Kind.BUDGET, self.most.data or 1
        return Asked(
            text=self.question.data,
            kind=kind,
            options=options,
            most=len(options) if is_budget and self.most.data is None else most,
            seats=most if kind is Kind.SEATS else 0,
            total=fen(self.total.data or "") if is_budget else 0,
            method=_method(self.method.data) if is_budget else None,
        )


def _method(code: object) -> Method | None:
    return next((each for each in Method if each == code), None)


def fen(text: str) -> int:
    """Return a sum of money in fen, as people write it: 6000, 6,000.50 元, 1.2 万; else 0."""
    found = SUM.fullmatch(text.replace(",", "").replace("，", "").strip())
    if found is None:
        return 0
    whole, part, is_wan = found.groups()
    cents = int(whole) * 100 + int((part or "").ljust(2, "0"))
    return cents * 10_000 if is_wan else cents


def _lines(text: str, *, has_costs: bool) -> list[tuple[str, str] | tuple[str, str, int]]:
    lines: list[tuple[str, str] | tuple[str, str, int]] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        words, *rest = (
            part.strip() for part in BETWEEN.split(line, maxsplit=2 if has_costs else 1)
        )
        if has_costs:
            cost, note = [*rest, "", ""][:2]
            lines.append((words, note, fen(cost)))
        else:
            lines.append((words, rest[0] if rest else ""))
    return lines


def written_question(question: Question) -> dict[str, Any]:
    """Return a question as the form shows it."""
    lines = []
    for option in question.real_options:
        parts = [option.label, *([yuan(option.cost)] if option.cost else []), option.note]
        lines.append("｜".join(part for part in parts if part))
    return {
        "question": question.text,
        "kind": question.kind,
        "options": "\n".join(lines),
        "most": question.most if question.most > 1 or question.seats else None,
        "total": yuan(question.total) if question.total else "",
        "method": question.method or Method.GREEDY,
    }


class QuestionForm(AskedForm):
    """One more question on the same ballot, and what the whole ballot is then called."""

    heading = StringField(
        _l("这张票总的叫什么"),
        [needed(), at_most(60)],
        description=_l("几个问题印在一张票上，要有一个总的名称。"),
    )


class DraftForm(AskedForm):
    """The six fields of a vote, and the settings that have a habit."""

    detail = TextAreaField(_l("说明"), [at_most(600), filled])
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
    unit = RadioField(_l("谁来投"), default=Unit.HOUSEHOLD)
    ways = RadioField(
        _l("怎么投"),
        choices=[
            SelectChoice(EVERY_WAY, _l("手机、纸票、上门帮投都行")),
            SelectChoice(Channel.PAPER, _l("只用纸票")),
        ],
        default=EVERY_WAY,
        description=_l("选了章程，就按章程写的办法投，不看这一项。"),
    )
    charter = SelectField(
        _l("按哪份章程定"),
        default="",
        description=_l(
            "章程写了各户能定、镇（街道）批准过的，才在这里。不选，就看法律让不让这样定。"
        ),
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

    charters: Mapping[str, Charter] = {}

    def offer(
        self, units: Sequence[Unit], rules: Iterable[Rule], charters: Sequence[Charter]
    ) -> None:
        """Offer who may vote here, the rules that count exactly these, and charters that decide."""
        self.charters = {one.key: one for one in charters}
        known = [(one.key, f"《{one.name}》（{one.approval}）") for one in charters]
        self.charter.choices = [("", _l("不按章程")), *known]
        self.unit.choices = [SelectChoice(unit, UNITS[unit]) for unit in units]
        self.rule.choices = [
            (rule.id, rule.title)
            for rule in rules
            if any(counts_as(rule, unit) for unit in units) and not rule.is_paper_only
        ]

    def to_draft(self, matter_id: UUID | None, now: datetime, zone: ZoneInfo) -> Draft:
        """Return what was written, with local times as moments."""
        charter = self.charters.get(self.charter.data)
        is_every = self.ways.data == EVERY_WAY
        return Draft(
            matter_id=matter_id,
            asked=(self.to_asked(),),
            detail=self.detail.data or "",
            rule_id=self.rule.data,
            secrecy=Secrecy(self.secrecy.data),
            unit=Unit(self.unit.data),
            proof=Proof(self.proof.data),
            opens_at=now,
            closes_at=clock.at_local(self.closes_on.data, self.closes_at.data, zone),
            publishes_at=clock.at_local(self.publishes_on.data, self.publishes_at.data, zone),
            channels=charter.channels
            if charter
            else frozenset(Channel if is_every else {Channel.PAPER}),
            charter=charter,
        )


def begun(typical: Typical) -> dict[str, Any]:
    """Return a vote that is often held as the form begins with it."""
    return {
        "question": typical.question,
        "kind": typical.kind,
        "options": "\n".join(typical.options),
        "most": typical.most if typical.most > 1 else None,
        "detail": typical.detail,
    } | ({"rule": typical.rule_id} if typical.rule_id else {})


def written(vote: Vote, zone: ZoneInfo) -> dict[str, Any]:
    """Return a draft as the form shows it."""
    closes, publishes = clock.local(vote.closes_at, zone), clock.local(vote.publishes_at, zone)
    return {
        **written_question(vote.questions[0]),
        "detail": vote.detail,
        "rule": vote.rule.id,
        "secrecy": vote.secrecy,
        "closes_on": closes.date(),
        "closes_at": closes.time(),
        "unit": vote.unit,
        "proof": vote.proof,
        "ways": Channel.PAPER if vote.channels == {Channel.PAPER} else EVERY_WAY,
        "charter": vote.charter.key if vote.charter else "",
        "publishes_on": publishes.date(),
        "publishes_at": publishes.time(),
    }
