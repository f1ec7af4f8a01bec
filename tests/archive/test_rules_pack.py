"""A pack tells of itself whether anything in it was touched; every forgery is convicted."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from participation.archive.rules.pack import (
    MANIFEST,
    Fault,
    Part,
    PartKind,
    entry_to_data,
    faults_of,
    manifest_of,
    part_of,
    spelled,
)
from participation.audit.rules import GENESIS, Entry, chained
from participation.kernel import ids

NOW = datetime(2026, 11, 24, 13, tzinfo=UTC)
CONTENT = {"title": "商量村东路", "yes": 4}
SCAN, PAPER = b"%PDF- signed", b"%PDF- printed"
ACCOUNT = ids.new_id()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def log() -> list[Entry]:
    facts = [
        ("meeting-called", {}),
        ("minutes-written", {"revision": 1, "sha256": sha256(spelled(CONTENT))}),
        ("file-kept", {"no": 1, "sha256": sha256(SCAN)}),
    ]
    found: list[Entry] = []
    for seq, (verb, said) in enumerate(facts, start=1):
        before = found[-1].hash if found else GENESIS
        account = ACCOUNT if seq == 1 else None
        entry = Entry(seq, NOW, "赵敏", account, verb, "meeting:1", said, before)
        found.append(replace(entry, hash=chained(before, entry)))
    return found


def lines(entries: list[Entry]) -> bytes:
    return b"\n".join(spelled(entry_to_data(one)) for one in entries)


def made() -> tuple[dict[str, bytes], list[Part]]:
    revision = {
        "no": 1,
        "by": "赵敏",
        "at": NOW.isoformat(),
        "sha256": sha256(spelled(CONTENT)),
        "content": CONTENT,
    }
    parts = {
        ("facts/revision-1.json", PartKind.REVISION): spelled(revision),
        ("facts/log.jsonl", PartKind.LOG): lines(log()),
        ("facts/papers.json", PartKind.PAPERS): spelled(
            [{"path": "papers/record-1.pdf", "sha256": sha256(PAPER)}]
        ),
        ("papers/record-1.pdf", PartKind.PAPER): PAPER,
        ("files/1.pdf", PartKind.FILE): SCAN,
        ("README.txt", PartKind.README): "怎么核对".encode(),
    }
    contents = {path: content for (path, _kind), content in parts.items()}
    return contents, [part_of(path, kind, content) for (path, kind), content in parts.items()]


def sealed(contents: dict[str, bytes], parts: list[Part]) -> dict[str, bytes]:
    """A pack whose manifest was written anew over whatever was done to its parts."""
    again = [part_of(one.path, one.kind, contents[one.path]) for one in parts]
    return contents | {MANIFEST: manifest_of({"subject": "meeting:1"}, again)}


def test_a_pack_as_it_was_made_has_no_fault() -> None:
    contents = sealed(*made())
    assert faults_of(contents) == []
    assert faults_of(contents, sha256(contents[MANIFEST]).upper()) == []


Forger = Callable[[dict[str, bytes]], None]


def drop(contents: dict[str, bytes]) -> None:
    del contents["files/1.pdf"]


def add(contents: dict[str, bytes]) -> None:
    contents["files/2.pdf"] = SCAN


def change(contents: dict[str, bytes]) -> None:
    contents["papers/record-1.pdf"] += b" "


@pytest.mark.parametrize(
    ("forge", "fault"),
    [(drop, Fault.MISSING), (add, Fault.EXTRA), (change, Fault.CHANGED)],
)
def test_what_was_done_to_a_file_is_seen(forge: Forger, fault: Fault) -> None:
    contents = sealed(*made())
    forge(contents)
    assert faults_of(contents) == [fault]


def rewrite(contents: dict[str, bytes]) -> None:
    data = json.loads(contents["facts/revision-1.json"])
    data["content"]["yes"] = 5
    contents["facts/revision-1.json"] = spelled(data)


def rewrite_with_its_hash(contents: dict[str, bytes]) -> None:
    data = json.loads(contents["facts/revision-1.json"])
    data["content"]["yes"] = 5
    data["sha256"] = sha256(spelled(data["content"]))
    contents["facts/revision-1.json"] = spelled(data)


def reword_log(contents: dict[str, bytes]) -> None:
    contents["facts/log.jsonl"] = lines([replace(log()[0], actor="别人"), *log()[1:]])


def break_chain(contents: dict[str, bytes]) -> None:
    first, second, third = log()
    other = replace(second, previous=GENESIS)
    contents["facts/log.jsonl"] = lines(
        [first, replace(other, hash=chained(GENESIS, other)), third]
    )


def turn_log_round(contents: dict[str, bytes]) -> None:
    contents["facts/log.jsonl"] = lines(log()[::-1])


def swap_scan(contents: dict[str, bytes]) -> None:
    contents["files/1.pdf"] = b"%PDF- forged"


def swap_paper(contents: dict[str, bytes]) -> None:
    contents["papers/record-1.pdf"] = b"%PDF- forged"


def forget_paper(contents: dict[str, bytes]) -> None:
    contents["facts/papers.json"] = b"[]"


@pytest.mark.parametrize(
    ("forge", "fault"),
    [
        (rewrite, Fault.REVISION),
        (rewrite_with_its_hash, Fault.UNKNOWN_TO_LOG),
        (reword_log, Fault.LOG),
        (break_chain, Fault.LOG),
        (turn_log_round, Fault.LOG),
        (swap_scan, Fault.UNKNOWN_TO_LOG),
        (swap_paper, Fault.PAPER),
        (forget_paper, Fault.PAPER),
    ],
)
def test_a_forger_who_writes_the_manifest_anew_is_still_seen(forge: Forger, fault: Fault) -> None:
    contents, parts = made()
    told = sha256(sealed(contents, parts)[MANIFEST])
    forge(contents)
    forged = sealed(contents, parts)
    assert faults_of(forged) == [fault]
    assert faults_of(forged, told) == [Fault.OTHER_PACK]


def test_lines_of_other_matters_may_lie_between() -> None:
    contents, parts = made()
    contents["facts/log.jsonl"] = lines(log()[1:])
    assert faults_of(sealed(contents, parts)) == []


@pytest.mark.parametrize(
    ("manifest", "fault"),
    [
        (None, Fault.NO_MANIFEST),
        (b"{", Fault.MALFORMED),
        (b'{"format": "yiqilai-pack/1", "parts": []}', Fault.MALFORMED),
        (spelled({"format": "yiqilai-pack/9", "parts": []}), Fault.MALFORMED),
        (spelled({"format": "yiqilai-pack/1", "parts": [{}]}), Fault.MALFORMED),
        (spelled([1]), Fault.MALFORMED),
    ],
)
def test_a_manifest_that_does_not_read_is_no_manifest(manifest: bytes | None, fault: Fault) -> None:
    contents = {} if manifest is None else {MANIFEST: manifest}
    assert faults_of(contents) == [fault]


def test_a_path_stands_once() -> None:
    contents, parts = made()
    twice = manifest_of({}, [*parts, parts[0]])
    assert faults_of(contents | {MANIFEST: twice}) == [Fault.MALFORMED]


def test_a_part_that_does_not_read_is_a_fault_and_no_crash() -> None:
    contents, parts = made()
    contents["facts/log.jsonl"] = b'{"seq": 1}'
    assert faults_of(sealed(contents, parts)) == [Fault.MALFORMED]
