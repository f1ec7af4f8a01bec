"""The pack of a meeting's records (存档包): every revision, paper, file and line of the log."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Any

from flask import send_file
from flask_babel import force_locale
from werkzeug.wrappers import Response

from participation.archive.rules.pack import (
    MANIFEST,
    Part,
    PartKind,
    entry_to_data,
    manifest_of,
    part_of,
    spelled,
)
from participation.archive.store import get_content, list_files
from participation.audit.actions import note
from participation.audit.store import get_head, list_about
from participation.bodies.store.charters import get_body_at
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages, refused
from participation.meetings.pages.files import file_words, subject_of
from participation.meetings.rules.life import Deed, Meeting, may
from participation.meetings.rules.minutes import Paper, Print
from participation.meetings.store.checks import list_checks
from participation.meetings.store.minutes import list_prints, list_written
from participation.meetings.store.notices import list_notices
from participation.paper.packs import write_pack
from participation.web.house import place, reading
from participation.web.perform import perform
from participation.web.rights import right

IN_MEMORY = 8 * 1024**2
README = """这是一次会议的存档包。

manifest.json  清单：每个文件是什么、多大、SHA-256 摘要
facts/         会议的事实：通知、传阅意见、记录的每一版、登记簿、日志摘抄
papers/        打印过的会议记录和纪要，逐字节和打印时一样
files/         照片和扫描件

核对：python run.py verify 这个文件.zip
不用数据库，也不用联网。改动过一个字，都会说出来。
日志里记着这个包的号，就是 manifest.json 的 SHA-256。
核对时加 --hash 和这个号，就知道是不是当时的那一个。
"""

Content = tuple[str, PartKind, bytes]


@pages.post(f"/{NO}/pack.zip")
@right("packs:make")
def make_pack(no: int) -> Answer:
    """Give everything that belongs to a meeting's adopted minutes as one file."""
    meeting = meeting_of(no)
    refusal = may(meeting, Deed.PRINT)
    if refusal is not None:
        return refused(meeting, refusal)
    pack: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (sent, then closed)
    with force_locale("zh_Hans"):
        manifest = _written(pack, meeting)
    number = hashlib.sha256(manifest).hexdigest()
    perform(lambda s, e: _noted(s, e, no, number))
    pack.seek(0)
    return _sent(pack, f"{place().slug}-meeting-{no}-{number[:8]}.zip")


def _noted(session: Session, errand: Errand, no: int, number: str) -> Done[str]:
    note(session, errand, "pack-made", f"meeting:{no}", sha256=number)
    return Done(number)


def _sent(pack: IO[bytes], name: str) -> Response:
    answer = send_file(pack, mimetype="application/zip", download_name=name, as_attachment=True)
    answer.headers["Cache-Control"] = "no-store"
    answer.call_on_close(pack.close)
    return answer


def _written(pack: IO[bytes], meeting: Meeting) -> bytes:
    """Write the pack, a file at a time; return its manifest."""
    about, parts = _about(meeting), list[Part]()

    def contents() -> Iterator[tuple[str, bytes]]:
        for path, kind, content in _contents(meeting):
            parts.append(part_of(path, kind, content))
            yield path, content
        yield MANIFEST, manifest_of(about, parts)

    write_pack(pack, contents())
    return manifest_of(about, parts)


def _about(meeting: Meeting) -> dict[str, Any]:
    seq, head = get_head(reading(), place().id)
    return {
        "committee": place().name,
        "region": place().region,
        "subject": f"meeting:{meeting.no}",
        "title": meeting.title,
        "revision": meeting.minutes_no,
        "log_head": {"seq": seq, "hash": head.hex()},
    }


def _contents(meeting: Meeting) -> Iterator[Content]:
    cid = place().id
    prints = list_prints(reading(), cid, meeting.id)
    files = [one for one in list_files(reading(), cid, subject_of(meeting)) if not one.strike]
    yield "README.txt", PartKind.README, README.encode()
    yield "facts/meeting.json", PartKind.FACTS, _facts(meeting)
    for written in list_written(reading(), cid, meeting.id):
        yield f"facts/revision-{written['no']}.json", PartKind.REVISION, spelled(written)
    rows = [{"path": _path(one), **_row(one)} for one in prints]
    yield "facts/papers.json", PartKind.PAPERS, spelled(rows)
    yield "facts/log.jsonl", PartKind.LOG, _log(meeting)
    yield "facts/files.json", PartKind.FACTS, spelled([_file_row(one) for one in files])
    for printed in prints:
        yield _path(printed), PartKind.PAPER, printed.pdf
    for one in files:
        content = get_content(reading(), cid, one.id)
        yield f"files/{one.no:03}-{one.kind}.{one.media.ending}", PartKind.FILE, content


def _path(printed: Print) -> str:
    return f"papers/{printed.paper}-{printed.minutes_no}.pdf"


def _row(printed: Print) -> dict[str, object]:
    return {
        "no": printed.record_no,
        "version": printed.minutes_no,
        "paper": printed.paper,
        "at": printed.at.isoformat(),
        "sha256": hashlib.sha256(printed.pdf).hexdigest(),
    }


def _file_row(one: Any) -> dict[str, object]:
    return {
        "no": one.no,
        "kind": one.kind,
        "words": file_words(one),
        "at": one.at.isoformat(),
        "by": one.by,
        "sha256": one.sha256.hex(),
    }


def _facts(meeting: Meeting) -> bytes:
    """Return what is known beside the minutes: notices, and what was said while they went round."""
    cid = place().id
    body = get_body_at(reading(), cid, meeting.body_id, meeting.starts_at)
    facts = {
        "meeting": asdict(meeting),
        "body": body.name,
        "notices": [asdict(one) for one in list_notices(reading(), cid, meeting.id)],
        "checks": [asdict(one) for one in list_checks(reading(), cid, meeting.id)],
    }
    return spelled(json.loads(json.dumps(facts, default=str)))


def _log(meeting: Meeting) -> bytes:
    """Return the lines of the log about the meeting and its papers."""
    subjects = [f"meeting:{meeting.no}", *(f"minutes-{one}:{meeting.no}" for one in Paper)]
    entries = list_about(reading(), place().id, subjects)
    return b"\n".join(spelled(entry_to_data(one)) for one in entries)
