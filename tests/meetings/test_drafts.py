"""What is typed into minutes is not lost before it is stored, on both databases and on pages."""

from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient

from participation.kernel import ids
from participation.kernel.actor import OPERATOR, Actor, Kind
from participation.kernel.outcome import Done
from participation.meetings import actions, store
from participation.meetings.actions.drafts import drop_draft, keep_draft
from participation.meetings.rules.minutes import ItemText, Texts
from participation.meetings.store.drafts import find_draft
from tests.conftest import Village
from tests.meetings.sitting import adopt, held
from tests.meetings.test_pages import MEETING, Desk

MINUTES = MEETING + "minutes/"
DRAFT = MINUTES + "draft/"
ZHAO = replace(OPERATOR, kind=Kind.ACCOUNT, account_id=ids.new_id())
LI = replace(ZHAO, account_id=ids.new_id())
TYPED = Texts((ItemText("张𬭚：先修\u202e 280 米。", "报村民代表会议。", ""),), "开场的话", "")
CLEAN = replace(TYPED, items=(replace(TYPED.items[0], discussion="张𬭚：先修 280 米。"),))


def keep(village: Village, actor: Actor = ZHAO, texts: Texts = TYPED, base: int = 1) -> Any:
    return village.do(lambda s, e: keep_draft(s, e, 1, base, texts), actor)


def found(village: Village, meeting_id: Any, actor: Actor = ZHAO) -> Any:
    return village.read(lambda s: find_draft(s, village.id, meeting_id, actor.account_id))


def test_a_draft_is_its_writers_and_the_last_one_stands(village: Village) -> None:
    meeting = held(village).meeting
    assert isinstance(keep(village), Done)
    assert isinstance(keep(village, texts=replace(TYPED, closing="散会")), Done)
    mine = found(village, meeting.id)
    assert (mine.base_no, mine.texts) == (1, replace(CLEAN, closing="散会"))
    assert found(village, meeting.id, LI) is None
    assert found(village, meeting.id, replace(ZHAO, account_id=None)) is None
    assert keep(village, OPERATOR).code == "draft-of-nobody"
    assert keep(village, texts=replace(TYPED, closing="字" * 20_001)).code == "text-long"


def test_a_draft_goes_when_it_is_stored_dropped_or_too_late(village: Village) -> None:
    meeting = held(village).meeting
    for actor in (ZHAO, LI):
        keep(village, actor)
    stored = village.do(lambda s, e: actions.revise_minutes(s, e, 1, 1, TYPED), ZHAO)
    assert isinstance(stored, Done)
    assert found(village, meeting.id) is None
    assert found(village, meeting.id, LI) is not None
    assert isinstance(village.do(lambda s, e: drop_draft(s, e, 1), LI), Done)
    assert found(village, meeting.id, LI) is None
    keep(village, LI, base=2)
    assert isinstance(adopt(village, meeting, 2), Done)
    assert found(village, meeting.id, LI) is None
    assert keep(village).code == "meeting-adopted"
    assert village.do(lambda s, e: drop_draft(s, e, 1), LI).code == "meeting-adopted"


def fields(closing: str, base: str = "1") -> dict[str, str]:
    return {
        "base": base,
        "opening": "",
        "closing": closing,
        "discussion_1": "张𬭚：先修 280 米。",
        "decision_1": "报村民代表会议决定。",
        "dissent_1": "",
    }


def test_the_page_comes_back_with_what_was_typed(client: FlaskClient, app_village: Village) -> None:
    held(app_village)
    desk = Desk(client, app_village)
    assert "替您留着，在下面" not in client.get(MINUTES).text
    assert desk.post(DRAFT, **fields("打到一半")).status_code == 204
    page = client.get(MINUTES).text
    assert "替您留着，在下面" in page
    assert "打到一半" in page
    assert desk.post(DRAFT, **fields("字" * 20_001)).status_code == 422
    dropped = desk.post(f"{DRAFT}drop/")
    assert dropped.headers["Location"] == MINUTES
    assert "打到一半" not in client.get(MINUTES).text


def test_what_others_stored_meanwhile_stands_beside_it(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = held(app_village).meeting
    desk = Desk(client, app_village)
    desk.post(DRAFT, **fields("我打的"))
    revision = app_village.read(lambda s: store.find_revision(s, app_village.id, meeting.id, 1))
    assert revision is not None
    texts = replace(revision.minutes.texts, closing="别人存的话")
    app_village.do(lambda s, e: actions.revise_minutes(s, e, 1, 1, texts))
    page = client.get(MINUTES).text
    assert "我打的" in page
    assert "别人存的：" in page
    assert "别人存的话" in page
    assert 'name="base" type="hidden" value="2"' in page
    assert desk.post(MINUTES, **fields("合在一起", "2"), then="").status_code == 303
    assert "替您留着" not in client.get(MINUTES).text.replace("打的字替您留着了", "")


def test_a_draft_of_nothing_is_nowhere(client: FlaskClient, app_village: Village) -> None:
    desk = Desk(client, app_village)
    assert desk.post(DRAFT).status_code == 404
    assert desk.post(f"{DRAFT}drop/").status_code == 404
