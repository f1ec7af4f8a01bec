"""Gates of items in the database and on the pages: the secretary signs, the clerk records."""

from datetime import date
from typing import Any

from flask.testing import FlaskClient

from participation.bodies.rules import BodyKind
from participation.kernel.outcome import Done
from participation.meetings import store
from participation.meetings.actions import gates as actions
from participation.meetings.rules.gates import Gate, Touch
from participation.meetings.store.gates import list_gates
from participation.residents.rules.rights import Role
from tests.conftest import Village
from tests.meetings.sitting import Wanted, call, close, council, found_body, mark, record, seat
from tests.meetings.test_pages import Desk
from tests.residents.people import add_home

DAY = date(2026, 11, 24)
GATE = "/c/liugen/meetings/1/items/1/"


def assembly(village: Village) -> Any:
    """A meeting of the village's representatives, all of them there."""
    body = found_body(village, "村民代表会议", kind=BodyKind.VILLAGE_REPRESENTATIVES).value
    home = add_home(village, "3-041", ("李㛃", "赵敏", "王䶮"))
    for person in home.people.values():
        seat(village, body.no, person)
    meeting = call(village, body, [Wanted("村东路修不修")]).value
    assert isinstance(mark(village, meeting), Done)
    return meeting


def sign(village: Village, no: int, **more: Any) -> Any:
    wanted: dict[str, Any] = {
        "studied_on": DAY,
        "organisation": "柳根村党支部",
        "opinion": "同意。",
        "signed_by": "韩志远",
        "is_on_paper": True,
        "today": DAY,
    }
    return village.do(lambda s, e: actions.sign_study(s, e, no, 1, **wanted | more))


def gate_of(village: Village, meeting: Any) -> Gate:
    (item, *_rest) = village.read(lambda s: store.list_items(s, village.id, meeting.id))
    found: dict[Any, Gate] = village.read(lambda s: list_gates(s, village.id, meeting.id))
    return found[item.id]


def test_a_decision_of_the_representatives_waits_for_the_study(village: Village) -> None:
    meeting = assembly(village)
    votes = {"yes": 2, "no": 1, "abstain": 0}
    assert record(village, meeting, **votes).code == "party-study-missing"
    signed = sign(village, meeting.no)
    assert isinstance(signed, Done), signed
    assert gate_of(village, meeting) == signed.value
    assert sign(village, meeting.no).code == "studied-already"
    assert isinstance(record(village, meeting, **votes), Done)
    closed = close(village, meeting)
    assert isinstance(closed, Done), closed
    (item,) = closed.value.minutes.items
    assert item.gate == signed.value
    assert str(item.outcome) == "carried"
    assert item.by_law is not None
    assert [(one.number, one.of, one.article) for one in item.by_law.outcome.tests] == [
        (3, 3, 30),
        (2, 3, 30),
    ]
    assert sign(village, meeting.no).code == "meeting-held"


def test_what_is_said_of_an_item_can_be_put_better(village: Village) -> None:
    meeting = call(village, council(village)).value
    said: dict[str, Any] = {"touches": (Touch.MONEY,), "decider": "V2", "not_major": ""}
    for source in ("", "集体账户"):
        done = village.do(
            lambda s, e, source=source: actions.say_of_item(
                s, e, meeting.no, 1, money_source=source, **said
            )
        )
        assert isinstance(done, Done), done
    assert gate_of(village, meeting) == Gate((Touch.MONEY,), "集体账户", "V2")
    gone = village.do(
        lambda s, e: actions.say_of_item(s, e, meeting.no, 9, money_source="", **said)
    )
    assert gone.code == "item-gone"


def test_the_secretary_signs_on_the_screen_and_it_is_called_what_it_is(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = assembly(app_village)
    desk = Desk(client, app_village, Role.SECRETARY)
    assert "items/1/study/" in client.get("/c/liugen/meetings/1/").text
    assert "屏幕上确认的，不是签名" in client.get(GATE + "study/").text
    signed = desk.post(
        GATE + "study/", studied_on="2026-11-24", organisation="柳根村党支部", signed_by="冒名"
    )
    assert signed.status_code == 303
    study = gate_of(app_village, meeting).study
    assert study is not None
    assert (study.signed_by, study.is_on_paper) == ("赵敏", False)
    assert client.get(GATE + "gates/").status_code == 403


def test_the_clerk_is_led_to_the_gate_and_nothing_typed_is_lost(
    client: FlaskClient, app_village: Village
) -> None:
    assembly(app_village)
    desk = Desk(client, app_village)
    votes = {"method": "hands", "motion": "修。", "yes": "2", "no": "1", "abstain": "0"}
    texts = {"proposer": "", "discussion": "张𬭚：修。", "decision": "", "dissent": ""}
    refused = desk.post(GATE, **votes, **texts)
    assert refused.status_code == 422
    assert "第 28 条" in refused.text
    assert "张𬭚：修。" in refused.text
    page = client.get(GATE + "gates/").text
    assert "书记签" in page
    recording = client.get("/c/liugen/meetings/1/record/").text
    assert "村民委员会组织法第三十条" in recording, "the law's quorum stands beside the charter's"
    said = {"money_source": "", "decider": "", "not_major": "只是通报，不花钱。"}
    assert desk.post(GATE + "gates/", **said).status_code == 303
    assert "没有作为重要事项：只是通报" in client.get(GATE).text
    assert desk.post(GATE, **votes, **texts).status_code == 303
