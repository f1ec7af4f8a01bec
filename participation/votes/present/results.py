"""A result as residents read it: stamp, sum, channels, and the meeting that can decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _

from participation.votes.present.figures import amount, exact
from participation.votes.present.money import money_lines
from participation.votes.present.sums import next_words, source_words, sum_lines
from participation.votes.present.words import CHANNELS, OUTCOME_LINES, OUTCOMES
from participation.votes.rules.ballots import Channel
from participation.votes.rules.decision_rules import Base, Place, Rule, next_meeting
from participation.votes.rules.outcomes import Code, Outcome, funding_of, overall
from participation.votes.rules.published import answers_in, outcome_from_data
from participation.votes.rules.questions import Kind, Question
from participation.votes.rules.vote import Vote


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """What a result page shows of one question (一个问题的结果)."""

    text: str
    stamp: str
    tone: str
    leading: str
    lines: list[dict[str, object]]
    counts: list[dict[str, object]]
    money: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result page shows (结果)."""

    stamp: str
    tone: str
    long: str
    questions: list[ShownQuestion]
    source: str
    channels: str
    hands: list[str]
    following: str
    root: str
    hash: str


GOOD = frozenset({Code.PASSED, Code.MAJORITY_FOR})


def _part(vote: Vote, name: str) -> Any:
    return (vote.result or {}).get(name, {})


def needs_lists(vote: Vote) -> bool:
    """Whether the published lists are needed to say how the result came about."""
    return any(question.kind is Kind.BUDGET for question in vote.questions)


def shown(
    vote: Vote,
    rules: Mapping[str, Rule],
    place: Place,
    day: date,
    lists: Mapping[str, Any] | None = None,
) -> Shown:
    """Return a counted vote as its page shows it; `lists` where `needs_lists`."""
    outcomes = [outcome_from_data(data) for data in _part(vote, "outcomes")]
    code = overall(outcomes)
    following = next_meeting(rules, vote.rule, place, day)
    is_asked = not outcomes[0].is_binding
    return Shown(
        stamp=str(OUTCOMES[code]),
        tone="pine" if code in GOOD else "seal",
        long="" if code is Code.EACH_ITS_OWN else str(OUTCOME_LINES[code]),
        questions=[
            replace(
                _question(vote, question, outcome, tallies),
                money=_money(question, at, lists, outcome),
            )
            for at, (question, outcome, tallies) in enumerate(
                zip(vote.questions, outcomes, _part(vote, "tallies"), strict=True)
            )
        ],
        source=str(source_words(vote.rule, outcomes[0])),
        channels=_channels(vote),
        hands=_hands(vote),
        following=str(next_words(following)) if is_asked and following is not None else "",
        root=str(_part(vote, "merkle_root")),
        hash=str(_part(vote, "hash")),
    )


def _money(
    question: Question, at: int, lists: Mapping[str, Any] | None, outcome: Outcome
) -> list[dict[str, object]]:
    if lists is None or outcome.code is Code.QUORUM_NOT_MET:
        return []
    funding = funding_of(question, answers_in(lists, at))
    return [] if funding is None else money_lines(question, funding)


def _question(
    vote: Vote, question: Question, outcome: Outcome, tallies: Sequence[Mapping[str, Any]]
) -> ShownQuestion:
    return ShownQuestion(
        text=question.text,
        stamp=str(OUTCOMES[outcome.code]),
        tone="pine" if outcome.code in GOOD else "seal",
        leading=_leading(question, outcome),
        lines=[
            {
                "label": line.name,
                "sum": line.figures,
                "limit": line.limit,
                "is_met": line.is_met,
                "article": line.where,
            }
            for line in sum_lines(vote.rule, question, outcome)
        ],
        counts=_counts(question, tallies),
    )


def _leading(question: Question, outcome: Outcome) -> str:
    """Return what several options came to; a yes-no question needs no name for what is ahead.

    Where too few took part nothing was chosen, whatever reached its share.
    """
    if outcome.code is Code.QUORUM_NOT_MET:
        return ""
    labels = {option.code: option.label for option in question.options}

    def named(codes: tuple[str, ...]) -> str:
        return "、".join(labels[code] for code in codes)

    match question.kind:
        case Kind.YES_NO:
            return ""
        case Kind.ONE_OF_MANY:
            return str(_("选得最多的：%(options)s", options=named(outcome.leading)))
        case Kind.SEVERAL:
            return str(_("够数的：%(options)s", options=named(outcome.chosen) or _("没有")))
        case Kind.SEATS:
            chosen = str(_("选出：%(options)s", options=named(outcome.chosen) or _("没有")))
            if not outcome.tied:
                return chosen
            return f"{chosen} " + str(
                _("票数相同，没有分出来：%(options)s", options=named(outcome.tied))
            )
        case Kind.BUDGET:
            return str(_("有钱办的：%(options)s", options=named(outcome.chosen) or _("没有")))


SUMMED = frozenset({Kind.SEVERAL, Kind.SEATS, Kind.BUDGET})


def _counts(question: Question, tallies: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    # Where each option has a line of the sum of its own, its number stands there already.
    shown = question.options if question.kind not in SUMMED else question.options[-1:]
    lines: list[dict[str, object]] = [
        {
            "label": option.label,
            "sum": _said(tallies, [tally["votes"].get(option.code, 0) for tally in tallies]),
        }
        for option in shown
    ]
    for name, words in (("spoiled", _("废票")), ("blank", _("空白票"))):
        numbers = [tally[name] for tally in tallies]
        if numbers[0]:
            lines.append({"label": words, "sum": _said(tallies, numbers)})
    return lines


def _said(tallies: Sequence[Mapping[str, Any]], numbers: Sequence[int]) -> object:
    """A number as it is; where more is counted than one thing, each with its unit."""
    if len(numbers) == 1:
        return numbers[0]
    pairs = zip(tallies, numbers, strict=True)
    return " · ".join(str(amount(Base(tally["base"]), number)) for tally, number in pairs)


def _channels(vote: Vote) -> str:
    marks = _part(vote, "marks")
    said = [
        f"{CHANNELS[each]} {marks.get(each.value, 0)}" for each in (Channel.PHONE, Channel.PAPER)
    ]
    if marks.get(Channel.HELPER.value):
        said.append(f"{CHANNELS[Channel.HELPER]} {marks[Channel.HELPER.value]}")
    return " · ".join(said)


def _hands(vote: Vote) -> list[str]:
    """Return whose hands it went through: own hands, helpers, papers not counted, who counted."""
    record: Mapping[str, Any] = vote.result or {}
    said = []
    own, cast = record.get("own_hand", (0, 0))
    if cast:
        words = {"own": own, "cast": cast, "share": _percent(own, cast)}
        said.append(_("亲自投的 %(own)s / %(cast)s，亲自率 %(share)s%%", **words))
    helpers = [(name, number, seen) for name, number, seen in record.get("helpers", [])]
    if helpers:
        names = "，".join(f"{name} {number}" for name, number, _seen in helpers)
        words = {
            "num": sum(number for _name, number, _seen in helpers),
            "names": names,
            "seen": sum(seen for _name, _number, seen in helpers),
        }
        said.append(_("帮投 %(num)s 票（%(names)s），其中有见证人的 %(seen)s 票", **words))
    if record.get("opinions"):
        said.append(_("没有签名的纸票 %(num)s 张，列为意见，没有计入", num=record["opinions"]))
    if record.get("counted_by"):
        one, two, three = record["counted_by"]
        said.append(_("唱票 %(one)s，计票 %(two)s，监票 %(three)s", one=one, two=two, three=three))
    if vote.pile_checked_by:
        said.append(_("纸票由 %(who)s 数过一遍核对", who=vote.pile_checked_by))
    return [str(line) for line in said]


def _percent(part: int, whole: int) -> str:
    """Return a share in per cent, cut after one decimal, so that 100 says all."""
    return exact(Fraction(part * 1000 // whole, 10))
