"""The published record of a vote: its lists, its sum and its hash, from what was counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Any

from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Channel, Secrecy, answers_of
from participation.votes.rules.binding import Binding, is_binding
from participation.votes.rules.canonical import canonical, canonical_pairs, sha256_hex
from participation.votes.rules.decision_rules import Base, Count, Rule
from participation.votes.rules.merkle import merkle_root
from participation.votes.rules.outcomes import (
    Code,
    Name,
    Outcome,
    Tally,
    Test,
    count_answers,
    decide,
    overall,
)
from participation.votes.rules.questions import Question
from participation.votes.rules.rule_data import rule_to_data

FORMAT = "yiqilai-vote/2"


@dataclass(frozen=True, slots=True)
class SecretLists:
    """What a secret vote publishes (无记名): receipts without choices, choices without receipts.

    `choices` holds one list for each question, as long as the receipts: what one ballot said to
    one question leads to nothing that it said to another.
    """

    receipts: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedBallot:
    """A line an open vote publishes (记名): number and masked name on the roll, and the choice.

    `area` is what it counts by area, in hundredths of a square metre; 0 where area counts nothing.
    """

    no: str
    label: str
    choice: str
    area: int = 0


@dataclass(frozen=True, slots=True)
class OpenList:
    """What an open vote publishes (记名). `opinions` came in without the signature a binding vote
    asks for: they are listed, and count for nothing.
    """

    ballots: tuple[NamedBallot, ...]
    opinions: tuple[NamedBallot, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpLine:
    """How many voters one helper brought in (协助录入), and how many of them before witnesses."""

    helper: str
    voters: int
    witnessed: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything a record rests on (计票结果): what was fixed at opening, and what came in.

    `roll` is its size in every base that counts, in whole units; the first is what ballots are of.
    `helpers` bring in as many as came by that channel. `counted_by` are the names of who read out,
    wrote down and watched (唱票 计票 监票), none where no box was counted.
    """

    committee: str
    no: int
    title: str
    questions: tuple[Question, ...]
    secrecy: Secrecy
    rule: Rule
    channels: frozenset[Channel]
    is_charter_approved: bool
    is_at_meeting: bool
    roll: Mapping[Base, int] = field(hash=False)
    roll_hash: str
    present: Mapping[Base, int] | None = field(hash=False)
    opens_at: datetime
    closes_at: datetime
    marks: Mapping[Channel, int] = field(hash=False)
    ballots: SecretLists | OpenList
    helpers: tuple[HelpLine, ...] = ()
    counted_by: tuple[str, ...] = ()

    @property
    def own_hand(self) -> tuple[int, int]:
        """How many voted with their own hand (亲自), by phone or on paper, of how many in all."""
        total = sum(self.marks.values())
        return total - self.marks.get(Channel.HELPER, 0), total

    @property
    def opinions(self) -> int:
        """How many papers are listed and not counted, for want of a signature."""
        return len(self.ballots.opinions) if isinstance(self.ballots, OpenList) else 0

    @property
    def binding(self) -> Binding:
        """Whether this vote decided, and why."""
        return is_binding(self.rule, self.channels, self.is_charter_approved, self.is_at_meeting)

    def answers(self, at: int, base: Base) -> Mapping[str, int]:
        """Return what was answered to a question, from 0, each with its weight in a base."""
        match self.ballots:
            case SecretLists(choices=choices):
                return Counter(choices[at])
            case OpenList(ballots=named):
                return _weighed(
                    (answers_of(each.choice)[at], each.area if base is Base.AREA else 1)
                    for each in named
                )

    def tallies(self, at: int) -> tuple[Tally, ...]:
        """Return the count of a question, from 0, in every base."""
        question = self.questions[at]
        return tuple(
            count_answers(
                base,
                size,
                question,
                self.answers(at, base),
                None if self.present is None else self.present[base],
            )
            for base, size in self.roll.items()
        )

    def decided(self) -> tuple[Outcome, ...] | Refusal:
        """Return the outcome of each question; refuses what `decide` refuses of one of them."""
        outcomes = []
        first = next(iter(self.roll))
        for at, question in enumerate(self.questions):
            answers = self.answers(at, first)
            outcome = decide(self.rule, question, self.tallies(at), self.binding, answers)
            if isinstance(outcome, Refusal):
                return outcome
            outcomes.append(outcome)
        return tuple(outcomes)


def _weighed(lines: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for answer, weight in lines:
        found[answer] += weight
    return found


def record_of(counted: Counted) -> dict[str, object] | Refusal:
    """Return the record as plain JSON values, lists sorted each by itself; refuses as `decide`.

    `merkle_root` covers rule, roll, marks, result and every published line; `hash` everything
    else, so that the hash on paper vouches for the file. `own_hand` (亲自率) is `[own, all]` and
    follows from the marks; `helpers` are `[name, voters, before witnesses]` and add up to the
    marks by helpers; `opinions` is the length of that list; `counted_by` are the three names of
    who counted the box, or nothing.
    """
    outcomes = counted.decided()
    if isinstance(outcomes, Refusal):
        return outcomes
    head: dict[str, object] = {
        "rule": rule_to_data(counted.rule),
        "roll": {
            "bases": [[base.value, size] for base, size in counted.roll.items()],
            "hash": counted.roll_hash,
        },
        "marks": {each.value: counted.marks.get(each, 0) for each in Channel},
        "own_hand": list(counted.own_hand),
        "helpers": sorted([each.helper, each.voters, each.witnessed] for each in counted.helpers),
        "opinions": counted.opinions,
        "counted_by": list(counted.counted_by),
        "tallies": [
            [_tally_to_data(tally) for tally in counted.tallies(at)]
            for at in range(len(counted.questions))
        ],
        "outcomes": [outcome_to_data(outcome, counted.binding) for outcome in outcomes],
        "code": overall(outcomes).value,
    }
    lists = lists_to_data(counted.ballots)
    record = {
        "format": FORMAT,
        "committee": counted.committee,
        "no": counted.no,
        "title": counted.title,
        "questions": [_question_to_data(question) for question in counted.questions],
        "secrecy": counted.secrecy.value,
        "channels": sorted(counted.channels),
        "is_charter_approved": counted.is_charter_approved,
        "is_at_meeting": counted.is_at_meeting,
        "present": None
        if counted.present is None
        else [[base.value, number] for base, number in counted.present.items()],
        "opens_at": counted.opens_at.isoformat(),
        "closes_at": counted.closes_at.isoformat(),
        "ballots": lists,
        "merkle_root": merkle_root([canonical(head), *_leaves(lists)]),
    } | head
    return record | {"hash": record_hash(record)}


def _leaves(lists: Mapping[str, Sequence[Any]]) -> Iterable[bytes]:
    """Return every published line once; in a list of choices its question is part of the line."""
    for name, lines in lists.items():
        if name == "choices":
            for at, choices in enumerate(lines, 1):
                for choice, same in groupby(choices):
                    leaf = canonical([at, choice])
                    yield from (leaf for _each in same)
        elif name == "receipts":
            yield from canonical_pairs(name, lines)
        else:
            yield from (canonical([name, line]) for line in lines)


def record_hash(record: Mapping[str, object]) -> str:
    """Return the hash a record must carry: of all of it but the hash itself."""
    return sha256_hex({key: value for key, value in record.items() if key != "hash"})


def lists_to_data(ballots: SecretLists | OpenList) -> dict[str, Sequence[Any]]:
    """Return the published lists: each sorted by itself, so that no order leads across them."""
    match ballots:
        case SecretLists():
            return {
                "receipts": sorted(ballots.receipts),
                "choices": [sorted(choices) for choices in ballots.choices],
            }
        case OpenList():
            return {"named": _named(ballots.ballots), "opinions": _named(ballots.opinions)}


def _named(ballots: tuple[NamedBallot, ...]) -> list[list[object]]:
    lines = sorted((each.no, each.label, each.choice, each.area) for each in ballots)
    return [list(line) for line in lines]


def _question_to_data(question: Question) -> dict[str, object]:
    return {
        "text": question.text,
        "kind": question.kind.value,
        "options": [
            [each.code, each.label, each.stance.value, each.note, each.cost]
            for each in question.options
        ],
        "most": question.most,
        "seats": question.seats,
        "total": question.total,
        "method": None if question.method is None else question.method.value,
    }


def _tally_to_data(tally: Tally) -> dict[str, object]:
    return {
        "base": tally.base.value,
        "votes": dict(tally.votes),
        "spoiled": tally.spoiled,
        "blank": tally.blank,
        "cast": tally.cast,
    }


def outcome_to_data(outcome: Outcome, binding: Binding) -> dict[str, object]:
    """Return an outcome as a record holds it."""
    return {
        "code": outcome.code.value,
        "is_binding": outcome.is_binding,
        "why": binding.why.value,
        "leading": list(outcome.leading),
        "chosen": list(outcome.chosen),
        "tied": list(outcome.tied),
        "tests": [_test_to_data(test) for test in outcome.tests],
    }


def _test_to_data(test: Test) -> dict[str, object]:
    return {
        "name": test.name.value,
        "base": test.base.value,
        "counted": test.counted.value,
        "number": test.number,
        "of": test.of,
        "op": test.op.value,
        "share": str(test.share),
        "limit": str(test.limit),
        "is_met": test.is_met,
        "law": test.law,
        "article": test.article,
        "option": test.option,
    }


def outcome_from_data(data: Mapping[str, Any]) -> Outcome:
    """Return an outcome as a record holds it."""
    return Outcome(
        Code(data["code"]),
        tuple(_test_from_data(test) for test in data["tests"]),
        tuple(data["leading"]),
        data["is_binding"],
        tuple(data["chosen"]),
        tuple(data["tied"]),
    )


def _test_from_data(data: Mapping[str, Any]) -> Test:
    return Test(
        name=Name(data["name"]),
        base=Base(data["base"]),
        counted=Count(data["counted"]),
        number=data["number"],
        of=data["of"],
        op=Op(data["op"]),
        share=Fraction(data["share"]),
        limit=Fraction(data["limit"]),
        is_met=data["is_met"],
        law=data["law"],
        article=data["article"],
        option=data["option"],
    )


def answers_in(lists: Mapping[str, Any], at: int) -> Mapping[str, int]:
    """Return how many published ballots said what to a question, from 0."""
    if "choices" in lists:
        return Counter(lists["choices"][at])
    return Counter(answers_of(line[2])[at] for line in lists["named"])
