"""A ballot with several questions, from the desk to the phone to the box to the result."""

import csv
import io
import json
import re

from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.verify import verify_record
from tests.conftest import token_of
from tests.votes.ballots import add_homes
from tests.votes.test_pages import DRAFT, NAMES, clerk, desk, hold, send, stop, supervisor
from tests.votes.test_questions import THREE

__all__ = ["clerk", "supervisor"]


def test_the_clerk_puts_a_second_question_on_the_ballot(clerk, app_village):
    add_homes(app_village, 3)
    new = "/c/liugen/desk/votes/new/"
    drafted = send(clerk, new, new, **DRAFT).location
    more = f"{drafted}questions/2/"
    asked = {
        "question": "一万块钱怎么花？",
        "kind": "budget",
        "options": "路灯｜6000｜六盏\n长凳｜0.3 万\n球场｜九千",
        "total": "1 万元",
        "method": "greedy",
    }
    refused = send(clerk, more, more, **asked)
    assert refused.status_code == 422
    assert "总的叫什么" in refused.text
    asked["heading"] = "秋后两件事"
    refused = send(clerk, more, more, **asked)
    assert "没有写多少钱" in refused.text
    asked["options"] = asked["options"].replace("九千", "9,000 元")
    assert send(clerk, more, more, **asked).status_code == 303
    preview = clerk.get(drafted).text
    for words in ("秋后两件事", "1. 村东路", "2. 一万块钱", "6000 元 · 六盏", "一共 10000 元"):
        assert words in preview
    again = clerk.get(more).text
    assert "路灯｜6000｜六盏" in again
    assert send(clerk, more, f"{more}drop/").status_code == 303
    assert "一万块钱" not in clerk.get(drafted).text
    assert clerk.get(f"{drafted}questions/9/").status_code == 404


def test_a_ballot_half_filled_comes_back_with_every_tick(client, app_village):
    held = hold(app_village, **THREE)
    slip = f"/s/{held.slips['3-001'].token}"
    page = client.get(slip)
    assert page.text.count("<fieldset") == 3
    data = {"slip_code": held.slips["3-001"].token, "choice": "2", "choice-2": ["1", "3"]}
    ballot = f"/c/liugen/votes/{held.no}/ballot"
    refused = send(client, slip, ballot, **data)
    assert refused.status_code == 422
    assert "第 3 题还没有选" in refused.text
    back = client.post(slip, data={**_hidden(refused.text)})
    assert back.text.count(" checked") == 3
    too_many = send(client, slip, ballot, **{**data, "choice-2": ["1", "2", "3"], "choice-3": "1"})
    assert "第 2 题选多了，最多选 2 项" in too_many.text
    shown = send(client, slip, ballot, **{**data, "choice-3": ["1", "2"]})
    assert shown.status_code == 200
    for words in ("今年不修", "路灯、清沟", "路灯、长凳"):
        assert words in shown.text
    counted = client.post(ballot, data=_hidden(shown.text))
    assert counted.status_code == 303


def _hidden(text):
    """Return the hidden fields of the first form on a page."""
    form = text.partition("<main")[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))


def test_papers_with_several_ticks_are_typed_one_to_a_line(clerk, supervisor, client, app_village):
    held = hold(app_village, 6, **THREE)
    for at, ballot in enumerate(["1;1,2;1,2", "1;1,3;1", "2;1;3"], 1):
        held.cast(f"3-{at:03}", ballot, now=app_village.now)
    for at in (4, 5):
        code = held.slips[f"3-{at:03}"].typed
        send(clerk, desk(held, "stubs/"), desk(held, "stubs/"), code=code)
    stop(held)
    papers = NAMES | {"paper_1_1": "2", "paper_2_lines": "1 2\n1，九", "paper_3_lines": "1 2 × 2"}
    refused = send(clerk, desk(held), desk(held, "batch/"), **papers)
    assert refused.status_code == 422
    assert "这一行看不懂：1，九" in refused.text
    assert "1 2 × 2" in refused.text
    papers["paper_2_lines"] = "1 2\n空"
    assert send(clerk, desk(held), desk(held, "batch/"), **papers).status_code == 303
    assert "路灯、广场" in supervisor.get(desk(held)).text
    send(supervisor, desk(held), desk(held, "batch/check/"))
    send(clerk, desk(held), desk(held, "count/"))
    assert send(supervisor, desk(held), desk(held, "confirm/")).status_code == 303
    result = client.get(f"/c/liugen/votes/{held.no}/result/").text
    for words in ("够数的：路灯", "有钱办的：路灯、长凳", "空白票"):
        assert words in result
    record = json.loads(client.get(f"/c/liugen/votes/{held.no}/record.json").text)
    assert verify_record(record) == []
    table = client.get(f"/c/liugen/votes/{held.no}/ballots.csv").text.lstrip("\ufeff")
    rows = [row[0] for row in csv.reader(io.StringIO(table))][1:]
    assert {name: rows.count(name) for name in set(rows)} == {
        "receipt": 5,
        "choice-1": 5,
        "choice-2": 5,
        "choice-3": 5,
    }


def test_a_named_paper_with_several_questions_is_typed_whole(clerk, app_village):
    held = hold(app_village, 3, secrecy=Secrecy.OPEN, **THREE)
    page = desk(held, "stubs/")
    code = held.slips["3-001"].typed
    refused = send(clerk, page, page, code=code, answer_1="1", answer_3=["1"])
    assert refused.status_code == 422
    assert "第 2 题还没有选" in refused.text
    data = {"code": code, "answer_1": "1", "answer_2": ["1", "3"], "answer_3": "blank"}
    assert send(clerk, page, page, **data).status_code == 303
    assert token_of(clerk.get(page).text)


def test_where_too_few_took_part_nothing_is_called_chosen(clerk, supervisor, client, app_village):
    held = hold(app_village, 9, **THREE)
    for at in (1, 2, 3):
        held.cast(f"3-{at:03}", "1;1;1", now=app_village.now)
    stop(held)
    send(clerk, desk(held), desk(held, "count/"))
    send(supervisor, desk(held), desk(held, "confirm/"))
    result = client.get(f"/c/liugen/votes/{held.no}/result/").text
    assert "参加的不够数" in result
    for words in ("够数的：路灯", "有钱办的", "钱怎么分的"):
        assert words not in result
