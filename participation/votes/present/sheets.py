"""A published vote → the sheet of its result, to be put up, signed and kept.

Paper speaks Chinese whatever the page's language is; whoever prints forces that locale.
"""

from dataclasses import dataclass
from datetime import datetime

from participation.committees.present import KINDS
from participation.committees.rules import CommitteeKind
from participation.paper import results as paper
from participation.paper.elections import Sum
from participation.paper.minutes import Proof
from participation.votes.present.elections.papers import SUPERVISORS
from participation.votes.present.results import Shown, ShownQuestion
from participation.votes.present.slips import chip_line, counted_words
from participation.votes.present.words import REASONS
from participation.votes.rules.vote import Vote
from participation.web.tongue import day_full, moment_full

TITLE = "投票结果"
PUT_UP = "公示到 {until}。有意见，请在这以前向委员会或者监督委员会提出。"


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose paper it is, and until when it is put up."""

    committee: str
    kind: CommitteeKind
    until: datetime


def result_sheet(vote: Vote, shown: Shown, head: Heading, proof: Proof) -> paper.VoteResult:
    """Return the sheet of a published vote: the same sums as its page."""
    supervisors = f"{head.committee}{SUPERVISORS[head.kind]}"
    return paper.VoteResult(
        title=TITLE,
        subject=vote.title,
        verdict=shown.stamp,
        facts=(
            ("谁的投票", f"{head.committee}{KINDS[head.kind]}　第 {vote.no} 次投票"),
            ("性质", chip_line(vote)),
            ("为什么", str(REASONS[vote.binding.why])),
            ("规则", f"{vote.rule.title}（{vote.rule.source}）"),
            ("时间", f"{moment_full(vote.opens_at)} 到 {moment_full(vote.closes_at)}"),
            ("名册", f"{vote.roll_size}，校验码 {vote.roll_hash[:16]}"),
            ("参加", counted_words(vote, _marks(vote))),
        ),
        questions=tuple(_question(one) for one in shown.questions),
        notes=tuple(
            str(line)
            for line in (
                shown.long,
                shown.following,
                shown.source,
                shown.channels,
                *shown.hands,
                PUT_UP.format(until=day_full(head.until)),
            )
            if line
        ),
        signers=(
            ("清点人", vote.counted_by or ""),
            ("核对人", vote.confirmed_by or ""),
            ("主任", ""),
        ),
        seals=(f"{head.committee}{KINDS[head.kind]}", supervisors),
        hash=shown.hash,
        proof=proof,
    )


def _marks(vote: Vote) -> int:
    marks = (vote.result or {}).get("marks", {})
    return sum(marks.values()) if isinstance(marks, dict) else 0


def _question(one: ShownQuestion) -> paper.QuestionResult:
    return paper.QuestionResult(
        text=one.text,
        verdict=one.stamp,
        came=one.leading,
        sums=tuple(
            Sum(
                name=str(line["label"]),
                figures=str(line["sum"]),
                limit=str(line["limit"]),
                verdict="够" if line["is_met"] else "不够",
                where=str(line["article"]),
            )
            for line in one.lines
        ),
        counts=tuple((str(line["label"]), str(line["sum"])) for line in one.counts),
        money=tuple(
            (str(line["label"]), str(line["sum"]), str(line.get("limit", ""))) for line in one.money
        ),
    )
