"""Shown before it opens, stopped only as its rule allows, final when nobody waits for an answer."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from participation.kernel.outcome import Refusal
from participation.votes.rules import halting
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.halting import allowed
from participation.votes.rules.life import State
from participation.votes.rules.objections import (
    PERIODS,
    Ground,
    Objection,
    Stage,
    check_filing,
    check_ruling,
    may_settle,
)
from participation.votes.rules.opening import (
    Shown,
    asks_reason,
    may_announce,
    may_open,
    opens_from,
)
from participation.votes.rules.rule_terms import WhileOpen
from tests.conftest import NOON
from tests.votes.ballots import CLOSE, RULES
from tests.votes.test_rules_vote import _vote

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)
FAR = {"closes_at": NOON + 40 * DAY, "publishes_at": NOON + 41 * DAY}
ASKING = _vote(state=State.DRAFT)
BINDING = replace(ASKING, rule=RULES["V1@2026-01-01"], is_charter_approved=True, **FAR)
PERIOD = PERIODS[Place.VILLAGE]


def _code(found):
    return found.code if isinstance(found, Refusal) else found


def _announced(vote, ago):
    return replace(vote, state=State.ANNOUNCED, announced_at=NOON - ago)


def test_a_consultation_may_open_at_once_or_after_it_was_shown():
    assert not ASKING.binding.is_binding
    assert may_open(ASKING, None, "", NOON) is None
    shown = _announced(ASKING, timedelta(0))
    assert may_open(shown, Shown(NOON, 0), "", NOON) is None
    assert may_open(shown, Shown(NOON, 1), "", NOON).code == "objections-waiting"
    assert opens_from(ASKING, NOON, is_hurried=False) == NOON


def test_what_binds_is_announced_for_three_days_first():
    assert BINDING.binding.is_binding
    assert may_open(BINDING, None, "", NOON).code == "roll-not-announced"
    early = may_open(_announced(BINDING, DAY), Shown(NOON - DAY, 0), "很急", NOON)
    assert early == Refusal("roll-not-shown", None, {"days": 3, "when": NOON + 2 * DAY})


@pytest.mark.parametrize(
    ("ago", "reason", "code"),
    [
        (3 * DAY, "", "notice-too-short"),
        (3 * DAY - INSTANT, "台风要来", "roll-not-shown"),
        (3 * DAY, "台风要来", None),
        (10 * DAY - INSTANT, "", "notice-too-short"),
        (10 * DAY, "", None),
    ],
)
def test_notice_has_its_days_unless_circumstances_are_special(ago, reason, code):
    vote = _announced(BINDING, ago)
    found = may_open(vote, Shown(NOON - ago, 0), reason, NOON)
    assert _code(found) == code
    if code == "notice-too-short":
        assert found.facts["article"] == 25
        assert found.facts["when"] == NOON - ago + 10 * DAY
    assert asks_reason(vote, NOON) is (ago < 10 * DAY)


def test_no_reason_lifts_a_notice_that_knows_no_exception():
    strict = replace(BINDING.rule.notice, has_exception=False)
    vote = _announced(replace(BINDING, rule=replace(BINDING.rule, notice=strict)), 3 * DAY)
    assert may_open(vote, Shown(vote.announced_at, 0), "很急", NOON).code == "notice-too-short"
    assert not asks_reason(vote, NOON)
    silent = replace(vote, rule=replace(BINDING.rule, notice=None))
    assert may_open(silent, Shown(vote.announced_at, 0), "", NOON) is None


def test_only_a_draft_that_can_still_open_is_announced():
    assert may_announce(BINDING, NOON) is None
    soon = replace(BINDING, closes_at=NOON + 3 * DAY)
    assert may_announce(soon, NOON) == Refusal(
        "closes-too-soon", "closes_at", {"when": NOON + 3 * DAY}
    )
    assert may_announce(_announced(BINDING, DAY), NOON).code == "vote-announced"
    assert may_open(replace(BINDING, state=State.OPEN), None, "", NOON).code == "vote-already-open"
    assert not asks_reason(BINDING, NOON)


OPEN = _vote()
LAW = replace(OPEN, rule=BINDING.rule)


def test_a_silent_rule_lets_a_failure_stop_a_vote_and_nothing_prolong_it():
    assert allowed(LAW.rule) == {WhileOpen.FAILURE, WhileOpen.CANCEL}
    assert allowed(OPEN.rule) == set(WhileOpen)
    halted = halting.paused(LAW, "停电", is_failure=True, now=NOON)
    assert (halted.state, halted.paused_at) == (State.PAUSED, NOON)
    assert halting.paused(LAW, "下雨", is_failure=False, now=NOON).code == "halt-not-in-rule"
    longer = halting.extended(LAW, CLOSE + DAY, "人少", NOON)
    assert longer.code == "halt-not-in-rule"
    assert halting.cancelled(LAW, "选项写错了", NOON).state is State.CANCELLED


def test_a_pause_gives_back_exactly_its_own_time():
    halted = halting.paused(OPEN, "停电", is_failure=True, now=NOON)
    later = NOON + timedelta(hours=5, seconds=7)
    assert halted.state_at(CLOSE + DAY) is State.PAUSED
    again = halting.resumed(halted, later)
    assert (again.state, again.paused_at) == (State.OPEN, None)
    assert again.closes_at - OPEN.closes_at == later - NOON
    assert again.publishes_at - OPEN.publishes_at == later - NOON
    assert halting.resumed(OPEN, NOON).code == "vote-not-paused"
    assert halting.cancelled(halted, "修不好", later).paused_at is None


def test_an_extension_only_goes_forward_and_takes_the_publication_along():
    longer = halting.extended(OPEN, CLOSE + DAY, "下大雨", NOON)
    assert (longer.closes_at, longer.publishes_at) == (CLOSE + DAY, OPEN.publishes_at + DAY)
    assert halting.extended(OPEN, CLOSE, "下大雨", NOON).code == "extends-backwards"
    assert halting.extended(OPEN, CLOSE + DAY, "下大雨", CLOSE).code == "vote-closed"


@pytest.mark.parametrize(
    ("reason", "code"), [("", "halt-reason-missing"), ("长" * 201, "halt-reason-long")]
)
def test_every_halt_says_why(reason, code):
    assert halting.cancelled(OPEN, reason, NOON).code == code
    assert halting.paused(OPEN, reason, is_failure=True, now=NOON).code == code
    assert halting.extended(OPEN, CLOSE + DAY, reason, NOON).code == code


FILED = Objection(UUID(int=7), 1, Stage.ROLL, Ground.MISSING, "3-012", "少了我家", NOON)
AGAINST = replace(FILED, stage=Stage.RESULT, ground=Ground.RESULT, label="")
SHOWN = _announced(BINDING, DAY)
RESULT = _vote(state=State.PUBLISHED, published_at=NOON)


def _filing(vote, objection, others=(), now=NOON):
    return _code(check_filing(vote, objection, others, PERIOD, now))


def test_a_roll_is_objected_to_while_it_is_shown():
    assert _filing(SHOWN, FILED) is None
    assert _filing(BINDING, FILED) == "roll-not-up"
    assert _filing(OPEN, FILED) == "roll-frozen"
    assert _filing(SHOWN, replace(FILED, words="")) == "objection-empty"
    assert _filing(SHOWN, replace(FILED, words="长" * 301)) == "objection-long"


def test_a_home_has_one_objection_waiting_and_the_desk_has_many():
    mine = replace(FILED, household_id=UUID(int=3))
    assert _filing(SHOWN, mine, [mine]) == "objection-waits"
    assert _filing(SHOWN, mine, [replace(mine, ruled_at=NOON, is_upheld=False)]) is None
    assert _filing(SHOWN, FILED, [FILED]) is None


def test_a_result_is_objected_to_for_fifteen_days():
    end = NOON + 15 * DAY
    assert _filing(RESULT, AGAINST, now=end - INSTANT) is None
    assert _filing(RESULT, AGAINST, now=end) == "objections-over"
    assert _filing(replace(RESULT, state=State.FINAL), AGAINST) == "objections-over"
    assert _filing(OPEN, AGAINST) == "result-not-yet"
    assert {period.article for period in PERIODS.values()} == {34, 35}


def test_a_ruling_says_something_and_a_correction_bears_its_day():
    today = date(2026, 11, 24)

    def ruled(objection=FILED, ruling="已经补上", day=today, is_upheld=True):
        return _code(check_ruling(objection, ruling, day, is_upheld=is_upheld, today=today))

    assert ruled() is None
    assert ruled(day=None) == "correction-missing"
    assert ruled(day=None, is_upheld=False) is None
    assert ruled(AGAINST, day=None) is None
    assert ruled(day=today + DAY) == "correction-ahead"
    assert ruled(ruling="") == "ruling-missing"
    assert ruled(ruling="长" * 201) == "ruling-long"
    assert ruled(replace(FILED, ruled_at=NOON, is_upheld=True)) == "objection-answered"


def test_a_result_is_final_when_its_days_are_over_and_nobody_waits():
    end = NOON + 15 * DAY
    denied = replace(AGAINST, ruled_at=NOON, is_upheld=False)

    def settled(*filed, now=end, vote=RESULT):
        return _code(may_settle(vote, filed, PERIOD, now))

    assert settled() is None
    assert settled(denied, FILED) is None
    assert settled(now=end - INSTANT) == "result-still-up"
    assert settled(AGAINST) == "objections-waiting"
    assert settled(replace(denied, is_upheld=True)) == "objection-upheld"
    assert settled(vote=OPEN, now=NOON) == "vote-still-open"
