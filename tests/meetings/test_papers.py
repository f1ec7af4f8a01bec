"""Minutes on paper: rare names to the last stroke, one registered print, and what refuses it."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from config.settings import Settings
from participation.app import create_app
from participation.bodies.rules import BodyKind
from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.meetings import actions, store
from participation.meetings.actions import Wanted
from participation.meetings.present.papers import numeral
from participation.meetings.rules.minutes import of_content, to_content
from participation.paper.fonts import Fonts, find_fonts, missing_glyphs
from participation.residents.rules.rights import Role
from participation.web.house import House
from tests.conftest import SHANGHAI, Village, make_village
from tests.meetings.sitting import (
    MEMBERS,
    adopt,
    adopted,
    call,
    close,
    council,
    found_body,
    held,
    mark,
    record,
    seat,
    share,
)
from tests.meetings.test_pages import MEETING, Desk
from tests.residents.people import add_home
from tests.votes.ballots import around, hold_vote

PDF = MEETING + "minutes.pdf"


@pytest.fixture(autouse=True)
def fonts(settings: Settings) -> Fonts:
    found = find_fonts(settings.font_dir)
    assert isinstance(found, Fonts), "make fonts"
    return found


def reader_of(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in reader_of(pdf).pages)


def fonts_in(pdf: bytes) -> list[Any]:
    return [
        font["/DescendantFonts"][0]["/FontDescriptor"]
        for page in reader_of(pdf).pages
        for font in page["/Resources"]["/Font"].values()
    ]


@pytest.mark.parametrize("form", ["record", "summary"])
def test_every_rare_name_is_drawn_by_an_embedded_font(
    client: FlaskClient, app_village: Village, fonts: Fonts, form: str
) -> None:
    adopted(app_village)
    sent = Desk(client, app_village).post(PDF, form=form)
    assert sent.status_code == 200, sent.text
    assert sent.mimetype == "application/pdf"
    assert missing_glyphs("".join(MEMBERS), fonts) == set()
    text = text_of(sent.data)
    for name in MEMBERS:
        assert name in text
    for descriptor in fonts_in(sent.data):
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_the_record_holds_its_facts_and_the_public_paper_keeps_dissent_nameless(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    desk = Desk(client, app_village)
    record_text = text_of(desk.post(PDF, form="record").data)
    for words in (
        "柳根村村务监督委员会",
        "应到6人",
        "实到6人",
        "第九条",
        "王䶮：钱没有到账以前",
        "柳根村会记〔2026〕1号",
    ):
        assert words in record_text
    summary = text_of(desk.post(PDF, form="summary").data)
    assert "有1条保留意见，写在会议记录里。" in summary
    assert "钱没有到账" not in summary
    assert "问镇里奖补的条件，由张𬭚在2026年12月5日前办完。" in summary


def test_a_second_tap_gives_the_same_paper_and_its_address_keeps_it(
    client: FlaskClient, app_village: Village
) -> None:
    adopted(app_village)
    desk = Desk(client, app_village)
    assert client.get(PDF).status_code == 404
    assert "这一份还没有打印过" in client.get(PDF).text
    first = desk.post(PDF, form="record").data
    assert desk.post(PDF, form="record").data == first
    assert client.get(PDF).data == client.get(PDF + "?form=record").data == first
    assert client.get(PDF + "?form=summary").status_code == 404
    assert client.get(PDF + "?form=poster").status_code == 404


def test_the_paper_leads_to_the_register(client: FlaskClient, app_village: Village) -> None:
    meeting = adopted(app_village).meeting
    Desk(client, app_village).post(PDF, form="record")
    printed = app_village.read(lambda s: store.list_printed(s, app_village.id, meeting.id, 1))
    kept = app_village.read(
        lambda s: store.find_print(s, app_village.id, meeting.id, 1, next(iter(printed)))
    )
    assert kept is not None
    revision = app_village.read(lambda s: store.find_revision(s, app_village.id, meeting.id, 1))
    client.delete_cookie("session")
    page = client.get(f"/r/{kept.code}")
    assert page.status_code == 200
    for words in (
        "登记过，是现在的一版",
        "柳根村村民议事会会议记录：商量村东路怎么修",
        "第 1 版",
        revision.short_hash,
    ):
        assert words in page.text
    assert revision.short_hash.replace(" ", "") in text_of(kept.pdf)
    grouped = "-".join(kept.code[at : at + 4] for at in range(0, 27, 4))
    assert grouped in text_of(kept.pdf)
    assert client.get(f"/r/{grouped.lower()}").status_code == 200


def test_only_adopted_minutes_are_printed(client: FlaskClient, app_village: Village) -> None:
    held(app_village)
    desk = Desk(client, app_village)
    page = desk.post(PDF, form="record")
    assert page.status_code == 422
    assert "记录还没有定稿" in page.text
    assert client.get(PDF).status_code == 404


def test_hostile_and_odd_texts_are_printed_as_they_were_typed(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = call(app_village, council(app_village), title='#read("/etc/passwd")').value
    hostile = '#read("/etc/passwd") *粗* $x$ <b>'
    app_village.do(lambda s, e: actions.add_guest(s, e, 1, hostile, "]}) //"))
    mark(app_village, meeting)
    record(app_village, meeting, discussion="没有冒号的话\n一二三四五六七八九十一二三：长\n：空")
    app_village.do(lambda s, e: actions.add_item(s, e, 1, "没有议到的"))
    close(app_village, meeting)
    adopt(app_village, meeting)
    desk = Desk(client, app_village)
    for form in ("record", "summary"):
        text = text_of(desk.post(PDF, form=form).data)
        assert "".join(hostile.split()) in text
        assert "root:" not in text
        assert "这次会没有议这件事。" in text


def test_a_tie_and_too_few_are_said_on_paper(client: FlaskClient, app_village: Village) -> None:
    meeting = call(app_village, council(app_village)).value
    mark(app_village, meeting)
    record(app_village, meeting, yes=3, no=3, abstain=0)
    close(app_village, meeting)
    adopt(app_village, meeting)
    text = text_of(Desk(client, app_village).post(PDF, form="summary").data)
    assert "没有形成协商意见（到会的过半数是4人，赞成3人，赞成和反对一样多）。" in text


def test_without_fonts_the_line_that_installs_them_is_shown(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "participation.meetings.pages.papers.find_fonts",
        lambda folder: find_fonts(folder, system=()),
    )
    app: Flask = create_app(replace(settings, font_dir=tmp_path / "none"))
    village = make_village(app.extensions["house"].database)
    adopted(village)
    client = app.test_client()
    page = Desk(client, village).post(PDF, form="record")
    app.extensions["house"].database.engine.dispose()
    assert page.status_code == 422
    assert "make fonts" in page.text


def test_a_name_no_font_draws_is_refused_by_its_sign(
    client: FlaskClient, app_village: Village
) -> None:
    meeting = call(app_village, council(app_village, ("王\ue123", "李㛃"))).value
    mark(app_village, meeting)
    record(app_village, meeting, yes=2, no=0, abstain=0)
    close(app_village, meeting)
    adopt(app_village, meeting)
    page = Desk(client, app_village).post(PDF, form="record")
    assert page.status_code == 422
    assert "\ue123" in page.text
    found = app_village.read(lambda s: store.list_printed(s, app_village.id, meeting.id, 1))
    assert found == set()


def test_a_visitor_and_a_clerk_of_elsewhere_get_no_paper(
    client: FlaskClient, app_village: Village, house: House
) -> None:
    adopted(app_village)
    assert client.get(PDF).status_code == 302
    desk = Desk(client, make_village(house.database, "taoyuan", "桃园社区"))
    assert client.get(PDF).status_code == 403
    assert desk.post(PDF, form="record").status_code == 403


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.SUPERVISOR])
def test_council_and_supervisors_print_too(
    client: FlaskClient, app_village: Village, role: Role
) -> None:
    adopted(app_village)
    assert Desk(client, app_village, role).post(PDF, form="summary").status_code == 200


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (40, "四十")]
)
def test_headings_count_in_chinese(number: int, words: str) -> None:
    assert numeral(number) == words


def test_notice_sign_in_and_ballots_are_printed_before_a_meeting(
    client: FlaskClient, app_village: Village
) -> None:
    call(app_village, council(app_village))
    desk = Desk(client, app_village)
    assert "表决票" in desk.client.get(MEETING).text
    notice = text_of(desk.client.get(MEETING + "notice.pdf").data)
    assert "开会通知" in notice
    sheet = text_of(desk.client.get(MEETING + "sign-in.pdf").data)
    assert all("".join(name.split()) in sheet for name in MEMBERS)
    ballots = text_of(desk.client.get(MEETING + "ballots.pdf").data)
    assert ballots.count("弃权") >= len(MEMBERS)


def test_a_vote_hands_its_question_and_its_notice_to_a_meeting(
    client: FlaskClient, app_village: Village
) -> None:
    council(app_village)
    now = clock.now()
    hold_vote(app_village, 2, now=now, **around(now))
    desk = Desk(client, app_village)
    page = desk.client.get("/c/liugen/meetings/new/?vote=1").text
    assert "表决：村东路 620 米" in page
    later = clock.local(now, SHANGHAI) + timedelta(days=3, hours=5)
    assert f'value="{later:%Y-%m-%d}"' in page
    assert "要由村民代表会议决定，这里还没有建" in page
    assert "表决：" not in desk.client.get("/c/liugen/meetings/new/?vote=9").text


def test_a_statutory_meetings_minutes_say_whether_enough_came_by_law(
    client: FlaskClient, app_village: Village
) -> None:
    body = found_body(
        app_village,
        "村民代表会议",
        kind=BodyKind.VILLAGE_REPRESENTATIVES,
        quorum=share("ge 1/3"),
    ).value
    home = add_home(app_village, "3-041", MEMBERS)
    for name in MEMBERS:
        assert isinstance(seat(app_village, body.no, home.people[name]), Done)
    meeting = call(app_village, body, [Wanted("听汇报")]).value
    mark(app_village, meeting, 陈悦="absent", 张𬭚="absent", 王䶮="absent")
    assert isinstance(close(app_village, meeting), Done)
    stored = app_village.read(lambda s: store.find_revision(s, app_village.id, meeting.id, 1))
    assert stored is not None
    lawful = stored.minutes.lawful
    assert lawful is not None
    assert [(one.number, one.of, one.is_met) for one in lawful.outcome.tests[:1]] == [(3, 6, False)]
    assert of_content(to_content(stored.minutes)) == stored.minutes
    desk = Desk(client, app_village)
    page = client.get(MEETING).text
    assert "要 2 人（应到的1/3 以上）" in page
    assert "三分之二：≥ 4 人" in page
    assert isinstance(adopt(app_village, meeting), Done)
    for form in ("record", "summary"):
        words = text_of(desk.post(MEETING + "minutes.pdf", form=form).data)
        assert "三分之二：≥4人，不够（村民委员会组织法第" in words, form


def test_a_council_meets_under_its_charter_alone(village: Village) -> None:
    sitting = held(village)
    stored = village.read(lambda s: store.find_revision(s, village.id, sitting.meeting.id, 1))
    assert stored is not None
    assert stored.minutes.lawful is None
    assert to_content(stored.minutes)["lawful"] is None
