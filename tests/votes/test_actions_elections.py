"""Elections from start to re-run on both databases: what is stored comes back, counts stay."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, update

from participation.audit import store as log
from participation.bodies.rules import BodyKind
from participation.residents.records import PersonRecord
from participation.votes.actions import elections as actions
from participation.votes.actions.elections import preparing
from participation.votes.actions.elections.counting import Pressed
from participation.votes.actions.elections.preparing import Standing
from participation.votes.records import ElectionCountRecord, ElectionProxyRecord
from participation.votes.rules.decision_rules import Base
from participation.votes.rules.elections.counting import WriteIn, result_of
from participation.votes.rules.elections.plan import State
from participation.votes.rules.elections.voters import Ground
from participation.votes.store import elections as store
from participation.votes.store import electors
from tests.conftest import Village, make_village
from tests.meetings.sitting import found_body, seat
from tests.residents.people import add_home
from tests.votes.ballots import RULES, SUPERVISOR, add_homes
from tests.votes.electing import (
    COMMUNITY,
    DAY,
    PLAN,
    POSTS,
    PUBLISHED,
    RECALL,
    SHEET,
    TODAY,
    VILLAGE,
    Desk,
)

COUNTED = replace(SHEET, issued=10, returned=10, valid=9, spoiled=1, votes={
    (1, 1): 6, (1, 2): 3, (3, 1): 8, (3, 2): 5, (3, 3): 4,
})  # fmt: skip


@pytest.fixture
def desk(village: Village) -> Desk:
    """An election whose list is up, twelve voters and three candidates from the roster."""
    add_homes(village, 10)
    add_home(village, "3-901", ("周秀英", "吴大伟"))
    made = Desk(village, replace(PLAN, has_write_in=True, box="三组一只"))
    made.put_up()
    return made


def test_an_election_comes_back_as_it_was_prepared(desk: Desk) -> None:
    kept = desk.now()
    assert kept.plan == replace(PLAN, has_write_in=True, box="三组一只")
    assert (kept.state, kept.published_on, kept.rule) == (State.LISTED, PUBLISHED, RULES[
        "V4@2026-01-01"
    ])  # fmt: skip
    zhou = kept.candidates[1]
    assert (zhou.name, zhou.label) == ("周秀英", "3-901")
    assert zhou.person_id is not None
    assert kept.candidates[0].person_id is None
    assert [(one.title, one.seats) for one in kept.posts] == [("主任", 1), ("委员", 2)]
    assert desk.village.read(
        lambda s: [one.no for one in store.list_elections(s, desk.village.id, has_preparing=True)]
    ) == [1]


def test_lists_proxies_and_objections_come_back(desk: Desk) -> None:
    cid, held = desk.village.id, desk.now().id
    assert desk.proxy(1, 6) == ""
    assert [desk.proxy(no, 6) for no in (4, 5, 7)] == ["", "", "proxy-too-many"]
    candidate = next(
        one.no
        for one in desk.village.read(lambda s: electors.list_electors(s, cid, held))
        if one.name == "周秀英"
    )
    assert desk.proxy(7, candidate) == "proxy-is-candidate"
    given = desk.village.read(lambda s: electors.list_proxies(s, cid, held))
    assert [(one.giver.no, one.holder.no, one.is_kin) for one in given] == [
        (1, 6, True), (4, 6, True), (5, 6, True),
    ]  # fmt: skip
    strike = {"is_listed": False, "on_day": TODAY, "why": "重复", "today": TODAY}
    assert desk.code(actions.correct_list, "1", **strike) == "voter-has-proxy"
    assert desk.code(actions.take_back_proxy, 1) == ""
    assert desk.code(actions.take_back_proxy, 1) == "proxy-unknown"
    assert desk.code(actions.take_back_proxy, 99) == "proxy-unknown"
    assert desk.code(actions.correct_list, "1，99", **strike) == ""
    assert desk.code(actions.correct_list, "1", **strike) == "nobody-in-range"
    struck = desk.village.read(lambda s: electors.list_changed(s, cid, held))
    assert [(one.no, one.why, one.changed_on) for one in struck] == [(1, "重复", TODAY)]
    assert desk.code(actions.object_to_list, PUBLISHED, "漏了一户", PUBLISHED) == ""
    ruled = {"ruled_on": PUBLISHED, "is_upheld": True, "ruling": "补上", "today": PUBLISHED}
    assert desk.code(actions.rule_on_objection, 1, **ruled) == ""
    assert desk.code(actions.rule_on_objection, 2, **ruled) == "objection-unknown"
    filed = desk.village.read(lambda s: electors.list_objections(s, cid, held))
    assert [(one.about, one.is_upheld, one.ruling) for one in filed] == [("漏了一户", True, "补上")]


def test_the_database_lets_a_voter_give_one_proxy_only(desk: Desk) -> None:
    assert desk.proxy(1, 6) == ""
    with pytest.raises(Exception, match=r"(?i)unique"), desk.village.database.writing() as session:
        session.execute(
            ElectionProxyRecord.__table__.insert().from_select(
                ["committee_id", "id", "election_id", "giver_id", "holder_id", "is_kin",
                 "written_on"],
                ElectionProxyRecord.__table__.select().with_only_columns(
                    ElectionProxyRecord.committee_id,
                    ElectionProxyRecord.giver_id,
                    ElectionProxyRecord.election_id,
                    ElectionProxyRecord.giver_id,
                    ElectionProxyRecord.holder_id,
                    ElectionProxyRecord.is_kin,
                    ElectionProxyRecord.written_on,
                ),
            )
        )  # fmt: skip


def test_new_candidates_make_printed_ballots_void(desk: Desk) -> None:
    assert desk.do(actions.print_ballots, 8).value == 8
    assert desk.do(actions.print_ballots, 4).value == 12
    assert desk.code(actions.print_ballots, 20_000) == "too-many-ballots"
    assert desk.code(actions.name_candidates, POSTS[:1]) == ""
    assert desk.now().printed == 0
    elsewhere = Standing("主任", 1, (("赵铁柱", ""), ("赵铁柱", "3-901")))
    assert desk.code(actions.name_candidates, (elsewhere,)) == "candidate-elsewhere"
    namesakes = Standing("主任", 1, (("赵铁柱", ""), ("王桂英", "")))
    assert desk.code(actions.name_candidates, (namesakes,)) == "candidate-ambiguous"


def test_a_count_is_typed_by_one_and_confirmed_by_another(desk: Desk) -> None:
    assert desk.code(actions.confirm_count, 1, actor=SUPERVISOR) == "count-missing"
    assert desk.code(actions.type_count, COUNTED, DAY) == ""
    written = replace(COUNTED, others=(WriteIn(3, "何美", 1),))
    assert desk.code(actions.type_count, written, DAY) == ""
    typed = desk.village.read(lambda s: store.find_count(s, desk.village.id, desk.now().id))
    assert (typed.no, typed.sheet) == (2, replace(written, registered=12))
    assert desk.code(actions.confirm_count, 2) == "same-person-confirms"
    assert desk.code(actions.confirm_count, 1, actor=SUPERVISOR) == "count-changed"
    assert desk.code(actions.register_result, Pressed("c", b"h", "t", "d")) == (
        "election-not-confirmed"
    )
    assert desk.rerun_code(DAY, TODAY) == "election-not-confirmed"
    assert desk.code(actions.confirm_count, 2, actor=SUPERVISOR) == ""
    assert desk.now().confirmed_by == SUPERVISOR.label
    assert desk.code(actions.confirm_count, 2, actor=SUPERVISOR) == "election-confirmed"
    assert desk.code(actions.type_count, COUNTED, DAY) == "election-confirmed"
    assert desk.code(actions.change_plan, PLAN, TODAY) == "election-over"
    assert desk.code(actions.register_result, Pressed("c", b"h", "t", "d")) == ""


def test_the_database_keeps_every_sheet_that_was_typed(desk: Desk) -> None:
    desk.do(actions.type_count, COUNTED, DAY)
    for statement in (update(ElectionCountRecord).values(no=9), delete(ElectionCountRecord)):
        with pytest.raises(Exception, match="insert-only"), desk.village.database.writing() as s:
            s.execute(statement)


def test_the_rerun_takes_over_list_and_runners_up(desk: Desk) -> None:
    short = replace(COUNTED, votes={**COUNTED.votes, (3, 2): 5, (3, 3): 5})
    desk.do(actions.type_count, short, DAY)
    desk.do(actions.confirm_count, 1, actor=SUPERVISOR)
    later = DAY + timedelta(days=7)
    again = desk.rerun(later, DAY).value
    assert (again.round, again.follows_id) == (2, desk.now().id)
    assert [one.name for one in again.candidates] == ["郑小红", "冯永强"]
    assert desk.rerun_code(later, DAY) == "rerun-started"
    cid = desk.village.id
    assert desk.village.read(lambda s: electors.count_listed(s, cid, again.id)) == 12
    desk.no = again.no
    third = replace(COUNTED, votes={(3, 1): 4, (3, 2): 3})
    assert desk.code(actions.type_count, third, later) == ""
    assert result_of(desk.now(), replace(third, registered=12)).posts[0].elected == ("郑小红",)


def test_nothing_open_needs_no_rerun(desk: Desk) -> None:
    full = replace(COUNTED, votes={**COUNTED.votes, (3, 2): 6})
    desk.do(actions.type_count, full, DAY)
    desk.do(actions.confirm_count, 1, actor=SUPERVISOR)
    assert desk.rerun_code(DAY + timedelta(days=7), DAY) == "rerun-not-needed"


def test_what_is_not_there_or_not_yet_is_refused(village: Village) -> None:
    made = Desk(village)
    assert made.code(actions.make_list, VILLAGE) == "roll-empty"
    add_homes(village, 3)
    assert made.code(actions.print_ballots, 1) == "list-not-published"
    assert made.code(actions.make_list, VILLAGE) == ""
    assert made.code(actions.publish_list, PUBLISHED, TODAY) == "day-ahead"
    assert made.code(actions.publish_list, TODAY, TODAY) == ""
    assert made.code(actions.make_list, VILLAGE) == "list-published"
    assert made.code(actions.print_ballots, 1) == "posts-missing"
    late = replace(PLAN, day=TODAY + timedelta(days=19))
    assert made.code(actions.change_plan, late, TODAY) == "election-too-soon"
    assert made.code(actions.object_to_list, TODAY + timedelta(days=1), "", TODAY) == "day-ahead"
    fix = {"is_listed": False, "on_day": TODAY, "why": "重复", "today": TODAY}
    assert made.code(actions.correct_list, "甲", **fix) == "numbers-unread"
    vote = made.run(actions.start_election, RULES, replace(PLAN, rule_id="V1"), TODAY)
    assert vote.code == "rule-not-of-elections"
    old = made.run(actions.start_election, RULES, replace(PLAN, rule_id="V0"), TODAY)
    assert old.code == "rule-not-in-force"
    bad = made.run(actions.start_election, RULES, replace(PLAN, booth=""), TODAY)
    assert bad.code == "booth-missing"
    made.no = 99
    unknown = [
        made.code(actions.make_list, VILLAGE),
        made.code(actions.change_plan, PLAN, TODAY),
        made.code(actions.name_candidates, POSTS),
        made.code(actions.print_ballots, 1),
        made.code(actions.correct_list, "1", **fix),
        made.code(actions.publish_list, TODAY, TODAY),
        made.code(actions.object_to_list, TODAY, "", TODAY),
        made.proxy(1, 2),
        made.code(actions.take_back_proxy, 1),
        made.code(actions.type_count, COUNTED, DAY),
        made.code(actions.confirm_count, 1),
        made.rerun_code(DAY, TODAY),
        made.code(actions.register_result, Pressed("c", b"h", "t", "d")),
    ]
    assert set(unknown) == {"election-unknown"}


def test_a_recall_keeps_whom_it_is_about_and_has_no_candidates(village: Village) -> None:
    add_homes(village, 3)
    plan = replace(PLAN, rule_id="V5", members=(), recall=RECALL)
    made = Desk(village, plan)
    assert made.now().plan.recall == RECALL
    assert made.code(actions.name_candidates, POSTS) == "recall-has-no-candidates"
    answered = replace(plan, recall=replace(RECALL, answer="账目已经贴了"))
    assert made.code(actions.change_plan, answered, TODAY) == ""
    assert made.now().plan.recall.answer == "账目已经贴了"
    assert len(made.now().candidates) == 3


def test_who_waits_is_registered_by_ground_and_residents_representatives_come_from_seats(
    village: Village,
) -> None:
    home = add_home(village, "3-041", ("王桂英", "李在外"))
    with village.database.writing() as session:
        session.execute(
            update(PersonRecord)
            .where(PersonRecord.id == home.people["李在外"])
            .values(standing="away")
        )
    made = Desk(village)
    assert made.do(actions.make_list, VILLAGE).value == 1
    fix = {"is_listed": True, "on_day": TODAY, "why": "本人来了电话", "today": TODAY}
    assert made.do(actions.correct_list, Ground.AWAY, **fix).value == 1
    held = made.now().id
    listed = village.read(lambda s: electors.list_electors(s, village.id, held, is_listed=True))
    assert {(one.name, one.changed_on) for one in listed} == {("王桂英", None), ("李在外", None)}


def test_in_a_community_representatives_are_those_who_hold_a_seat(village: Village) -> None:
    home = add_home(village, "1-101", ("许国华", "许小明"))
    body = found_body(village, kind=BodyKind.RESIDENT_REPRESENTATIVES).value
    seat(village, body.no, home.people["许国华"])
    made = Desk(village, replace(PLAN, rule_id="R5", base=Base.REP))
    assert made.do(actions.make_list, COMMUNITY).value == 1
    made.do(actions.publish_list, TODAY, TODAY)
    assert made.proxy(1, 2) == "proxy-barred"
    other = replace(PLAN, rule_id="R5", base=Base.HOUSEHOLD)
    assert made.code(actions.change_plan, other, TODAY) == "base-fixed"


def test_a_neighbours_election_cannot_be_reached(desk: Desk) -> None:
    other = make_village(desk.village.database, "beiwan", "北湾村")
    assert other.read(lambda s: store.find_election(s, other.id, desk.no)) is None


def test_the_log_names_nobody(desk: Desk) -> None:
    assert desk.proxy(1, 6) == ""
    desk.do(actions.type_count, COUNTED, DAY)
    lines = desk.village.read(lambda s: log.list_newest(s, desk.village.id, None, 50))
    told = " ".join(f"{one.verb} {dict(one.facts)}" for one in lines)
    assert "election-counted" in told
    for name in ("王桂英", "赵铁柱", "周秀英", "何平"):
        assert name not in told


def _rush(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let eight clerks enter a proxy for one holder at once; return how many stand."""
    together, add = Barrier(8), electors.add_proxy

    def add_late(*args) -> None:
        with suppress(BrokenBarrierError):
            together.wait(0.3)
        add(*args)

    monkeypatch.setattr(electors, "add_proxy", add_late)
    with ThreadPoolExecutor(8) as clerks:
        list(clerks.map(lambda giver: desk.proxy(giver, 12), range(4, 12)))
    cid, held = desk.village.id, desk.now().id
    return len(desk.village.read(lambda s: electors.list_proxies(s, cid, held)))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_eight_clerks_together_give_nobody_a_fourth_proxy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _rush(desk, monkeypatch) == 3


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_without_the_lock_somebody_would_hold_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = store.find_election
    naive = SimpleNamespace(find_election=lambda s, cid, no, is_locked: find(s, cid, no))
    monkeypatch.setattr(preparing, "store", naive)
    assert _rush(desk, monkeypatch) > 3
