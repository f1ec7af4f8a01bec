"""Volunteering as a resident and a clerk meet it."""

import re
from datetime import date, timedelta

from flask.testing import FlaskClient

from participation.kernel import clock
from participation.residents.rules.rights import Role
from participation.web.house import CARD_COOKIE
from tests.conftest import Village, give_account, sign_in, token_of
from tests.residents.people import Home, add_home
from tests.volunteers.shifts import offer, statements

LIST = "/c/liugen/volunteering/"


def show_card(client: FlaskClient, home: Home) -> None:
    client.set_cookie(CARD_COOKIE, home.card, path="/c/liugen/")


def tap(client: FlaskClient, address: str, home: Home, name: str) -> object:
    form = {"csrf_token": token_of(client.get(LIST).text), "person": home.people[name]}
    return client.post(address, data=form)


def test_an_empty_list_says_what_will_stand_there(
    client: FlaskClient, app_village: Village
) -> None:
    assert "这里会列出要人帮忙的事" in client.get(LIST).text


def test_a_visitor_sees_shifts_and_where_the_button_is(
    client: FlaskClient, app_village: Village
) -> None:
    offer(app_village, clock.now())
    page = client.get(LIST).text
    assert "清沟渠" in page
    assert "扫一扫您家的户卡" in page
    assert "我来" not in page


def test_one_tap_from_the_card_and_one_tap_to_stay_away(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041")
    shift = offer(app_village, clock.now(), places=2)
    show_card(client, home)
    assert ">我来</button>" in client.get(LIST).text
    sent = tap(client, f"{LIST}{shift.no}/join", home, "王桂英")
    assert sent.status_code == 303
    page = client.get(sent.location).text
    assert "已报名" in page
    assert "还差 1 人" in page
    assert tap(client, f"{LIST}{shift.no}/leave", home, "王桂英").status_code == 303
    assert "还差 2 人" in client.get(f"{LIST}{shift.no}/").text


def test_a_home_of_several_shows_a_button_for_each_by_masked_name(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041", ("王桂英", "李强"))
    offer(app_village, clock.now())
    show_card(client, home)
    page = client.get(LIST).text
    assert "王*英 来" in page
    assert "李* 来" in page
    assert "王桂英" not in page


def test_a_minor_has_no_button_and_is_refused_in_words(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041", ("王小宝",), born=date(2015, 5, 1))
    shift = offer(app_village, clock.now())
    show_card(client, home)
    assert "王*宝" not in client.get(LIST).text
    sent = tap(client, f"{LIST}{shift.no}/join", home, "王小宝")
    assert sent.status_code == 422
    assert "要大人陪着来" in sent.text


def test_a_full_shift_says_so_and_nothing_is_kept(
    client: FlaskClient, app_village: Village
) -> None:
    first, second = add_home(app_village, "3-041"), add_home(app_village, "3-042")
    shift = offer(app_village, clock.now(), places=1)
    show_card(client, first)
    tap(client, f"{LIST}{shift.no}/join", first, "王桂英")
    show_card(client, second)
    sent = tap(client, f"{LIST}{shift.no}/join", second, "王桂英")
    assert sent.status_code == 422
    assert "人刚刚满了" in sent.text


def test_without_a_card_nobody_signs_up(client: FlaskClient, app_village: Village) -> None:
    home = add_home(app_village, "3-041")
    shift = offer(app_village, clock.now())
    assert tap(client, f"{LIST}{shift.no}/join", home, "王桂英").status_code == 403


def test_a_button_that_names_nobody_leads_nowhere(
    client: FlaskClient, app_village: Village
) -> None:
    show_card(client, add_home(app_village, "3-041"))
    offer(app_village, clock.now())
    form = {"csrf_token": token_of(client.get(LIST).text), "person": "everybody"}
    assert client.post(f"{LIST}1/join", data=form).status_code == 404
    assert client.get(f"{LIST}99/").status_code == 404


def offered(client: FlaskClient, **other: str) -> object:
    tomorrow = clock.now() + timedelta(days=1)
    form = {
        "csrf_token": token_of(client.get(f"{LIST}new/").text),
        "title": "清沟渠",
        "task": "带一把铁锹。",
        "place": "村东头石桥",
        "risk": "沟边滑。",
        "lead": "张建国",
        "day": tomorrow.strftime("%Y-%m-%d"),
        "starts": "09:00",
        "ends": "10:00",
        "places": "10",
        "matter": "",
    }
    return client.post(f"{LIST}new/", data={**form, **other})


def test_the_clerk_offers_a_shift_and_prints_the_leads_list(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    sent = offered(client)
    assert sent.status_code == 303
    assert "9:00–10:00" in client.get(sent.location).text
    home = add_home(app_village, "3-041")
    show_card(client, home)
    tap(client, f"{LIST}1/join", home, "王桂英")
    names = client.get(f"{LIST}1/names/").text
    assert "王桂英" in names
    assert "沟边滑" in names


def test_an_offer_that_cannot_be_says_why_beside_the_field(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    for other, words in (
        ({"ends": "08:00"}, "结束要晚于开始"),
        ({"day": "2020-01-01"}, "这个时间已经过了"),
        ({"places": "0"}, "人数请写 1 到 500"),
        ({"matter": "77"}, "没有这个编号的议题"),
        ({"title": ""}, "请填这一项"),
    ):
        sent = offered(client, **other)
        assert sent.status_code == 422
        assert words in sent.text


def test_the_clerk_calls_a_shift_off(client: FlaskClient, app_village: Village) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    offer(app_village, clock.now())
    form = {"csrf_token": token_of(client.get(f"{LIST}1/").text)}
    assert client.post(f"{LIST}1/call-off", data=form).status_code == 303
    assert "这次活动取消了" in client.get(f"{LIST}1/").text
    again = client.post(f"{LIST}1/call-off", data=form)
    assert again.status_code == 422
    assert "不用来了" in again.text


def test_names_are_for_the_clerk_alone(client: FlaskClient, app_village: Village) -> None:
    offer(app_village, clock.now())
    show_card(client, add_home(app_village, "3-041"))
    assert client.get(f"{LIST}1/names/").status_code == 302
    assert client.get(f"{LIST}new/").status_code == 302


def test_older_pages_follow_by_key(client: FlaskClient, app_village: Village) -> None:
    now = clock.now()
    for hour in range(23):
        begins = now + timedelta(hours=hour + 1)
        offer(app_village, now, starts_at=begins, ends_at=begins + timedelta(hours=1))
    first = client.get(LIST).text
    following = re.search(r'href="([^"]*after=[^"]*)"', first)
    assert following
    second = client.get(following[1].replace("&amp;", "&")).text
    assert first.count("<h2>") == 20
    assert second.count("<h2>") == 3
    assert client.get(f"{LIST}?after=nonsense").text.count("<h2>") == 20


def test_the_list_takes_no_more_statements_for_more_people(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041", ("王桂英", "李强"))
    show_card(client, home)
    offer(app_village, clock.now())
    with statements(app_village) as few:
        client.get(LIST)
    for at in range(15):
        offer(app_village, clock.now() + timedelta(minutes=at))
        add_home(app_village, f"4-{at:03}")
    with statements(app_village) as many:
        client.get(LIST)
    assert len(few) == len(many) <= 6
