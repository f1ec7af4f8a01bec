"""Pages of a vote's life: the roll that is shown, objections and rulings, halts, the notice."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from participation.cli import voting
from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.residents.rules.rights import Role
from participation.votes import actions
from participation.votes.rules.life import State
from participation.votes.store import find_vote
from tests.conftest import SHANGHAI, give_account, sign_in
from tests.journeys.paper import words_on
from tests.meetings.sitting import council
from tests.residents.people import add_home
from tests.votes.ballots import CLERK, RULES, SUPERVISOR, TODAY, add_homes, draft, hold_vote
from tests.votes.test_actions_life import BINDING
from tests.votes.test_late import COUNTERS
from tests.votes.test_pages import send

VOTE, DESK = "/c/liugen/votes/1/", "/c/liugen/desk/votes/1/"


@pytest.fixture
def clerk(app, app_village):
    client = app.test_client()
    sign_in(client, give_account(app_village, "clerk-one", "赵敏", Role.CLERK))
    return client


@pytest.fixture
def supervisor(app, app_village):
    client = app.test_client()
    sign_in(client, give_account(app_village, "super-one", "李保林", Role.SUPERVISOR))
    return client


@pytest.fixture
def shown(app_village):
    """A vote that binds, announced three days ago; returns a home that has a card."""
    now = clock.now()
    home = add_home(app_village, "3-041")
    add_homes(app_village, 2)
    hours = {"closes_at": now + timedelta(days=30), "publishes_at": now + timedelta(days=31)}
    asked = draft(**{**BINDING, **hours})
    for errand in (
        lambda s, e: actions.draft_vote(s, e, RULES, asked, TODAY),
        lambda s, e: actions.announce_vote(s, e, 1, TODAY),
    ):
        done = app_village.do(errand, CLERK, now - timedelta(days=3, minutes=1))
        assert isinstance(done, Done), done
    return home


def _state(village):
    return village.read(lambda s: find_vote(s, village.id, 1)).state


def test_the_roll_is_printed_for_the_board_while_it_is_shown(clerk, shown, tmp_path):
    printed = clerk.get(f"{DESK}shown-roll.pdf")
    words = "".join(words_on(printed.data, tmp_path).split())
    for said in ("谁能投", "共3行", "3-041", "3-002", "有不对的", "柳根村村民委员会"):
        assert said in words
    assert "王桂英" not in words
    assert "打印谁能投" in clerk.get(DESK).text
    away = f"{DESK}withdraw/"
    assert send(clerk, away, away, reason="选项写漏了").status_code == 303
    late = clerk.get(f"{DESK}shown-roll.pdf")
    assert (late.status_code, late.mimetype) == (422, "text/html")


def test_a_home_objects_to_the_roll_and_everybody_reads_the_ruling(
    client,
    clerk,
    app_village,
    shown,
):
    page = client.get(f"{VOTE}roll/")
    assert page.status_code == 200
    assert "3-001" in page.text
    assert "王" not in page.text
    client.set_cookie("home_card", shown.card)
    filed = {"ground": "missing", "label": "3-041", "words": "我家李大伯没有了"}
    done = send(client, f"{VOTE}roll/", f"{VOTE}roll/objections/", **filed)
    assert done.status_code == 303
    twice = send(client, f"{VOTE}roll/", f"{VOTE}roll/objections/", **filed)
    assert (twice.status_code, "正在等处理" in twice.text) == (422, True)
    public = client.get(f"{VOTE}roll/").text
    assert "第 1 号异议" in public
    assert "李大伯" not in public
    refused = send(clerk, DESK, f"{DESK}open/")
    assert (refused.status_code, "1 条异议没有处理" in refused.text) == (422, True)
    assert "李大伯" in clerk.get(f"{DESK}objections/").text
    ruling = {"is_upheld": "yes", "ruling": "核对过，已经补上。", "corrected_on": ""}
    at = f"{DESK}objections/1/"
    assert "先在名册里改好" in send(clerk, at, at, **ruling).text
    ruling["corrected_on"] = "2026-01-02"
    assert send(clerk, at, at, **ruling).status_code == 303
    assert "核对过，已经补上。" in client.get(f"{VOTE}roll/").text
    refused = send(clerk, DESK, f"{DESK}open/")
    assert (refused.status_code, "提前 10 天通知" in refused.text) == (422, True)
    assert send(clerk, DESK, f"{DESK}open/", reason="台风要来").status_code == 303
    assert _state(app_village) is State.OPEN
    assert "台风要来" in client.get(VOTE).text
    assert "提出来" not in client.get(f"{VOTE}roll/").text


def test_a_withdrawn_announcement_says_so_to_whoever_comes_back(
    client,
    clerk,
    app_village,
    shown,
):
    empty = send(clerk, f"{DESK}withdraw/", f"{DESK}withdraw/", reason="")
    assert (empty.status_code, "请写明原因" in empty.text) == (422, True)
    done = send(clerk, f"{DESK}withdraw/", f"{DESK}withdraw/", reason="选项写漏了")
    assert done.status_code == 303
    page = client.get(VOTE)
    assert "选项写漏了" in page.text
    assert "修不修" in page.text
    assert client.get(f"{VOTE}roll/").status_code == 404
    assert send(clerk, DESK, f"{DESK}announce/").status_code == 303
    assert _state(app_village) is State.ANNOUNCED


def test_a_vote_is_paused_resumed_extended_and_cancelled_in_public(
    client,
    clerk,
    app_village,
):
    now = clock.now()
    hours = {"closes_at": now + timedelta(days=2), "publishes_at": now + timedelta(days=3)}
    held = hold_vote(app_village, 2, now=now - timedelta(hours=1), **hours)
    slip = f"/s/{held.slips['3-001'].token}"
    at = f"{DESK}halt/"
    assert send(clerk, at, at, what="pause-on-failure", reason="停电").status_code == 303
    assert "暂停了，现在不收票" in client.get(slip).text
    ballot = {"choice": "1", "slip_code": held.slips["3-001"].token}
    refused = send(client, slip, f"{VOTE}ballot", **ballot)
    assert (refused.status_code, "不收票" in refused.text) == (503, True)
    assert send(clerk, DESK, f"{DESK}resume/").status_code == 303
    unclear = send(clerk, at, at, what="extend", reason="下大雨")
    assert (unclear.status_code, "新的截止时间要晚于" in unclear.text) == (422, True)
    longer = {"what": "extend", "reason": "下大雨", "closes_on": "2099-01-01"}
    moved = client.get(slip).text
    assert "票上印的时间不算了" in moved, "a pause has put off the close"
    assert "下大雨" not in moved
    assert send(clerk, at, at, closes_at="20:00", **longer).status_code == 303
    said = client.get(slip).text
    assert "票上印的时间不算了。原因：下大雨" in said
    assert send(clerk, at, at, what="cancel", reason="选项写错了").status_code == 303
    page = client.get(VOTE).text
    for reason in ("停电", "下大雨", "选项写错了", "取消了"):
        assert reason in page
    assert "投过的票不数" in client.get(slip).text
    assert client.get(f"{VOTE}result/").status_code == 404
    texts = clerk.get("/c/liugen/desk/texts/").text
    assert "投票取消：" in texts
    assert "取消投票" in clerk.get("/c/liugen/desk/log/").text


def test_a_result_is_up_for_fifteen_days_and_then_final(
    client,
    clerk,
    supervisor,
    app_village,
    house,
    app,
):
    home = add_home(app_village, "3-041")
    ended = clock.now() - timedelta(days=14)
    hours = {"opens_at": ended - timedelta(days=2), "closes_at": ended, "publishes_at": ended}
    held = hold_vote(app_village, 2, now=ended - timedelta(days=1), **hours)
    held.do(actions.count_vote, now=ended, committee="柳根村")
    held.do(actions.confirm_count, SUPERVISOR, now=ended)
    assert "有意见可以提" in client.get(f"{VOTE}result/").text
    client.set_cookie("home_card", home.card)
    at = f"{VOTE}result/objection/"
    assert send(client, at, at, words="").status_code == 422
    assert send(client, at, at, words="没数我家的票").status_code == 303
    result = client.get(f"{VOTE}result/").text
    assert "第 1 号异议" in result
    assert "没数我家的票" not in result
    at = f"{DESK}result-objections/1/"
    assert clerk.get(at).status_code == 403
    assert "处理结果异议" in supervisor.get("/c/liugen/desk/").text
    ruling = {"is_upheld": "no", "ruling": "票根和选票都对过，数目对。"}
    assert send(supervisor, at, at, **ruling).status_code == 303
    assert "数目对" in client.get(f"{VOTE}result/").text
    with app.app_context():
        voting.close_and_publish(house)
    assert _state(app_village) is State.PUBLISHED
    app_village.do(_a_day_earlier)
    with app.app_context():
        voting.close_and_publish(house)
    assert _state(app_village) is State.FINAL
    assert "公示期满了" in client.get(f"{VOTE}result/").text


def _a_day_earlier(session, _errand):
    from sqlalchemy import update

    from participation.votes.records import VoteRecord

    earlier = clock.now() - timedelta(days=15, minutes=1)
    session.execute(update(VoteRecord).values(published_at=earlier))
    return Done(None)


def test_a_short_vote_offers_once_more_and_the_meeting_that_can_decide(client, clerk, app_village):
    ended = clock.now() - timedelta(days=1)
    hours = {"opens_at": ended - timedelta(days=2), "closes_at": ended, "publishes_at": ended}
    held = hold_vote(app_village, 6, now=ended - timedelta(hours=1), **hours)
    stub = held.slips["3-002"].typed
    at = f"{DESK}late/"
    assert "补录纸票" in clerk.get(DESK).text
    local = clock.local(ended - timedelta(minutes=5), SHANGHAI)
    told = {"received_on": f"{local:%Y-%m-%d}", "received_at": f"{local:%H:%M}"}
    wrong = send(clerk, at, at, said_by="王建军、李四", papers=f"{stub}\nABCD-2345", **told)
    assert (wrong.status_code, "第 2 行：" in wrong.text) == (422, True)
    done = send(clerk, at, at, said_by="王建军、李四", papers=stub, **told)
    assert done.status_code == 303
    assert "停电补录 1 张" in clerk.get(DESK).text
    for name in ("paper-roll", "paper-tally"):
        assert clerk.get(f"{DESK}{name}.pdf").mimetype == "application/pdf"
    held.do(actions.type_batch, now=ended, counts=[{"1": 1}], counted_by=COUNTERS)
    held.do(actions.confirm_batch, SUPERVISOR, now=ended)
    held.do(actions.count_vote, now=ended, committee="柳根村")
    held.do(actions.confirm_count, SUPERVISOR, now=ended)
    result = client.get(f"{VOTE}result/").text
    assert "停电补录 1 张" in result
    assert "村民委员会组织法第二十九条" in result
    page = clerk.get(DESK).text
    assert "meetings/new/?vote=1" in page
    _handed_on(clerk, app_village)
    assert send(clerk, DESK, f"{DESK}again/").location.endswith("/desk/votes/2/")


def _handed_on(clerk, village):
    """The meeting that can decide prints the vote's own question and options."""
    council(village, label="9-009")
    new = "/c/liugen/meetings/new/?vote=1"
    token = clerk.get(new).text.split('name="csrf_token" value="')[1].split('"')[0]
    day = clock.local_day(clock.now(), SHANGHAI) + timedelta(days=30)
    told = {
        "body": "1",
        "title": "表决村东路",
        "day": day.isoformat(),
        "clock": "19:00",
        "place": "村部",
        "chair": "李㛃",
        "recorder": "赵敏",
        "agenda": "村东路",
    }
    called = clerk.post(new, data={"csrf_token": token} | told)
    assert called.status_code == 303, called.text
    at = called.headers["Location"]
    with tempfile.TemporaryDirectory() as folder:
        ballots = words_on(clerk.get(f"{at}ballots.pdf").data, Path(folder))
        assert "今年不修" in ballots
        assert "不写自己的名字" in ballots
        tally = words_on(clerk.get(f"{at}tally.pdf").data, Path(folder))
        assert "今年不修" in tally
    assert "记名表决票" not in clerk.get(at).text
    assert clerk.get(f"{at}named-ballots.pdf").status_code == 422
