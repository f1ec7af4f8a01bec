"""A ballot slip on a phone: two taps after the scan, small pages, and a word for every no."""

import gzip
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, update
from werkzeug.test import TestResponse

from participation.deliberation.actions import argue
from participation.deliberation.rules import Side
from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.matters.actions import put_to_body
from participation.votes import actions
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.vote import Proof
from tests.conftest import SHANGHAI, make_village, token_of
from tests.matters.raising import at_home, council, raise_lamp
from tests.residents.people import add_home
from tests.votes.ballots import CLERK, NO, YES, add_homes, around, hold_vote


@pytest.fixture
def held(app_village):
    now = clock.now()
    app_village.now = now
    return hold_vote(app_village, 5, now=now, **around(now))


def _hold(village, homes=3, **changes):
    now = clock.now()
    village.now = now
    return hold_vote(village, homes, now=now, **{**around(now), **changes})


def fields_of(html):
    """Return the hidden fields of a page's ballot form."""
    form = next(part for part in html.split("<form")[1:] if "/ballot" in part)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def choose(client, held, page, choice=YES, **more):
    """Tap a choice on a slip's page."""
    sent = {**fields_of(page.text), "choice": choice, **more}
    return client.post(f"/c/liugen/votes/{held.no}/ballot", data=sent)


def confirm(client, held, page, **more):
    """Tap the confirm button."""
    return client.post(f"/c/liugen/votes/{held.no}/ballot", data={**fields_of(page.text), **more})


def vote(client, held, label="3-001", choice=YES, code=""):
    """Scan, tap, tap; return the receipt page."""
    page = client.get(f"/s/{code or held.slips[label].token}")
    return client.get(confirm(client, held, choose(client, held, page, choice)).location)


def receipt_of(page):
    """Return the receipt that a page shows."""
    return re.search(r'class="code">([^<]+)<', page.text)[1]


def marks(held):
    with held.village.database.reading() as session:
        from participation.votes.store import progress

        return progress(session, held.village.id, held.id).marks


def test_two_taps_after_the_scan_and_nothing_typed(client, held):
    page = client.get(f"/s/{held.slips['3-001'].token}")
    assert page.status_code == 200
    assert "村东路 620 米，今年修不修？" in page.text
    assert "意见征求 · 无记名" in page.text
    assert "第三小组 · 3-001 户" in page.text
    assert "已有 0 户参加" in page.text
    assert 'type="text"' not in page.text
    last = choose(client, held, page)
    assert last.status_code == 200
    assert "第三小组 · 3-001 户" in last.text
    assert 'inputmode="numeric"' not in last.text
    assert marks(held) == 0
    done = confirm(client, held, last)
    assert done.status_code == 303
    receipt = client.get(done.location)
    assert "已计票" in receipt.text
    assert "第三小组 · 3-001 户" in receipt.text
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", receipt_of(receipt))
    assert marks(held) == 1


def test_a_slip_leads_to_no_tab_no_language_and_no_name(client, held):
    page = client.get(f"/s/{held.slips['3-001'].token}")
    last = choose(client, held, page)
    for one in (page, last, client.get(confirm(client, held, last).location)):
        assert 'class="tabs"' not in one.text
        assert "/language/" not in one.text
        assert "王桂英" not in one.text
        assert one.headers["Cache-Control"] == "no-store"
        assert one.headers["Referrer-Policy"] == "no-referrer"


def test_a_double_tap_counts_once_and_shows_the_same_receipt(client, held):
    last = choose(client, held, client.get(f"/s/{held.slips['3-001'].token}"))
    shown = [client.get(confirm(client, held, last).location) for _ in range(2)]
    assert receipt_of(shown[0]) == receipt_of(shown[1])
    assert marks(held) == 1


def test_whoever_voted_is_told_so_and_may_change_with_the_receipt(client, held):
    receipt = receipt_of(vote(client, held))
    page = client.get(f"/s/{held.slips['3-001'].token}")
    assert "已经投过了" in page.text
    assert choose(client, held, page, NO).status_code == 409
    wrong = choose(client, held, page, NO, receipt="2222-2222")
    assert wrong.status_code == 422
    assert "回执码不对" in wrong.text
    last = choose(client, held, page, NO, receipt=receipt.lower())
    assert last.status_code == 200
    assert confirm(client, held, last).status_code == 303
    assert marks(held) == 1


def test_a_named_vote_says_that_names_are_published(client, app_village):
    held = _hold(app_village, secrecy=Secrecy.OPEN)
    page = client.get(f"/s/{held.slips['3-001'].token}")
    assert "意见征求 · 记名" in page.text
    assert "会写明每一票是谁投的" in page.text
    vote(client, held)
    again = client.get(f"/s/{held.slips['3-001'].token}")
    assert "最后一次算数" in again.text
    assert confirm(client, held, choose(client, held, again, NO)).status_code == 303


def test_a_choice_that_is_not_on_the_ballot_is_told_so(client, held):
    page = client.get(f"/s/{held.slips['3-001'].token}")
    wrong = choose(client, held, page, "9")
    assert wrong.status_code == 422
    assert "票上没有这一项" in wrong.text


def test_a_form_without_its_token_counts_nothing(client, held):
    last = choose(client, held, client.get(f"/s/{held.slips['3-001'].token}"))
    sent = {key: text for key, text in fields_of(last.text).items() if key != "csrf_token"}
    refused = client.post(f"/c/liugen/votes/{held.no}/ballot", data=sent)
    assert refused.status_code == 400
    assert "重新打开" in refused.text
    assert marks(held) == 0


def test_unknown_and_void_codes_are_told_what_to_do(client, held):
    unknown = client.get("/s/K3K3K3K3K3K3K3K3K3K3K3K3K3K")
    assert unknown.status_code == 404
    assert "没有找到这张票" in unknown.text
    held.do(actions.issue_slips, now=held.village.now, first=1, last=1)
    void = client.get(f"/s/{held.slips['3-001'].token}")
    assert void.status_code == 410
    assert "请用新的那张" in void.text


def test_a_slip_of_another_vote_or_committee_counts_nothing(client, held):
    other = _hold(held.village, 0)
    away = make_village(held.village.database, "yangwan", "杨湾村")
    elsewhere = _hold(away)
    page = client.get(f"/s/{held.slips['3-001'].token}")
    for code in (other.slips["3-001"].token, elsewhere.slips["3-001"].token):
        refused = choose(client, held, page, slip_code=code)
        assert refused.status_code == 404
    own = client.get(f"/s/{elsewhere.slips['3-001'].token}")
    assert "杨湾村" in own.text
    assert "/c/yangwan/votes/1/ballot" in own.text


def test_a_vote_that_closed_a_second_ago_says_when_the_result_comes(client, app_village):
    held = _hold(app_village)
    last = choose(client, held, client.get(f"/s/{held.slips['3-001'].token}"))
    _close_now(held)
    refused = confirm(client, held, last)
    assert refused.status_code == 410
    assert "已经截止" in refused.text
    page = client.get(f"/s/{held.slips['3-001'].token}")
    assert "已经截止" in page.text
    assert 'class="choice"' not in page.text
    assert marks(held) == 0


def _close_now(held):
    from participation.votes.records import VoteRecord

    with held.village.database.writing() as session:
        closed = clock.now() - timedelta(seconds=1)
        opened = closed - timedelta(hours=1)
        session.execute(update(VoteRecord).values(opens_at=opened, closes_at=closed))


def test_a_typed_code_opens_the_same_page_and_stays_out_of_addresses(client, held):
    page = client.get("/c/liugen/code/")
    typed = held.slips["3-001"].typed
    sent = {"csrf_token": token_of(page.text), "code": f"{typed[:4]}-{typed[4:]}".lower()}
    shown = client.post("/c/liugen/slip/", data=sent)
    assert shown.status_code == 200
    assert "村东路" in shown.text
    last = choose(client, held, shown)
    assert 'action="/c/liugen/slip/"' in last.text
    assert (
        typed.lower() not in " ".join(re.findall(r'(?:href|action)="([^"]*)"', last.text)).lower()
    )
    assert confirm(client, held, last).status_code == 303


def test_wrong_codes_make_one_address_wait_and_nobody_else(client, held):
    page = client.get("/c/liugen/code/")
    sent = {"csrf_token": token_of(page.text), "code": "2222-2222"}
    answers = [client.post("/c/liugen/slip/", data=sent).status_code for _ in range(21)]
    assert answers == [404] * 20 + [429]
    right = {**sent, "code": held.slips["3-001"].typed}
    assert client.post("/c/liugen/slip/", data=right).status_code == 429
    away = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
    assert client.post("/c/liugen/slip/", data=right, **away).status_code == 200


def test_digits_are_asked_on_the_confirm_page_and_five_wrong_ones_wait(client, app_village):
    held = _hold(app_village, proof=Proof.DIGITS)
    slip = held.slips["3-001"]
    last = choose(client, held, client.get(f"/s/{slip.token}"))
    assert 'name="digits"' in last.text
    wrong = "0000" if slip.digits != "0000" else "0001"
    missing = confirm(client, held, last)
    assert missing.status_code == 422
    assert "四位数不对" in missing.text
    refused = confirm(client, held, missing, digits=wrong)
    assert refused.status_code == 422
    done = confirm(client, held, refused, digits=slip.digits)
    assert done.status_code == 303
    other = choose(client, held, client.get(f"/s/{held.slips['3-002'].token}"))
    bad = "0000" if held.slips["3-002"].digits != "0000" else "0001"
    answers = [confirm(client, held, other, digits=bad).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert confirm(client, held, other, digits=held.slips["3-002"].digits).status_code == 429


def test_digits_sent_with_the_choice_need_not_be_sent_again(client, app_village):
    held = _hold(app_village, proof=Proof.DIGITS)
    slip = held.slips["3-001"]
    page = client.get(f"/s/{slip.token}")
    assert choose(client, held, page, digits="x").status_code == 422
    last = choose(client, held, page, digits=slip.digits)
    assert last.status_code == 200
    assert 'name="digits"' not in last.text
    assert confirm(client, held, last).status_code == 303


def test_a_home_card_opens_its_home_and_stays_on_the_phone(client, app_village):
    home = add_home(app_village, "3-041", ["王桂英"])
    opened = client.get(f"/s/{home.card}")
    assert opened.status_code == 303
    assert opened.location == "/c/liugen/"
    cookie = opened.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/c/liugen/" in cookie
    assert "3-041 户" in client.get("/c/liugen/").text


def test_the_slip_in_the_address_decides_and_no_card_on_the_phone(client, held):
    home = add_home(held.village, "3-041", ["李强"])
    client.set_cookie("home_card", home.card)
    page = client.get(f"/s/{held.slips['3-001'].token}")
    assert "3-001 户" in page.text
    assert "3-041" not in page.text


def test_a_receipt_address_that_was_tampered_with_is_not_found(client, held):
    receipt = vote(client, held).request.path
    for code in ("x", "!!!", receipt.split("/")[-2][:-2]):
        assert client.get(f"/c/liugen/votes/{held.no}/receipt/{code}/").status_code == 404


def _argued(village):
    """Return a matter with a reason for and two against."""
    home = add_home(village, "9-001", ["李强"])
    matter = raise_lamp(village, home)
    body = council(village)
    put = village.do(lambda s, e: put_to_body(s, e, matter.no, body.no, SHANGHAI), CLERK)
    assert isinstance(put, Done), put
    for side, text in ((Side.FOR, "雨天孩子上学不踩泥"), (Side.AGAINST, "奖补没批下来怎么办")):
        argued = village.do(
            lambda s, e, x=side, t=text: argue(s, e, matter.no, x, t), at_home(home)
        )
        assert isinstance(argued, Done), argued
    return matter


def test_a_slip_shows_reasons_of_both_sides(client, app_village):
    held = _hold(app_village, matter_id=_argued(app_village).id)
    page = client.get(f"/s/{held.slips['3-001'].token}")
    assert "雨天孩子上学不踩泥" in page.text
    assert "奖补没批下来怎么办" in page.text
    assert "看说明和全部 2 条" in page.text


@pytest.mark.parametrize("homes", [5, 500])
def test_a_slips_pages_ask_the_database_six_times_at_most(client, app, app_village, homes):
    matter = _argued(app_village)
    held = _hold(app_village, homes, matter_id=matter.id)
    engine = app_village.database.engine
    counts = []

    def count(_connection, _cursor, statement, *_more):
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            counts[-1] += 1

    event.listen(engine, "before_cursor_execute", count)
    counts.append(0)
    page = client.get(f"/s/{held.slips['3-001'].token}")
    counts.append(0)
    last = choose(client, held, page)
    counts.append(0)
    done = confirm(client, held, last)
    counts.append(0)
    client.get(done.location)
    sent = {"csrf_token": token_of(page.text), "code": held.slips["3-002"].typed}
    counts.append(0)
    assert client.post("/c/liugen/slip/", data=sent).status_code == 200
    event.remove(engine, "before_cursor_execute", count)
    scan, tap, cast, receipt, typed = counts
    assert max(scan, tap, receipt, typed) <= 6, counts
    assert cast <= 10, counts


def test_the_pages_of_a_ballot_are_small(app, held):
    client = FlaskClient(app, TestResponse)
    wire = {"Accept-Encoding": "gzip"}
    first = client.get(f"/s/{held.slips['3-001'].token}", headers=wire)
    page = gzip.decompress(first.data).decode()
    sent = {**fields_of(page), "choice": YES}
    last = client.post(f"/c/liugen/votes/{held.no}/ballot", data=sent, headers=wire)
    done = client.post(
        f"/c/liugen/votes/{held.no}/ballot", data=fields_of(gzip.decompress(last.data).decode())
    )
    receipt = client.get(done.location, headers=wire)
    css = client.get(re.search(r'href="(/static/app.css[^"]*)"', page)[1], headers=wire)
    js = client.get(re.search(r'src="(/static/app.js[^"]*)"', page)[1], headers=wire)
    weights = [len(one.data) for one in (first, css, js, last, receipt)]
    for one in (css, js):
        one.close()
    assert sum(weights[:3]) <= 14 * 1024, weights
    assert sum(weights) <= 40 * 1024, weights


def test_adding_homes_after_the_opening_gives_them_no_vote(client, held):
    add_homes(held.village, 2, start=50)
    again = held.do(actions.issue_slips, CLERK, now=held.village.now)
    assert len(again.value) == 5
