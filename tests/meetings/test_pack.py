"""The pack of a meeting: taken in one tap, checked by `run.py verify` without the database."""

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from participation.archive.rules.pack import MANIFEST, Fault, faults_of
from participation.audit.store import list_entries
from participation.cli import main
from participation.kernel.actor import OPERATOR
from participation.kernel.outcome import Refusal
from participation.meetings import actions
from participation.paper.packs import read_pack, write_pack
from participation.residents.rules.rights import Role
from tests.archive.pictures import PDF, photo
from tests.conftest import Village
from tests.meetings.sitting import adopt, adopted, held
from tests.meetings.test_checks import answer, revise, say
from tests.meetings.test_files import keep
from tests.meetings.test_pages import MEETING, Desk
from tests.meetings.test_replies import roll_of

PACK = MEETING + "pack.zip"


def taken(desk: Desk) -> Any:
    """Take the pack whole, as a browser does."""
    return desk.client.post(PACK, data={"csrf_token": desk.token}, buffered=True)


def contents_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {one.filename: pack.read(one) for one in pack.infolist()}


def test_the_pack_holds_all_that_happened_and_verifies(
    client: FlaskClient, app_village: Village, tmp_path: Path, capsys: Any
) -> None:
    meeting = held(app_village).meeting
    remark = say(app_village, roll_of(app_village, meeting)[0], OPERATOR, "路长记错了").value
    revise(app_village)
    answer(app_village, remark, "改了", is_taken=True)
    adopt(app_village, meeting, 2)
    desk = Desk(client, app_village)
    for form in ("record", "summary"):
        assert desk.post(MEETING + "minutes.pdf", form=form).status_code == 200
    keep(desk, (PDF, "1.pdf"), (photo((300, 200)), "2.jpg"), kind="signed")
    keep(desk, (PDF + b"2", "3.pdf"), kind="scene")
    desk.post(MEETING + "files/3/strike/", reason="传错了")
    assert "下载存档包" in client.get(MEETING).text
    answer_ = taken(desk)
    assert (answer_.status_code, answer_.mimetype) == (200, "application/zip")
    contents = contents_of(answer_.data)
    assert set(contents) == {
        MANIFEST,
        "README.txt",
        "facts/meeting.json",
        "facts/revision-1.json",
        "facts/revision-2.json",
        "facts/papers.json",
        "facts/log.jsonl",
        "facts/files.json",
        "papers/record-2.pdf",
        "papers/summary-2.pdf",
        "files/001-signed.pdf",
        "files/002-signed.jpg",
    }
    assert faults_of(contents) == []
    assert "路长记错了" in contents["facts/meeting.json"].decode()
    assert contents["papers/record-2.pdf"] == client.get(MEETING + "minutes.pdf?form=record").data
    number = hashlib.sha256(contents[MANIFEST]).hexdigest()
    told = app_village.read(lambda s: list(list_entries(s, app_village.id)))[-1]
    assert (told.verb, told.facts["sha256"]) == ("pack-made", number)
    path = tmp_path / "a.zip"
    path.write_bytes(answer_.data)
    assert main(["verify", str(path), "--hash", number]) == 0
    assert "逐件核对过，全对" in capsys.readouterr().out
    assert main(["verify", str(path), "--hash", "0" * 64]) == 1
    assert "不是您手里那个号的包" in capsys.readouterr().out


def test_one_sign_changed_in_the_zip_is_told(
    client: FlaskClient, app_village: Village, tmp_path: Path, capsys: Any
) -> None:
    adopted(app_village)
    contents = contents_of(taken(Desk(client, app_village)).data)
    contents["facts/revision-1.json"] = contents["facts/revision-1.json"].replace(
        "先修 280 米".encode(), "先修 290 米".encode()
    )
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        write_pack(file, contents.items())
    assert main(["verify", str(path)]) == 1
    assert "和清单上的摘要对不上" in capsys.readouterr().out
    assert faults_of(contents) == [Fault.CHANGED]


def test_a_pack_is_made_of_adopted_minutes_only(client: FlaskClient, app_village: Village) -> None:
    held(app_village)
    desk = Desk(client, app_village)
    answer_ = taken(desk)
    assert answer_.status_code == 422
    assert "还没有定稿" in answer_.text
    assert "下载存档包" not in client.get(MEETING).text


def test_supervisors_take_a_pack_and_the_council_does_not(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    assert taken(Desk(client, app_village, Role.SUPERVISOR)).status_code == 200
    assert taken(Desk(client, app_village, Role.COUNCIL)).status_code == 403


def test_an_addendum_is_in_the_pack_as_a_revision(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = adopted(app_village).meeting
    app_village.do(lambda s, e: actions.correct_minutes(s, e, meeting.no, "应当是 640 米。"))
    contents = contents_of(taken(Desk(client, app_village)).data)
    assert "应当是 640 米" in contents["facts/revision-2.json"].decode()
    assert faults_of(contents) == []


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b"", b"PK\x05\x06" + b"\0" * 10])
def test_a_broken_zip_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert isinstance(read_pack(path), Refusal)


def test_a_zip_with_too_much_in_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        write_pack(file, [(str(at), b"") for at in range(2_001)])
    assert isinstance(read_pack(path), Refusal)
    assert isinstance(read_pack(tmp_path / "none.zip"), Refusal)


def test_a_zip_with_a_path_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as file, pytest.warns(UserWarning, match="Duplicate"):
        write_pack(file, [("a", b"1"), ("a", b"2")])
    assert isinstance(read_pack(path), Refusal)
