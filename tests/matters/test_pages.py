"""Raising, supporting and answering as a resident, a visitor and the clerk meet them."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from participation.kernel import clock, ids
from participation.matters.rules import Draft
from participation.residents.rules.rights import Role
from participation.web.house import CARD_COOKIE
from tests.conftest import Village, give_account, make_village, sign_in, token_of
from tests.matters.raising import council, found, put, raise_lamp
from tests.residents.people import Home, add_home

LIST = "/c/liugen/matters/"
NEW = f"{LIST}new/"
LAMP = {"what": "学校门口太黑，想装灯。孩子晚上看不见路。", "place": "学校门口", "contact": ""}


def show_card(client: FlaskClient, home: Home, slug: str = "liugen") -> None:
    client.set_cookie(CARD_COOKIE, home.card, path=f"/c/{slug}/")


def send(client: FlaskClient, address: str, page: str | None = None, **fields: str):
    token = token_of(client.get(page or address).text)
    return client.post(address, data={"csrf_token": token, **fields})


def test_an_empty_list_says_what_will_stand_there(
    client: FlaskClient, app_village: Village
) -> None:
    page = client.get(LIST).text
    assert "这里会列出大家提的事" in page
    assert "我有事要说" not in page


def test_a_resident_raises_a_matter_in_three_fields(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041")
    show_card(client, home)
    assert "我有事要说" in client.get(LIST).text
    sent = send(client, NEW, **LAMP)
    assert sent.status_code == 303
    assert sent.location == f"{LIST}1/"
    page = client.get(sent.location).text
    assert "<h1>学校门口太黑，想装灯</h1>" in page
    assert "孩子晚上看不见路" in page
    assert "议题 1 · 第三小组一户提" in page
    assert "<b>村委会</b>要在" in page
    assert "3-041" not in re.sub(r"<header.*?</header>", "", page, flags=re.DOTALL)
    assert "王桂英" not in page
    listed = client.get(LIST).text
    assert "学校门口太黑，想装灯" in listed
    assert "等答复" in listed


def test_a_home_of_several_is_asked_who_by_masked_name(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041", ("王桂英", "李强"))
    show_card(client, home)
    page = client.get(NEW).text
    assert "王*英" in page
    assert "李强" not in page
    who = str(home.people["李强"])
    assert send(client, NEW, **LAMP, person=who, is_named="y").status_code == 303
    assert "议题 1 · 李强提" in client.get(f"{LIST}1/").text


def test_a_home_of_one_is_not_asked(client: FlaskClient, app_village: Village) -> None:
    home = add_home(app_village, "3-041")
    show_card(client, home)
    assert "您是哪一位" not in client.get(NEW).text
    who = str(home.people["王桂英"])
    send(client, NEW, **LAMP, person=who)
    assert found(app_village, 1).person_id == home.people["王桂英"]


@pytest.mark.parametrize("person", ["nobody", "0" * 32, str(ids.NOWHERE)])
def test_somebody_else_cannot_be_named(
    client: FlaskClient, app_village: Village, person: str
) -> None:
    show_card(client, add_home(app_village, "3-041", ("王桂英", "李强")))
    sent = send(client, NEW, **LAMP, person=person)
    assert sent.status_code == 422
    assert "不在您家的名单上" in sent.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"what": ""}, "请写一写是什么事"),
        ({"what": "路" * 10_000}, "最多 500 个字"),
        ({"what": "……"}, "没有读得出来的字"),
        ({"what": "路灯", "place": "村" * 61}, "最多 60 个字"),
        ({"what": "路灯", "is_named": "y"}, "请先选您是哪一位"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    client: FlaskClient, app_village: Village, fields: dict[str, str], words: str
) -> None:
    show_card(client, add_home(app_village, "3-041", ("王桂英", "李强")))
    sent = send(client, NEW, **{**LAMP, "contact": "找我儿子", **fields})
    assert sent.status_code == 422
    assert words in sent.text
    assert "找我儿子" in sent.text
    assert fields["what"] in sent.text
    assert "这里会列出大家提的事" in client.get(LIST).text


def test_a_script_in_a_matter_is_only_text(client: FlaskClient, app_village: Village) -> None:
    show_card(client, add_home(app_village, "3-041"))
    attack = "<script>alert(1)</script>。\n- <img src=x onerror=alert(1)>"
    send(client, NEW, **{**LAMP, "what": attack, "place": "<b>村东</b>"})
    for address in (LIST, f"{LIST}1/", f"{LIST}?q=<script>"):
        page = client.get(address).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>" not in page
        assert "<img" not in page
        assert "<b>村东" not in page


def test_a_form_without_its_token_raises_nothing(client: FlaskClient, app_village: Village) -> None:
    show_card(client, add_home(app_village, "3-041"))
    assert client.post(NEW, data=LAMP).status_code == 400
    assert client.get(f"{LIST}1/").status_code == 404


def test_a_second_tap_leads_to_the_first_matter(client: FlaskClient, app_village: Village) -> None:
    show_card(client, add_home(app_village, "3-041"))
    places = [send(client, NEW, **LAMP).location for _ in range(2)]
    assert places == [f"{LIST}1/"] * 2
    assert client.get(f"{LIST}2/").status_code == 404


def test_a_neighbour_supports_with_one_tap(client: FlaskClient, app_village: Village) -> None:
    raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())
    show_card(client, add_home(app_village, "3-042"))
    page = client.get(f"{LIST}1/").text
    assert ">我家附议</button>" in page
    for _ in range(2):
        form = {"csrf_token": token_of(page)}
        assert client.post(f"{LIST}1/support/", data=form).status_code == 303
    page = client.get(f"{LIST}1/").text
    assert "已有 <b>1</b> 户附议" in page
    assert "您家已附议" in page
    assert "我家附议" not in page


def test_ones_own_matter_needs_no_support(client: FlaskClient, app_village: Village) -> None:
    home = add_home(app_village, "3-041")
    raise_lamp(app_village, home, now=clock.now())
    show_card(client, home)
    page = client.get(f"{LIST}1/").text
    assert "我家附议" not in page
    sent = client.post(f"{LIST}1/support/", data={"csrf_token": token_of(page)})
    assert sent.status_code == 422
    assert "是您家提的" in sent.text
    assert f'href="{LIST}1/"' in sent.text


def test_a_visitor_reads_and_cannot_act(client: FlaskClient, app_village: Village) -> None:
    matter = raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())
    put(app_village, matter, council(app_village))
    page = client.get(f"{LIST}1/").text
    assert "扫一扫家里的户卡，就能附议" in page
    assert "只有您这边看得到" not in page
    token = token_of(page)
    for address in (f"{LIST}1/support/", f"{LIST}1/arguments/", f"{LIST}1/answer/", NEW):
        assert client.post(address, data={"csrf_token": token}).status_code == 403
    assert client.get(NEW).status_code == 302


def test_a_card_of_another_village_does_not_act_here(
    client: FlaskClient, app_village: Village
) -> None:
    other = make_village(app_village.database, "taohua", "桃花村")
    raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())
    stranger = add_home(other, "1-001", ("陈悦",))
    show_card(client, stranger)
    page = client.get(f"{LIST}1/").text
    assert "1-001" not in page
    token = token_of(page)
    for address in (f"{LIST}1/support/", NEW):
        assert client.post(address, data={"csrf_token": token, **LAMP}).status_code == 403
    assert found(app_village, 1).supports == 0
    assert client.get("/c/taohua/matters/1/").status_code == 404


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.SUPERVISOR, Role.HEAD])
def test_only_the_clerk_answers(client: FlaskClient, app_village: Village, role: Role) -> None:
    raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())
    sign_in(client, give_account(app_village, "laowang", "王建军", role))
    page = client.get(f"{LIST}1/").text
    assert "写答复" not in page
    assert client.get(f"{LIST}1/answer/").status_code == 403
    token = token_of(page)
    for verb in ("answer", "decline", "put-to-body"):
        sent = client.post(f"{LIST}1/{verb}/", data={"csrf_token": token, "text": "好。"})
        assert sent.status_code == 403


def test_the_clerk_answers_and_everybody_reads_it(
    client: FlaskClient, app_village: Village
) -> None:
    draft = Draft("路灯", "", "", "13800000000", False)
    raise_lamp(app_village, add_home(app_village, "3-041"), draft, now=clock.now())
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    page = client.get(f"{LIST}1/").text
    assert "13800000000" in page
    assert "第三小组 · 3-041 户" in page
    sent = send(client, f"{LIST}1/answer/", text="十天内装好。\n\n- 张建国去装\n- <b>两盏</b>")
    assert sent.status_code == 303
    client.delete_cookie("session")
    page = client.get(f"{LIST}1/").text
    assert "赵敏答复" in page
    assert "<li>张建国去装</li>" in page
    assert "&lt;b&gt;两盏" in page
    assert "13800000000" not in page
    assert "已答复" in client.get(LIST).text


def test_an_answer_without_words_keeps_the_form(client: FlaskClient, app_village: Village) -> None:
    raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    for verb in ("answer", "decline"):
        sent = send(client, f"{LIST}1/{verb}/", text=" ")
        assert sent.status_code == 422
        assert "请写上给大家看的话" in sent.text
    sent = send(client, f"{LIST}1/answer/", text="灯" * 10_000)
    assert sent.status_code == 422
    assert "最多 2000 个字" in sent.text


def test_the_clerk_declines_with_a_reason(client: FlaskClient, app_village: Village) -> None:
    raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    sent = send(client, f"{LIST}1/decline/", text="归镇卫生院管，电话在公告栏。")
    page = client.get(sent.location).text
    assert "不办" in page
    assert "归镇卫生院管" in page
    assert "写答复" not in page
    late = send(client, f"{LIST}1/answer/", text="改主意了。")
    assert late.status_code == 422
    assert "已经有结果了" in late.text


def test_the_clerk_puts_a_matter_to_a_body(client: FlaskClient, app_village: Village) -> None:
    raise_lamp(app_village, add_home(app_village, "3-041"), now=clock.now())
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    assert "请先成立一个" in client.get(f"{LIST}1/put-to-body/").text
    body = council(app_village)
    address = f"{LIST}1/put-to-body/"
    for wrong in ("", "99", "x", "9" * 30):
        sent = send(client, address, body=wrong)
        assert sent.status_code == 422
        assert "请选一个现在还在的议事组织" in sent.text
    sent = send(client, address, body=str(body.no))
    page = client.get(sent.location).text
    assert "<b>议事会</b>正在商量这件事" in page
    assert "交给议事会商量" in page
    assert "商量中" in client.get(LIST).text


def test_the_clerk_raises_for_whoever_came_in(client: FlaskClient, app_village: Village) -> None:
    add_home(app_village, "3-041")
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    wrong = send(client, NEW, **LAMP, household="9-999")
    assert wrong.status_code == 422
    assert "没有这个户号" in wrong.text
    sent = send(client, NEW, **LAMP, household="3-041")
    page = client.get(sent.location).text
    assert "第三小组一户提" in page
    assert "赵敏帮着记下" in page


def test_a_late_answer_turns_red_by_the_clock_alone(
    client: FlaskClient, app_village: Village
) -> None:
    long_ago = clock.now() - timedelta(days=30)
    raise_lamp(app_village, add_home(app_village, "3-041"), now=long_ago)
    page = client.get(f"{LIST}1/").text
    assert "seal-tone" in page
    assert re.search(r"晚了 \d+ 天", page)


def test_lists_page_and_search(client: FlaskClient, app_village: Village) -> None:
    home = add_home(app_village, "3-041")
    for at in range(25):
        draft = Draft(f"第{at:02}件路灯", "", "", "", False)
        raise_lamp(app_village, home, draft, now=clock.now() - timedelta(minutes=at))
    first = client.get(LIST).text
    assert "第00件" in first
    assert "第20件" not in first
    older = re.search(r'href="([^"]*before=[^"]*)"', first)
    assert older is not None
    second = client.get(older[1].replace("&amp;", "&")).text
    assert "第20件" in second
    assert "第19件" not in second
    assert "第07件" in client.get(f"{LIST}?q=07件").text
    assert "没有找到写着" in client.get(f"{LIST}?q=水沟").text


@pytest.mark.parametrize(
    "query",
    [
        "before=x",
        "before=-",
        "before=1-",
        "before=9999999999999999999-1",
        "before=1-99999999999",
        "before=99999999999999999-1",
        "before=%00",
        "q=%00路",
        "q=" + "路" * 500,
        "q=%FF%FE",
    ],
)
def test_a_crooked_address_shows_a_page(
    client: FlaskClient, app_village: Village, query: str
) -> None:
    assert client.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize("no", ["0", "9", "999999999", "99999999999999999999", "-1", "x"])
def test_a_matter_that_is_not_here_is_404(
    client: FlaskClient, app_village: Village, no: str
) -> None:
    assert client.get(f"{LIST}{no}/").status_code == 404
    assert client.get(f"{LIST}{no}/arguments/").status_code == 404
