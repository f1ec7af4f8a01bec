"""Forms of elections and recalls: plan, candidates, list, objections, proxies, ballots, count."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, NumberRange

from participation.votes.actions.elections.preparing import Standing
from participation.votes.rules.decision_rules import Base
from participation.votes.rules.elections.counting import MOST_OTHERS, Sheet, WriteIn
from participation.votes.rules.elections.plan import Candidate, Election, Plan, Post, Recall
from participation.votes.rules.elections.proxies import Asked
from participation.votes.rules.elections.voters import Ground
from participation.web.forms import DayField, Form, at_most, needed

BETWEEN = re.compile(r"[|｜]")
NAMES = re.compile(r"[\n、，,;；\s]+")
MOST = 1_000_000
AT_ONCE = 2000
POSTS = ("主任", "副主任", "委员")


def number(label: Any, **more: Any) -> IntegerField:
    """Return a field for a whole number that must be written, none below zero."""
    checks = [
        InputRequired(message=_l("请填这一项。")),
        NumberRange(0, MOST, _l("请写 0 到 %(max)s 的整数。")),
    ]
    return IntegerField(label, checks, **more)


class PlanForm(Form):
    """Day, place and committee of an election."""

    way = RadioField(_l("怎么选"))
    title = StringField(_l("叫什么"), [needed(), at_most(40)])
    day = DayField(_l("哪天投票"), [needed()])
    hours = StringField(_l("几点到几点"), [needed(), at_most(40)], default="8:00 到 16:00")
    place = StringField(_l("会场在哪里"), [needed(), at_most(60)])
    booth = StringField(_l("秘密写票处在哪里"), [at_most(60)])
    box = StringField(
        _l("流动票箱"),
        [at_most(100)],
        description=_l("没有就空着。国家法律没有写，本省的办法允许才用。"),
    )
    has_write_in = BooleanField(
        _l("票上印“另选他人”一行"),
        description=_l("国家法律没有写，本省的办法允许才勾。"),
    )
    members = TextAreaField(
        _l("选举委员会"), [at_most(400)], description=_l("主任、副主任和委员，一行一个名字。")
    )

    def to_plan(self) -> Plan:
        """Return what was written."""
        rule_id, base = self.way.data.split(":")
        return Plan(
            rule_id=rule_id,
            base=Base(base),
            title=self.title.data,
            day=self.day.data,
            hours=self.hours.data,
            place=self.place.data,
            booth=self.booth.data or "",
            box=self.box.data or "",
            has_write_in=bool(self.has_write_in.data),
            members=tuple(name for name in NAMES.split(self.members.data or "") if name),
            recall=self.to_recall(),
        )

    def to_recall(self) -> Recall | None:
        """Return nothing: an election is about no one person."""
        return None


class RecallForm(PlanForm):
    """A recall: whom it is about, why, who signed on paper, what was answered."""

    name = StringField(_l("要求罢免谁"), [needed(), at_most(20)])
    post = SelectField(_l("他的职务"), choices=[SelectChoice(each, each) for each in POSTS])
    reason = TextAreaField(_l("联名的理由"), [at_most(600)])
    petition_base = RadioField(_l("谁联名的"))
    signed = number(_l("纸上签名的有几个"))
    entitled = number(_l("有资格签名的一共几个"))
    answer = TextAreaField(
        _l("本人的申辩"),
        [at_most(600)],
        description=_l("被要求罢免的人有权申辩。还没有说，就空着，以后再补。"),
    )

    def to_recall(self) -> Recall | None:
        """Return whom the recall is about."""
        return Recall(
            name=self.name.data,
            post=self.post.data,
            reason=self.reason.data or "",
            base=Base(self.petition_base.data),
            signed=self.signed.data,
            entitled=self.entitled.data,
            answer=self.answer.data or "",
        )


def planned(plan: Plan) -> dict[str, Any]:
    """Return a plan as its form shows it."""
    told = {
        "way": f"{plan.rule_id}:{plan.base.value}",
        "title": plan.title,
        "day": plan.day,
        "hours": plan.hours,
        "place": plan.place,
        "booth": plan.booth,
        "box": plan.box,
        "has_write_in": plan.has_write_in,
        "members": "\n".join(plan.members),
    }
    recall = plan.recall
    if recall is None:
        return told
    return told | {
        "name": recall.name,
        "post": recall.post,
        "reason": recall.reason,
        "petition_base": recall.base.value,
        "signed": recall.signed,
        "entitled": recall.entitled,
        "answer": recall.answer,
    }


class CandidatesForm(Form):
    """Seats and names of the three posts that both laws know."""

    seats_1 = number(_l("主任选几个"), default=1)
    names_1 = TextAreaField(_l("主任候选人"), [at_most(400)])
    seats_2 = number(_l("副主任选几个"), default=0)
    names_2 = TextAreaField(_l("副主任候选人"), [at_most(400)])
    seats_3 = number(_l("委员选几个"), default=0)
    names_3 = TextAreaField(_l("委员候选人"), [at_most(800)])

    def to_posts(self) -> list[Standing]:
        """Return the posts with seats and names, in the order of the ballot."""
        return [
            Standing(title, self[f"seats_{no}"].data, tuple(_names(self[f"names_{no}"].data)))
            for no, title in enumerate(POSTS, 1)
        ]


def _names(text: str | None) -> list[tuple[str, str]]:
    found = []
    for line in (text or "").splitlines():
        name, *label = BETWEEN.split(line, maxsplit=1)
        if name.strip():
            found.append((name.strip(), label[0].strip() if label else ""))
    return found


def standing(election: Election) -> dict[str, Any]:
    """Return posts and candidates as their form shows them."""
    told: dict[str, Any] = {}
    for post in election.posts:
        told[f"seats_{post.no}"] = post.seats
        lines = [_line(one) for one in election.standing_for(post)]
        told[f"names_{post.no}"] = "\n".join(lines)
    return told


def _line(one: Candidate) -> str:
    return f"{one.name}｜{one.label}" if one.label else one.name


class GroundForm(Form):
    """Registering everybody of one ground at once."""

    ground = RadioField(_l("哪些人"), [InputRequired(message=_l("请选一项。"))])
    why = StringField(_l("凭什么登记"), [needed(), at_most(100)])

    def to_ground(self) -> Ground:
        """Return whom it is about."""
        return Ground(self.ground.data)


class CorrectionForm(Form):
    """Putting some on the list or taking them off, by number."""

    numbers = StringField(
        _l("名单上的号"), [needed(), at_most(400)], description=_l("比如 12，15-40。")
    )
    what = RadioField(
        _l("怎么改"),
        choices=[SelectChoice("add", _l("登记上")), SelectChoice("strike", _l("从名单上去掉"))],
        default="add",
    )
    on_day = DayField(_l("哪天改的"), [needed()])
    why = StringField(_l("为什么"), [at_most(100)])


class PublicationForm(Form):
    """The day the list was put up."""

    published_on = DayField(_l("哪天贴出来的"), [needed()])


class ObjectionForm(Form):
    """An objection to the list."""

    filed_on = DayField(_l("哪天提的"), [needed()])
    about = StringField(_l("说的是什么"), [needed(), at_most(200)])


class RulingForm(Form):
    """A ruling on an objection."""

    ruled_on = DayField(_l("哪天决定的"), [needed()])
    is_upheld = RadioField(
        _l("异议成立吗"),
        choices=[SelectChoice("yes", _l("异议成立")), SelectChoice("no", _l("异议不成立"))],
        default="no",
    )
    ruling = StringField(_l("怎么决定的"), [needed(), at_most(200)])


class ProxyForm(Form):
    """Who votes for whom."""

    giver_no = number(_l("谁不能来（名单号）"))
    holder_no = number(_l("请谁代投（名单号）"))
    is_kin = RadioField(
        _l("受托人是"),
        choices=[SelectChoice("kin", _l("近亲属")), SelectChoice("other", _l("其他选民"))],
        default="kin",
    )
    written_on = DayField(_l("委托书哪天写的"), [needed()])
    is_written = BooleanField(_l("书面委托书收到了"))

    def to_asked(self) -> Asked:
        """Return what was written."""
        return Asked(
            giver_no=self.giver_no.data,
            holder_no=self.holder_no.data,
            is_kin=self.is_kin.data == "kin",
            is_written=bool(self.is_written.data),
            written_on=self.written_on.data,
        )


class TakeBackForm(Form):
    """Whose proxy is taken back."""

    giver_no = number(_l("谁收回委托（名单号）"))


class BallotsForm(Form):
    """How many ballots are printed."""

    copies = IntegerField(
        _l("印几张选票"),
        [
            InputRequired(message=_l("请填这一项。")),
            NumberRange(1, AT_ONCE, _l("一次印 1 到 %(max)s 张，多了请分几次。")),
        ],
    )


class CountForm(Form):
    """What the count sheets say; a field for each candidate is added by `count_form`."""

    issued = number(_l("发出选票"))
    returned = number(_l("收回选票"))
    valid = number(_l("有效票"))
    spoiled = number(_l("废票"))
    others = TextAreaField(
        _l("另选他人"),
        [at_most(600)],
        description=_l("一行一个：职位｜姓名｜票数。没有就空着。"),
    )
    callers = StringField(_l("唱票人"), [at_most(60)])
    tellers = StringField(_l("计票人"), [at_most(60)])
    watchers = StringField(_l("监票人"), [at_most(60)])

    def to_sheet(self, election: Election) -> Sheet:
        """Return the sheet; how many are registered the list says."""
        votes = {
            (one.post_no, one.no): self[f"votes_{one.post_no}_{one.no}"].data
            for one in election.candidates
        }
        return Sheet(
            registered=0,
            issued=self.issued.data,
            returned=self.returned.data,
            valid=self.valid.data,
            spoiled=self.spoiled.data,
            votes=votes,
            others=tuple(_write_ins(self.others.data or "", election.posts)),
            callers=self.callers.data or "",
            tellers=self.tellers.data or "",
            watchers=self.watchers.data or "",
        )

    def validate_others(self, field: TextAreaField) -> None:
        """Refuse lines that cannot be read."""
        lines = [line for line in (field.data or "").splitlines() if line.strip()]
        if len(lines) > MOST_OTHERS or any(_parts(line) is None for line in lines):
            raise ValueError(_l("请一行写一个：职位｜姓名｜票数。"))


def _parts(line: str) -> tuple[str, str, int] | None:
    parts = [part.strip() for part in BETWEEN.split(line)]
    if len(parts) != 3 or parts[0] not in POSTS or not parts[1] or not parts[2].isdecimal():
        return None
    votes = int(parts[2][:9])
    return parts[0], parts[1], votes


def _write_ins(text: str, posts: tuple[Post, ...]) -> list[WriteIn]:
    numbers = {post.title: post.no for post in posts}
    found = [_parts(line) for line in text.splitlines() if line.strip()]
    return [WriteIn(numbers.get(one[0], 0), one[1], one[2]) for one in found if one is not None]


def count_form(election: Election, **data: Any) -> CountForm:
    """Return the form of an election's count, one number for each name on the ballot."""
    fields: dict[str, Any] = {
        f"votes_{one.post_no}_{one.no}": number(one.name) for one in election.candidates
    }
    made: CountForm = type("OneCountForm", (CountForm,), fields)(**data)
    return made


def counted(election: Election, sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as its form shows it."""
    titles = {post.no: post.title for post in election.posts}
    told: dict[str, Any] = {
        f"votes_{post}_{no}": votes for (post, no), votes in sheet.votes.items()
    }
    lines = [f"{titles.get(one.post_no, '')}｜{one.name}｜{one.votes}" for one in sheet.others]
    return told | {
        "issued": sheet.issued,
        "returned": sheet.returned,
        "valid": sheet.valid,
        "spoiled": sheet.spoiled,
        "others": "\n".join(lines),
        "callers": sheet.callers,
        "tellers": sheet.tellers,
        "watchers": sheet.watchers,
    }


class RerunForm(Form):
    """The day of a re-run."""

    day = DayField(_l("哪天另行选举"), [needed()])
