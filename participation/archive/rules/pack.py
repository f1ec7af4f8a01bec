"""A pack of records (存档包): every part with its hash, checked without the database.

A pack is a set of files. `manifest.json` lists all others with kind, size and SHA-256; the SHA-256
of the manifest itself is the pack's number, kept in the committee's log when the pack was made.
Parts of some kinds say more, and are held against each other:

- `revision`: `no`, `by`, `at`, `sha256`, `content`; the hash is of the content's canonical JSON.
- `log`: a line a log entry, with the hash before it and its own (`audit.rules.chained`).
- `papers`: a list of what was printed, each with the path of its PDF and the hash in the register.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any
from uuid import UUID

from participation.audit.rules import Entry, chained

FORMAT = "yiqilai-pack/1"
MANIFEST = "manifest.json"


class PartKind(StrEnum):
    """What a part of a pack is; `file` is a photo or scan, `paper` a PDF as it was printed."""

    README = "readme"
    FACTS = "facts"
    REVISION = "revision"
    LOG = "log"
    PAPERS = "papers"
    PAPER = "paper"
    FILE = "file"


class Fault(StrEnum):
    """What is wrong with a pack; the words are in `present`."""

    NO_MANIFEST = "no-manifest"
    MALFORMED = "malformed"
    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"
    REVISION = "revision"
    LOG = "log"
    UNKNOWN_TO_LOG = "unknown-to-log"
    PAPER = "paper"
    OTHER_PACK = "other-pack"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a pack; `path` has no folder above it and no step back."""

    path: str
    kind: PartKind
    size: int
    sha256: str


def spelled(value: object) -> bytes:
    """Return JSON in one spelling: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def part_of(path: str, kind: PartKind, content: bytes) -> Part:
    """Return what the manifest says of a file."""
    return Part(path, kind, len(content), hashlib.sha256(content).hexdigest())


def manifest_of(about: Mapping[str, Any], parts: Iterable[Part]) -> bytes:
    """Return the manifest; `about` says of what the pack is, by whom and when it was made."""
    listed = [
        {"path": one.path, "kind": one.kind, "size": one.size, "sha256": one.sha256}
        for one in sorted(parts, key=lambda one: one.path)
    ]
    return spelled({"format": FORMAT, **about, "parts": listed})


def entry_to_data(entry: Entry) -> dict[str, Any]:
    """Return a line of the log as JSON values."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "account": None if entry.account_id is None else entry.account_id.hex,
        "verb": entry.verb,
        "subject": entry.subject,
        "facts": dict(entry.facts),
        "previous": entry.previous.hex(),
        "hash": entry.hash.hex(),
    }


def _entry(data: Mapping[str, Any]) -> Entry:
    return Entry(
        seq=data["seq"],
        at=datetime.fromisoformat(data["at"]),
        actor=data["actor"],
        account_id=None if data["account"] is None else UUID(hex=data["account"]),
        verb=data["verb"],
        subject=data["subject"],
        facts=data["facts"],
        previous=bytes.fromhex(data["previous"]),
        hash=bytes.fromhex(data["hash"]),
    )


def faults_of(contents: Mapping[str, bytes], known_hash: str | None = None) -> list[Fault]:
    """Return what is wrong with a pack, empty where nothing is.

    `known_hash` is the pack's number as somebody was told it, in hexadecimal.
    """
    raw = contents.get(MANIFEST)
    if raw is None:
        return [Fault.NO_MANIFEST]
    try:
        parts = _listed(raw)
    except (ValueError, KeyError, TypeError):
        return [Fault.MALFORMED]
    found = _whole(contents, parts)
    if known_hash is not None and known_hash.lower() != hashlib.sha256(raw).hexdigest():
        found.append(Fault.OTHER_PACK)
    if found:
        return found
    try:
        return _agreeing(contents, parts)
    except (ValueError, KeyError, TypeError):
        return [Fault.MALFORMED]


def _listed(raw: bytes) -> list[Part]:
    data = json.loads(raw)
    if data["format"] != FORMAT or spelled(data) != raw:
        raise ValueError("another format, or another spelling")
    parts = [
        Part(one["path"], PartKind(one["kind"]), one["size"], one["sha256"])
        for one in data["parts"]
    ]
    if len({one.path for one in parts}) != len(parts):
        raise ValueError("a path stands twice")
    return parts


def _whole(contents: Mapping[str, bytes], parts: list[Part]) -> list[Fault]:
    """Hold the files against the manifest: none missing, none more, none changed."""
    paths = {one.path for one in parts}
    found = []
    if paths - set(contents):
        found.append(Fault.MISSING)
    if set(contents) - paths - {MANIFEST}:
        found.append(Fault.EXTRA)
    is_changed = any(
        part_of(one.path, one.kind, contents[one.path]) != one
        for one in parts
        if one.path in contents
    )
    return [*found, Fault.CHANGED] if is_changed else found


def _agreeing(contents: Mapping[str, bytes], parts: list[Part]) -> list[Fault]:
    """Hold the parts against each other: what the log says stands there, and nothing else."""
    revisions = [json.loads(contents[one.path]) for one in _of(parts, PartKind.REVISION)]
    entries = [
        _entry(json.loads(line))
        for one in _of(parts, PartKind.LOG)
        for line in contents[one.path].splitlines()
    ]
    papers = [row for one in _of(parts, PartKind.PAPERS) for row in json.loads(contents[one.path])]
    hashes = {one.path: one.sha256 for one in parts}
    found = []
    if any(_sha256(one["content"]) != one["sha256"] for one in revisions):
        found.append(Fault.REVISION)
    if not _is_chained(entries):
        found.append(Fault.LOG)
    if not _is_known(entries, revisions, _of(parts, PartKind.FILE)):
        found.append(Fault.UNKNOWN_TO_LOG)
    if {one["path"] for one in papers} != {one.path for one in _of(parts, PartKind.PAPER)} or any(
        hashes.get(one["path"]) != one["sha256"] for one in papers
    ):
        found.append(Fault.PAPER)
    return found


def _of(parts: list[Part], kind: PartKind) -> list[Part]:
    return [one for one in parts if one.kind is kind]


def _sha256(content: object) -> str:
    return hashlib.sha256(spelled(content)).hexdigest()


def _is_chained(entries: list[Entry]) -> bool:
    """Whether every line follows from the one before it, as far as that is in the pack."""
    if any(one.hash != chained(one.previous, one) for one in entries):
        return False
    pairs = list(pairwise(entries))
    is_ordered = all(first.seq < second.seq for first, second in pairs)
    return is_ordered and all(
        second.previous == first.hash for first, second in pairs if second.seq == first.seq + 1
    )


def _is_known(entries: list[Entry], revisions: list[dict[str, Any]], files: list[Part]) -> bool:
    """Whether the log speaks of every revision and of every file."""
    written = {
        (one.facts.get("revision"), one.facts.get("sha256"))
        for one in entries
        if one.verb == "minutes-written"
    }
    kept = {one.facts.get("sha256") for one in entries if one.verb == "file-kept"}
    is_written = all((one["no"], one["sha256"]) in written for one in revisions)
    return is_written and all(one.sha256 in kept for one in files)
