"""Minutes → what stands on paper: the 会议记录 to sign, and the 纪要 in its official layout."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import format_datetime

from participation.bodies.present import share_words
from participation.committees.present import full_name
from participation.committees.rules import CommitteeKind
from participation.meetings.present.gates import gate_lines
from participation.meetings.present.words import (
    FORMS,
    METHODS,
    OUTCOMES,
    law_lines,
    law_quorum_lines,
    office_words,
)
from participation.meetings.rules.items import Method, Outcome, Task
from participation.meetings.rules.minutes import (
    ItemFacts,
    ItemText,
    Minutes,
    Paper,
    Revision,
    RollLine,
)
from participation.meetings.rules.roll import Presence
from participation.paper import minutes as paper
from participation.web.tongue import day_full, moment_full

NUMERALS = "零一二三四五六七八九"
NOBODY = "没有"
VIEWS = frozenset({Outcome.AGREED, Outcome.NOT_AGREED})
SUPERVISORS = {
    CommitteeKind.VILLAGE: "村务监督委员会",
    CommitteeKind.COMMUNITY: "居务监督委员会",
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the paper and when, what proves it, and how far it went round before (传阅)."""

    committee: str
    kind: CommitteeKind
    printed_at: datetime
    code: str
    address: str
    log_head: str
    checked: str = ""

    @property
    def issuer(self) -> str:
        """The committee's full name: 柳根村村民委员会."""
        return full_name(self.committee, self.kind)


def paper_title(minutes: Minutes, paper_kind: Paper) -> str:
    """Return what the paper calls itself, for the register."""
    kind = "会议记录" if paper_kind is Paper.RECORD else "会议纪要"
    return f"{minutes.body}{kind}：{minutes.title}"


def serial(revision: Revision, no: int, paper_kind: Paper) -> str:
    """Return the number on the paper: 柳根村会记〔2026〕3号."""
    minutes = revision.minutes
    kind = "会记" if paper_kind is Paper.RECORD else "会纪"
    return f"{minutes.committee}{kind}{_number(minutes, no)}"


def _number(minutes: Minutes, no: int) -> str:
    return f"〔{format_datetime(minutes.starts_at, 'y')}〕{no}号"


def _proof(revision: Revision, no: int, paper_kind: Paper, head: Letterhead) -> paper.Proof:
    return paper.Proof(
        serial_no=serial(revision, no, paper_kind),
        version=str(revision.no),
        short_hash=revision.short_hash,
        log_head=head.log_head,
        code=head.code,
        address=head.address,
    )


def record_of(revision: Revision, no: int, head: Letterhead) -> paper.Record:
    """Return the 会议记录 of a revision."""
    minutes = revision.minutes
    enough, charter = minutes.quorum, minutes.charter
    return paper.Record(
        title=f"{minutes.body}会议记录",
        body=minutes.title,
        when=_span(minutes),
        place=minutes.place,
        form=str(FORMS[minutes.form]),
        convener=minutes.convened_by,
        chair=minutes.chair,
        recorder=minutes.recorder,
        roll=paper.Roll(
            due=enough.due,
            present=enough.present,
            leave=minutes.names(Presence.LEAVE),
            absent=minutes.names(Presence.ABSENT),
            observers=tuple(_with_office(one) for one in minutes.guests()),
        ),
        quorum=paper.Quorum(
            sum_line=f"应到 {enough.due} 人，{share_words(charter.quorum)}是 {enough.needed} 人，"
            f"实到 {enough.present} 人",
            is_met=enough.is_met,
            clause=charter.clause,
        ),
        items=tuple(
            _record_item(minutes, item, text)
            for item, text in zip(minutes.items, minutes.texts.items, strict=True)
        ),
        signers=tuple(_signers(minutes)),
        seals=(head.issuer, f"{head.committee}{SUPERVISORS[head.kind]}"),
        proof=_proof(revision, no, Paper.RECORD, head),
        opening="\n".join([*_lawful(minutes), minutes.texts.opening]).strip(),
        closing="\n".join([minutes.texts.closing, head.checked, *_addenda(minutes)]).strip(),
    )


def _span(minutes: Minutes) -> str:
    """Return from when to when: 2026年11月24日 19:00 到 20:30."""
    start, end = minutes.starts_at, minutes.ended_at
    same_day = day_full(start) == day_full(end)
    return f"{moment_full(start)} 到 {_clock(end) if same_day else moment_full(end)}"


def _clock(moment: datetime) -> str:
    return str(format_datetime(moment, "HH:mm"))


def _with_office(one: RollLine) -> str:
    return f"{one.name}（{one.office}）" if one.office else one.name


def _signers(minutes: Minutes) -> Iterable[tuple[str, str]]:
    for one in minutes.roll:
        if one.status is Presence.PRESENT:
            yield one.name, office_words(one.standing, one.office)


def _record_item(minutes: Minutes, item: ItemFacts, text: ItemText) -> paper.RecordItem:
    is_vote = item.method is not Method.NONE
    votes = (("赞成", item.votes.yes), ("反对", item.votes.no), ("弃权", item.votes.abstain))
    return paper.RecordItem(
        title=item.title,
        proposer=item.proposer or NOBODY,
        text_put=item.motion,
        speakers=tuple(_speakers(text.discussion)),
        method=str(METHODS[item.method]) if item.is_recorded else "",
        counts=votes if is_vote else (),
        decision="".join(_came_of(minutes, item, text)),
        dissent=tuple(_lines(text.dissent)),
        tasks=tuple(_tasks(item.task)),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _speakers(text: str) -> Iterable[tuple[str, str]]:
    """Yield who said what where a line begins with a name and a colon."""
    for line in _lines(text):
        who, colon, words = line.partition("：")
        yield (who, words) if colon and len(who) <= 12 and words else ("大家", line)


def _came_of(minutes: Minutes, item: ItemFacts, text: ItemText) -> Iterable[str]:
    """Yield the outcome with its sum, then the decision in its own words."""
    if not item.is_recorded:
        yield "这次会没有议这件事。"
    if item.outcome is not Outcome.NO_VOTE:
        yield _outcome(minutes, item)
        yield from _law(item)
        if item.outcome in VIEWS:
            yield "这是协商意见，不是决定。"
    yield from gate_lines(item.gate)
    yield from _lines(text.decision)


def _lawful(minutes: Minutes) -> Iterable[str]:
    """Yield whether enough came by law: each test in numbers, its limit, its article."""
    for line in law_quorum_lines(minutes.lawful):
        yield _law_line(line)


def _law_line(line: dict[str, Any]) -> str:
    verdict = "够" if line["is_met"] else "不够"
    return f"{line['label']} {line['sum']}，{line['limit']}，{verdict}（{line['article']}）。"


def _law(item: ItemFacts) -> Iterable[str]:
    """Yield the law's sum: each test in numbers, its limit, its article."""
    for line in law_lines(item.motion, item.by_law):
        yield _law_line(line)


def _outcome(minutes: Minutes, item: ItemFacts) -> str:
    share = share_words(minutes.charter.majority)
    words = OUTCOMES[item.outcome][0]
    why = "，赞成和反对一样多" if item.votes.yes == item.votes.no else ""
    return f"{words}（到会的{share}是 {item.needed} 人，赞成 {item.votes.yes} 人{why}）。"


def _tasks(task: Task | None) -> Iterable[paper.Task]:
    if task is not None:
        assert task.until is not None
        yield paper.Task(task.what, task.who, day_full(task.until))


def summary_of(revision: Revision, no: int, head: Letterhead) -> paper.Summary:
    """Return the 纪要 of a revision."""
    minutes = revision.minutes
    return paper.Summary(
        mark=f"{minutes.body}纪要",
        number=_number(minutes, no),
        title=f"{minutes.title}会议纪要",
        passages=tuple(_passages(minutes)),
        present=minutes.names(Presence.PRESENT),
        leave=minutes.names(Presence.LEAVE),
        observers=tuple(_with_office(one) for one in minutes.guests()),
        issuer=head.issuer,
        issued_on=day_full(head.printed_at),
        proof=_proof(revision, no, Paper.SUMMARY, head),
    )


def _passages(minutes: Minutes) -> Iterable[paper.Passage]:
    yield paper.Passage(_beginning(minutes))
    for line in _lawful(minutes):
        yield paper.Passage(line)
    for line in _lines(minutes.texts.opening):
        yield paper.Passage(line)
    for at, (item, text) in enumerate(
        zip(minutes.items, minutes.texts.items, strict=True), start=1
    ):
        yield paper.Passage(f"{numeral(at)}、{item.title}", 1)
        for line in _item_lines(minutes, item, text):
            yield paper.Passage(line)
    for line in _lines(minutes.texts.closing):
        yield paper.Passage(line)
    for line in _addenda(minutes):
        yield paper.Passage(line)


def _addenda(minutes: Minutes) -> Iterable[str]:
    """Yield each correction with its day and who wrote it."""
    for at, one in enumerate(minutes.addenda, start=1):
        yield f"补正 {at}（{day_full(one.at)}，{one.by}）：{' '.join(_lines(one.text))}"


def _beginning(minutes: Minutes) -> str:
    enough, clause = minutes.quorum, minutes.charter.clause
    verdict = "符合" if enough.is_met else "没有达到"
    return (
        f"{day_full(minutes.starts_at)}，{minutes.body}在{minutes.place}开会，"
        f"{minutes.chair}主持。应到{enough.due}人，实到{enough.present}人，{verdict}"
        f"{clause}的人数要求。"
    )


def _item_lines(minutes: Minutes, item: ItemFacts, text: ItemText) -> Iterable[str]:
    if item.method is not Method.NONE:
        votes = item.votes
        yield (
            f"会议对“{item.motion}”{METHODS[item.method]}表决：赞成{votes.yes}票，反对{votes.no}票，"
            f"弃权{votes.abstain}票。"
        )
    yield from _came_of(minutes, item, text)
    kept = len(_lines(text.dissent))
    if kept:
        # The public paper says that there was dissent; whose it was stands in the signed record.
        yield f"有{kept}条保留意见，写在会议记录里。"
    for task in _tasks(item.task):
        yield f"{task.what}，由{task.who}在{task.due}前办完。"


def numeral(number: int) -> str:
    """Return a number from 1 to 99 as headings count: 一, 十二, 四十."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return NUMERALS[ones]
    head = "" if tens == 1 else NUMERALS[tens]
    return f"{head}十{NUMERALS[ones] if ones else ''}"
