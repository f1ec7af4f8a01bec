"""Days of notice at their edges: exactly so many, a second less, midnight, another time zone."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest

from participation.bodies.rules import BodyKind, Share
from participation.bodies.rules.charters import CharterVersion
from participation.kernel import clock, ids
from participation.kernel.fractions import Op
from participation.meetings.rules.law import law_of
from participation.meetings.rules.life import LINE_LENGTH
from participation.meetings.rules.notice import (
    REASON_LENGTH,
    USUAL_DAYS,
    NoticeTerm,
    change_fault,
    earliest,
    moving_fault,
    soon_fault,
    term_of,
)
from tests.conftest import NOON, SHANGHAI
from tests.meetings.test_rules_life import MEETING
from tests.votes.ballots import RULES

DAY = date(2026, 11, 24)
SECOND = timedelta(seconds=1)
TEN = NoticeTerm(10, "《村民委员会组织法》第 25 条", may_hurry=True)
WHY = "水管冻裂，等不及"


def charter(days: int) -> CharterVersion:
    return CharterVersion(
        id=ids.new_id(),
        body_id=ids.new_id(),
        no=1,
        since=DAY,
        begins_at=NOON,
        name="柳根村村民议事会章程",
        article=9,
        text="第九条",
        quorum=Share(Op.GE, Fraction(2, 3)),
        majority=Share(Op.GT, Fraction(1, 2)),
        notice_days=days,
        minutes=2,
        turns=2,
        ways=frozenset(),
        approval=None,
        adopted_by="",
        written_by="赵敏",
        written_at=NOON,
    )


@pytest.mark.parametrize(
    ("kind", "days", "article", "may_hurry"),
    [
        (BodyKind.VILLAGERS, 10, "25", True),
        (BodyKind.RESIDENTS, 10, "26", True),
        (BodyKind.OWNERS, 15, "14", False),
    ],
)
def test_a_law_asks_for_its_days_by_its_article(
    kind: BodyKind, days: int, article: str, *, may_hurry: bool
) -> None:
    term = term_of(law_of(kind, RULES, DAY), None)
    assert (term.days, term.may_hurry) == (days, may_hurry)
    assert f"第 {article} 条" in term.clause


def test_where_no_text_says_how_many_the_usual_days_are_kept() -> None:
    assert term_of(None, None) == NoticeTerm(USUAL_DAYS, "", may_hurry=True)
    silent = law_of(BodyKind.VILLAGE_REPRESENTATIVES, RULES, DAY)
    assert silent is not None
    assert term_of(silent, None).days == USUAL_DAYS


def test_a_charter_asks_for_its_days_and_for_more_than_a_law_but_never_for_fewer() -> None:
    assert term_of(None, charter(5)).days == 5
    assert term_of(None, charter(0)).days == 0
    owners = law_of(BodyKind.OWNERS, RULES, DAY)
    longer = term_of(owners, charter(20))
    assert (longer.days, longer.may_hurry) == (20, False)
    assert "章程" in longer.clause
    assert term_of(owners, charter(15)).days == 15
    assert "物业管理条例" in term_of(owners, charter(5)).clause


def test_exactly_ten_days_are_enough_and_a_second_less_is_not() -> None:
    first = earliest(TEN, NOON)
    assert first == NOON + timedelta(days=10)
    assert soon_fault(TEN, NOON, first, "") is None
    refusal = soon_fault(TEN, NOON, first - SECOND, "")
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("notice-short", "reason")
    assert refusal.facts == {"clause": TEN.clause, "days": 10, "when": first}


def test_a_call_at_midnight_counts_from_midnight_wherever_the_clock_hangs() -> None:
    midnight = clock.at_local(DAY, time(0, 0), SHANGHAI)
    assert midnight == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    tenth = clock.at_local(DAY + timedelta(days=10), time(0, 0), SHANGHAI)
    assert soon_fault(TEN, midnight, tenth, "") is None
    assert soon_fault(TEN, midnight + SECOND, tenth, "") is not None
    assert soon_fault(TEN, midnight.astimezone(SHANGHAI), tenth, "") is None


def test_a_written_reason_lifts_the_days_where_the_text_lets_it() -> None:
    assert soon_fault(TEN, NOON, NOON, WHY) is None
    usual = NoticeTerm(USUAL_DAYS, "", may_hurry=True)
    refusal = soon_fault(usual, NOON, NOON, "")
    assert refusal is not None
    assert refusal.code == "notice-short-usual"
    long = soon_fault(TEN, NOON, NOON, "急" * (REASON_LENGTH + 1))
    assert long is not None
    assert long.code == "line-long"
    fixed = soon_fault(NoticeTerm(15, "《物业管理条例》第 14 条", may_hurry=False), NOON, NOON, WHY)
    assert fixed is not None
    assert (fixed.code, fixed.field) == ("notice-short-fixed", "day")


def test_what_is_changed_says_why_and_not_once_the_meeting_is_open() -> None:
    assert change_fault(WHY, is_opened=False) is None
    for reason, is_opened, code in (
        (WHY, True, "meeting-open"),
        ("", False, "change-reason-missing"),
        ("急" * (REASON_LENGTH + 1), False, "line-long"),
    ):
        refusal = change_fault(reason, is_opened=is_opened)
        assert refusal is not None
        assert refusal.code == code


def test_a_move_goes_somewhere_else() -> None:
    assert moving_fault(MEETING, "小学操场", NOON) is None
    assert moving_fault(MEETING, MEETING.place, NOON + SECOND) is None
    for place, code in (
        ("", "meeting-place-missing"),
        ("长" * (LINE_LENGTH + 1), "line-long"),
        (MEETING.place, "nothing-moved"),
    ):
        refusal = moving_fault(MEETING, place, NOON)
        assert refusal is not None
        assert refusal.code == code
