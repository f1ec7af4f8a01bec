"""Raising, supporting, answering and moving, alone and in a crowd, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from participation.audit import store as log
from participation.bodies.actions import dissolve_body
from participation.kernel import ids, sealed
from participation.kernel.actor import SYSTEM
from participation.kernel.outcome import Done, Refusal
from participation.matters import actions, store
from participation.matters.rules import (
    Draft,
    MatterAnswered,
    MatterPutToBody,
    MatterRaised,
    State,
    Step,
    TrailKind,
)
from tests.conftest import KEY, NOON, SHANGHAI, Village, make_village
from tests.matters.raising import CLERK, LAMP, at_home, council, found, put, raise_lamp
from tests.residents.people import add_home

CROWD = 12


def trail(village: Village, matter_id: Any) -> list[Any]:
    return village.read(lambda s: store.list_events(s, village.id, matter_id))


def test_a_matter_gets_a_number_a_clock_and_a_first_line(village: Village) -> None:
    home = add_home(village, "3-041")
    outcome = village.do(lambda s, e: actions.raise_matter(s, e, LAMP, SHANGHAI), at_home(home))
    matter = outcome.value
    assert outcome.events == (MatterRaised(village.id, matter.id, 1),)
    assert (matter.no, matter.raised_by, matter.is_named) == (1, "第三小组", False)
    assert matter.due_at.astimezone(SHANGHAI).date().isoformat() == "2026-11-27"
    assert found(village, 1) == matter
    lines = trail(village, matter.id)
    assert [(one.kind, one.by) for one in lines] == [(TrailKind.RAISED, "")]


def test_the_log_says_that_and_not_what_or_who(village: Village) -> None:
    home = add_home(village, "3-041")
    raise_lamp(village, home, Draft("路灯", "", "", "13800000000", False))
    entries = village.read(lambda s: list(log.list_entries(s, village.id)))
    last = entries[-1]
    assert (last.verb, last.subject, dict(last.facts)) == ("matter-raised", "matter:1", {})


def test_a_contact_is_kept_sealed(village: Village) -> None:
    home = add_home(village, "3-041")
    matter = raise_lamp(village, home, Draft("路灯", "", "", "13800000000", False))
    kept = found(village, matter.no).contact_sealed
    assert kept is not None
    assert b"13800000000" not in kept
    assert sealed.unseal(KEY, kept) == "13800000000"
    assert raise_lamp(village, home).contact_sealed is None


def test_a_name_is_shown_only_where_it_is_wanted(village: Village) -> None:
    home = add_home(village, "3-041", ("王桂英", "李强"))
    nameless = raise_lamp(village, home, person_id=home.people["李强"])
    assert (nameless.raised_by, nameless.person_id) == ("第三小组", home.people["李强"])
    wanted = Draft("井盖坏了", "", "", "", True)
    named = raise_lamp(village, home, wanted, person_id=home.people["李强"])
    assert (named.raised_by, named.is_named) == ("李强", True)


def test_a_name_needs_somebody_of_the_home(village: Village) -> None:
    home = add_home(village, "3-041")
    other = add_home(village, "3-042", ("陈悦",))
    wanted = Draft("井盖坏了", "", "", "", True)
    for person_id, refusal in (
        (None, Refusal("person-not-chosen", "person")),
        (other.people["陈悦"], Refusal("person-elsewhere", "person")),
    ):
        outcome = village.do(
            lambda s, e, who=person_id: actions.raise_matter(s, e, wanted, SHANGHAI, who),
            at_home(home),
        )
        assert outcome == refusal


def test_raising_needs_a_card(village: Village) -> None:
    outcome = village.do(lambda s, e: actions.raise_matter(s, e, LAMP, SHANGHAI), CLERK)
    assert outcome == Refusal("card-needed")


def test_a_second_tap_leads_to_the_first_matter(village: Village) -> None:
    home = add_home(village, "3-041")
    first = raise_lamp(village, home)
    again = village.do(lambda s, e: actions.raise_matter(s, e, LAMP, SHANGHAI), at_home(home))
    assert again == Refusal("matter-twice", facts={"no": first.no})
    later = raise_lamp(village, home, now=NOON + timedelta(hours=2))
    assert later.no == 2


def test_taps_at_the_same_moment_make_one_matter(village: Village) -> None:
    home = add_home(village, "3-041")
    gate = Barrier(4)

    def tap(_at: int) -> Any:
        gate.wait()
        return village.do(lambda s, e: actions.raise_matter(s, e, LAMP, SHANGHAI), at_home(home))

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(tap, range(4)))
    assert sum(isinstance(one, Done) for one in outcomes) == 1
    assert len(village.read(lambda s: store.list_matters(s, village.id, None, 10))) == 1


def test_the_office_raises_for_whoever_came_in(village: Village) -> None:
    home = add_home(village, "3-041")

    def raised(label: str, what: str) -> Any:
        draft = Draft(what, "", "", "", True)
        return village.do(lambda s, e: actions.raise_at_office(s, e, draft, SHANGHAI, label), CLERK)

    known = raised("3-041", "路灯").value
    assert (known.household_id, known.raised_by, known.is_named) == (home.id, "第三小组", False)
    unknown = raised("", "井盖").value
    assert (unknown.household_id, unknown.raised_by) == (None, "")
    assert raised("9-999", "水沟") == Refusal("household-unknown", "household")
    assert trail(village, known.id)[0].by == "赵敏"


def test_a_household_supports_once(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    other = add_home(village, "3-042")
    outcomes = [
        village.do(lambda s, e: actions.support(s, e, matter.no), at_home(other)).value
        for _ in range(3)
    ]
    assert outcomes == [True, False, False]
    assert found(village, matter.no).supports == 1
    assert village.read(lambda s: store.is_supported(s, village.id, matter.id, other.id))


def test_a_crowd_that_taps_twice_is_counted_once_each(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    homes = [add_home(village, f"4-{at:03}") for at in range(CROWD)]
    gate = Barrier(CROWD)

    def tap(at: int) -> list[bool]:
        gate.wait()
        actor = at_home(homes[at % CROWD])
        return [
            village.do(lambda s, e: actions.support(s, e, matter.no), actor).value for _ in range(2)
        ]

    with ThreadPoolExecutor(CROWD) as pool:
        outcomes = list(pool.map(tap, range(CROWD)))
    assert sorted(map(tuple, outcomes)) == [(True, False)] * CROWD
    assert found(village, matter.no).supports == CROWD


def test_one_home_that_taps_on_many_phones_is_counted_once(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    actor = at_home(add_home(village, "3-042"))
    gate = Barrier(CROWD)

    def tap(_at: int) -> bool:
        gate.wait()
        return bool(village.do(lambda s, e: actions.support(s, e, matter.no), actor).value)

    with ThreadPoolExecutor(CROWD) as pool:
        outcomes = list(pool.map(tap, range(CROWD)))
    assert sum(outcomes) == 1
    assert found(village, matter.no).supports == 1


def test_support_is_refused_with_the_reason(village: Village) -> None:
    home = add_home(village, "3-041")
    other = add_home(village, "3-042")
    matter = raise_lamp(village, home)

    def supported(no: int, actor: Any) -> Any:
        return village.do(lambda s, e: actions.support(s, e, no), actor)

    assert supported(matter.no, CLERK) == Refusal("card-needed")
    assert supported(matter.no, at_home(home)) == Refusal("matter-own")
    assert supported(99, at_home(other)) == Refusal("matter-unknown")
    village.do(lambda s, e: actions.answer(s, e, matter.no, "明天装。"), CLERK)
    assert supported(matter.no, at_home(other)) == Refusal("matter-over")


def test_an_answer_ends_the_matter_under_a_name(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    outcome = village.do(lambda s, e: actions.answer(s, e, matter.no, " 明天装。 "), CLERK)
    assert outcome.events == (MatterAnswered(village.id, matter.id, 1, False),)
    kept = found(village, 1)
    assert (kept.step, kept.state, kept.owner, kept.due_at) == (
        Step.RAISE,
        State.ANSWERED,
        "赵敏",
        None,
    )
    line = trail(village, matter.id)[0]
    assert (line.kind, line.by, line.facts["text"]) == (TrailKind.ANSWERED, "赵敏", "明天装。")


def test_a_decline_needs_a_reason(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    empty = village.do(lambda s, e: actions.decline(s, e, matter.no, " "), CLERK)
    assert empty == Refusal("answer-missing", "text")
    outcome = village.do(lambda s, e: actions.decline(s, e, matter.no, "归镇上管。"), CLERK)
    assert outcome.events == (MatterAnswered(village.id, matter.id, 1, True),)
    assert found(village, 1).state is State.DECLINED
    again = village.do(lambda s, e: actions.answer(s, e, matter.no, "明天装。"), CLERK)
    assert again == Refusal("matter-over")


def test_two_clerks_at_once_answer_once(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    gate = Barrier(4)

    def answered(at: int) -> Any:
        gate.wait()
        return village.do(lambda s, e: actions.answer(s, e, matter.no, f"答复{at}"), CLERK)

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(answered, range(4)))
    assert sum(isinstance(one, Done) for one in outcomes) == 1
    assert len(trail(village, matter.id)) == 2


def test_a_matter_goes_to_a_body_and_on_to_another(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    body, other = council(village), council(village, "停车自管会")
    outcome = village.do(
        lambda s, e: actions.put_to_body(s, e, matter.no, body.no, SHANGHAI), CLERK
    )
    assert outcome.events == (MatterPutToBody(village.id, matter.id, 1, body.id),)
    kept = found(village, 1)
    assert (kept.step, kept.state, kept.owner, kept.body_id) == (
        Step.DELIBERATE,
        State.OPEN,
        "议事会",
        body.id,
    )
    assert put(village, matter, other).owner == "停车自管会"


def test_a_body_must_be_there_and_running(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    body = council(village)

    def outcome(number: int) -> Any:
        return village.do(
            lambda s, e: actions.put_to_body(s, e, matter.no, number, SHANGHAI), CLERK
        )

    assert outcome(99) == Refusal("body-gone", "body")
    assert isinstance(village.do(lambda s, e: dissolve_body(s, e, body.no, NOON.date())), Done)
    assert outcome(body.no) == Refusal("body-gone", "body")
    other = council(village, "停车自管会")
    assert village.do(
        lambda s, e: actions.put_to_body(s, e, 99, other.no, SHANGHAI), CLERK
    ) == Refusal("matter-unknown")


def test_another_room_leads_a_matter_on_with_one_line(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    due = NOON + timedelta(days=14)
    outcome = village.do(
        lambda s, e: actions.move(
            s, e, matter.id, Step.DECIDE, kind=TrailKind.VOTE_OPENED, due_at=due, no=7
        ),
        CLERK,
    )
    assert outcome.value == found(village, 1)
    assert (outcome.value.step, outcome.value.due_at) == (Step.DECIDE, due)
    line = trail(village, matter.id)[0]
    assert (line.kind, dict(line.facts)) == (TrailKind.VOTE_OPENED, {"step": "decide", "no": 7})
    ended = village.do(lambda s, e: actions.move(s, e, matter.id, Step.DECIDE, State.DONE), SYSTEM)
    assert ended.value.is_over
    assert trail(village, matter.id)[0].by == ""
    assert village.do(lambda s, e: actions.move(s, e, matter.id, Step.REVIEW)) == Refusal(
        "matter-over"
    )


def test_another_room_cannot_jump(village: Village) -> None:
    matter = raise_lamp(village, add_home(village, "3-041"))
    outcome = village.do(lambda s, e: actions.move(s, e, matter.id, Step.REVIEW), CLERK)
    assert outcome == Refusal("matter-elsewhere")


def test_a_line_is_added_without_a_move_and_names_no_household(village: Village) -> None:
    home = add_home(village, "3-041")
    matter = raise_lamp(village, home)

    def logged(session: Any, errand: Any) -> Done[None]:
        actions.log_event(session, errand, matter.id, TrailKind.SHIFT_OFFERED, no=3)
        return Done(None)

    village.do(logged, at_home(home))
    line = trail(village, matter.id)[0]
    assert (line.kind, line.by, line.facts["no"]) == (TrailKind.SHIFT_OFFERED, "", 3)
    assert found(village, 1).moved_at == matter.moved_at


def test_another_village_is_out_of_reach(village: Village) -> None:
    other = make_village(village.database, "taohua", "桃花村")
    matter = raise_lamp(other, add_home(other, "1-001"))
    home = add_home(village, "3-041")
    for action in (
        lambda s, e: actions.support(s, e, matter.no),
        lambda s, e: actions.answer(s, e, matter.no, "好。"),
    ):
        assert village.do(action, at_home(home)) == Refusal("matter-unknown")
    assert village.read(lambda s: store.list_matters(s, village.id, None, 10)) == []
    strange = ids.new_id()
    assert not village.read(lambda s: store.is_supported(s, village.id, matter.id, strange))
