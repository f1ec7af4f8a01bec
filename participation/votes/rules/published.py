"""The published record of a vote: its lists, its sum and its hash, from what was counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import Channel, Question, Secrecy
from participation.votes.rules.binding import Binding, is_binding
from participation.votes.rules.canonical import canonical, sha256_hex
from participation.votes.rules.decision_rules import Base, Rule
from participation.votes.rules.merkle import merkle_root
from participation.votes.rules.outcomes import Outcome, Tally, Test, count_choices, decide
from participation.votes.rules.rule_data import rule_to_data

FORMAT = "yiqilai-vote/1"


@dataclass(frozen=True, slots=True)
class SecretLists:
    """What a secret vote publishes (无记名): receipts without choices, choices without receipts."""

    receipts: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedBallot:
    """A line an open vote publishes (记名): number and masked name on the roll, and the choice."""

    no: str
    label: str
    choice: str


@dataclass(frozen=True, slots=True)
class OpenList:
    """What an open vote publishes (记名)."""

    ballots: tuple[NamedBallot, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices alone, to count them."""
        return tuple(ballot.choice for ballot in self.ballots)


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything a record rests on (计票结果): what was fixed at opening, and what came in."""

    committee: str
    no: int
    question: Question
    secrecy: Secrecy
    rule: Rule
    channels: frozenset[Channel]
    is_charter_approved: bool
    is_at_meeting: bool
    base: Base
    roll_size: int
    roll_hash: str
    present: int | None
    opens_at: datetime
    closes_at: datetime
    marks: Mapping[Channel, int] = field(hash=False)
    ballots: SecretLists | OpenList

    @property
    def binding(self) -> Binding:
        """Whether this vote decided, and why."""
        return is_binding(self.rule, self.channels, self.is_charter_approved, self.is_at_meeting)

    @property
    def tally(self) -> Tally:
        """The ballots, counted."""
        return count_choices(
            self.base, self.roll_size, self.question, self.ballots.choices, self.present
        )

    def decided(self) -> Outcome | Refusal:
        """Return the outcome; refuses what `decide` refuses."""
        return decide(self.rule, self.question, (self.tally,), self.binding)


def record_of(counted: Counted) -> dict[str, object] | Refusal:
    """Return the record as plain JSON values, lists sorted each by itself; refuses as `decide`.

    `merkle_root` covers rule, roll, marks, result and every published line; `hash` everything
    else, so that the hash on paper vouches for the file.
    """
    outcome = counted.decided()
    if isinstance(outcome, Refusal):
        return outcome
    lists = lists_to_data(counted.ballots)
    head: dict[str, object] = {
        "rule": rule_to_data(counted.rule),
        "roll": {
            "base": counted.base.value,
            "size": counted.roll_size,
            "hash": counted.roll_hash,
        },
        "marks": {each.value: counted.marks.get(each, 0) for each in Channel},
        "tally": _tally_to_data(counted.tally),
        "outcome": _outcome_to_data(outcome, counted.binding),
    }
    leaves = [canonical(head)] + [canonical(line) for lines in lists.values() for line in lines]
    record = {
        "format": FORMAT,
        "committee": counted.committee,
        "no": counted.no,
        "question": _question_to_data(counted.question),
        "secrecy": counted.secrecy.value,
        "channels": sorted(counted.channels),
        "is_charter_approved": counted.is_charter_approved,
        "is_at_meeting": counted.is_at_meeting,
        "present": counted.present,
        "opens_at": counted.opens_at.isoformat(),
        "closes_at": counted.closes_at.isoformat(),
        "ballots": lists,
        "merkle_root": merkle_root(leaves),
    } | head
    return record | {"hash": record_hash(record)}


def record_hash(record: Mapping[str, object]) -> str:
    """Return the hash a record must carry: of all of it but the hash itself."""
    return sha256_hex({key: value for key, value in record.items() if key != "hash"})


def lists_to_data(ballots: SecretLists | OpenList) -> dict[str, Sequence[object]]:
    """Return the published lists: each sorted by itself, so that no order leads across them."""
    match ballots:
        case SecretLists():
            return {"receipts": sorted(ballots.receipts), "choices": sorted(ballots.choices)}
        case OpenList():
            lines = sorted((each.no, each.label, each.choice) for each in ballots.ballots)
            return {"named": [list(line) for line in lines]}


def _question_to_data(question: Question) -> dict[str, object]:
    return {
        "text": question.text,
        "kind": question.kind.value,
        "options": [[each.code, each.label, each.stance.value] for each in question.options],
    }


def _tally_to_data(tally: Tally) -> dict[str, object]:
    return {"votes": dict(tally.votes), "spoiled": tally.spoiled, "cast": tally.cast}


def _outcome_to_data(outcome: Outcome, binding: Binding) -> dict[str, object]:
    return {
        "code": outcome.code.value,
        "is_binding": outcome.is_binding,
        "why": binding.why.value,
        "leading": list(outcome.leading),
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
    }
