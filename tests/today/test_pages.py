"""The front page, codes, the desk, the log and the open books as people meet them."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from participation.db.budgets import BudgetRecord
from participation.kernel import clock, codes, ids
from participation.residents.actions.cards import issue_cards
from participation.residents.rules.rights import Role
from participation.votes.pages import tries
from participation.web.house import CARD_COOKIE
from tests.conftest import Village, give_account, make_village, sign_in, token_of
from tests.insights.matters import add_matters
from tests.residents.people import Home, add_home
from tests.today.rows import add_body, add_meeting, add_vote, published
from tests.volunteers.shifts import offer, statements
from tests.votes.ballots import ROAD, hold_vote

HOME = "/c/liugen/"
CODE = "/c/liugen/code/"
DESK = "/c/liugen/desk/"


def show_card(client: FlaskClient, home: Home) -> None:
    client.set_cookie(CARD_COOKIE, home.card, path=HOME)


def fill(village: Village, home: Home) -> None:
    """Give the home page something of everything."""
    now = clock.now()
    add_vote(village, 1, now)
    add_vote(village, 2, now, **published(now))
    add_matters(village, 1, household_id=home.id, title="学校门口太黑，想装灯")
    add_matters(village, 2, first=2)
    add_meeting(village, add_body(village), 1, now + timedelta(days=2), "called")
    offer(village, now)


def test_a_visitor_to_an_empty_place_learns_what_will_stand_here(
    client: FlaskClient, app_village: Village
) -> None:
    page = client.get(HOME).text
    assert "扫一扫您家的户卡" in page
    assert "这里会列出要您拿主意的事" in page
    assert "我有事要说" not in page


def test_a_household_sees_what_is_asked_first_then_what_came_of_its_own(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041")
    fill(app_village, home)
    show_card(client, home)
    page = client.get(HOME).text
    order = [
        "请您家投票 · 还有 2 天",
        "已有 0 户参加；您家的意见同样算数",
        "结果出来了",
        "多数赞成（意见征求，不是决议）",
        "您家提过、附议过的",
        "学校门口太黑",
        "大家在办的",
        "快要开的会",
        "顺手帮一次？",
        "我来",
        "我有事要说",
        "户卡或选票上的码",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert page.count('class="button main"') == 1
    assert "王桂英" not in page
    assert "/s/" not in page


def test_a_visitor_sees_the_public_version(client: FlaskClient, app_village: Village) -> None:
    fill(app_village, add_home(app_village, "3-041"))
    page = client.get(HOME).text
    assert "请您家投票" in page
    assert "您家提过" not in page
    assert "我来" not in page


@pytest.mark.parametrize("has_card", [True, False])
def test_the_home_page_costs_six_statements_whatever_the_size(
    client: FlaskClient, app_village: Village, has_card: bool
) -> None:
    home = add_home(app_village, "3-041", ("王桂英", "李强", "李小兰"))
    fill(app_village, home)
    if has_card:
        show_card(client, home)
    with statements(app_village) as few:
        client.get(HOME)
    add_matters(app_village, 500, first=10, household_id=home.id)
    add_matters(app_village, 500, first=600)
    for at in range(30):
        add_vote(app_village, 10 + at, clock.now())
        offer(app_village, clock.now() + timedelta(minutes=at))
        add_home(app_village, f"5-{at:03}")
    with statements(app_village) as many:
        page = client.get(HOME).text
    assert len(few) == len(many) <= 6
    assert page.count("请您家投票") == 5


def typed_code(village: Village, home: Home) -> str:
    """Issue a new card to a home; return its typed code."""
    issued = village.do(lambda s, e: issue_cards(s, e, [home.id]))
    return issued.value[0].typed


def type_in(client: FlaskClient, text: str, address: str = "127.0.0.1") -> object:
    form = {"csrf_token": token_of(client.get(CODE).text), "code": text}
    return client.post(CODE, data=form, environ_base={"REMOTE_ADDR": address})


def wrong_code() -> str:
    return codes.typed(ids.chance(16))


def test_a_card_typed_in_opens_the_home_as_scanning_it_would(
    client: FlaskClient, app_village: Village
) -> None:
    typed = typed_code(app_village, add_home(app_village, "3-041"))
    sent = type_in(client, codes.grouped(typed).lower())
    assert (sent.status_code, sent.location) == (303, HOME)
    page = client.get(HOME).text
    assert "3-041 户" in page
    assert "我有事要说" in page
    cookie = client.get_cookie(CARD_COOKIE, path=HOME)
    assert cookie is not None
    assert cookie.http_only
    assert typed not in cookie.value


def test_a_pass_ends_with_its_card_and_a_forged_one_opens_nothing(
    client: FlaskClient, app_village: Village
) -> None:
    home = add_home(app_village, "3-041")
    type_in(client, typed_code(app_village, home))
    assert "3-041 户" in client.get(HOME).text
    cookie = client.get_cookie(CARD_COOKIE, path=HOME)
    typed_code(app_village, home)
    assert "3-041 户" not in client.get(HOME).text
    hashed, _dot, signature = cookie.value.partition(".")
    for forged in (f"{hashed}.{'0' * 64}", f"{hashed}.", f"zz.{signature}", hashed):
        client.set_cookie(CARD_COOKIE, forged, path=HOME)
        assert "3-041 户" not in client.get(HOME).text


def test_a_card_of_another_committee_opens_nothing_here(
    client: FlaskClient, app_village: Village
) -> None:
    other = make_village(app_village.database, "shangzhuang", "上庄村")
    typed = typed_code(other, add_home(other, "1-001"))
    sent = type_in(client, typed)
    assert sent.status_code == 422
    assert "没有这个码" in sent.text


def test_a_slip_typed_in_is_handed_on_in_the_body_and_opens_its_question(
    client: FlaskClient, app_village: Village
) -> None:
    held = hold_vote(app_village, 1)
    typed = next(iter(held.slips.values())).typed
    form = {"csrf_token": token_of(client.get(CODE).text), "code": typed}
    sent = client.post(CODE, data=form)
    assert (sent.status_code, sent.location) == (307, f"{HOME}slip/")
    page = client.post(sent.location, data=form)
    assert page.status_code == 200
    assert ROAD.title in page.text
    assert client.get_cookie(CARD_COOKIE, path=HOME) is None


def test_a_mistyped_and_an_empty_code_say_what_to_do(
    client: FlaskClient, app_village: Village
) -> None:
    for text, words in (
        ("ABC", "没有这个码"),
        ("", "请写上纸上的码"),
        (wrong_code(), "没有这个码"),
    ):
        sent = type_in(client, text)
        assert sent.status_code == 422
        assert words in sent.text


def test_after_twenty_wrong_codes_an_address_waits_and_another_does_not(
    client: FlaskClient, app_village: Village
) -> None:
    typed = typed_code(app_village, add_home(app_village, "3-041"))
    for _guess in range(tries.ADDRESS_TRIES):
        assert "没有这个码" in type_in(client, wrong_code()).text
    assert "过十五分钟" in type_in(client, typed).text
    assert type_in(client, typed, "198.51.100.7").status_code == 303


def test_a_village_whose_budget_is_spent_still_opens_to_a_right_code(
    client: FlaskClient, app_village: Village
) -> None:
    typed = typed_code(app_village, add_home(app_village, "3-041"))
    type_in(client, wrong_code(), "203.0.113.9")
    with app_village.database.writing() as session:
        session.execute(
            update(BudgetRecord)
            .where(BudgetRecord.key == f"code:{app_village.id.hex}")
            .values(failures=tries.COMMITTEE_TRIES)
        )
    type_in(client, wrong_code(), "203.0.113.1")
    assert "过十五分钟" in type_in(client, typed, "203.0.113.1").text
    assert type_in(client, typed, "203.0.113.2").status_code == 303


def test_the_desk_puts_the_soonest_first_with_one_action_each(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    assert "今天没有要办的" in client.get(DESK).text
    add_matters(app_village, 1, due_at=clock.now() - timedelta(hours=1), title="3 组井盖坏了")
    begins = clock.now() + timedelta(days=1)
    offer(app_village, clock.now(), starts_at=begins, ends_at=begins + timedelta(hours=1))
    page = client.get(DESK).text
    assert "今天 3 件" in page
    assert page.index("答复：3 组井盖坏了") < page.index("打印名单：清沟渠")
    assert "已过" in page
    assert f"{HOME}volunteering/1/names/" in page


def test_the_desk_never_shows_more_than_ten_lines(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    add_matters(app_village, 40, due_at=clock.now())
    page = client.get(DESK).text
    assert "今天 10 件" in page
    assert page.count("答复：") == 10
    assert "还有别的" in page


def test_the_supervisor_sees_only_what_a_supervisor_does(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, give_account(app_village, "laowang", "王建军", Role.SUPERVISOR))
    now = clock.now()
    add_matters(app_village, 1, due_at=now)
    add_vote(app_village, 1, now, state="counted", closes_at=now - timedelta(hours=1))
    page = client.get(DESK).text
    assert "今天 1 件" in page
    assert "核对：村东路" in page


def test_a_text_is_worded_with_its_address_and_ticked_off_once(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    offer(app_village, clock.now())
    page = client.get(f"{DESK}texts/").text
    assert "顺手帮一次：清沟渠。" in page
    assert "http://liugen.example/c/liugen/volunteering/1/" in page
    address = re.search(r'action="([^"]*/done)"', page)
    assert address
    form = {"csrf_token": token_of(page)}
    assert client.post(address[1], data=form).status_code == 303
    assert "要发到群里、广播里的话" in client.get(f"{DESK}texts/").text
    assert client.post(address[1], data=form).status_code == 422


def test_the_log_reads_as_sentences_and_pages_by_key(
    client: FlaskClient, app_village: Village
) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    for at in range(40):
        offer(app_village, clock.now() + timedelta(minutes=at))
    page = client.get(f"{DESK}log/").text
    assert "招志愿者" in page
    assert "志愿活动 40" in page
    assert re.search(r'<span class="code">[0-9a-f]{16}</span>', page)
    older = re.search(r'href="([^"]*before=[^"]*)"', page)
    assert older
    assert "志愿活动 1<" in client.get(older[1]).text
    assert client.get(f"{DESK}log/?before=-4").status_code == 200


def test_the_log_is_not_for_visitors(client: FlaskClient, app_village: Village) -> None:
    assert client.get(f"{DESK}log/").status_code == 302
    assert client.get(f"{DESK}texts/").status_code == 302


def test_the_open_books_show_results_and_minutes_to_everybody(
    client: FlaskClient, app_village: Village
) -> None:
    books = f"{HOME}open/"
    assert "这里会列出投票的结果" in client.get(books).text
    now = clock.now()
    add_vote(app_village, 1, now, **published(now))
    add_meeting(app_village, add_body(app_village), 1, now - timedelta(days=3), "adopted")
    page = client.get(books).text
    assert "多数赞成" in page
    assert "会议纪要" in page
    assert f"{HOME}votes/1/result/" in page
    for at in range(30):
        add_vote(app_village, 2 + at, now, **published(now - timedelta(days=at)))
    first = client.get(books).text
    older = re.search(r'href="([^"]*before=[^"]*)"', first)
    assert older
    assert "会议纪要" not in client.get(older[1]).text or "会议纪要" not in first
    assert client.get(f"{books}?before=nonsense").status_code == 200


def test_every_tab_leads_to_a_page(client: FlaskClient, app_village: Village) -> None:
    sign_in(client, give_account(app_village, "zhaomin", "赵敏", Role.CLERK))
    page = client.get(HOME).text
    tabs = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    assert tabs
    words = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', tabs[0])
    assert [text for _href, text in words] == ["今天", "议事", "志愿", "公开", "办公桌"]
    assert all(client.get(href).status_code == 200 for href, _text in words)
