"""Recounts a published record from its own lists, without a database: what `run.py verify` does."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from participation.kernel.codes import is_typed
from participation.kernel.outcome import Refusal
from participation.votes.rules.ballots import (
    SPOILED,
    Channel,
    Kind,
    Option,
    Question,
    Secrecy,
    Stance,
)
from participation.votes.rules.decision_rules import Base
from participation.votes.rules.published import (
    FORMAT,
    Counted,
    NamedBallot,
    OpenList,
    SecretLists,
    record_hash,
    record_of,
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
    TALLY = "tally-differs"
    OUTCOME = "outcome-differs"
    ORDER = "lists-not-sorted"
    LENGTHS = "lists-not-equal"
    MARKS = "marks-differ-from-ballots"
    ROLL = "more-marks-than-roll"
    CHANNEL = "mark-by-closed-channel"
    CHOICE = "choice-not-on-ballot"
    RECEIPT = "receipt-twice-or-forged"
    VOTER = "voter-twice"
    UNDECIDABLE = "rule-cannot-decide-this"


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
    rebuilt = record_of(counted)
    if isinstance(rebuilt, Refusal):
        faults.append(Fault.UNDECIDABLE)
    else:
        faults += [fault for key, fault in _DERIVED.items() if record.get(key) != rebuilt[key]]
    if record.get("hash") != expected_hash:
        faults.append(Fault.HASH)
    if printed is not None and printed != expected_hash:
        faults.append(Fault.NOT_THE_PRINTED)
    return faults


_DERIVED: Mapping[str, Fault] = {
    "rule": Fault.RULE,
    "ballots": Fault.ORDER,
    "tally": Fault.TALLY,
    "outcome": Fault.OUTCOME,
    "merkle_root": Fault.ROOT,
}


def _list_faults(counted: Counted) -> list[Fault]:
    choices, marks = counted.ballots.choices, sum(counted.marks.values())
    used = {channel for channel, number in counted.marks.items() if number}
    known = {option.code for option in counted.question.options} | {SPOILED}
    checks = {
        Fault.MARKS: marks == len(choices) and min(counted.marks.values()) >= 0,
        Fault.ROLL: marks <= counted.roll_size,
        Fault.CHANNEL: used <= counted.channels,
        Fault.CHOICE: set(choices) <= known,
    } | _voter_checks(counted.ballots)
    return [fault for fault, is_right in checks.items() if not is_right]


def _voter_checks(ballots: SecretLists | OpenList) -> dict[Fault, bool]:
    match ballots:
        case SecretLists(receipts, choices):
            are_real = all(is_typed(receipt) for receipt in receipts)
            are_single = len(set(receipts)) == len(receipts)
            return {
                Fault.LENGTHS: len(receipts) == len(choices),
                Fault.RECEIPT: are_real and are_single,
            }
        case OpenList(named):
            return {Fault.VOTER: len({ballot.no for ballot in named}) == len(named)}


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
    options = []
    for line in _as(list, data["options"]):
        code, label, stance = _texts(line)
        options.append(Option(code, label, Stance(stance)))
    return Question(_as(str, data["text"]), Kind(_as(str, data["kind"])), tuple(options))


def _ballots(secrecy: Secrecy, data: dict[str, object]) -> SecretLists | OpenList:
    match secrecy:
        case Secrecy.SECRET:
            return SecretLists(_texts(data["receipts"]), _texts(data["choices"]))
        case Secrecy.OPEN:
            lines = [_texts(line) for line in _as(list, data["named"])]
            return OpenList(tuple(NamedBallot(no, label, choice) for no, label, choice in lines))


def _read(record: Mapping[str, object]) -> Counted:
    if record["format"] != FORMAT:
        raise ValueError("another format")
    roll = _as(dict, record["roll"])
    marks = _as(dict, record["marks"])
    present = record["present"]
    secrecy = Secrecy(_as(str, record["secrecy"]))
    return Counted(
        committee=_as(str, record["committee"]),
        no=_as(int, record["no"]),
        question=_question(_as(dict, record["question"])),
        secrecy=secrecy,
        rule=rule_from_data(_as(dict, record["rule"])),
        channels=frozenset(Channel(each) for each in _texts(record["channels"])),
        is_charter_approved=_as(bool, record["is_charter_approved"]),
        is_at_meeting=_as(bool, record["is_at_meeting"]),
        base=Base(_as(str, roll["base"])),
        roll_size=_as(int, roll["size"]),
        roll_hash=_as(str, roll["hash"]),
        present=None if present is None else _as(int, present),
        opens_at=_moment(record["opens_at"]),
        closes_at=_moment(record["closes_at"]),
        marks={channel: _as(int, marks[channel.value]) for channel in Channel},
        ballots=_ballots(secrecy, _as(dict, record["ballots"])),
    )
