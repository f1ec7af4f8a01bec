"""The archive's books on both databases and on pages and paper."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from participation.archive.actions.books import set_term, use_seal, void_seal_use
from participation.archive.records import SealUseRecord
from participation.archive.rules.books import Holding, Term
from participation.archive.store.books import find_seal_use, is_void, list_seal_uses, list_terms
from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.residents.rules.rights import Role
from tests.archive.pictures import PDF
from tests.conftest import SHANGHAI, Village
from tests.meetings.sitting import adopted
from tests.meetings.test_files import keep
from tests.meetings.test_pages import MEETING, Desk
from tests.meetings.test_papers import text_of

TODAY = date(2026, 11, 24)
BOOKS = "/c/liugen/archive/"


def seal(village: Village, **more: Any) -> Any:
    said: dict[str, Any] = {
        "day": TODAY,
        "today": TODAY,
        "seal": "村委会公章",
        "what": " 议事会\u202e纪要 ",
        "copies": 2,
        "asked_by": "赵敏",
        "approved_by": "李㛃",
    }
    return village.do(lambda s, e: use_seal(s, e, **said | more))


def test_the_register_comes_back_line_by_line(village: Village) -> None:
    first = seal(village).value
    assert (first.no, first.what) == (1, "议事会纪要")
    assert seal(village, day=date(2026, 10, 31)).value.no == 2
    assert seal(village, copies=0).code == "copies-odd"
    done = village.do(lambda s, e: void_seal_use(s, e, 1, "写错了份数", TODAY))
    assert isinstance(done, Done)
    assert (done.value.no, done.value.voids, done.value.what) == (3, 1, "写错了份数")
    november = village.read(
        lambda s: list_seal_uses(s, village.id, date(2026, 11, 1), date(2026, 11, 30))
    )
    assert november == [first, done.value]
    assert village.read(lambda s: find_seal_use(s, village.id, 9)) is None
    assert village.read(lambda s: is_void(s, village.id, 1))
    assert not village.read(lambda s: is_void(s, village.id, 2))
    again = village.do(lambda s, e: void_seal_use(s, e, 1, "再来", TODAY))
    assert again.code == "seal-use-gone"
    assert village.do(lambda s, e: void_seal_use(s, e, 9, "没有", TODAY)).code == "seal-use-gone"


CHANGES = {"update": update(SealUseRecord).values(copies=9), "delete": delete(SealUseRecord)}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_to_change_the_register(village: Village, change: Any) -> None:
    seal(village)
    with pytest.raises(DatabaseError, match="insert-only"), village.database.writing() as session:
        session.execute(change)


def test_a_term_is_set_and_set_anew(village: Village) -> None:
    for years in (30, None):
        done = village.do(lambda s, e, n=years: set_term(s, e, Holding.FILES, n, "县里的表"))
        assert isinstance(done, Done)
    assert village.read(lambda s: list_terms(s, village.id)) == {
        Holding.FILES: Term(None, "县里的表")
    }
    assert village.do(lambda s, e: set_term(s, e, Holding.FILES, 0, "表")).code == "years-odd"


def month() -> str:
    return f"{clock.local_day(clock.now(), SHANGHAI):%Y-%m}"


def test_the_clerk_writes_down_a_seal_and_prints_the_month(
    client: FlaskClient, app_village: Village
) -> None:
    desk = Desk(client, app_village)
    page = f"{BOOKS}seals/{month()}/"
    assert page in client.get(BOOKS).text
    sent = {
        "day": f"{clock.local_day(clock.now(), SHANGHAI)}",
        "seal": "村委会公章",
        "what": "议事会纪要",
        "copies": "2",
        "asked_by": "赵敏",
        "approved_by": "李㛃",
    }
    refused = desk.post(page, **sent | {"approved_by": "赵敏"})
    assert refused.status_code == 422
    assert "不能自己批" in refused.text
    assert 'value="议事会纪要"' in refused.text
    assert desk.post(page, **sent).headers["Location"] == page
    assert desk.post(page, **sent | {"what": "选民名单"}).status_code == 303
    assert "第 1 条：议事会纪要" in client.get(page).text
    strike = f"{page}1/void/"
    assert desk.post(strike, why="").status_code == 422
    assert desk.post(strike, why="写错了份数").headers["Location"] == page
    assert "第 1 条作废" in client.get(page).text
    assert desk.post(strike, why="再来").status_code == 422
    words = text_of(client.get(f"{page}book.pdf").data)
    for said in ("用印登记", "议事会纪要（已作废）", "第1条作废：写错了份数", "本月盖章2份"):
        assert said in words, said


@pytest.mark.parametrize("odd", ["2026-13", "x", "2026-1", "../../etc"])
def test_a_month_that_is_none_is_nowhere(
    client: FlaskClient, app_village: Village, odd: str
) -> None:
    Desk(client, app_village)
    assert client.get(f"{BOOKS}seals/{odd}/").status_code == 404
    assert client.get(f"{BOOKS}seals/{month()}/9/void/").status_code == 404


def test_a_year_lists_what_was_registered_and_for_how_long(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    desk = Desk(client, app_village)
    year = clock.local_day(clock.now(), SHANGHAI).year
    page = f"{BOOKS}years/{year}/"
    assert "还没有打印过" in client.get(page).text
    for form in ("record", "summary"):
        desk.post(MEETING + "minutes.pdf", form=form)
    keep(desk, (PDF, "1.pdf"), kind="signed")
    shown = client.get(page).text
    assert "会议记录：商量村东路怎么修" in shown
    assert "永久" in shown
    assert "附件 1 个" in shown
    sent = {"holding": "minutes", "length": "years", "years": "30", "basis": ""}
    assert desk.post(f"{BOOKS}terms/", **sent).status_code == 422
    assert (
        desk.post(f"{BOOKS}terms/", **sent | {"basis": "县里的表", "years": "0"}).status_code == 422
    )
    assert desk.post(f"{BOOKS}terms/", **sent | {"basis": "县里的表"}).status_code == 303
    assert "30 年" in client.get(page).text
    words = text_of(client.get(f"{page}list.pdf").data)
    for said in (f"{year}年归档文件目录", "商量村东路怎么修", "30年", "没有核实"):
        assert said in words, said
    assert client.get(f"{BOOKS}years/1999/").status_code == 404
    assert client.get(f"{BOOKS}years/{year + 1}/list.pdf").status_code == 404


def test_the_books_are_the_desks(client: FlaskClient, app_village: Village) -> None:
    Desk(client, app_village, Role.COUNCIL)
    assert client.get(BOOKS).status_code == 403
    assert client.get(f"{BOOKS}seals/{month()}/book.pdf").status_code == 403
