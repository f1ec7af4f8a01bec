"""A result as residents read it: stamp, sum, channels, and the meeting that can decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from participation.kernel.outcome import Refusal
from participation.votes.present.sums import next_words, source_words, sum_lines
from participation.votes.present.words import CHANNELS, OUTCOME_LINES, OUTCOMES
from participation.votes.rules.ballots import Channel, Kind
from participation.votes.rules.decision_rules import Place, Rule, next_meeting
from participation.votes.rules.outcomes import Outcome, Tally, decide
from participation.votes.rules.vote import Vote


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result page shows (结果)."""

    stamp: str
    tone: str
    leading: str
    long: str
    lines: list[dict[str, object]]
    source: str
    counts: list[dict[str, object]]
    channels: str
    following: str
    root: str
    hash: str


def outcome_of(vote: Vote) -> Outcome:
    """Return the outcome of a counted vote, decided again from its tally."""
    tally = _part(vote, "tally")
    counted = Tally(vote.base, vote.roll_size, dict(tally["votes"]), int(tally["spoiled"]))
    outcome = decide(vote.rule, vote.question, (counted,), vote.binding)
    if isinstance(outcome, Refusal):
        raise ValueError(outcome.code)
    return outcome


def _part(vote: Vote, name: str) -> Mapping[str, Any]:
    found: Any = (vote.result or {}).get(name, {})
    return found if isinstance(found, dict) else {}


def shown(vote: Vote, rules: Mapping[str, Rule], place: Place, day: date) -> Shown:
    """Return a counted vote as its page shows it."""
    outcome = outcome_of(vote)
    following = next_meeting(rules, vote.rule, place, day)
    is_asked = not outcome.is_binding
    return Shown(
        stamp=str(OUTCOMES[outcome.code]),
        tone="pine" if outcome.code in ("passed", "majority-for") else "seal",
        leading=_leading(vote, outcome),
        long=str(OUTCOME_LINES[outcome.code]),
        lines=[
            {
                "label": line.name,
                "sum": line.figures,
                "limit": line.limit,
                "is_met": line.is_met,
            }
            for line in sum_lines(vote.rule, vote.question, outcome)
        ],
        source=str(source_words(vote.rule, outcome)),
        counts=_counts(vote),
        channels=_channels(vote),
        following=str(next_words(following)) if is_asked and following is not None else "",
        root=str((vote.result or {}).get("merkle_root", "")),
        hash=str((vote.result or {}).get("hash", "")),
    )


def _leading(vote: Vote, outcome: Outcome) -> str:
    """Return the options ahead of several; a yes-no question needs no name for what is ahead."""
    if vote.question.kind is Kind.YES_NO:
        return ""
    labels = {option.code: option.label for option in vote.question.options}
    return "、".join(labels[code] for code in outcome.leading)


def _counts(vote: Vote) -> list[dict[str, object]]:
    tally = _part(vote, "tally")
    numbers = tally.get("votes", {})
    lines: list[dict[str, object]] = [
        {"label": option.label, "sum": numbers.get(option.code, 0)}
        for option in vote.question.options
    ]
    if tally.get("spoiled"):
        lines.append({"label": _("废票"), "sum": tally["spoiled"]})
    return lines


def _channels(vote: Vote) -> str:
    marks = _part(vote, "marks")
    said = [
        f"{CHANNELS[each]} {marks.get(each.value, 0)}" for each in (Channel.PHONE, Channel.PAPER)
    ]
    if marks.get(Channel.HELPER.value):
        said.append(f"{CHANNELS[Channel.HELPER]} {marks[Channel.HELPER.value]}")
    return " · ".join(said)
