"""A charter's versions: which is in force on a day, what cannot come into force, what changed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from participation.bodies.rules import Body, BodyKind, Charter, Share
from participation.bodies.rules.charters import (
    MOST_ARTICLE,
    MOST_MINUTES,
    MOST_NOTICE,
    MOST_TURNS,
    TEXT_LENGTH,
    Approval,
    Change,
    CharterVersion,
    Way,
    changes,
    charter_at,
    in_force,
    version_fault,
)
from participation.kernel import ids
from participation.kernel.fractions import Op
from tests.conftest import NOON, SHANGHAI

TWO_THIRDS, HALF = Share(Op.GE, Fraction(2, 3)), Share(Op.GT, Fraction(1, 2))
FOUNDED = date(2026, 1, 5)
BODY = Body(
    ids.new_id(), 1, BodyKind.COUNCIL, "议事会", FOUNDED, Charter("第九条", TWO_THIRDS, HALF)
)
FIRST = CharterVersion(
    id=ids.new_id(),
    body_id=BODY.id,
    no=1,
    since=date(2026, 2, 1),
    begins_at=datetime(2026, 2, 1, tzinfo=SHANGHAI),
    name="柳根村村民议事会章程",
    article=9,
    text="第一条 议事会由村民推选。\n第九条 三分之二以上到会才能开会。",
    quorum=TWO_THIRDS,
    majority=HALF,
    notice_days=3,
    minutes=2,
    turns=2,
    ways=frozenset(),
    approval=None,
    adopted_by="村民代表会议",
    written_by="赵敏",
    written_at=NOON,
)
JUNE = datetime(2026, 6, 1, tzinfo=SHANGHAI)
SECOND = replace(
    FIRST, no=2, since=date(2026, 6, 1), begins_at=JUNE, article=10, majority=TWO_THIRDS
)
BLINK = timedelta(microseconds=1)
APPROVED = Approval("示范镇〔2026〕3号", date(2026, 1, 20))


def test_the_version_of_the_day_is_in_force_from_its_first_day() -> None:
    both = [SECOND, FIRST]
    assert in_force(both, FIRST.begins_at - BLINK) is None
    assert in_force(both, FIRST.begins_at) == FIRST
    assert in_force(both, JUNE - BLINK) == FIRST
    assert in_force(both, JUNE) == SECOND


def test_a_meeting_before_all_versions_goes_by_the_founding() -> None:
    assert charter_at(BODY, [FIRST], FIRST.begins_at - BLINK) == BODY.charter
    found = charter_at(BODY, [FIRST, SECOND], JUNE + BLINK)
    assert found == Charter("《柳根村村民议事会章程》第 10 条", TWO_THIRDS, TWO_THIRDS)


def test_it_lets_homes_decide_only_by_some_way_and_with_approval() -> None:
    assert not FIRST.is_deciding
    assert not replace(FIRST, approval=APPROVED).is_deciding
    assert replace(FIRST, approval=APPROVED, ways=frozenset({Way.PAPER})).is_deciding


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "charter-name-missing"),
        ({"name": "章" * 61}, "body-name-long"),
        ({"text": ""}, "charter-text-missing"),
        ({"text": "章" * (TEXT_LENGTH + 1)}, "charter-text-long"),
        ({"adopted_by": "会" * 201}, "clause-long"),
        ({"article": 0}, "article-odd"),
        ({"article": MOST_ARTICLE + 1}, "article-odd"),
        ({"notice_days": -1}, "days-odd"),
        ({"notice_days": MOST_NOTICE + 1}, "days-odd"),
        ({"minutes": 0}, "floor-odd"),
        ({"minutes": MOST_MINUTES + 1}, "floor-odd"),
        ({"turns": MOST_TURNS + 1}, "floor-odd"),
        ({"since": FOUNDED - timedelta(days=1)}, "charter-too-early"),
        ({"ways": frozenset({Way.PHONE})}, "ways-need-approval"),
        ({"approval": Approval("3号", date(2026, 2, 2))}, "approval-late"),
    ],
)
def test_what_cannot_come_into_force_is_refused(changed: dict[str, Any], code: str) -> None:
    fault = version_fault(BODY, replace(FIRST, **changed), [])
    assert fault is not None
    assert fault.code == code


def test_the_edges_come_into_force() -> None:
    edges: list[dict[str, Any]] = [
        {"since": FOUNDED},
        {"notice_days": 0},
        {"notice_days": MOST_NOTICE},
        {"minutes": MOST_MINUTES, "turns": MOST_TURNS, "article": MOST_ARTICLE},
        {"text": "章" * TEXT_LENGTH, "ways": frozenset(Way), "approval": APPROVED},
        {"approval": Approval("3号", FIRST.since)},
    ]
    for changed in edges:
        assert version_fault(BODY, replace(FIRST, **changed), []) is None, changed


def test_the_next_version_begins_after_the_one_before() -> None:
    assert version_fault(BODY, SECOND, [FIRST]) is None
    same_day = version_fault(BODY, replace(SECOND, since=FIRST.since), [FIRST])
    assert same_day is not None
    assert same_day.facts == {"day": FIRST.since}


def test_a_dissolved_body_writes_no_charter() -> None:
    fault = version_fault(replace(BODY, dissolved_on=date(2026, 3, 1)), FIRST, [])
    assert fault is not None
    assert fault.code == "body-dissolved"


def test_changes_say_of_each_line_what_became_of_it() -> None:
    old, new = "一\n二\n三", "一\n二改\n三\n四"
    assert list(changes(old, new)) == [
        (Change.SAME, "一"),
        (Change.GONE, "二"),
        (Change.NEW, "二改"),
        (Change.SAME, "三"),
        (Change.NEW, "四"),
    ]
