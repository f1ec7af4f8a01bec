"""Pages of bodies, by who looks: visitor, clerk, clerk of elsewhere."""

from flask.testing import FlaskClient

from participation.bodies import store
from participation.residents.rules.rights import Role
from participation.web.house import House
from tests.conftest import Village, give_account, make_village, sign_in, token_of
from tests.meetings.sitting import CLAUSE, council, found_body
from tests.residents.people import add_home

BODY = {
    "name": "停车自管会",
    "kind": "parking",
    "founded_on": "2026-01-05",
    "clause": "《停车自管会章程》第四条",
    "quorum": "ge 1/2",
    "majority": "gt 1/2",
}
SEAT = {"office": "member", "from_day": "2026-01-05", "until_day": "", "elected_by": "推选"}


def clerk(client: FlaskClient, village: Village) -> None:
    sign_in(client, give_account(village, f"zhaomin-{village.slug}", "赵敏", Role.CLERK))


def test_an_empty_list_says_what_will_stand_there(
    client: FlaskClient, app_village: Village
) -> None:
    page = client.get("/c/liugen/bodies/")
    assert "这里会列出议事会" in page.text
    assert "成立一个组织" not in page.text


def test_anybody_sees_who_sits_in_a_body_and_what_its_charter_says(
    client: FlaskClient, app_village: Village
) -> None:
    council(app_village)
    assert "柳根村村民议事会" in client.get("/c/liugen/bodies/").text
    page = client.get("/c/liugen/bodies/1/").text
    for words in (CLAUSE, "李㛃", "召集人", "买买提·吐尔逊", "应到的三分之二以上才能开会"):
        assert words in page
    assert "结束席位" not in page


def test_a_body_that_is_not_there_is_not_found(client: FlaskClient, app_village: Village) -> None:
    assert client.get("/c/liugen/bodies/7/").status_code == 404
    clerk(client, app_village)
    assert client.get("/c/liugen/bodies/7/seats/new/").status_code == 404
    assert client.get("/c/liugen/bodies/7/dissolve/").status_code == 404


def test_the_clerk_founds_a_body_finds_somebody_and_seats_them(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041", ("王䶮", "王桂英"))
    add_home(app_village, "3-042", ("赵四",))
    clerk(client, app_village)
    token = token_of(client.get("/c/liugen/bodies/new/").text)
    founded = client.post("/c/liugen/bodies/new/", data={"csrf_token": token} | BODY)
    assert founded.headers["Location"] == "/c/liugen/bodies/1/seats/new/"
    found = client.get("/c/liugen/bodies/1/seats/new/?name=王").text
    assert "王䶮（第三小组 · 3-041 户）" in found
    assert "赵四" not in found
    said = {"csrf_token": token, "person": home.people["王䶮"].hex} | SEAT
    seated = client.post("/c/liugen/bodies/1/seats/new/?name=王", data=said)
    assert seated.status_code == 303
    assert "王䶮" in client.get("/c/liugen/bodies/1/").text


def test_a_search_without_result_says_what_to_do(client: FlaskClient, app_village: Village) -> None:
    found_body(app_village)
    clerk(client, app_village)
    assert "请换一个字再找" in client.get("/c/liugen/bodies/1/seats/new/?name=欧阳").text


def test_a_fault_stands_beside_its_field_and_what_was_typed_stays(
    client: FlaskClient, app_village: Village
) -> None:
    found_body(app_village)
    clerk(client, app_village)
    token = token_of(client.get("/c/liugen/bodies/new/").text)
    taken = BODY | {"name": "柳根村村民议事会", "csrf_token": token}
    page = client.post("/c/liugen/bodies/new/", data=taken)
    assert page.status_code == 422
    assert "已经有叫“柳根村村民议事会”的了" in page.text
    assert "《停车自管会章程》第四条" in page.text
    odd = taken | {"founded_on": "去年", "quorum": "ge 9", "name": ""}
    page = client.post("/c/liugen/bodies/new/", data=odd)
    assert page.status_code == 422
    assert "请把日子写成 2026-11-24 的样子" in page.text


def test_a_seat_asks_who_and_how(client: FlaskClient, app_village: Village) -> None:
    council(app_village)
    clerk(client, app_village)
    token = token_of(client.get("/c/liugen/bodies/1/seats/new/").text)
    page = client.post(
        "/c/liugen/bodies/1/seats/new/?name=王",
        data={"csrf_token": token} | SEAT | {"elected_by": ""},
    )
    assert page.status_code == 422
    assert "请选一位" in page.text


def test_a_seat_and_a_body_end(client: FlaskClient, app_village: Village) -> None:
    body = council(app_village)
    seat = app_village.read(lambda s: store.list_seats(s, app_village.id, body.id))[0]
    clerk(client, app_village)
    address = f"/c/liugen/bodies/1/seats/{seat.id}/end/"
    token = token_of(client.get(address).text)
    early = client.post(address, data={"csrf_token": token, "day": "2020-01-01"})
    assert early.status_code == 422
    assert "任期的最后一天早于第一天" in early.text
    ended = client.post(address, data={"csrf_token": token, "day": "2026-01-06"})
    assert ended.status_code == 303
    assert "李㛃" not in client.get("/c/liugen/bodies/1/").text
    address = "/c/liugen/bodies/1/dissolve/"
    early = client.post(address, data={"csrf_token": token, "day": "2020-01-01"})
    assert "撤销的日子早于成立的日子" in early.text
    client.post(address, data={"csrf_token": token, "day": "2026-01-07"})
    page = client.get("/c/liugen/bodies/1/").text
    assert "已撤销" in page
    assert "安排成员" not in page
    again = client.post(address, data={"csrf_token": token, "day": "2026-01-08"})
    assert again.status_code == 422
    assert "已经撤销了" in again.text


def test_a_seat_of_another_body_is_not_found_here(
    client: FlaskClient, app_village: Village
) -> None:
    body = council(app_village)
    found_body(app_village, "停车自管会")
    seat = app_village.read(lambda s: store.list_seats(s, app_village.id, body.id))[0]
    clerk(client, app_village)
    assert client.get(f"/c/liugen/bodies/2/seats/{seat.id}/end/").status_code == 404


def test_a_visitor_is_sent_to_sign_in_and_a_clerk_of_elsewhere_refused(
    client: FlaskClient, app_village: Village, house: House
) -> None:
    council(app_village)
    for path in ("new/", "1/seats/new/", "1/dissolve/"):
        assert client.get(f"/c/liugen/bodies/{path}").status_code == 302
    clerk(client, make_village(house.database, "taoyuan", "桃园社区"))
    for path in ("new/", "1/seats/new/", "1/dissolve/"):
        assert client.get(f"/c/liugen/bodies/{path}").status_code == 403
    assert client.get("/c/taoyuan/bodies/1/").status_code == 404


def test_a_long_list_goes_on(client: FlaskClient, app_village: Village) -> None:
    for at in range(51):
        found_body(app_village, f"第{at + 1}自管会")
    page = client.get("/c/liugen/bodies/").text
    assert "第51自管会" not in page
    assert "第51自管会" in client.get("/c/liugen/bodies/?after=50").text
    assert "after=50" in page
