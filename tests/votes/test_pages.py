"""Pages of votes: what anybody reads, what the desk does, step by step and by role."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from participation.cli import voting
from participation.kernel import clock
from participation.residents.rules.rights import Role
from participation.votes.records import OpenBallotRecord, VoteRecord
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.verify import verify_record
from participation.votes.rules.vote import Proof
from participation.votes.store import find_vote
from tests.conftest import give_account, sign_in, token_of
from tests.insights.test_pages import officer
from tests.votes.ballots import NO, YES, add_homes, around, hold_vote
from tests.votes.flats import OWNERS, flats, take

TOOLS = Path(__file__).parents[2] / "tools"

DRAFT = {
    "question": "村东路 620 米，今年修不修？",
    "detail": "村集体出 6 万。",
    "kind": "yes-no",
    "options": "修｜村集体出 6 万\n今年不修",
    "rule": "C1",
    "secrecy": "secret",
    "closes_on": "2099-11-30",
    "closes_at": "20:00",
    "unit": "household",
    "proof": "bearer",
    "publishes_on": "2099-12-01",
    "publishes_at": "12:00",
}
NAMES = {"caller": "王木生", "counter": "陈秀兰", "watcher": "何大海"}


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


def send(client, page, address, **data):
    """Post a form with the token of a page that was read."""
    token = token_of(client.get(page).text)
    return client.post(address, data={"csrf_token": token, **data})


def hold(village, homes=4, **changes):
    now = clock.now()
    village.now = now
    return hold_vote(village, homes, now=now, **{**around(now), **changes})


def stop(held):
    """Let the clock pass the close and the hour of publication."""
    past = around(clock.now())["opens_at"]
    with held.village.database.writing() as session:
        session.execute(
            update(VoteRecord).values(
                opens_at=past.replace(year=2020), closes_at=past, publishes_at=past
            )
        )


def desk(held, rest=""):
    return f"/c/liugen/desk/votes/{held.no}/{rest}"


def test_the_clerk_drafts_previews_and_opens(clerk, app_village):
    add_homes(app_village, 3)
    new = "/c/liugen/desk/votes/new/"
    assert "议事会征求各户意见" in clerk.get(new).text
    drafted = send(clerk, new, new, **DRAFT)
    assert drafted.status_code == 303
    preview = clerk.get(drafted.location)
    for words in ("请您家投票", "意见征求 · 无记名", "今年不修", "弃权", "打开投票"):
        assert words in preview.text
    opened = send(clerk, drafted.location, f"{drafted.location}open/")
    assert opened.status_code == 303
    assert "正在投票" in clerk.get(drafted.location).text
    again = send(clerk, new, f"{drafted.location}open/")
    assert again.status_code == 422
    assert "投票已经开始了" in again.text


def test_a_faulty_draft_keeps_its_words_and_says_what_to_do(clerk, app_village):
    new = "/c/liugen/desk/votes/new/"
    faulty = {
        "closes_on": {**DRAFT, "closes_on": "2020-01-01"},
        "options": {**DRAFT, "options": "修\n修"},
        "question": {**DRAFT, "question": ""},
    }
    for field, data in faulty.items():
        refused = send(clerk, new, new, **data)
        assert refused.status_code == 422
        assert f'id="{field}-error"' in refused.text
        assert "村集体出 6 万。" in refused.text


def test_a_draft_is_changed_before_it_opens_and_shown_to_nobody_else(clerk, client, app_village):
    new = "/c/liugen/desk/votes/new/"
    drafted = send(clerk, new, new, **DRAFT).location
    edit = f"{drafted}edit/"
    assert "修｜村集体出 6 万" in clerk.get(edit).text
    changed = send(clerk, edit, edit, **{**DRAFT, "question": "村东路修不修？"})
    assert changed.status_code == 303
    assert "村东路修不修？" in clerk.get(drafted).text
    no = drafted.rstrip("/").rsplit("/", 1)[1]
    assert client.get(f"/c/liugen/votes/{no}/").status_code == 404
    assert "村东路" not in client.get("/c/liugen/votes/").text


def test_homes_are_asked_for_money_only_with_a_levy_that_says_on_what_grounds(
    clerk, client, app_village
):
    hold(app_village, 3)
    new = "/c/liugen/desk/votes/new/"
    drafted = send(clerk, new, new, **{**DRAFT, "detail": "每户出 200 元。"}).location
    refused = send(clerk, drafted, f"{drafted}open/")
    assert (refused.status_code, "请先填筹资筹劳表" in refused.text) == (422, True)
    page = f"{drafted}levy/"
    assert page in refused.text
    assert "未核实" in clerk.get(page).text
    levy = {
        "levy_money": "200",
        "levy_exempt": ["destitute", "soldier"],
        "levy_cap": "200",
        "levy_cap_source": "某省农民负担监督管理条例第十条",
        "levy_signed": "3",
        "levy_township": "柳政审〔2026〕7号",
        "levy_township_on": "2026-01-05",
    }
    for field, value in (
        ("levy_money", "0"),
        ("levy_money", "201"),
        ("levy_exempt", ["soldier"]),
        ("levy_cap", ""),
        ("levy_signed", "4"),
        ("levy_signed", "两"),
        ("levy_township", ""),
    ):
        wrong = send(clerk, page, page, **{**levy, field: value})
        assert wrong.status_code == 422
        assert f'id="{field}-error"' in wrong.text
    assert send(clerk, page, page, **levy).status_code == 303
    assert 'value="200"' in clerk.get(page).text
    assert "特困（五保）人员、现役军人" in clerk.get(drafted).text
    assert send(clerk, page, f"{page}drop/").status_code == 303
    assert send(clerk, drafted, f"{drafted}open/").status_code == 422
    send(clerk, page, page, **levy)
    assert send(clerk, drafted, f"{drafted}edit/", **{**DRAFT, "detail": "每户出 200 元。"})
    assert send(clerk, drafted, f"{drafted}open/").status_code == 303
    shown = client.get(drafted.replace("/desk", "")).text
    for words in ("每人 200 元", "柳政审〔2026〕7号 2026-01-05", "未核实", "3 户，全村 3 户"):
        assert words in shown
    assert send(clerk, drafted, f"{page}drop/").status_code == 422


def test_anybody_reads_question_progress_and_rule_of_an_open_vote(client, app_village):
    held = hold(app_village)
    held.cast("3-001", YES, now=app_village.now)
    page = client.get(f"/c/liugen/votes/{held.no}/")
    for words in ("村东路 620 米", "已有 1 户参加", "议事规则第八条", "谁也不数"):
        assert words in page.text
    assert "村东路" in client.get("/c/liugen/votes/").text
    assert client.get(f"/c/liugen/votes/{held.no}/result/").status_code == 404
    for name in ("record.json", "ballots.csv"):
        assert client.get(f"/c/liugen/votes/{held.no}/{name}").status_code == 404
    assert client.get("/c/liugen/votes/99/").status_code == 404


def test_owners_are_asked_by_heads_and_area(clerk, client, app_village):
    new = "/c/liugen/desk/votes/new/"
    assert "业主共同决定" not in clerk.get(new).text
    take(app_village, flats(300, 100, 100.5))
    assert "一位业主一票" in clerk.get(new).text
    owners = {**DRAFT, "rule": "O1"}
    refused = send(clerk, new, new, **owners)
    assert (refused.status_code, "请选记名" in refused.text) == (422, True)
    drafted = send(clerk, new, new, **{**owners, "secrecy": "open"}).location
    send(clerk, drafted, f"{drafted}open/")
    page = client.get(drafted.replace("/desk", "")).text
    for words in ("共 3 位业主、500.5 平方米可以投。", "已有 0 位业主参加", "参加面积 0 平方米"):
        assert words in page
    paper = hold(app_village, 0, **OWNERS)
    only = client.get(f"/s/{paper.slips['1号楼101'].token}").text
    assert ("这次只用纸票" in only, 'name="choice"' in only) == (True, False)
    held = hold(app_village, 0, **{**OWNERS, "channels": frozenset(Channel)})
    slip = client.get(f"/s/{held.slips['1号楼101'].token}")
    assert "1号楼101 · 贾* · 300 平方米" in slip.text
    held.cast("1号楼101", NO, now=app_village.now, digits=held.slips["1号楼101"].digits)
    held.cast("1号楼102", YES, now=app_village.now, digits=held.slips["1号楼102"].digits)
    stop(held)
    held.settle()
    result = client.get(f"/c/liugen/votes/{held.no}/result/").text
    for words in ("1 人 · 300 平方米", "同意面积", "100 ÷ 400"):
        assert words in result


def test_stubs_are_typed_one_after_another(clerk, app_village):
    held = hold(app_village)
    page = desk(held, "stubs/")
    assert "autofocus" in clerk.get(page).text
    code = held.slips["3-001"].typed
    assert send(clerk, page, page, code=code).status_code == 303
    shown = clerk.get(page)
    assert "记上了：第三小组 · 3-001 户" in shown.text
    assert "已经录了 1 张" in shown.text
    twice = send(clerk, page, page, code=code)
    assert twice.status_code == 422
    assert "先收到的算数" in twice.text
    assert "没有找到这张票" in send(clerk, page, page, code="22222222").text


def test_named_paper_is_typed_with_its_choice(clerk, app_village):
    held = hold(app_village, secrecy=Secrecy.OPEN)
    page = desk(held, "stubs/")
    code = held.slips["3-001"].typed
    assert send(clerk, page, page, code=code).status_code == 422
    assert send(clerk, page, page, code=code, answer_1=NO).status_code == 303
    assert "已经录了 1 张" in clerk.get(page).text
    typed = f"{held.slips['3-002'].typed[:4]}-{held.slips['3-002'].typed[4:]} "
    wrong = send(clerk, page, page, code=f"{typed}8")
    assert wrong.status_code == 422
    assert "已经录了 1 张" in wrong.text
    assert send(clerk, page, page, code=f"{typed}１").status_code == 303
    village = held.village
    found = village.read(lambda s: s.scalars(select(OpenBallotRecord.choice)).all())
    assert sorted(found) == [YES, NO]


def test_a_vote_that_is_often_held_is_filled_in_and_its_gaps_are_asked_for(clerk, app_village):
    add_homes(app_village, 3)
    new = "/c/liugen/desk/votes/new/"
    assert "typical=road" in clerk.get(new).text
    assert "typical=road" in clerk.get(f"{new}?typical=nonsense").text
    begun = clerk.get(f"{new}?typical=first").text
    assert "按“先办哪几件”填好了大半" in begun
    assert 'checked id="kind-2"' in begun
    left = DRAFT | {"question": "〔哪一段〕路，今年修不修？", "options": "〔甲〕\n不修"}
    refused = send(clerk, new, f"{new}?typical=road", **left)
    assert refused.status_code == 422
    assert "〔哪一段〕还没有写" in refused.text
    assert "〔甲〕还没有写" in refused.text


def test_from_the_close_to_the_published_sum(clerk, supervisor, client, app_village, house):
    held = hold(app_village)
    receipt = held.cast("3-001", YES, now=app_village.now).value.receipt
    held.cast("3-002", YES, now=app_village.now)
    send(clerk, desk(held), desk(held, "stubs/"), code=held.slips["3-003"].typed)
    stop(held)
    assert "已停止投票" in clerk.get(desk(held)).text
    early = send(clerk, desk(held), desk(held, "count/"))
    assert early.status_code == 422
    assert "还没有核对完" in early.text
    wrong = NAMES | {"paper_1_1": "0", "paper_1_2": "2", "paper_1_3": "0", "paper_1_spoiled": "0"}
    assert send(clerk, desk(held), desk(held, "batch/"), **wrong).status_code == 303
    refused = send(supervisor, desk(held), desk(held, "batch/check/"))
    assert "数目不一样" in refused.text
    right = {**wrong, "paper_1_2": "1"}
    assert send(clerk, desk(held), desk(held, "batch/"), **right).status_code == 303
    assert send(supervisor, desk(held), desk(held, "batch/check/")).status_code == 303
    assert send(clerk, desk(held), desk(held, "count/")).status_code == 303
    assert client.get(f"/c/liugen/votes/{held.no}/result/").status_code == 404
    assert send(clerk, desk(held), desk(held, "confirm/")).status_code == 403
    assert "核对的人不能是同一个人" in supervisor.get(desk(held)).text
    assert send(supervisor, desk(held), desk(held, "confirm/")).status_code == 303
    voting.close_and_publish(house)
    result = client.get(f"/c/liugen/votes/{held.no}/result/")
    for words in (
        "多数赞成（意见征求，不是决议）",
        "参加户数",
        "3 ÷ 4",
        "2 ÷ 3",
        "手机 2 · 纸票 1",
        "正式表决由村民代表会议作出",
    ):
        assert words in result.text
    assert "通过" not in result.text
    address = f"/c/liugen/votes/{held.no}/result/"
    assert "计入了" in send(client, address, address, receipt=receipt.lower()).text
    assert "没有找到这个回执码" in send(client, address, address, receipt="2222-2222").text
    assert send(client, address, address, receipt="").status_code == 422
    record = json.loads(client.get(f"/c/liugen/votes/{held.no}/record.json").text)
    assert verify_record(record) == []
    assert f"python3 recount.py vote-{held.no}-record.json" in result.text
    program = client.get("/c/liugen/votes/recount.py")
    assert program.data == (TOOLS / "recount.py").read_bytes()
    assert "attachment" in program.headers["Content-Disposition"]
    table = client.get(f"/c/liugen/votes/{held.no}/ballots.csv").text.lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(table)))
    assert [row[0] for row in rows].count("receipt") == 3
    assert [row[0] for row in rows].count("choice") == 3
    assert "看结果" in clerk.get(desk(held)).text


def test_a_named_result_publishes_household_numbers_and_no_formula(
    clerk, supervisor, client, app_village
):
    options = (("=1+1", ""), ("不修", ""))
    held = hold(app_village, secrecy=Secrecy.OPEN, options=options)
    receipt = held.cast("3-001", YES, now=app_village.now).value.receipt
    stop(held)
    assert "核对纸票" not in clerk.get(desk(held)).text
    send(clerk, desk(held), desk(held, "count/"))
    send(supervisor, desk(held), desk(held, "confirm/"))
    table = client.get(f"/c/liugen/votes/{held.no}/ballots.csv").text.lstrip("\ufeff")
    assert list(csv.reader(io.StringIO(table)))[1] == [
        "named",
        "1",
        "3-001",
        "0",
        "1",
        "'=1+1",
    ]
    address = f"/c/liugen/votes/{held.no}/result/"
    assert "计入了" in send(client, address, address, receipt=receipt).text


def test_slips_that_no_telephone_could_open_are_not_printed(clerk, app, app_village, house):
    held = hold(app_village)
    app.extensions["house"] = replace(house, base_url="http://127.0.0.1:8000")
    refused = send(clerk, desk(held), f"/c/liugen/votes/{held.no}/slips")
    assert refused.status_code == 422
    backwards = send(clerk, desk(held), f"/c/liugen/votes/{held.no}/slips", sample="1", first="0")
    assert backwards.status_code == 422


def test_slips_are_printed_as_a_job_that_may_be_left(clerk, app, app_village, house):
    held = hold(app_village)
    asked = send(clerk, desk(held), f"/c/liugen/votes/{held.no}/slips", sample="1", first="2")
    assert asked.status_code == 303
    assert asked.location.startswith("/c/liugen/desk/print/")
    with app.app_context():
        voting.run_slip_print(house)
    assert clerk.get(asked.location).status_code == 200
    assert clerk.get(f"/s/{held.slips['3-001'].token}").status_code == 200
    assert clerk.get(f"/s/{held.slips['3-002'].token}").status_code == 410


def test_tick_stores_the_close_and_publishes_nothing_that_waits(app_village, house):
    held = hold(app_village)
    stop(held)
    voting.close_and_publish(house)
    vote = app_village.read(lambda s: find_vote(s, app_village.id, held.no))
    assert vote.state == "closed"


@pytest.mark.parametrize("role", [None, Role.COUNCIL, Role.HEAD])
def test_the_desk_of_a_vote_is_for_clerk_and_supervisor(app, app_village, role):
    held = hold(app_village)
    client = app.test_client()
    if role is not None:
        sign_in(client, give_account(app_village, "one-role", "陈悦", role))
    shown = client.get(desk(held))
    assert shown.status_code == (403 if role else 302)
    for rest in ("open/", "batch/", "batch/check/", "count/", "confirm/", "stubs/"):
        assert send(client, "/c/liugen/code/", desk(held, rest)).status_code == 403


def test_a_supervisor_types_nothing_and_opens_nothing(supervisor, app_village):
    held = hold(app_village)
    for rest in ("open/", "batch/", "count/", "stubs/"):
        assert send(supervisor, desk(held), desk(held, rest)).status_code == 403


def test_a_votes_page_shows_the_reasons_of_its_matter_in_six_questions(client, app_village):
    from sqlalchemy import event

    from tests.matters.raising import raise_lamp
    from tests.residents.people import add_home

    home = add_home(app_village, "9-001")
    held = hold(app_village, matter_id=raise_lamp(app_village, home).id)
    client.set_cookie("home_card", home.card)
    asked = []

    def count(_connection, _cursor, statement, *_more):
        asked.append(statement)

    engine = app_village.database.engine
    event.listen(engine, "before_cursor_execute", count)
    page = client.get(f"/c/liugen/votes/{held.no}/")
    event.remove(engine, "before_cursor_execute", count)
    assert "利和弊" in page.text
    assert sum(statement.startswith("SELECT") for statement in asked) <= 6, asked


@pytest.fixture
def helper(app, app_village):
    client = app.test_client()
    sign_in(client, give_account(app_village, "helper-one", "孙巧云", Role.HELPER))
    return client


def hidden_of(text, name):
    return re.search(rf'name="{name}" value="([^"]+)"', text)[1]


def test_a_helper_reads_out_taps_reads_back_and_the_choice_is_gone(helper, app_village):
    held = hold(app_village, 40, proof=Proof.DIGITS)
    begin, slip = f"/c/liugen/help/{held.no}/", held.slips["3-001"]
    assert "村东路" in helper.get("/c/liugen/help/").text
    wrong = send(helper, begin, begin, slip_code=slip.typed, digits=slip.digits)
    assert (wrong.status_code, "属实就打勾" in wrong.text) == (422, True)
    proof = {"slip_code": slip.typed, "digits": slip.digits, "declared": "y"}
    script = send(helper, begin, begin, **proof)
    for words in ("今年不修", "弃权", "选哪个都可以，不影响待遇", "3-001"):
        assert words in script.text
    said = {"slip_code": slip.typed, "pass_code": hidden_of(script.text, "pass_code")}
    token = {"csrf_token": token_of(script.text)}
    none = helper.post(f"{begin}ballot", data={**said, **token})
    assert (none.status_code, "还没有选" in none.text) == (422, True)
    back = helper.post(f"{begin}ballot", data={**said, **token, "choice": NO})
    assert "您选的是" in back.text
    assert "今年不修" in back.text
    again = helper.post(f"{begin}ballot", data={**said, **token, "again": "1"})
    assert (again.status_code, "念给他听" in again.text) == (200, True)
    counted = helper.post(f"{begin}ballot", data={**said, **token, "choice": NO, "confirm": "1"})
    receipt = helper.get(counted.location)
    assert "他这一票算上了" in receipt.text
    assert "今年不修" not in receipt.text
    going_back = helper.post(f"{begin}ballot", data={**said, **token, "choice": NO})
    assert going_back.status_code == 303, "no choice is shown once it was counted"
    assert receipt.headers["Cache-Control"] == back.headers["Cache-Control"] == "no-store"
    foreign = helper.post(f"{begin}ballot", data={**token, "choice": NO, "confirm": "1"})
    assert foreign.status_code == 404


def test_a_complaint_reaches_supervisor_and_county_and_passes_the_desk(
    app, client, clerk, supervisor, app_village
):
    held = hold(app_village, secrecy=Secrecy.OPEN)
    slip, page = held.slips["3-001"], f"/c/liugen/votes/{held.no}/complaint/"
    assert page in client.get(f"/s/{slip.token}").text
    none = send(client, page, page, kind="not-mine")
    assert (none.status_code, "写上票上的八位码" in none.text) == (422, True)
    filed = send(client, page, page, kind="not-mine", slip_code=slip.typed, text="不是我点的")
    assert filed.status_code == 303
    assert "已经交给监督委员会" in client.get(filed.location).text
    watch = desk(held, "oversight/")
    assert clerk.get(watch).status_code == 403
    log = clerk.get("/c/liugen/desk/log/").text
    assert "不是我点的" not in clerk.get(desk(held)).text + log
    assert "不是我点的" in supervisor.get(watch).text
    answered = {"answer": "问过了，作废", "is_voided": "y"}
    bare = send(supervisor, watch, f"{watch}complaints/1/", answer="")
    assert bare.status_code == 422
    assert send(supervisor, watch, f"{watch}complaints/1/", **answered).status_code == 303
    assert client.get(f"/s/{slip.token}").status_code == 410
    county = app.test_client()
    sign_in(county, officer(app_village))
    seen = county.get("/county/000000/votes/").text
    for words in ("不是我点的", "问过了，作废", "柳根村"):
        assert words in seen


def test_the_third_slip_from_one_phone_is_shown_to_supervisor_and_county(
    app, client, clerk, supervisor, app_village
):
    held = hold(app_village)
    for label in ("3-001", "3-002", "3-003"):
        code = held.slips[label].token
        sent = {"slip_code": code, "choice": YES}
        address = f"/c/liugen/votes/{held.no}/ballot"
        page = send(client, f"/s/{code}", address, **sent)
        confirm = {"retry_code": hidden_of(page.text, "retry_code"), "confirm": "1"}
        counted = send(client, f"/s/{code}", address, **sent, **confirm)
        assert counted.status_code == 303
    assert "HttpOnly" in counted.headers["Set-Cookie"]
    said = "同一部手机投了 3 张票"
    assert said in supervisor.get(desk(held, "oversight/")).text
    assert said not in clerk.get(desk(held)).text
    county = app.test_client()
    sign_in(county, officer(app_village))
    assert said in county.get("/county/000000/votes/").text


def test_call_backs_and_carriers_stand_with_the_result(clerk, client, supervisor, app_village):
    held = hold(app_village)
    held.cast("3-001")
    named = send(clerk, desk(held), desk(held, "carriers/"), name="何大海")
    assert named.status_code == 303
    assert send(clerk, desk(held), desk(held, "carriers/"), name="").status_code == 422
    watch = desk(held, "oversight/")
    assert "停止投票以后再抽" in supervisor.get(watch).text
    stop(held)
    assert send(supervisor, watch, f"{watch}calls/").status_code == 303
    assert send(supervisor, watch, f"{watch}calls/1/", outcome="what").status_code == 422
    assert send(supervisor, watch, f"{watch}calls/1/", outcome="confirmed").status_code == 303
    send(clerk, desk(held), desk(held, "count/"))
    send(supervisor, desk(held), desk(held, "confirm/"))
    shown = client.get(f"/c/liugen/votes/{held.no}/result/").text
    for words in ("抽了 1 票回访：说投过 1", "送票：何大海", "亲自投的 1 / 1，亲自率 100%"):
        assert words in shown
