"""A vote under a body's charter: binding only by its ways, approved, and said before it opens."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import DatabaseError

from participation.bodies.records import CharterRecord
from participation.bodies.store.charters import list_versions
from participation.kernel import clock
from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.votes import actions, store
from participation.votes.rules.ballots import Channel
from participation.votes.rules.binding import Why
from participation.votes.rules.chartered import charter_from_data, charter_to_data
from participation.votes.rules.chartered import chartered as under
from participation.votes.rules.decision_rules import Layer, Rule, rule_on
from participation.votes.rules.drafts import check_draft, draft_of
from participation.votes.rules.rule_overlays import Charter
from participation.votes.rules.vote import Proof
from participation.web.house import House
from tests.conftest import Village
from tests.meetings.sitting import chartered, found_body
from tests.meetings.test_pages import Desk
from tests.votes.ballots import RULES, TODAY, add_homes, draft

EVERY = frozenset(Channel)
FOLK = Charter(
    name="村民自治章程",
    article=12,
    since=date(2026, 2, 1),
    quorum=(Op.GE, Fraction(2, 3)),
    passing=(Op.GE, Fraction(2, 3)),
    is_approved=True,
    channels=EVERY,
    approval="示范镇〔2026〕3号",
    key="1-1",
)


def rule(rule_id: str) -> Rule:
    found = rule_on(RULES, rule_id, TODAY)
    assert isinstance(found, Rule)
    return found


def test_over_no_law_the_charters_own_shares_hold() -> None:
    found = under(rule("C1"), FOLK, EVERY)
    assert isinstance(found, Rule)
    (route,) = found.routes
    assert [(str(one.share), one.article, one.law) for one in route.passing] == [
        ("2/3", 12, "村民自治章程")
    ]
    assert route.quorum[0].layer is Layer.CHARTER
    assert found.law == "村民自治章程"
    kept = under(rule("C1"), replace(FOLK, passing=None), EVERY)
    assert isinstance(kept, Rule)
    assert str(kept.routes[0].passing[0].share) == "1/2"


def test_over_a_law_it_may_only_be_stricter() -> None:
    strict = under(rule("V1"), FOLK, EVERY)
    assert isinstance(strict, Rule)
    assert strict.layers[-1].layer is Layer.CHARTER
    weak = under(rule("V1"), replace(FOLK, quorum=(Op.GE, Fraction(1, 3))), EVERY)
    assert weak == Refusal("overlay-weaker", "quorum")


@pytest.mark.parametrize(
    ("rule_id", "charter", "code"),
    [
        ("C0", FOLK, "charter-over-opinion"),
        ("C1", replace(FOLK, is_approved=False), "charter-not-approved"),
        ("C1", replace(FOLK, channels=frozenset({Channel.PAPER})), "charter-not-by-these-ways"),
    ],
)
def test_what_a_charter_does_not_say_is_refused(rule_id: str, charter: Charter, code: str) -> None:
    found = under(rule(rule_id), charter, EVERY)
    assert isinstance(found, Refusal)
    assert found.code == code


@pytest.mark.parametrize("charter", [FOLK, replace(FOLK, quorum=None, notice_days=3)])
def test_a_charter_comes_back_whole_from_its_json(charter: Charter) -> None:
    assert charter_from_data(charter_to_data(charter)) == charter


def test_a_binding_vote_under_it_asks_for_digits() -> None:
    named = draft(charter=FOLK, proof=Proof.BEARER)
    refused = check_draft(RULES, named, TODAY)
    assert refused == Refusal("binding-needs-digits", "proof")
    assert isinstance(check_draft(RULES, replace(named, proof=Proof.DIGITS), TODAY), Rule)


def test_a_vote_keeps_its_charter_and_changing_the_draft_keeps_it_too(village: Village) -> None:
    add_homes(village, 3)
    asked = draft(charter=FOLK, proof=Proof.DIGITS)
    made = village.do(lambda s, e: actions.draft_vote(s, e, RULES, asked, TODAY)).value
    kept = village.read(lambda s: store.find_vote(s, village.id, made.no))
    assert kept.charter == FOLK
    assert kept.binding.why is Why.CHARTER_APPROVED
    again = replace(draft_of(kept), detail="另一句说明。")
    village.do(lambda s, e: actions.change_draft(s, e, RULES, made.no, again, TODAY))
    kept = village.read(lambda s: store.find_vote(s, village.id, made.no))
    assert (kept.detail, kept.charter, kept.rule.law) == ("另一句说明。", FOLK, "村民自治章程")


def written(**more: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": "柳根村村民议事会章程",
        "text": "第九条 三分之二以上到会才能开会。\n第十二条 各户可以用手机、纸票定事。",
        "since": "2026-02-01",
        "article": "12",
        "quorum": "ge 2/3",
        "majority": "gt 1/2",
        "notice_days": "3",
        "minutes": "2",
        "turns": "2",
        "adopted_by": "2026年1月5日村民代表会议",
        "ways": ["phone", "paper"],
        "approval": "示范镇〔2026〕3号",
        "approved_on": "2026-01-20",
    }
    return said | more


DRAFT = {
    "question": "村东路 620 米，今年修不修？",
    "kind": "yes-no",
    "options": "修\n今年不修",
    "detail": "村集体出 6 万。",
    "rule": "C1",
    "secrecy": "secret",
    "closes_at": "20:00",
    "unit": "household",
    "proof": "digits",
    "publishes_at": "12:00",
    "most": "",
    "total": "",
    "method": "greedy",
    "ways": "every",
}


def test_the_pages_reach_a_binding_vote_only_through_an_approved_charter(
    client: FlaskClient, app_village: Village, house: House
) -> None:
    found_body(app_village)
    add_homes(app_village, 3)
    desk = Desk(client, app_village)
    without = desk.post("/c/liugen/bodies/1/charter/new/", **written(approval=""))
    assert without.status_code == 422
    assert "要镇（街道）批准" in without.text
    assert "第十二条 各户可以用手机" in without.text
    done = desk.post("/c/liugen/bodies/1/charter/new/", **written())
    assert done.headers["Location"] == "/c/liugen/bodies/1/charter/"
    page = client.get("/c/liugen/bodies/1/charter/").text
    for said in ("现在按这一版", "手机、纸票", "示范镇〔2026〕3号", "第十二条 各户可以"):
        assert said in page
    today = clock.local_day(clock.now(), house.zone)
    days = {
        "closes_on": today.replace(year=today.year + 1).isoformat(),
        "publishes_on": today.replace(year=today.year + 1, day=28).isoformat(),
    }
    assert "示范镇〔2026〕3号" in client.get("/c/liugen/desk/votes/new/").text
    plain = desk.post("/c/liugen/desk/votes/new/", **DRAFT | days, charter="")
    assert plain.status_code == 303, plain.text
    assert "意见征求" in client.get(plain.headers["Location"]).text
    under = desk.post("/c/liugen/desk/votes/new/", **DRAFT | days, charter="1-1")
    assert under.status_code == 303, under.text
    votes = app_village.read(lambda s: [store.find_vote(s, app_village.id, no) for no in (1, 2)])
    assert [vote.binding.why for vote in votes] == [
        Why.CHARTER_NOT_APPROVED,
        Why.CHARTER_APPROVED,
    ]
    assert votes[1].channels == {Channel.PHONE, Channel.PAPER}
    page = client.get(under.headers["Location"]).text
    assert "柳根村村民议事会章程" in page
    edit = client.get("/c/liugen/desk/votes/2/edit/").text
    assert '<option selected value="1-1">' in edit


def test_versions_are_never_changed(village: Village) -> None:
    body = found_body(village).value
    version = chartered(village, body, text="第九条")
    assert village.read(lambda s: list_versions(s, village.id, [version.body_id])) == [version]
    with (
        pytest.raises(DatabaseError, match="insert-only"),
        village.database.writing() as session,
    ):
        session.query(CharterRecord).update({"text": "改了"})
