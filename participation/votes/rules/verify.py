"""Recounts a published record from its own lists, without a database: what `run.py verify` does."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from participation.kernel.codes import is_typed
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import (
    UNREADABLE,
    Channel,
    Secrecy,
    answers_of,
    check_ballot,
)
from participation.votes.rules.budgets import Method
from participation.votes.rules.canonical import canonical
from participation.votes.rules.decision_rules import Base
from participation.votes.rules.published import (
    FORMAT,
    Counted,
    HelpLine,
    NamedBallot,
    OpenList,
    SecretLists,
    record_hash,
    record_of,
)
from participation.votes.rules.questions import (
    Kind,
    Option,
    Question,
    Stance,
    check_question,
)
from participation.votes.rules.rule_data import rule_from_data
from participation.votes.rules.rule_table import RuleFileError

T = TypeVar("T")


class Fault(StrEnum):
    """What is wrong with a record; none of them can come from an honest count."""

    MALFORMED = "record-malformed"
    NOT_THE_PRINTED = "not-the-printed-hash"
    HASH = "hash-differs"
    ROOT = "root-differs"
    RULE = "rule-differs"
    QUESTION = "question-unfair"
    TALLY = "tally-differs"
    OUTCOME = "outcome-differs"
    ORDER = "lists-not-sorted"
    LENGTHS = "lists-not-equal"
    MARKS = "marks-differ-from-ballots"
    HELPERS = "helpers-differ-from-marks"
    ROLL = "more-marks-than-roll"
    CHANNEL = "mark-by-closed-channel"
    CHOICE = "choice-not-on-ballot"
    RECEIPT = "receipt-twice-or-forged"
    VOTER = "voter-twice"
    UNDECIDABLE = "rule-cannot-decide-this"


def verify_text(text: str, printed: str | None = None) -> list[Fault]:
    """Return every fault of a record as it was downloaded; see `verify_record`.

    A key that stands twice is refused: one reader would see the first, the recount the last.
    """
    try:
        record = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return [Fault.MALFORMED]
    return verify_record(record, printed) if isinstance(record, dict) else [Fault.MALFORMED]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def verify_record(record: Mapping[str, object], printed: str | None = None) -> list[Fault]:
    """Return every fault of a record; none means it was recounted and stands.

    `printed`: the hash on the printed result. Without it a record forged in every part at once
    agrees with itself; with it that is caught too.
    """
    try:
        counted = _read(record)
        expected_hash = record_hash(record)
    except (KeyError, TypeError, ValueError, RuleFileError):
        return [Fault.MALFORMED]
    faults = _list_faults(counted)
    is_countable = not {Fault.QUESTION, Fault.CHOICE}.intersection(faults)
    rebuilt = record_of(counted) if is_countable else None
    if rebuilt is None or isinstance(rebuilt, Refusal):
        faults.append(Fault.UNDECIDABLE)
    else:
        faults += dict.fromkeys(_differing(record, rebuilt))
    if record.get("hash") != expected_hash:
        faults.append(Fault.HASH)
    if printed is not None and printed != expected_hash:
        faults.append(Fault.NOT_THE_PRINTED)
    return faults


def _differing(record: Mapping[str, object], rebuilt: Mapping[str, object]) -> Iterator[Fault]:
    """Yield what is said otherwise than a recount says it, or said beside it.

    Compared as text: to Python 1 and true are one, to whoever reads the record they are two.
    """
    for key in sorted(record.keys() | rebuilt.keys()):
        is_same = key in record and key in rebuilt
        if key != "hash" and not (is_same and canonical(record[key]) == canonical(rebuilt[key])):
            yield _DERIVED.get(key, Fault.MALFORMED)


_DERIVED: Mapping[str, Fault] = {
    "rule": Fault.RULE,
    "ballots": Fault.ORDER,
    "own_hand": Fault.MARKS,
    "helpers": Fault.ORDER,
    "opinions": Fault.TALLY,
    "tallies": Fault.TALLY,
    "outcomes": Fault.OUTCOME,
    "code": Fault.OUTCOME,
    "merkle_root": Fault.ROOT,
}


def _list_faults(counted: Counted) -> list[Fault]:
    marks = sum(counted.marks.values())
    used = {channel for channel, number in counted.marks.items() if number}
    checks = {
        Fault.MARKS: marks == _ballots_in(counted.ballots) and min(counted.marks.values()) >= 0,
        Fault.HELPERS: _add_up(counted.helpers, counted.marks[Channel.HELPER]),
        Fault.ROLL: marks <= next(iter(counted.roll.values())),
        Fault.CHANNEL: used <= counted.channels,
        Fault.CHOICE: _stand_on_ballot(counted.questions, counted.ballots),
        Fault.QUESTION: all(check_question(each) is None for each in counted.questions),
    } | _voter_checks(counted.ballots)
    return [fault for fault, is_right in checks.items() if not is_right]


def _add_up(helpers: tuple[HelpLine, ...], marks: int) -> bool:
    """Whether helpers brought in what came by helpers, and no more before witnesses than in all."""
    are_sound = all(0 <= each.witnessed <= each.voters for each in helpers)
    return are_sound and sum(each.voters for each in helpers) == marks


def _ballots_in(ballots: SecretLists | OpenList) -> int:
    match ballots:
        case SecretLists(choices=lists):
            return len(lists[0])
        case OpenList(ballots=named, opinions=opinions):
            return len(named) + len(opinions)


def _stand_on_ballot(questions: tuple[Question, ...], ballots: SecretLists | OpenList) -> bool:
    match ballots:
        case SecretLists(choices=lists):
            return all(
                _stands(question, answer)
                for question, choices in zip(questions, lists, strict=True)
                for answer in set(choices)
            )
        case OpenList(ballots=named, opinions=opinions):
            said = {answers_of(each.choice) for each in named + opinions}
            return all(
                len(answers) == len(questions) and all(map(_stands, questions, answers))
                for answers in said
            )


def _stands(question: Question, answer: str) -> bool:
    if answer in UNREADABLE:
        return True
    found = check_ballot((question,), answer, Channel.PHONE)
    return not isinstance(found, Refusal) and found.code == answer


def _voter_checks(ballots: SecretLists | OpenList) -> dict[Fault, bool]:
    match ballots:
        case SecretLists(receipts, lists):
            are_real = all(is_typed(receipt) for receipt in receipts)
            are_single = len(set(receipts)) == len(receipts)
            return {
                Fault.LENGTHS: all(len(receipts) == len(choices) for choices in lists),
                Fault.RECEIPT: are_real and are_single,
            }
        case OpenList(named, opinions):
            numbers = [ballot.no for ballot in named + opinions]
            return {Fault.VOTER: len(set(numbers)) == len(numbers)}


def _as(kind: type[T], value: object) -> T:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_as(str, each) for each in _as(list, value))


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_as(str, value))
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def _question(data: dict[str, object]) -> Question:
    method = data["method"]
    return Question(
        _as(str, data["text"]),
        Kind(_as(str, data["kind"])),
        tuple(_option(line) for line in _as(list, data["options"])),
        _as(int, data["most"]),
        _as(int, data["seats"]),
        _as(int, data["total"]),
        None if method is None else Method(_as(str, method)),
    )


def _option(line: object) -> Option:
    code, label, stance, note, cost = _as(list, line)
    return Option(_as(str, code), _as(str, label), Stance(stance), _as(str, note), _as(int, cost))


def _ballots(
    secrecy: Secrecy, data: dict[str, object], questions: tuple[Question, ...]
) -> SecretLists | OpenList:
    match secrecy:
        case Secrecy.SECRET:
            lists = tuple(_texts(each) for each in _as(list, data["choices"]))
            if len(lists) != len(questions):
                raise ValueError("a list of choices for each question")
            return SecretLists(_texts(data["receipts"]), lists)
        case Secrecy.OPEN:
            return OpenList(_named(data["named"]), _named(data["opinions"]))


def _named(lines: object) -> tuple[NamedBallot, ...]:
    found = []
    for line in _as(list, lines):
        no, label, choice, area = _as(list, line)
        if _as(int, area) < 0:
            raise ValueError("less than no area")
        found.append(NamedBallot(_as(str, no), _as(str, label), _as(str, choice), _as(int, area)))
    return tuple(found)


def _helpers(lines: object) -> tuple[HelpLine, ...]:
    found = []
    for line in _as(list, lines):
        helper, voters, witnessed = _as(list, line)
        found.append(HelpLine(_as(str, helper), _as(int, voters), _as(int, witnessed)))
    return tuple(found)


def _bases(lines: object) -> dict[Base, int]:
    found = {}
    for line in _as(list, lines):
        base, number = _as(list, line)
        found[Base(base)] = _as(int, number)
    if not found or min(found.values()) < 0:
        raise ValueError("nothing was counted, or less")
    return found


def _read(record: Mapping[str, object]) -> Counted:
    if record["format"] != FORMAT:
        raise ValueError("another format")
    roll = _as(dict, record["roll"])
    marks = _as(dict, record["marks"])
    present = record["present"]
    secrecy = Secrecy(_as(str, record["secrecy"]))
    bases, signed_in = _bases(roll["bases"]), None if present is None else _bases(present)
    if signed_in is not None and signed_in.keys() != bases.keys():
        raise ValueError("who signed in is counted in other bases than the roll")
    questions = tuple(_question(_as(dict, each)) for each in _as(list, record["questions"]))
    if not questions:
        raise ValueError("nothing was asked")
    return Counted(
        committee=_as(str, record["committee"]),
        no=_as(int, record["no"]),
        title=_as(str, record["title"]),
        questions=questions,
        secrecy=secrecy,
        rule=rule_from_data(_as(dict, record["rule"])),
        channels=frozenset(Channel(each) for each in _texts(record["channels"])),
        is_charter_approved=_as(bool, record["is_charter_approved"]),
        is_at_meeting=_as(bool, record["is_at_meeting"]),
        roll=bases,
        roll_hash=_as(str, roll["hash"]),
        present=signed_in,
        opens_at=_moment(record["opens_at"]),
        closes_at=_moment(record["closes_at"]),
        marks={channel: _as(int, marks[channel.value]) for channel in Channel},
        ballots=_ballots(secrecy, _as(dict, record["ballots"]), questions),
        helpers=_helpers(record["helpers"]),
        counted_by=_texts(record["counted_by"]),
    )
