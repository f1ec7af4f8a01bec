"""Rosters on pages: upload, preview, correction, questions, confirmation, and bad files."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.test import TestResponse

from participation.cli import long_work
from participation.kernel import clock
from participation.residents.rules.imports import ImportState
from participation.residents.rules.rights import Role
from participation.residents.store import imports as import_store
from participation.residents.store import people
from participation.residents.store.imports import save_old_forgotten
from participation.web.house import House
from tests.conftest import Village, give_account, make_village, sign_in, token_of

DATA = Path(__file__).parents[1] / "data" / "rosters"
DESK = "/c/liugen/desk"


@pytest.fixture
def clerk(client: FlaskClient, app_village: Village) -> FlaskClient:
    """A client signed in as the clerk of 柳根村."""
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    return client


def post(client: FlaskClient, path: str, **data: object) -> TestResponse:
    token = token_of(client.get(f"{DESK}/roster/").text)
    return client.post(path, data={"csrf_token": token, **data})


def upload(client: FlaskClient, content: bytes, name: str = "名册.xlsx") -> str:
    sent = post(client, f"{DESK}/roster/", file=(io.BytesIO(content), name))
    assert sent.status_code == 303, sent.text
    return str(sent.location)


def sheet(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ["户编号", "姓名", "与户主关系", "出生日期", "小组", "电话"]


def counted(house: House, village: Village) -> tuple[int, int]:
    with house.database.reading() as session:
        return people.count(session, village.id)


def test_a_real_roster_goes_in_by_three_steps(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    where = upload(clerk, (DATA / "village_roster.xlsx").read_bytes(), "village_roster.xlsx")
    waiting = clerk.get(where)
    assert 'http-equiv="refresh"' in waiting.text
    long_work.run_import(house)
    preview = clerk.get(where).text
    assert "926" in preview
    assert "312" in preview
    assert "与户主关系" in preview
    assert counted(house, app_village) == (0, 0)
    assert post(clerk, f"{where}confirm").status_code == 303
    long_work.run_import(house)
    assert "已收进名册" in clerk.get(where).text
    assert counted(house, app_village) == (926, 312)


def test_the_content_is_gone_once_stored(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    where = upload(clerk, sheet(HEAD, ["1", "王桂英", "户主", "1954-03-01", "一组", ""]))
    long_work.run_import(house)
    post(clerk, f"{where}confirm")
    long_work.run_import(house)
    with house.database.reading() as session:
        found = import_store.find_import(session, app_village.id, 1)
        assert found is not None
        assert import_store.find_content(session, app_village.id, found.id) is None
        assert "new" not in found.report


def test_a_day_later_an_upload_is_forgotten(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    where = upload(clerk, sheet(HEAD, ["1", "王桂英", "户主", "1954-03-01", "一组", ""]))
    long_work.run_import(house)
    with house.database.writing() as session:
        save_old_forgotten(session, clock.now() + timedelta(seconds=1))
    page = clerk.get(where)
    assert "没有用" in page.text
    assert "王桂英" not in page.text
    with house.database.reading() as session:
        found = import_store.find_import(session, app_village.id, 1)
        assert found is not None
        assert found.state is ImportState.DROPPED


def test_refused_rows_stand_with_number_and_reason(clerk: FlaskClient, house: House) -> None:
    where = upload(clerk, (DATA / "broken_roster.xlsx").read_bytes())
    long_work.run_import(house)
    preview = clerk.get(where).text
    assert "7 行没有收" in preview
    for row in (7, 11, 16, 22, 27, 33, 42):
        assert f"第 {row} 行" in preview
    assert "<script>alert" not in preview
    assert "最后一位对不上" in clerk.get(f"{where}refused/").text


def test_a_column_is_corrected_by_choosing(clerk: FlaskClient, house: House) -> None:
    rows = [["户编号", "姓名", "说法"], ["1", "王桂英", "第一小组"], ["2", "李强", "第二小组"]]
    where = upload(clerk, sheet(*rows))
    long_work.run_import(house)
    sent = post(clerk, f"{where}columns", **{"column-2": "note"})
    assert sent.status_code == 303
    long_work.run_import(house)
    assert re.search(r'<option value="note" selected', clerk.get(where).text)


def test_who_is_missing_stays_unless_ticked(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    first = [["1", "王桂英", "户主", "1954-03-01", "一组", ""]]
    second = [["2", "李强", "户主", "1992-03-01", "一组", ""]]
    for rows in ([*first, *second], first):
        where = upload(clerk, sheet(HEAD, *rows))
        long_work.run_import(house)
        preview = clerk.get(where).text
        post(clerk, f"{where}confirm")
        long_work.run_import(house)
    assert "名册上有、表里没有的人" in preview
    assert counted(house, app_village) == (2, 2)
    where = upload(clerk, sheet(HEAD, *first))
    long_work.run_import(house)
    found = re.search(r'name="gone" value="([0-9a-f]+)"', clerk.get(where).text)
    assert found is not None
    post(clerk, f"{where}confirm", gone=found[1])
    long_work.run_import(house)
    assert counted(house, app_village) == (1, 1)


def test_a_likely_person_is_asked_about(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    for name in ("王桂英", "王桂瑛"):
        where = upload(clerk, sheet(HEAD, ["1", name, "户主", "1954-03-01", "一组", ""]))
        long_work.run_import(house)
        preview = clerk.get(where).text
        if name == "王桂英":
            post(clerk, f"{where}confirm")
            long_work.run_import(house)
    assert "这几个人请您定" in preview
    open_question = post(clerk, f"{where}confirm")
    assert open_question.status_code == 422
    assert "还有没定的人" in open_question.text
    asked = re.search(r'name="(ask-\d+)" value="([0-9a-f]{32})"', preview)
    assert asked is not None
    post(clerk, f"{where}confirm", **{asked[1]: asked[2]})
    long_work.run_import(house)
    with house.database.reading() as session:
        found = people.find_people(session, app_village.id, "1", 10)
    assert [person.name for person, _home in found] == ["王桂瑛"]


def test_a_roster_changed_meanwhile_is_read_again(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    places = []
    for name in ("王桂英", "李强"):
        places.append(upload(clerk, sheet(HEAD, [name, name, "户主", "1954-03-01", "一组", ""])))
        long_work.run_import(house)
    for where in places:
        post(clerk, f"{where}confirm")
        long_work.run_import(house)
    assert counted(house, app_village) == (1, 1)
    long_work.run_import(house)
    again = clerk.get(places[1])
    assert "名册改动过" in again.text
    post(clerk, f"{places[1]}confirm")
    long_work.run_import(house)
    assert counted(house, app_village) == (2, 2)


def test_a_dropped_file_leaves_nothing(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    where = upload(clerk, sheet(HEAD, ["1", "王桂英", "户主", "1954-03-01", "一组", ""]))
    long_work.run_import(house)
    assert post(clerk, f"{where}drop").status_code == 303
    assert post(clerk, f"{where}confirm").status_code == 422
    assert counted(house, app_village) == (0, 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 nothing", "不是表格文件"),
        (b"\x00\x01\x02 noise", "不是表格文件"),
        (b"PK\x03\x04 broken", "坏了"),
        (b"<html><table></table></html>", "网页"),
        ("姓名,电话\n王桂英,1\n" + "\n" * 200_000, "行数超过"),
        ("户号,数量\n1,2\n", "没有找到姓名"),
    ],
)
def test_a_bad_file_is_refused_in_words(
    clerk: FlaskClient, house: House, content: bytes | str, words: str
) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    where = upload(clerk, raw, "坏.csv")
    long_work.run_import(house)
    page = clerk.get(where)
    assert words in page.text
    assert "名册没有变" in page.text


@pytest.mark.parametrize("content", [b"", b"  \n "])
def test_an_empty_file_is_refused_at_once(clerk: FlaskClient, content: bytes) -> None:
    sent = post(clerk, f"{DESK}/roster/", file=(io.BytesIO(content), "空.xlsx"))
    assert sent.status_code == 422
    assert "空的" in sent.text


def test_no_file_chosen_says_so(clerk: FlaskClient) -> None:
    sent = post(clerk, f"{DESK}/roster/")
    assert sent.status_code == 422
    assert "还没有选文件" in sent.text


def test_the_roster_is_the_clerks_alone(
    client: FlaskClient, house: House, app_village: Village
) -> None:
    assert client.get(f"{DESK}/roster/").status_code == 302
    sign_in(client, give_account(app_village, "laoli", "李建国", Role.SUPERVISOR))
    for path in ("roster/", "people/", "cards/", "roles/", "people/new/"):
        assert client.get(f"{DESK}/{path}").status_code == 403, path


def test_a_clerk_finds_nothing_of_another_committee(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    other = make_village(house.database, "taoyuan", "桃源村")
    theirs = clerk.application.test_client()
    sign_in(theirs, give_account(other, "taoyuan-clerk", "刘芳", Role.CLERK))
    where = upload(clerk, sheet(HEAD, ["1", "王桂英", "户主", "1954-03-01", "一组", ""]))
    assert theirs.get(where).status_code == 403
    assert theirs.get(where.replace("liugen", "taoyuan")).status_code == 404


def test_no_whole_number_stands_on_any_page_or_in_the_log(
    clerk: FlaskClient, house: House, app_village: Village
) -> None:
    where = upload(clerk, (DATA / "village_roster.xlsx").read_bytes())
    long_work.run_import(house)
    pages = [clerk.get(where).text]
    pages += [clerk.get(f"{where}{what}/").text for what in ("new", "remarks", "changed", "gone")]
    post(clerk, f"{where}confirm")
    long_work.run_import(house)
    again = upload(clerk, (DATA / "village_roster_gb18030.csv").read_bytes(), "again.csv")
    long_work.run_import(house)
    pages += [clerk.get(again).text, clerk.get(f"{DESK}/roster/").text]
    with house.database.reading() as session:
        homes = people.list_open_homes(session, app_village.id)[:40]
        found = people.find_people(session, app_village.id, "王", 20)
    pages += [clerk.get(f"{DESK}/people/homes/{home.id}/").text for home in homes]
    pages += [clerk.get(f"{DESK}/people/{person.id}/").text for person, _home in found]
    pages += [clerk.get(f"{DESK}/people/?q=王").text, clerk.get(f"{DESK}/log/").text]
    for page in pages:
        assert not re.search(r"(?<!\d)1900000\d{4}(?!\d)", page)
        assert not re.search(r"0000\d{13}[\dX]", page)
    with house.database.engine.connect() as connection:
        log = connection.exec_driver_sql("SELECT actor, subject, facts FROM audit_entries")
        kept = connection.exec_driver_sql("SELECT report, choices FROM roster_imports")
        text = "\n".join(str(row) for row in [*log, *kept])
    assert not re.search(r"1900000\d{4}|0000\d{13}[\dX]", text)
