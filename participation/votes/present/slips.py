"""What stands on a slip, on the screen and on paper: chips, lines, hours, in words."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from participation.kernel import codes
from participation.kernel.fractions import least
from participation.paper.slips import BallotSlip, PaperOption, PaperQuestion, PaperStrip
from participation.residents.rules.cards import household_line
from participation.votes.present.figures import amount
from participation.votes.present.words import SECRECY, binding_chip, slip_lines
from participation.votes.rules.ballots import BLANK, SPOILED, Channel, answers_of, ticks_of
from participation.votes.rules.decision_rules import Base, Count
from participation.votes.rules.life import State
from participation.votes.rules.questions import Kind, Option, Question, yuan
from participation.votes.rules.roll import Unit
from participation.votes.rules.vote import BASES, IssuedSlip, Progress, Slip, Vote, Voter

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SIGNERS = {Unit.HOUSEHOLD: _l("户代表"), Unit.PERSON: _l("本人"), Unit.OWNER: _l("业主")}
ONLY_PAPER = _l("这次只用纸票，不用手机投。请填好纸票，投进投票箱。")


def chip_line(vote: Vote) -> str:
    """Return the first chip of every slip: 意见征求 · 无记名."""
    return f"{binding_chip(vote.binding)} · {SECRECY[vote.secrecy]}"


def voter_line(vote: Vote, voter: Voter) -> str:
    """Return whose slip this is: a household by group and number, others by masked name too."""
    return _named(vote, voter, household_line(voter.group_name, voter.label))


def _named(vote: Vote, voter: Voter, home: str) -> str:
    match vote.unit:
        case Unit.HOUSEHOLD:
            return home
        case Unit.PERSON:
            return f"{home} · {voter.name}"
        case Unit.OWNER:
            return f"{voter.label} · {voter.name} · {amount(Base.AREA, voter.area)}"


def time_left(vote: Vote, now: datetime) -> str:
    """Return how long one may still vote: 还有 2 天."""
    left = vote.closes_at - now
    if left >= DAY:
        return str(ngettext("还有 %(num)d 天", "还有 %(num)d 天", left // DAY))
    if left >= HOUR:
        return str(ngettext("还有 %(num)d 小时", "还有 %(num)d 小时", left // HOUR))
    return str(_("马上截止"))


def lead(vote: Vote, now: datetime) -> str:
    """Return what is asked of whoever holds the slip, and how long there is."""
    ask = _("请您家投票") if vote.unit is Unit.HOUSEHOLD else _("请您投票")
    return f"{ask} · {time_left(vote, now)}"


def counted_words(vote: Vote, marks: int) -> str:
    """Return how many took part, without a hint whether that is enough."""
    match vote.unit:
        case Unit.HOUSEHOLD:
            return str(ngettext("已有 %(num)d 户参加", "已有 %(num)d 户参加", marks))
        case Unit.PERSON:
            return str(ngettext("已有 %(num)d 人参加", "已有 %(num)d 人参加", marks))
        case Unit.OWNER:
            return str(ngettext("已有 %(num)d 位业主参加", "已有 %(num)d 位业主参加", marks))


def roll_words(vote: Vote) -> str:
    """Return how many may vote, and with which area."""
    match vote.unit:
        case Unit.HOUSEHOLD:
            return str(_("共 %(num)s 户可以投。", num=vote.roll_size))
        case Unit.PERSON:
            return str(_("共 %(num)s 人可以投。", num=vote.roll_size))
        case Unit.OWNER:
            area = amount(Base.AREA, vote.roll_area)
            return str(_("共 %(num)s 位业主、%(area)s可以投。", num=vote.roll_size, area=area))


def unit_words(vote: Vote) -> str:
    """Return who holds one ballot, while the roll is not copied yet."""
    match vote.unit:
        case Unit.HOUSEHOLD:
            return str(_("一户一票，下面的户都可以投。"))
        case Unit.PERSON:
            return str(_("一人一票，下面的人都可以投。"))
        case Unit.OWNER:
            return str(_("一位业主一票，面积另外算，下面的业主都可以投。"))


def quorum_words(vote: Vote) -> str:
    """Return how many have to take part for a result, in every base that the rule counts.

    Empty where no number of those who vote is asked for, or only of those at a meeting.
    """
    if vote.rule.counts is Count.PRESENT:
        return ""
    enough = [
        str(amount(limit.base, least(limit.op, limit.share, vote.roll[limit.base])))
        for route in vote.rule.routes
        if route.bases == {*BASES[vote.unit]}
        for limit in route.quorum
    ]
    return str(_("至少 %(enough)s 参加，才有结果。", enough="、".join(enough))) if enough else ""


def area_words(progress: Progress) -> str:
    """Return the area of those who took part, empty where area counts nothing."""
    if not progress.roll_area:
        return ""
    return str(_("参加面积 %(area)s", area=amount(Base.AREA, progress.area)))


def choices(question: Question) -> list[dict[str, str]]:
    """Return the options of a question in ballot order, none favoured."""
    return [
        {"value": option.code, "text": option.label, "note": note_of(option)}
        for option in question.options
    ]


def note_of(option: Option) -> str:
    """Return what stands under an option: what it costs, and its note."""
    cost = str(_("%(sum)s 元", sum=yuan(option.cost))) if option.cost else ""
    return " · ".join(part for part in (cost, option.note) if part)


def asked(vote: Vote, ballot: str = "") -> list[dict[str, Any]]:
    """Return the questions of a ballot: name of the field, words, how many may be ticked.

    What stands on `ballot` is ticked already.
    """
    on = [set(answer.split(",")) for answer in answers_of(ballot)]
    return [
        {
            "name": field_of(at),
            "text": question.text,
            "choices": [
                {**choice, "on": at < len(on) and choice["value"] in on[at]}
                for choice in choices(question)
            ],
            "hint": str(ticks_words(question)),
            "many": question.most > 1,
        }
        for at, question in enumerate(vote.questions)
    ]


def field_of(at: int) -> str:
    """Return the name of the field that answers a question, from 0: choice, choice-2, choice-3."""
    return "choice" if at == 0 else f"choice-{at + 1}"


def chosen(vote: Vote, ballot: str) -> list[dict[str, str]]:
    """Return what a ballot says to each question, as it is shown once more before it counts."""
    lines = []
    for question, answer in zip(vote.questions, answers_of(ballot), strict=True):
        by_code = {choice["value"]: choice for choice in choices(question)}
        picked = [by_code[code] for code in ticks_of(answer)]
        note = picked[0]["note"] if len(picked) == 1 else ""
        text = "、".join(choice["text"] for choice in picked)
        lines.append({"question": question.text, "text": text, "note": note})
    return lines


def answer_words(question: Question, answer: str) -> str:
    """Return what one answer says: its options, or that the paper was spoiled or blank."""
    if answer == SPOILED:
        return str(_("废票"))
    if answer == BLANK:
        return str(_("空白票"))
    labels = {option.code: option.label for option in question.options}
    return "、".join(labels[code] for code in ticks_of(answer))


def said(vote: Vote, ballot: str) -> list[str]:
    """Return what a ballot says to each question."""
    answers = zip(vote.questions, answers_of(ballot), strict=True)
    return [answer_words(question, answer) for question, answer in answers]


def ticks_words(question: Question) -> LazyString:
    """Return how many may be ticked, and what the money is."""
    match question.kind:
        case Kind.YES_NO | Kind.ONE_OF_MANY:
            return _l("选一项")
        case Kind.SEVERAL:
            return _l("最多选 %(most)s 项", most=question.most)
        case Kind.SEATS:
            return _l("选出 %(seats)s 名，最多选 %(seats)s 名", seats=question.seats)
        case Kind.BUDGET:
            words = {"total": yuan(question.total), "most": question.most}
            return _l("一共 %(total)s 元，最多选 %(most)s 项", **words)


def secrecy_line(vote: Vote) -> str:
    """Return what is done with the choice, and what cannot be promised."""
    if not vote.is_secret:
        return str(_("记名投票：公布结果时，会写明每一票是谁投的、选了什么。"))
    return str(
        _(
            "无记名：票上不写是谁投的。停止投票后打乱封存，再去查系统，也对不上谁选了什么。"
            "停止前就盯着系统看的人、留着那时备份的人，还有可能对上，我们不瞒您。"
        )
    )


def rule_lines(vote: Vote) -> tuple[LazyString, ...]:
    """Return who wins when somebody votes twice; on paper only, no line speaks of the phone."""
    lines = slip_lines(vote.secrecy)
    if Channel.PHONE in vote.channels:
        return lines
    return () if vote.is_secret else lines[:1]


def second_words(vote: Vote, first: Channel | None) -> tuple[str, bool]:
    """Return what a voter who has voted is told, and whether voting again can count."""
    if first is None:
        return "", True
    if first is Channel.PAPER:
        return str(_("这张票的纸票已经收到了，算数。不用再投。")), False
    if vote.is_secret:
        return str(_("这张票已经投过了，算数。想改，先填回执码，再选一次。")), True
    return str(_("这张票已经投过了。截止前还可以改，最后一次算数。")), True


def strip_words(slip: Slip, *, may_choose: bool) -> tuple[str, bool]:
    """Return what a member who is away is told: a strip is theirs, and good once."""
    if not may_choose:
        return str(_("家里已经投过了，这张撕条不能再投。想改，请家里人用户票来改。")), False
    return str(_("这一条是给在外的%(name)s的，只能投一次。", name=slip.torn_for)), True


def stopped_words(vote: Vote, now: datetime) -> str:
    """Return why no ballot is taken now, empty while one is."""
    match vote.state_at(now):
        case State.OPEN if now >= vote.opens_at:
            return "" if Channel.PHONE in vote.channels else str(ONLY_PAPER)
        case State.OPEN | State.DRAFT | State.ANNOUNCED:
            return str(_("投票还没有开始。"))
        case State.PAUSED:
            return str(_("投票暂停了，现在不收票。恢复以后再投，截止时间会往后顺延。"))
        case State.CANCELLED:
            return str(_("这次投票取消了。投过的票不数，也没有留。原因写在投票页上。"))
        case State.PUBLISHED | State.FINAL:
            return str(_("投票已经截止，结果公布了。"))
        case _state:
            return str(_("投票已经截止，正在清点。结果会在票上写的时间公布。"))


def how_words(vote: Vote) -> str:
    """Return by what one votes: the code on the slip, paper, or either."""
    if Channel.PHONE not in vote.channels:
        return str(ONLY_PAPER)
    if vote.unit is Unit.HOUSEHOLD:
        return str(_("扫您家户票上的码来投，也可以用纸票。"))
    return str(_("扫您选民票上的码来投，也可以用纸票。"))


def digits_label(slip: Slip) -> str:
    """Return which four digits confirm a ballot: under the fold, or of one's own telephone."""
    if slip.asks_phone:
        return str(_("您手机号的后四位"))
    if slip.is_torn:
        return str(_("家里户票折起来那一面的四位数，打电话问家里"))
    return str(_("票折起来那一面的四位数"))


def paper_strips(vote: Vote, issued: IssuedSlip, base_url: str, closes: str) -> list[PaperStrip]:
    """Return the strips of a slip as they are printed, for members who are away."""
    return [
        PaperStrip(
            household_label=_stub_lines(vote, issued.voter)[0],
            name=strip.name,
            question=vote.title,
            address=f"{base_url}/s/{strip.token}",
            closes=closes,
            proof="填您手机号的后四位" if strip.asks_phone else "填家里户票折页里的四位数",
        )
        for strip in issued.strips
    ]


def _stub_lines(vote: Vote, voter: Voter) -> tuple[str, str]:
    """Return the line of a stub that says whose it is, and the smaller one above it."""
    if vote.unit is Unit.OWNER:
        return voter.label, voter.name
    return _named(vote, voter, household_line("", voter.label)), voter.group_name


def paper_slip(
    vote: Vote,
    issued: IssuedSlip,
    place: str,
    phone: str,
    base_url: str,
    closes: str,
    *,
    is_sample: bool,
) -> BallotSlip:
    """Return a slip as it is printed; `closes` comes ready-worded in local time."""
    label, aside = _stub_lines(vote, issued.voter)
    many = len(vote.questions) > 1 or vote.questions[0].most > 1
    return BallotSlip(
        place=place,
        household_label=label,
        group=aside,
        question=vote.title,
        chips=(str(binding_chip(vote.binding)), str(SECRECY[vote.secrecy])),
        options=() if many else _paper_options(vote.questions[0]),
        secret=vote.is_secret,
        address=f"{base_url}/s/{issued.token}",
        typed_code=codes.grouped(issued.typed),
        serial_no=str(issued.voter.no),
        closes=closes,
        rule_line="".join(str(line) for line in rule_lines(vote)),
        digits=issued.digits if vote.needs_digits else None,
        phone=phone or None,
        signature_line=vote.binding.is_binding and not vote.is_secret,
        signer=str(SIGNERS[vote.unit]),
        takes_phone=Channel.PHONE in vote.channels,
        sample=is_sample,
        questions=tuple(_paper_question(each) for each in vote.questions) if many else (),
    )


def _paper_question(question: Question) -> PaperQuestion:
    return PaperQuestion(question.text, str(ticks_words(question)), _paper_options(question))


def _paper_options(question: Question) -> tuple[PaperOption, ...]:
    """Return the options as they are printed; with their number where several may be ticked."""
    is_read_out = question.most > 1
    return tuple(
        PaperOption(
            f"{option.code}  {option.label}" if is_read_out else option.label, note_of(option)
        )
        for option in question.options
    )
