"""Photos and scans beside a meeting, by who looks."""

import io
from typing import Any

from flask.testing import FlaskClient

from participation.archive.store import find_file, get_content
from participation.residents.rules.rights import Role
from tests.archive.pictures import PDF, photo
from tests.conftest import Village
from tests.meetings.sitting import adopted, call, council
from tests.meetings.test_pages import MEETING, Desk

FILES = MEETING + "files/"
FILE = "/c/liugen/archive/files/1/"


def keep(desk: Desk, *files: tuple[bytes, str], **fields: str) -> Any:
    data: dict[str, Any] = {"csrf_token": desk.token, "kind": "scene"} | fields
    data["files"] = [(io.BytesIO(content), name) for content, name in files]
    return desk.client.post(FILES, data=data, content_type="multipart/form-data")


def test_the_clerk_keeps_the_signed_record_and_only_those_in_office_open_it(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    desk = Desk(client, app_village)
    assert "存照片、扫描件" in client.get(MEETING).text
    assert "签了字的记录" in client.get(FILES).text
    sent = keep(desk, (PDF, "1.pdf"), (photo((400, 300)), "2.jpg"), kind="signed")
    assert (sent.status_code, sent.headers["Location"]) == (303, FILES)
    assert client.get(MEETING).text.count("签了字的记录") == 2
    answer = client.get(FILE)
    assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    desk.client.delete_cookie("session")
    assert client.get(FILE).status_code in {302, 303, 403}
    assert client.get("/c/liugen/archive/files/2/").status_code in {302, 303, 403}
    assert "签了字的记录" not in client.get(MEETING).text
    assert client.get("/c/liugen/archive/files/3/").status_code == 404


def test_a_public_photo_is_open_to_anyone_and_forgets_its_camera(
    client: FlaskClient, app_village: Village
) -> None:
    call(app_village, council(app_village))
    desk = Desk(client, app_village)
    taken = photo((400, 300))
    keep(desk, (taken, "board.jpg"), kind="posted", title="公示栏", is_public="y")
    desk.client.delete_cookie("session")
    assert "贴出来的照片：公示栏" in client.get(MEETING).text
    answer = client.get(FILE)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert b"telephone" in taken
    assert b"telephone" not in answer.data


def test_what_is_no_photo_comes_back_with_what_to_do(
    client: FlaskClient, app_village: Village
) -> None:
    call(app_village, council(app_village))
    desk = Desk(client, app_village)
    for content, words in [
        (b"MZ a program", "只收照片"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "兼容性最佳"),
        (photo()[:900], "可能没有传完"),
    ]:
        answer = keep(desk, (content, "a.jpg"), title="公示栏")
        assert answer.status_code == 422
        assert words in answer.text
        assert 'value="公示栏"' in answer.text
    assert "还没有选照片" in keep(desk).text
    assert "不能公开" in keep(desk, (PDF, "1.pdf"), kind="ballots", is_public="y").text
    assert "请选一样" in keep(desk, (PDF, "1.pdf"), kind="").text
    assert app_village.read(lambda s: find_file(s, app_village.id, 1)) is None


def test_a_file_too_large_is_refused_before_it_is_read(
    client: FlaskClient, app_village: Village
) -> None:
    call(app_village, council(app_village))
    desk = Desk(client, app_village)
    answer = desk.client.post(
        FILES,
        input_stream=io.BytesIO(b"--a"),
        content_type="multipart/form-data; boundary=a",
        environ_overrides={"CONTENT_LENGTH": str(21 * 1024 * 1024)},
    )
    assert answer.status_code == 413
    assert "文件太大" in answer.text


def test_a_wrong_file_is_taken_away_with_its_reason(
    client: FlaskClient, app_village: Village
) -> None:
    call(app_village, council(app_village))
    desk = Desk(client, app_village, Role.SUPERVISOR)
    keep(desk, (PDF, "1.pdf"), kind="other", title="别的会的")
    strike = FILES + "1/strike/"
    assert strike in client.get(FILES).text
    assert "别的材料：别的会的" in client.get(strike).text
    assert desk.post(strike, reason="").status_code == 422
    assert desk.post(strike, reason="传错了").headers["Location"] == FILES
    assert "原因：传错了" in client.get(FILES).text
    assert client.get(FILE).status_code == 404
    assert client.get(strike).status_code == 404
    assert desk.post(strike, reason="再撤").status_code == 422
    assert client.get(FILES + "9/strike/").status_code == 404


def test_the_bytes_are_those_that_were_kept(client: FlaskClient, app_village: Village) -> None:
    call(app_village, council(app_village))
    keep(Desk(client, app_village), (photo((400, 300)), "a.jpg"))
    found = app_village.read(lambda s: find_file(s, app_village.id, 1))
    assert found is not None
    kept = app_village.read(lambda s: get_content(s, app_village.id, found[0].id))
    assert client.get(FILE).data == kept
