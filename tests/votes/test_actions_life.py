"""A vote that is shown, objected to, paused, extended, cancelled, and final: on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from participation.kernel.actor import Actor, Kind
from participation.kernel.outcome import Done, Refusal
from participation.votes import actions
from participation.votes.actions import Said
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.halting import NoticeKind
from participation.votes.rules.life import State
from participation.votes.rules.objections import PERIODS, Ground, Stage
from participation.votes.rules.vote import Proof, VoteCancelled, VoteSettled
from participation.votes.rules.watching import CallOutcome
from participation.votes.store import find_vote, notices, seal
from tests.conftest import NOON
from tests.votes.ballots import CLERK, CLOSE, RULES, SUPERVISOR, TODAY, add_homes, draft, hold_vote

DAY = timedelta(days=1)
PERIOD = PERIODS[Place.VILLAGE]
BINDING = {
    "rule_id": "V1",
    "is_charter_approved": True,
    "proof": Proof.DIGITS,
    "closes_at": NOON + 20 * DAY,
    "publishes_at": NOON + 21 * DAY,
}
MISSING = Said(Ground.MISSING, "3-009", "少了我家")


@pytest.fixture
def desk(village):
    """Run an errand about the one vote at a moment, as clerk or another."""

    def do(action, *args, now=NOON, by=CLERK, **more):
        return village.do(lambda s, e: action(s, e, 1, *args, **more), by, now)

    return do


def _drafted(village, **changes):
    add_homes(village, 3)
    asked = draft(**{**BINDING, **changes})
    return village.do(lambda s, e: actions.draft_vote(s, e, RULES, asked, TODAY), CLERK).value


def _vote(village):
    return village.read(lambda s: find_vote(s, village.id, 1))


def _count(village, table):
    with village.database.reading() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_what_binds_is_shown_corrected_and_then_opened(village, desk):
    _drafted(village)
    assert desk(actions.open_vote, TODAY).code == "roll-not-announced"
    assert isinstance(desk(actions.announce_vote, TODAY), Done)
    assert (_vote(village).state, _vote(village).announced_at) == (State.ANNOUNCED, NOON)
    same = draft(**BINDING)
    changed = village.do(lambda s, e: actions.change_draft(s, e, RULES, 1, same, TODAY))
    assert changed == Refusal("vote-announced")
    filed = desk(actions.file_objection, MISSING, PERIOD)
    assert (filed.value.no, filed.value.stage) == (1, Stage.ROLL)
    later = NOON + 10 * DAY
    assert desk(actions.open_vote, TODAY, now=later).code == "objections-waiting"
    add_homes(village, 1, start=9)
    ruled = {"is_upheld": True, "today": TODAY}
    words = (1, Stage.ROLL, "已经补上", TODAY)
    assert isinstance(desk(actions.rule_on_objection, *words, **ruled), Done)
    assert desk(actions.rule_on_objection, *words, **ruled).code == "objection-answered"
    other = (1, Stage.RESULT, "不对", None)
    assert desk(actions.rule_on_objection, *other, **ruled).code == "objection-not-here"
    opened = desk(actions.open_vote, TODAY, now=later)
    assert opened.value.roll_size == 4
    kept = village.read(lambda s: notices.list_objections(s, village.id, _vote(village).id))
    assert [(one.is_upheld, one.ruling, one.corrected_on) for one in kept] == [
        (True, "已经补上", TODAY)
    ]


def test_special_circumstances_shorten_the_notice_publicly(village, desk):
    _drafted(village)
    desk(actions.announce_vote, TODAY)
    soon = NOON + 3 * DAY
    assert desk(actions.open_vote, TODAY, now=soon).code == "notice-too-short"
    assert isinstance(desk(actions.open_vote, TODAY, "台风要来", now=soon), Done)
    told = village.read(lambda s: notices.list_notices(s, village.id, _vote(village).id))
    assert [(one.kind, one.reason) for one in told] == [
        (NoticeKind.HURRIED, "台风要来"),
        (NoticeKind.ANNOUNCED, ""),
    ]
    assert _vote(village).notices == 2


def test_an_announcement_is_withdrawn_with_a_reason_and_may_be_changed(village, desk):
    _drafted(village)
    assert desk(actions.withdraw_announcement, "改选项").code == "vote-not-announced"
    desk(actions.announce_vote, TODAY)
    assert desk(actions.withdraw_announcement, "").code == "halt-reason-missing"
    assert isinstance(desk(actions.withdraw_announcement, "改选项"), Done)
    assert (_vote(village).state, _vote(village).announced_at) == (State.DRAFT, None)
    other = draft(**{**BINDING, "text": "村东路，今年修不修？"})
    changed = village.do(lambda s, e: actions.change_draft(s, e, RULES, 1, other, TODAY))
    assert isinstance(changed, Done)


def test_a_paused_vote_takes_nothing_and_gives_the_time_back(village, desk):
    held = hold_vote(village, 3)
    code = held.slips["3-002"].token
    later = NOON + timedelta(hours=3)
    assert isinstance(desk(actions.pause_vote, "停电", is_failure=True), Done)
    assert held.cast("3-001").code == "vote-paused"
    assert held.do(actions.enter_stubs, code=code).code == "vote-paused"
    assert held.do(actions.issue_slips).code == "vote-paused"
    assert desk(actions.close_due, now=CLOSE + DAY).code == "vote-paused"
    assert isinstance(desk(actions.resume_vote, now=later), Done)
    assert isinstance(held.cast("3-001", now=CLOSE + timedelta(hours=2)), Done)
    assert _vote(village).closes_at == CLOSE + timedelta(hours=3)
    assert isinstance(desk(actions.extend_vote, CLOSE + 2 * DAY, "下大雨", now=later), Done)
    assert _vote(village).closes_at == CLOSE + 2 * DAY


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_a_cancelled_vote_keeps_no_ballot_and_is_never_counted(village, desk, secrecy):
    held = hold_vote(village, 3, secrecy=secrecy)
    receipt = held.cast("3-001").value.receipt
    outcome = desk(actions.cancel_vote, "选项写错了")
    assert [type(event) for event in outcome.events] == [VoteCancelled]
    tables = ("secret_ballots", "open_ballots", "marks")
    assert [_count(village, table) for table in tables] == [0, 0, 1]
    assert held.cast("3-001", old_receipt=receipt).code == "vote-cancelled"
    later = {"now": CLOSE + DAY}
    assert desk(actions.count_vote, "柳根村", **later).code == "vote-cancelled"
    assert desk(actions.cancel_vote, "再来", **later).code == "vote-cancelled"
    unsealed = village.read(lambda s: seal.list_unsealed(s))
    assert bool(unsealed) is (secrecy is Secrecy.SECRET)
    assert isinstance(desk(actions.seal_vote, **later), Done)
    assert _vote(village).may_show(CLOSE + DAY).code == "vote-cancelled"


@pytest.mark.parametrize("state", ["paused", "announced"])
def test_no_box_is_sealed_that_may_still_take_a_ballot(village, desk, state):
    held = hold_vote(village, 2)
    held.cast("3-001")
    desk(actions.pause_vote, "停电", is_failure=True)
    assert desk(actions.seal_vote).code == "vote-still-open"
    paused = "paused_at" if state == "paused" else "NULL"
    unsealed = f"UPDATE votes SET state = '{state}', paused_at = {paused}, seal = 'sealing'"
    with village.database.writing() as session:
        session.execute(text(unsealed))
        with pytest.raises(DBAPIError, match="insert-only"):
            session.execute(text("DELETE FROM marks"))


def test_a_notice_never_changes(village, desk):
    hold_vote(village, 1)
    desk(actions.pause_vote, "停电", is_failure=True)
    for statement in ("UPDATE vote_notices SET reason = ''", "DELETE FROM vote_notices"):
        with pytest.raises(DBAPIError, match="insert-only"), village.database.writing() as session:
            session.execute(text(statement))


def test_a_result_is_final_after_its_days_once_everybody_was_answered(village, desk):
    held = hold_vote(village, 3)
    held.cast("3-001")
    held.settle()
    published = _vote(village).published_at
    home = held.slips["3-002"].voter.household_id
    resident = Actor(Kind.CARD, "3-002", frozenset(), household_id=home)
    against = Said(Ground.RESULT, "", "没数我家的票")
    filed = desk(actions.file_objection, against, PERIOD, by=resident, now=published + DAY)
    assert filed.value.household_id == home
    again = desk(actions.file_objection, against, PERIOD, by=resident, now=published + DAY)
    assert again.code == "objection-waits"
    end = published + 15 * DAY
    assert desk(actions.settle_due, PERIOD, now=end - DAY).code == "result-still-up"
    assert desk(actions.settle_due, PERIOD, now=end).code == "objections-waiting"
    due = lambda now: village.read(  # noqa: E731 (asked three times)
        lambda s: actions.objecting.votes.list_due(s, now, timedelta(days=PERIOD.days))
    )
    assert due(end) == []
    words = (1, Stage.RESULT, "票数对过了", None)
    ruled = {"is_upheld": False, "today": TODAY, "by": SUPERVISOR}
    assert isinstance(desk(actions.rule_on_objection, *words, **ruled), Done)
    assert due(end) == []
    assert desk(actions.settle_due, PERIOD, now=end).code == "calls-missing"
    desk(actions.draw_call_backs, by=SUPERVISOR, now=end)
    assert due(end) == []
    desk(actions.note_call, 1, CallOutcome.CONFIRMED, by=SUPERVISOR, now=end)
    assert due(end - DAY) == []
    assert due(end) == [(village.id, 1)]
    settled = desk(actions.settle_due, PERIOD, now=end)
    assert [type(event) for event in settled.events] == [VoteSettled]
    assert (_vote(village).state, due(end)) == (State.FINAL, [])
    assert _vote(village).may_show(end) is None


@pytest.mark.parametrize(
    ("action", "args"),
    [
        (actions.announce_vote, (TODAY,)),
        (actions.withdraw_announcement, ("为什么",)),
        (actions.resume_vote, ()),
        (actions.file_objection, (MISSING, PERIOD)),
        (actions.settle_due, (PERIOD,)),
    ],
)
def test_a_vote_that_is_not_here_is_unknown(desk, action, args):
    assert desk(action, *args) == Refusal("vote-unknown")
