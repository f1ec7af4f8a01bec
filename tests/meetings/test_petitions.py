"""A petition from a home card to the meeting it forces, in the database and on the pages."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from participation.bodies.rules import BodyKind
from participation.kernel import ids
from participation.kernel.outcome import Done, Refusal
from participation.meetings.actions import petitions as actions
from participation.meetings.rules.petitions import CALL_WITHIN, Petition, State
from participation.meetings.store import petitions as store
from participation.residents.rules.rights import Role
from participation.today.rules.desk import Due, Task
from participation.today.store import desk
from participation.votes.rules.decision_rules import Rule, rule_on
from tests.conftest import NOON, SHANGHAI, Village
from tests.journeys.paper import words_on
from tests.matters.raising import CLERK, at_home
from tests.matters.test_pages import show_card
from tests.meetings.sitting import STARTS, call, council, found_body, seat
from tests.meetings.test_pages import Desk
from tests.residents.people import Home, add_home
from tests.votes.ballots import RULES

DAY = date(2026, 11, 24)
PAGE = "/c/liugen/petitions/1/"
NAMES = ("王桂英", "李强", "陈悦", "赵敏", "张䶮")


def rule(rule_id: str = "V1") -> Rule:
    found = rule_on(RULES, rule_id, DAY)
    assert isinstance(found, Rule)
    return found


def homes(village: Village) -> list[Home]:
    """Four homes of five adults: twenty, of whom two are a tenth."""
    return [
        add_home(village, f"3-{no:03}", [f"{name}{no}" for name in NAMES]) for no in range(1, 5)
    ]


def start(village: Village, home: Home, title: str = "重新商量村东路", **more: Any) -> Any:
    return village.do(
        lambda s, e: actions.start_petition(s, e, rule(), title, "钱没有说清。"),
        at_home(home),
        **more,
    )


def sign(village: Village, home: Home, at: int, day: date = DAY, **more: Any) -> Any:
    person = list(home.people.values())[at]
    return village.do(
        lambda s, e: actions.type_signature(s, e, 1, rule(), person, day, "1-01", SHANGHAI),
        CLERK,
        **more,
    )


def found(village: Village) -> Petition:
    petition: Petition | None = village.read(lambda s: store.find_petition(s, village.id, 1))
    assert petition is not None
    return petition


def test_enough_signatures_start_the_clock_and_the_meeting_answers_it(village: Village) -> None:
    first, second, *_rest = homes(village)
    begun = start(village, first)
    assert isinstance(begun, Done), begun
    assert found(village) == begun.value
    assert isinstance(sign(village, first, 0), Done)
    assert found(village).state is State.GATHERING
    assert sign(village, first, 0).code == "signed-twice"
    enough = sign(village, second, 0)
    assert [type(event).__name__ for event in enough.events] == ["MeetingDemanded"]
    petition = found(village)
    assert petition.state is State.DEMANDED
    assert petition.due_on == DAY + CALL_WITHIN
    assert sign(village, second, 1) == Refusal("petition-over")
    assert [(one.task, one.no) for one in due(village)] == [(Task.CALL, 1)]
    body = found_body(village, "村民会议", kind=BodyKind.VILLAGERS).value
    assert isinstance(seat(village, body.no, next(iter(first.people.values()))), Done)
    meeting = call(village, body, starts_at=STARTS + timedelta(days=12), day=DAY).value
    answered = village.do(lambda s, e: actions.answer_petition(s, e, 1, meeting.no), CLERK)
    assert isinstance(answered, Done), answered
    assert found(village).meeting_no == meeting.no
    assert [one.task for one in due(village)] == [Task.TEXTS]


def due(village: Village) -> list[Due]:
    """What the desk asks for within two days, and whatever has no day of its own."""
    now = village.now
    lines: list[Due] = village.read(lambda s: desk.list_due(s, village.id, now, SHANGHAI))
    return lines


def test_a_line_struck_out_counts_no_more_and_can_be_typed_again(village: Village) -> None:
    first, second, *_rest = homes(village)
    start(village, first)
    sign(village, first, 0)
    (line,) = village.read(lambda s: store.list_signatures(s, village.id, found(village).id))
    strike = lambda s, e: actions.strike_signature(s, e, 1, line.id, "打错了")  # noqa: E731
    assert isinstance(village.do(strike, CLERK), Done)
    assert village.do(strike, CLERK) == Refusal("signature-struck")
    assert isinstance(sign(village, first, 0), Done)
    assert found(village).state is State.GATHERING
    assert isinstance(sign(village, second, 0), Done)
    assert found(village).state is State.DEMANDED


def test_what_cannot_be_is_refused_and_kept_nowhere(village: Village) -> None:
    first, second, *_rest = homes(village)
    visitor = village.do(lambda s, e: actions.start_petition(s, e, rule(), "修路", ""))
    assert visitor == Refusal("card-needed")
    other = village.do(
        lambda s, e: actions.start_petition(s, e, replace(rule(), id="V5"), "修路", ""),
        at_home(first),
    )
    assert other == Refusal("petition-of-no-meeting", "rule")
    assert start(village, first, "罢免村主任").code == "recall-on-paper"
    start(village, first)
    twice = start(village, second)
    assert twice == Refusal("petition-open", "title", {"no": 1})
    wish = lambda s, e: actions.wish(s, e, 1)  # noqa: E731
    assert village.do(wish) == Refusal("card-needed")
    for _tap in range(2):
        assert isinstance(village.do(wish, at_home(second)), Done)
    petition = found(village)
    assert village.read(lambda s: store.count_wishes(s, village.id, petition.id)) == 2
    child = add_home(village, "3-009", ["小宝"], born=date(2015, 1, 1))
    assert sign(village, child, 0).code == "signer-not-entitled"
    gone = village.do(
        lambda s, e: actions.type_signature(s, e, 1, rule(), ids.new_id(), DAY, "", SHANGHAI), CLERK
    )
    assert gone == Refusal("person-gone", "person")
    withdraw = lambda s, e: actions.withdraw_petition(s, e, 1)  # noqa: E731
    assert village.do(withdraw, at_home(second)) == Refusal("petition-of-another")
    assert isinstance(village.do(withdraw, at_home(first)), Done)
    assert village.do(wish, at_home(second)) == Refusal("petition-over")
    unknown = village.do(lambda s, e: actions.wish(s, e, 9), at_home(first))
    assert unknown == Refusal("petition-gone")


def test_a_third_of_the_representatives_forces_a_villagers_meeting(village: Village) -> None:
    crowd = homes(village)
    body = found_body(village, "村民代表会议", kind=BodyKind.VILLAGE_REPRESENTATIVES).value
    for home in crowd[:3]:
        seat(village, body.no, next(iter(home.people.values())))
    start(village, crowd[0])
    assert isinstance(sign(village, crowd[0], 0, now=NOON), Done)
    assert found(village).state is State.DEMANDED


def test_the_pages_carry_it_from_the_card_to_the_typed_sheet(
    client: FlaskClient, app_village: Village, tmp_path: Path
) -> None:
    first, second, *_rest = homes(app_village)
    show_card(client, first)
    assert "我想提议开会" in client.get("/c/liugen/petitions/").text
    form = client.get("/c/liugen/petitions/new/").text
    assert "村民会议要多少人签" in form
    assert "要 2 个签名" in form
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": token, "rule": "V1", "title": "罢免村主任"}
    refused = client.post("/c/liugen/petitions/new/", data=sent)
    assert refused.status_code == 422
    assert "第十九条" in refused.text
    begun = client.post("/c/liugen/petitions/new/", data=sent | {"title": "重新商量村东路"})
    assert begun.headers["Location"] == PAGE
    sheet = client.get(f"{PAGE}sheet.pdf")
    words = words_on(sheet.data, tmp_path)
    for said in ("提议召开村民会议联名表", "重新商量村东路", "现在要 2 个", "按指印"):
        assert said.replace(" ", "") in "".join(words.split())
    show_card(client, second)
    page = client.get(PAGE).text
    assert "我家愿意签" in page
    assert "收回" not in page
    client.post(f"{PAGE}wish/", data={"csrf_token": token})
    assert "有 2 户说愿意签" in client.get(PAGE).text


def test_the_clerk_types_the_sheet_and_residents_never_read_the_names(
    client: FlaskClient, app_village: Village
) -> None:
    first, *rest = homes(app_village)
    start(app_village, first)
    council(app_village)
    desk = Desk(client, app_village)
    for home in (first, *rest[:2]):
        name = next(iter(home.people))
        page = client.get(f"{PAGE}lines/?name={name}").text
        chosen = page.split('name="person"')[1].split('value="')[1].split('"')[0]
        typed = desk.post(
            f"{PAGE}lines/?name={name}", person=chosen, signed_on="2026-11-24", sheet="1-01"
        )
        assert typed.status_code == 303, typed.text
    assert found(app_village).state is State.DEMANDED
    page = client.get(PAGE).text
    assert "应当召集村民会议" in page
    assert "没有写几天" in page
    assert "王桂英" not in page
    assert "还没有定过村民会议" in client.get(f"{PAGE}meeting/").text
    assert "王桂英1" in client.get(f"{PAGE}lines/").text
    Desk(client, app_village, Role.COUNCIL)
    assert client.get(f"{PAGE}lines/").status_code == 403
