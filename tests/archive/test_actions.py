"""Keeping files and taking them away, on both databases."""

import hashlib
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from participation.archive import store
from participation.archive.actions import keep_files, strike_file
from participation.archive.records import FileRecord
from participation.archive.rules import FileKind, Media, Subject
from participation.audit.store import list_entries
from participation.kernel import ids
from participation.kernel.outcome import Done
from tests.archive.pictures import PDF
from tests.conftest import Village

MEETING = Subject("meeting", ids.new_id(), 1)


def keep(village: Village, *contents: bytes, **more: Any) -> Any:
    said: dict[str, Any] = {"title": " 签到表\u202e ", "is_public": False} | more
    sent = [(Media.SCAN, one) for one in contents]
    kind = said.pop("kind", FileKind.SIGN_IN)
    return village.do(lambda s, e: keep_files(s, e, MEETING, kind, sent, **said))


def test_a_file_comes_back_as_it_was_kept(village: Village) -> None:
    done = keep(village, PDF, PDF + b"2")
    assert isinstance(done, Done)
    listed = village.read(lambda s: store.list_files(s, village.id, MEETING))
    assert tuple(listed) == done.value
    first = listed[0]
    assert (first.no, first.title, first.size) == (1, "签到表", len(PDF))
    assert first.sha256 == hashlib.sha256(PDF).digest()
    assert village.read(lambda s: store.get_content(s, village.id, first.id)) == PDF
    found = village.read(lambda s: store.find_file(s, village.id, 2))
    assert found is not None
    assert (found[0], found[1].kind, found[1].id) == (listed[1], "meeting", MEETING.id)
    assert village.read(lambda s: store.find_file(s, village.id, 3)) is None


def test_the_same_file_is_kept_once(village: Village) -> None:
    first = keep(village, PDF, PDF).value
    again = keep(village, PDF).value
    assert {one.no for one in (*first, *again)} == {1}
    other = Subject("meeting", ids.new_id(), 2)
    assert village.read(lambda s: store.list_files(s, village.id, other)) == []


def test_a_file_taken_away_leaves_its_reason_and_may_come_again(village: Village) -> None:
    kept = keep(village, PDF).value[0]
    refused = village.do(lambda s, e: strike_file(s, e, MEETING, 9, "传错了"))
    assert refused.code == "file-gone"
    done = village.do(lambda s, e: strike_file(s, e, MEETING, 1, "传错了"))
    assert isinstance(done, Done)
    listed = village.read(lambda s: store.list_files(s, village.id, MEETING))
    assert listed == [done.value]
    assert listed[0].strike is not None
    assert listed[0].strike.reason == "传错了"
    with pytest.raises(Exception, match="No row"):
        village.read(lambda s: store.get_content(s, village.id, kept.id))
    assert village.do(lambda s, e: strike_file(s, e, MEETING, 1, "再撤")).code == "file-gone"
    assert keep(village, PDF).value[0].no == 2


def test_nothing_is_kept_of_what_is_refused(village: Village) -> None:
    assert keep(village, PDF, is_public=True).code == "never-public"
    assert village.read(lambda s: store.list_files(s, village.id, MEETING)) == []


def test_the_log_knows_what_was_kept_and_struck(village: Village) -> None:
    keep(village, PDF)
    village.do(lambda s, e: strike_file(s, e, MEETING, 1, "传错了"))
    lines = village.read(
        lambda s: [(one.verb, dict(one.facts)) for one in list_entries(s, village.id)]
    )
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert ("file-kept", {"no": 1, "sha256": sha256}) in lines
    assert ("file-struck", {"no": 1}) in lines


@pytest.mark.parametrize(
    "change",
    [update(FileRecord).values(title="别的"), delete(FileRecord)],
    ids=["update", "delete"],
)
def test_the_database_refuses_to_change_what_was_kept(village: Village, change: Any) -> None:
    keep(village, PDF)
    with pytest.raises(DatabaseError, match="insert-only"), village.database.writing() as session:
        session.execute(change)
