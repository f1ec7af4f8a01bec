"""The chain of the log, and what a line of it says."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log (日志): who did what to what, when; codes and facts, worded when read."""

    seq: int
    at: datetime
    actor: str
    account_id: UUID | None
    verb: str
    subject: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    previous: bytes = GENESIS
    hash: bytes = b""


def canonical(entry: Entry) -> bytes:
    """Return the bytes of a line that its hash covers: JSON with sorted keys, no spaces."""
    body = {
        "account": None if entry.account_id is None else entry.account_id.hex,
        "actor": entry.actor,
        "at": entry.at.isoformat(timespec="microseconds"),
        "facts": entry.facts,
        "seq": entry.seq,
        "subject": entry.subject,
        "verb": entry.verb,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def chained(previous: bytes, entry: Entry) -> bytes:
    """Return SHA-256(previous hash ‖ canonical JSON), the hash of a line in its chain."""
    return hashlib.sha256(previous + canonical(entry)).digest()


def first_fault(entries: Iterable[Entry]) -> int | None:
    """Return the number of the first line that does not follow from the one before, or None."""
    previous = GENESIS
    for expected, entry in enumerate(entries, start=1):
        is_sound = entry.seq == expected and entry.previous == previous
        if not is_sound or entry.hash != chained(previous, entry):
            return expected
        previous = entry.hash
    return None


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that went out: its number, what it is of, which version, and its bytes' hash.

    `title` and `digest` (摘要) are printed on it.
    """

    no: int
    kind: str
    subject_id: UUID
    subject: str
    version: int
    sha256: bytes
    printed_at: datetime
    printed_by: str
    title: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text to go out by a channel, once per key."""

    key: str
    channel: str
    template: str
    facts: Mapping[str, Any]
    due_at: datetime
