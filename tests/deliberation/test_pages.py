"""Reasons for and against as a resident, a council member and a visitor meet them."""

import re

import pytest
from flask.testing import FlaskClient

from participation.kernel import clock
from participation.residents.rules.rights import Role
from tests.conftest import Village, give_account, sign_in, token_of
from tests.matters.raising import council, put, raise_lamp
from tests.matters.test_pages import send, show_card
from tests.residents.people import Home, add_home

MATTER = "/c/liugen/matters/1/"
PAGE = f"{MATTER}arguments/"


@pytest.fixture
def home(app_village: Village) -> Home:
    """A home whose matter the council talks through."""
    made = add_home(app_village, "3-041")
    matter = raise_lamp(app_village, made, now=clock.now())
    put(app_village, matter, council(app_village))
    return made


def test_a_resident_says_a_reason_and_takes_it_back(client: FlaskClient, home: Home) -> None:
    show_card(client, home)
    sent = send(client, PAGE, side="for", text="雨天孩子上学不踩泥")
    assert sent.status_code == 303
    page = client.get(PAGE).text
    assert "雨天孩子上学不踩泥" in page
    assert "第三小组一户" in page
    assert "雨天孩子上学不踩泥" in client.get(MATTER).text
    target = re.search(r'action="([^"]*/withdraw/)"', page)
    assert target is not None
    gone = client.post(target[1], data={"csrf_token": token_of(page)})
    assert gone.status_code == 303
    assert "雨天孩子上学不踩泥" not in client.get(PAGE).text
    again = client.post(target[1], data={"csrf_token": token_of(page)})
    assert again.status_code == 422
    assert "已经收回了" in again.text


def test_a_council_member_speaks_under_a_name(
    client: FlaskClient, app_village: Village, home: Home
) -> None:
    sign_in(client, give_account(app_village, "laowang", "王建军", Role.COUNCIL))
    assert send(client, PAGE, side="against", text="奖补没批下来怎么办").status_code == 303
    page = client.get(MATTER).text
    assert "王建军" in page
    assert 'class="side against"' in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"side": "for", "text": ""}, "请写一条理由"),
        ({"side": "for", "text": "泥" * 141}, "最多 140 个字"),
        ({"text": "不踩泥"}, "请选一选"),
        ({"side": "both", "text": "不踩泥"}, "seal-tone"),
    ],
)
def test_a_refused_reason_keeps_what_was_typed(
    client: FlaskClient, home: Home, fields: dict[str, str], words: str
) -> None:
    show_card(client, home)
    sent = send(client, PAGE, **fields)
    assert sent.status_code == 422
    assert words in sent.text
    assert fields["text"] in sent.text


def test_a_fourth_reason_is_refused_in_words(client: FlaskClient, home: Home) -> None:
    show_card(client, home)
    for at in range(3):
        send(client, PAGE, side="for", text=f"理由{at}")
    sent = send(client, PAGE, side="for", text="理由四")
    assert sent.status_code == 422
    assert "最多说 3 条理由" in sent.text


def test_a_neighbour_cannot_take_it_back(
    client: FlaskClient, app_village: Village, home: Home
) -> None:
    show_card(client, home)
    send(client, PAGE, side="for", text="不踩泥")
    target = re.search(r'action="([^"]*/withdraw/)"', client.get(PAGE).text)
    assert target is not None
    show_card(client, add_home(app_village, "3-042"))
    page = client.get(PAGE).text
    assert "/withdraw/" not in page
    sent = client.post(target[1], data={"csrf_token": token_of(page)})
    assert sent.status_code == 422
    assert "只有说的人能收回" in sent.text


def test_a_visitor_reads_where_to_begin(client: FlaskClient, home: Home) -> None:
    page = client.get(PAGE).text
    assert "扫一扫家里的户卡，就能说一条理由" in page
    assert "公开这条理由" not in page


def test_before_the_talk_nobody_argues(client: FlaskClient, app_village: Village) -> None:
    home = add_home(app_village, "3-041")
    raise_lamp(app_village, home, now=clock.now())
    show_card(client, home)
    page = client.get(PAGE).text
    assert "商量和表决的时候，才收理由" in page
    form = {"csrf_token": token_of(page), "side": "for", "text": "不踩泥"}
    sent = client.post(PAGE, data=form)
    assert sent.status_code == 422
    assert "现在不收理由了" in sent.text


def test_a_crooked_address_shows_the_first_page(client: FlaskClient, home: Home) -> None:
    assert client.get(f"{PAGE}?before=x").status_code == 200
    wrong = client.get(f"{MATTER}arguments/x/withdraw/")
    assert wrong.status_code == 404
