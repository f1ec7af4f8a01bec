"""Elections at the desk and for residents: step by step, and no vote by phone."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from participation.audit.records import PrintedRecord
from participation.committees.records import CommitteeRecord
from participation.kernel import clock
from participation.residents.rules.rights import Role
from participation.votes.records import ElectionRecord
from tests.conftest import SHANGHAI, give_account, sign_in, token_of
from tests.votes.ballots import add_homes

DESK = "/c/liugen/desk/elections/"


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


def today():
    return clock.local_day(clock.now(), SHANGHAI)


def start(**changed):
    return {
        "way": "V4:registered",
        "title": "第九届村民委员会换届选举",
        "day": f"{today() + timedelta(days=30)}",
        "hours": "8:00 到 16:00",
        "place": "村委会院子",
        "booth": "二楼会议室",
        "members": "王建国\n李秀兰\n孙来福",
        **changed,
    }


CANDIDATES = {
    "seats_1": "1", "names_1": "赵铁柱\n周秀英", "seats_2": "0", "names_2": "",
    "seats_3": "2", "names_3": "吴大伟\n郑小红\n冯永强",
}  # fmt: skip
COUNT = {
    "issued": "9", "returned": "9", "valid": "8", "spoiled": "1",
    "votes_1_1": "6", "votes_1_2": "2", "votes_3_1": "7", "votes_3_2": "3", "votes_3_3": "3",
    "callers": "何平", "tellers": "吕芳", "watchers": "施国强",
}  # fmt: skip


def send(client, page, address="", **data):
    """Post a form with the token of its page; return where it led, or the refusal."""
    token = token_of(client.get(page).text)
    return client.post(address or page, data={"csrf_token": token, **data})


def sent(client, page, address="", **data):
    """Post a form that must be accepted; return the page it leads to."""
    answer = send(client, page, address, **data)
    assert answer.status_code == 303, re.findall(r'class="wrong"[^>]*>([^<]*)', answer.text)
    return client.get(answer.location).text


def let_the_day_come(village):
    with village.database.writing() as session:
        long_up = today() - timedelta(days=30)
        session.execute(update(ElectionRecord).values(day=today(), published_on=long_up))


def listed(clerk, village, **changed):
    """Start an election at the desk and put its list up."""
    add_homes(village, 12)
    first = sent(clerk, DESK + "new/", **start(**changed))
    assert "下一步：登记选民" in first
    made = sent(clerk, DESK + "1/voters/", DESK + "1/voters/make/")
    assert "登记了 12 个选民" in made
    day = f"{today()}"
    return sent(clerk, DESK + "1/voters/", DESK + "1/voters/publish/", published_on=day)


def test_an_election_goes_step_by_step_to_its_published_result(
    clerk, supervisor, client, app_village
) -> None:
    assert "下一步：写候选人" in listed(clerk, app_village)
    assert "候选人记下了" in sent(clerk, DESK + "1/candidates/", **CANDIDATES)
    proxy = {"giver_no": "1", "holder_no": "2", "is_kin": "kin", "written_on": f"{today()}"}
    refused = send(clerk, DESK + "1/proxies/", **proxy)
    assert "书面的委托书（组织法第18条）" in refused.text
    assert "1 号 王桂英 委托 2 号 王桂英" in sent(
        clerk, DESK + "1/proxies/", **proxy, is_written="y"
    )
    for giver in ("3", "4"):
        sent(clerk, DESK + "1/proxies/", **{**proxy, "giver_no": giver}, is_written="y")
    fourth = send(clerk, DESK + "1/proxies/", **{**proxy, "giver_no": "5"}, is_written="y")
    assert "已经替 3 个人投票，不能再多" in fourth.text
    page = client.get("/c/liugen/elections/1/").text
    for words in ("手机上不收这样的票", "村民委员会组织法第十八条", "赵铁柱", "3-001 王*英 委托"):
        assert words in page
    assert "王桂英" not in page
    early = send(clerk, DESK + "1/", DESK + "1/count/", **COUNT)
    assert early.status_code == 422
    let_the_day_come(app_village)
    assert "votes_1_1-error" in send(
        clerk, DESK + "1/count/", **{**COUNT, "votes_1_1": ""}
    ).text  # fmt: skip
    odd = send(clerk, DESK + "1/count/", **{**COUNT, "valid": "9"})
    assert "有效票加废票要等于收回的 9 张" in odd.text
    typed = sent(clerk, DESK + "1/count/", **COUNT)
    assert "录票数的人自己不能确认" in typed
    own = send(clerk, DESK + "1/count/", DESK + "1/confirm/1/")
    assert own.status_code == 422
    assert "赵铁柱。" not in client.get("/c/liugen/elections/1/").text
    done = sent(supervisor, DESK + "1/count/", DESK + "1/confirm/1/")
    assert "结果已经公布" in done
    shown = client.get("/c/liugen/elections/1/").text
    for words in ("主任：当选：赵铁柱。", "还空 1 个名额", "6 ÷ 9", "三分之一"):
        assert words in shown, words
    later = f"{today() + timedelta(days=7)}"
    again = sent(clerk, DESK + "1/count/", DESK + "1/rerun/", day=later)
    assert "另行选举开始了" in again
    twice = send(clerk, DESK + "1/count/", DESK + "1/rerun/", day=later)
    assert twice.status_code == 422
    assert "郑小红" in client.get("/c/liugen/elections/2/").text


def test_every_paper_comes_out_and_what_was_printed_is_known(
    clerk, supervisor, client, app_village
) -> None:
    listed(clerk, app_village)
    none = clerk.get(DESK + "1/tally.pdf")
    assert none.status_code == 422
    assert clerk.get(DESK + "1/proxies.pdf").status_code == 422
    sent(clerk, DESK + "1/candidates/", **CANDIDATES)
    for name in ("voters", "tally"):
        assert clerk.get(f"{DESK}1/{name}.pdf").data.startswith(b"%PDF"), name
    ask = (DESK + "1/ballots/", DESK + "1/ballots.pdf")
    assert send(clerk, *ask, copies="0").status_code == 422
    assert send(clerk, *ask, copies="14").data.startswith(b"%PDF")
    assert "已经印了 14 张" in clerk.get(ask[0]).text
    let_the_day_come(app_village)
    sent(clerk, DESK + "1/count/", **COUNT)
    page = DESK + "1/count/"
    early = send(clerk, page, DESK + "1/result.pdf")
    assert "还没有经第二个人确认" in early.text
    sent(supervisor, page, DESK + "1/confirm/1/")
    assert send(clerk, page, DESK + "1/result.pdf").data.startswith(b"%PDF")
    printed = app_village.read(lambda s: s.scalars(select(PrintedRecord)).one())
    assert printed.title == "选举结果报告单：第九届村民委员会换届选举"


def test_what_the_law_refuses_stands_beside_its_field(clerk, app_village) -> None:
    new = DESK + "new/"
    soon = send(clerk, new, **start(day=f"{today() + timedelta(days=19)}"))
    assert soon.status_code == 422
    assert "名单要在投票日前 20 天公布（组织法第17条）" in soon.text
    assert "秘密写票处（组织法第18条）" in send(clerk, new, **start(booth="")).text
    listed(clerk, app_village)
    few = send(clerk, DESK + "1/candidates/", **{**CANDIDATES, "names_1": "赵铁柱"})
    assert "主任要选 1 人，候选人要比这个数多" in few.text
    own = send(clerk, DESK + "1/candidates/", **{**CANDIDATES, "names_1": "赵铁柱\n王建国"})
    assert "退出选举委员会" in own.text
    same = send(clerk, DESK + "1/candidates/", **{**CANDIDATES, "names_1": "赵铁柱\n王桂英"})
    assert "名册上有几个人叫王桂英" in same.text
    told = {**CANDIDATES, "names_1": "赵铁柱\n王桂英｜3-009"}
    sent(clerk, DESK + "1/candidates/", **told)
    proxy = {"giver_no": "1", "holder_no": "9", "written_on": f"{today()}", "is_kin": "kin"}
    refused = send(clerk, DESK + "1/proxies/", **proxy, is_written="y")
    assert "王桂英是候选人，不能替别人投" in refused.text


def test_objections_and_corrections_bear_their_days(clerk, client, app_village) -> None:
    listed(clerk, app_village)
    late = send(
        clerk, DESK + "1/objections/", filed_on=f"{today() + timedelta(days=1)}", about="漏了人"
    )
    assert "还没有到" in late.text
    sent(clerk, DESK + "1/objections/", filed_on=f"{today()}", about="漏了三组一个人")
    ruled = sent(
        clerk, DESK + "1/objections/1/", ruled_on=f"{today()}", is_upheld="yes", ruling="加上"
    )
    assert "成立" in ruled
    fix = {"numbers": "3，5-6", "what": "strike", "on_day": f"{today()}", "why": ""}
    assert "写明原因" in send(clerk, DESK + "1/voters/", DESK + "1/voters/correct/", **fix).text
    fix["why"] = "重复登记"
    fixed = sent(clerk, DESK + "1/voters/", DESK + "1/voters/correct/", **fix)
    assert "登记了 9 个选民" in fixed
    assert "公布以后的更正" in fixed
    back = {**fix, "numbers": "", "what": "add"}
    assert send(clerk, DESK + "1/voters/", DESK + "1/voters/correct/", **back).status_code == 422
    all_back = {"all-ground": "resident", "all-why": "核对过身份证"}
    found = sent(clerk, DESK + "1/voters/", DESK + "1/voters/everybody/", **all_back)
    assert "登记了 12 个选民" in found
    assert "1 号" in client.get("/c/liugen/elections/1/?home=3-001").text
    assert "没有人在名单上" in client.get("/c/liugen/elections/1/?home=9-999").text


def test_a_recall_is_asked_for_on_paper_and_the_phone_says_why(clerk, client, app_village) -> None:
    add_homes(app_village, 12)
    page = client.get("/c/liugen/elections/recall/").text
    for words in ("纸上联名", "第十九条", "五分之一以上联名", "至少 3 人", "所以这里不收"):
        assert words in page, words
    sheet = client.get("/c/liugen/elections/recall/sheet/").text
    assert "本人签名或手印" in sheet
    told = start(
        way="V5:registered", title="罢免村委会主任", name="赵铁柱", post="主任",
        reason="账目没有公布",
        petition_base="registered", signed="2", entitled="12", members="",
    )  # fmt: skip
    few = send(clerk, DESK + "recall/new/", **told)
    assert "至少要 3 人（组织法第19条）" in few.text
    begun = sent(clerk, DESK + "recall/new/", **{**told, "signed": "3"})
    assert "写候选人" not in begun
    sent(clerk, DESK + "1/voters/", DESK + "1/voters/make/")
    sent(clerk, DESK + "1/voters/", DESK + "1/voters/publish/", published_on=f"{today()}")
    answered = {**told, "signed": "3", "answer": "账目已经贴了。"}
    sent(clerk, DESK + "1/edit/", **answered)
    shown = client.get("/c/liugen/elections/1/").text
    assert "账目已经贴了。" in shown
    assert "罢免的名单公布几天，国家法律没有写" in shown


def test_nobody_drafts_an_election_as_a_vote(clerk, app_village) -> None:
    draft = clerk.get("/c/liugen/desk/votes/new/").text
    assert "选举和罢免只能到现场用纸票投" in draft
    assert 'value="V4"' not in draft


def test_what_is_being_prepared_is_nobodys_business_yet(clerk, supervisor, client, app_village):
    sent(clerk, DESK + "new/", **start())
    assert client.get("/c/liugen/elections/1/").status_code == 404
    assert "第九届" not in client.get("/c/liugen/elections/").text
    assert supervisor.get(DESK + "1/").status_code == 200
    assert supervisor.get(DESK + "1/voters/").status_code == 403


def test_a_community_chooses_how_it_elects_and_recalls(clerk, client, app_village) -> None:
    with app_village.database.writing() as session:
        session.execute(update(CommitteeRecord).values(kind="community"))
    add_homes(app_village, 12)
    ways = clerk.get(DESK + "new/").text
    for way in ("R3:registered", "R4:household", "R5:rep"):
        assert f'value="{way}"' in ways
    recall = clerk.get(DESK + "recall/new/").text
    for way in ("R6:registered", "R6:household", "R6:rep"):
        assert f'value="{way}"' in recall
    assert "户的代表十分之一以上联名：现在名册上 12 个，至少 2 户" in recall
    sent(clerk, DESK + "new/", **start(way="R4:household", title="居民委员会选举"))
    assert "登记了 12 个选民" in sent(clerk, DESK + "1/voters/", DESK + "1/voters/make/")
    sent(clerk, DESK + "new/", **start(way="R3:registered", title="居民委员会选举"))
    asked = sent(clerk, DESK + "2/voters/", DESK + "2/voters/make/")
    assert "登记了 0 个选民" in asked
    assert "本人表示参加，才登记。" in asked
    assert "城市居民委员会组织法第二十条" in client.get("/c/liugen/elections/recall/").text
