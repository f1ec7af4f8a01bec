"""Meetings from the call to the print, on both databases."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError

from participation.audit import store as log
from participation.audit.actions import record_hmac
from participation.bodies import actions as bodies
from participation.kernel import codes, ids
from participation.kernel.outcome import Done, Refusal
from participation.matters import actions as matter_actions
from participation.matters import store as matters
from participation.matters.rules import State as MatterState
from participation.matters.rules import Step, TrailKind
from participation.meetings import actions, store
from participation.meetings.actions import Wanted
from participation.meetings.rules.items import Method, Votes
from participation.meetings.rules.life import State
from participation.meetings.rules.minutes import Paper
from participation.meetings.rules.roll import Presence, Standing
from tests.conftest import KEY, NOON, SHANGHAI, Village, make_village
from tests.meetings.sitting import (
    DAY,
    ENDS,
    MEMBERS,
    STARTS,
    adopt,
    adopted,
    call,
    close,
    council,
    found_body,
    held,
    mark,
    raised,
    record,
    seat,
)
from tests.residents.people import add_home


def meeting_now(village: Village, no: int = 1) -> Any:
    return village.read(lambda s: store.find_meeting(s, village.id, no))


def roll_of(village: Village, meeting: Any) -> Any:
    return village.read(lambda s: store.list_attendees(s, village.id, meeting.id))


def items_of(village: Village, meeting: Any) -> Any:
    return village.read(lambda s: store.list_items(s, village.id, meeting.id))


def revision(village: Village, meeting: Any, no: int = 1) -> Any:
    return village.read(lambda s: store.find_revision(s, village.id, meeting.id, no))


def revise(village: Village, meeting: Any, base_no: int, **more: Any) -> Any:
    texts = revision(village, meeting, meeting_now(village).minutes_no).minutes.texts
    edited = replace(texts, **more)
    return village.do(lambda s, e: actions.revise_minutes(s, e, meeting.no, base_no, edited))


def do_print(village: Village, meeting: Any, code: str, pdf: bytes, minutes_no: int = 1) -> Any:
    return village.do(
        lambda s, e: actions.print_minutes(
            s, e, meeting.no, minutes_no, Paper.RECORD, code=code, pdf=pdf, title="会议记录"
        )
    )


def test_a_call_puts_everybody_with_a_seat_that_day_on_the_roll(village: Village) -> None:
    body = council(village)
    late = add_home(village, "3-042", ("沈大勇",)).people["沈大勇"]
    seat(village, body.no, late, from_day=DAY + timedelta(days=1))
    meeting = call(village, body).value
    roll = roll_of(village, meeting)
    assert sorted(one.name for one in roll) == sorted(MEMBERS)
    assert [one.office for one in roll][:2] == ["convenor", "recorder"]
    assert {one.status for one in roll} == {Presence.CALLED}
    assert meeting_now(village) == meeting


def test_the_agenda_takes_matters_and_titles_in_order(village: Village) -> None:
    matter = raised(village)
    body = council(village)
    meeting = call(village, body, [Wanted(matter_no=matter.no), Wanted(" 停车\u202e "), Wanted("")])
    items = items_of(village, meeting.value)
    assert [(one.position, one.title) for one in items] == [(1, matter.title), (2, "停车")]
    assert items[0].matter_id == matter.id
    trail = village.read(lambda s: matters.list_events(s, village.id, matter.id))
    assert trail[0].kind is TrailKind.MEETING_CALLED
    assert trail[0].facts["no"] == 1
    found = village.read(lambda s: store.list_of_matter(s, village.id, matter.id))
    assert found == [meeting.value]


@pytest.mark.parametrize(
    ("agenda", "more", "code"),
    [
        ([], {}, "agenda-empty"),
        ([Wanted(" ")], {}, "agenda-empty"),
        ([Wanted("长" * 200)], {}, "line-long"),
        ([Wanted(matter_no=77)], {}, "agenda-matter-gone"),
        ([Wanted("路")], {"title": " "}, "meeting-title-missing"),
        ([Wanted("路")], {"body_no": 9}, "body-gone"),
        ([Wanted("路")], {"day": date(2020, 1, 1)}, "body-without-seats"),
    ],
)
def test_a_call_that_cannot_be_is_refused(
    village: Village, agenda: list[Wanted], more: dict[str, Any], code: str
) -> None:
    body = council(village)
    refusal = call(village, body, agenda, **more)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert meeting_now(village) is None


def test_a_dissolved_body_meets_no_more(village: Village) -> None:
    body = council(village)
    village.do(lambda s, e: bodies.dissolve_body(s, e, body.no, DAY))
    assert call(village, body).code == "body-dissolved"
    day_before = call(village, body, day=DAY - timedelta(days=1))
    assert isinstance(day_before, Done)


def test_another_committee_s_matter_is_not_talked_about_here(village: Village) -> None:
    other = make_village(village.database, "taoyuan", "桃园社区")
    raised(other)
    body = council(village)
    assert call(village, body, [Wanted(matter_no=1)]).code == "agenda-matter-gone"


def test_names_are_called_one_by_one_and_the_rest_at_once(village: Village) -> None:
    meeting = call(village, council(village)).value
    first = roll_of(village, meeting)[0]
    marks = {first.id: Presence.LEAVE}
    village.do(lambda s, e: actions.take_attendance(s, e, 1, marks))
    village.do(lambda s, e: actions.take_rest(s, e, 1, Presence.PRESENT))
    statuses = [one.status for one in roll_of(village, meeting)]
    assert statuses == [Presence.LEAVE] + [Presence.PRESENT] * 5


def test_a_line_of_another_roll_is_refused(village: Village) -> None:
    call(village, council(village))
    marks = {ids.new_id(): Presence.PRESENT}
    outcome = village.do(lambda s, e: actions.take_attendance(s, e, 1, marks))
    assert outcome == Refusal("attendee-gone")
    gone = village.do(lambda s, e: actions.take_attendance(s, e, 9, marks))
    assert gone == Refusal("meeting-gone")


def test_a_guest_comes_without_a_vote(village: Village) -> None:
    meeting = call(village, council(village)).value

    def guest(name: str) -> Any:
        return village.do(lambda s, e: actions.add_guest(s, e, 1, name, "镇干部"))

    assert isinstance(guest('#read("/etc/passwd")'), Done)
    last = roll_of(village, meeting)[-1]
    assert (last.name, last.standing) == ('#read("/etc/passwd")', Standing.GUEST)
    assert last.status is Presence.PRESENT
    assert guest(last.name).code == "guest-twice"
    assert guest(" ").code == "guest-missing"


def test_an_item_may_come_up_while_people_sit(village: Village) -> None:
    meeting = call(village, council(village)).value

    def add(title: str) -> Any:
        return village.do(lambda s, e: actions.add_item(s, e, 1, title))

    assert isinstance(add("临时动议"), Done)
    assert [one.title for one in items_of(village, meeting)] == ["村东路修不修", "临时动议"]
    assert add(" ") == Refusal("agenda-empty", "title")
    assert add("长" * 200).field == "title"
    for at in range(38):
        add(f"第 {at} 件")
    assert add("再来一件").code == "agenda-long"


def test_an_item_comes_back_as_it_was_recorded(village: Village) -> None:
    meeting = call(village, council(village)).value
    mark(village, meeting)
    item = record(village, meeting).value
    assert items_of(village, meeting) == [item]
    assert item.votes == Votes(4, 1, 1, 6)


def test_counts_that_do_not_add_up_keep_nothing(village: Village) -> None:
    meeting = call(village, council(village)).value
    mark(village, meeting, 陈悦="leave")
    refusal = record(village, meeting)
    assert refusal == Refusal("counts-do-not-add", "yes", {"cast": 6, "present": 5})
    assert not items_of(village, meeting)[0].is_recorded
    assert record(village, meeting, 9) == Refusal("item-gone")


def test_too_few_talk_and_decide_nothing(village: Village) -> None:
    meeting = call(village, council(village)).value
    mark(village, meeting, 陈悦="leave", 王䶮="absent", 张𬭚="absent")
    assert record(village, meeting, yes=3, no=0, abstain=0).code == "quorum-not-met"
    talked = {"method": Method.NONE, "yes": 0, "no": 0, "abstain": 0}
    assert isinstance(record(village, meeting, **talked), Done)
    assert isinstance(close(village, meeting), Done)
    assert revision(village, meeting).minutes.quorum.is_met is False


def test_the_database_itself_refuses_counts_that_do_not_add_up(village: Village) -> None:
    meeting = call(village, council(village)).value
    item = items_of(village, meeting)[0]
    wrong = replace(item, method=Method.HANDS, votes=Votes(5, 0, 0, 6))
    with pytest.raises(DatabaseError), village.database.writing() as session:
        store.save_item(session, village.id, wrong)


def test_closing_drafts_the_minutes(village: Village) -> None:
    sitting = held(village)
    now, first = meeting_now(village), revision(village, sitting.meeting)
    assert (now.state, now.minutes_no, now.ended_at) == (State.HELD, 1, ENDS)
    assert (first.no, first.by, first.minutes.committee) == (1, "operator", "柳根村")
    assert first.minutes.body == "柳根村村民议事会"
    assert first.minutes.items[0].votes == Votes(4, 1, 1, 6)


def test_a_meeting_closes_only_when_all_names_were_called(village: Village) -> None:
    meeting = call(village, council(village)).value
    assert close(village, meeting) == Refusal("roll-open", None, {"count": 6})
    village.do(lambda s, e: actions.take_rest(s, e, 1, Presence.ABSENT))
    assert close(village, meeting) == Refusal("nobody-came")
    mark(village, meeting)
    assert close(village, meeting, STARTS).code == "ended-before-start"
    record(village, meeting)
    mark(village, meeting, 陈悦="absent")
    assert close(village, meeting).code == "counts-exceed-roll"


def test_a_revision_follows_another_and_an_old_one_overwrites_nothing(village: Village) -> None:
    meeting = held(village).meeting
    second = revise(village, meeting, 1, opening="支书讲了来由。")
    assert second.value.no == 2
    stale = revise(village, meeting, 1, opening="另一个人的话")
    assert stale == Refusal("minutes-stale", None, {"base": 1, "current": 2})
    assert revision(village, meeting, 2).minutes.texts.opening == "支书讲了来由。"
    assert revision(village, meeting, 1).minutes.texts.opening == ""
    same = revise(village, meeting, 2)
    assert (same.value.no, meeting_now(village).minutes_no) == (2, 2)
    long = revise(village, meeting, 2, closing="长" * 60_000)
    assert (long.code, long.field) == ("text-long", "closing")


def test_revisions_are_never_changed(village: Village) -> None:
    held(village)
    for statement in ("UPDATE minutes_revisions SET no = no", "DELETE FROM minutes_revisions"):
        with (
            pytest.raises(DatabaseError, match="insert-only"),
            village.database.engine.begin() as connection,
        ):
            connection.exec_driver_sql(statement)


def test_reopening_keeps_what_was_edited(village: Village) -> None:
    meeting = held(village).meeting
    texts = revision(village, meeting).minutes.texts
    items = (replace(texts.items[0], decision="今年就修。"),)
    revise(village, meeting, 1, items=items, closing="散会。")
    assert isinstance(village.do(lambda s, e: actions.reopen_meeting(s, e, 1)), Done)
    mark(village, meeting, 陈悦="leave")
    record(village, meeting, yes=4, no=1, abstain=0, decision="今年就修。")
    third = close(village, meeting).value
    assert third.no == 3
    assert third.minutes.texts.closing == "散会。"
    assert third.minutes.texts.items[0].decision == "今年就修。"
    assert third.minutes.items[0].votes.present == 5


def test_nothing_is_recorded_after_adoption(village: Village) -> None:
    meeting = adopted(village).meeting
    assert meeting_now(village).state is State.ADOPTED
    outcomes = [
        mark(village, meeting, 陈悦="leave"),
        record(village, meeting),
        close(village, meeting),
        revise(village, meeting, 1, opening="晚了"),
        adopt(village, meeting),
        village.do(lambda s, e: actions.reopen_meeting(s, e, 1)),
        village.do(lambda s, e: actions.add_guest(s, e, 1, "许国华", "")),
        village.do(lambda s, e: actions.add_item(s, e, 1, "再来一件")),
        village.do(lambda s, e: actions.take_rest(s, e, 1, Presence.PRESENT)),
    ]
    assert {one.code for one in outcomes} == {"meeting-adopted"}


def test_what_somebody_else_just_wrote_is_not_adopted_unread(village: Village) -> None:
    meeting = held(village).meeting
    revise(village, meeting, 1, opening="刚改的")
    assert adopt(village, meeting, 1).code == "minutes-stale"
    assert isinstance(adopt(village, meeting, 2), Done)


def test_a_matter_carried_with_a_task_goes_on_to_be_carried_out(village: Village) -> None:
    matter = raised(village)
    body = council(village)
    village.do(lambda s, e: matter_actions.put_to_body(s, e, matter.no, body.no, SHANGHAI))
    meeting = call(village, body, [Wanted(matter_no=matter.no)]).value
    mark(village, meeting)
    record(village, meeting)
    close(village, meeting)
    outcome = adopt(village, meeting)
    assert type(outcome.events[0]).__name__ == "MinutesAdopted"
    moved = village.read(lambda s: matters.get_matter(s, village.id, matter.id))
    assert (moved.step, moved.state, moved.owner) == (Step.CARRY_OUT, MatterState.OPEN, "张𬭚")
    assert moved.due_at is not None
    assert moved.due_at.isoformat() == "2026-12-05T15:59:59+00:00"
    trail = village.read(lambda s: matters.list_events(s, village.id, matter.id))
    assert trail[0].kind is TrailKind.MINUTES_ADOPTED
    assert trail[0].facts["outcome"] == "agreed"


def test_a_matter_not_carried_or_over_keeps_its_place_and_learns_of_it(village: Village) -> None:
    lost, over = raised(village, "停车怎么划线"), raised(village, "路灯坏了")
    body = council(village)
    agenda = [Wanted(matter_no=lost.no), Wanted(matter_no=over.no)]
    meeting = call(village, body, agenda).value
    village.do(lambda s, e: matter_actions.answer(s, e, over.no, "明天就换。"))
    mark(village, meeting)
    record(village, meeting, 1, yes=3, no=3, abstain=0)
    record(village, meeting, 2)
    close(village, meeting)
    assert isinstance(adopt(village, meeting), Done)
    for matter in (lost, over):
        found = village.read(lambda s, id=matter.id: matters.get_matter(s, village.id, id))
        trail = village.read(lambda s, id=matter.id: matters.list_events(s, village.id, id))
        assert found.step is Step.RAISE
        assert trail[0].kind is TrailKind.MINUTES_ADOPTED


def test_a_print_is_registered_once_and_kept_byte_for_byte(village: Village) -> None:
    meeting = adopted(village).meeting
    code = codes.token(ids.chance(16))
    printed = do_print(village, meeting, code, b"%PDF one").value
    again = do_print(village, meeting, codes.token(ids.chance(16)), b"%PDF two").value
    assert again == printed
    kept = village.read(lambda s: store.find_print(s, village.id, meeting.id, 1, Paper.RECORD))
    assert kept == printed
    found = village.read(lambda s: log.find_printed(s, village.id, record_hmac(KEY, code)))
    assert found is not None
    registered, newest = found
    assert (registered.no, registered.version, newest) == (printed.record_no, 1, 1)
    assert registered.sha256 == hashlib.sha256(b"%PDF one").digest()
    assert registered.digest == revision(village, meeting).short_hash
    papers = village.read(lambda s: store.list_printed(s, village.id, meeting.id, 1))
    assert papers == {Paper.RECORD}


def test_only_adopted_minutes_are_printed(village: Village) -> None:
    meeting = held(village).meeting
    assert do_print(village, meeting, "CODE", b"%PDF").code == "minutes-not-adopted"
    adopt(village, meeting)
    assert do_print(village, meeting, "CODE", b"%PDF", 2).code == "minutes-stale"


def test_meetings_are_listed_the_latest_first_page_by_page(village: Village) -> None:
    body = council(village)
    other = found_body(village, "停车自管会").value
    for at in (1, 3, 2):
        call(village, body, starts_at=NOON + timedelta(days=at))
    read = village.read
    first = read(lambda s: store.list_meetings(s, village.id, limit=2))
    assert [one.no for one in first] == [2, 3]
    last = (first[-1].starts_at, first[-1].no)
    assert [one.no for one in read(lambda s: store.list_meetings(s, village.id, last))] == [1]
    assert read(lambda s: store.list_meetings(s, village.id, body_id=other.id)) == []
    assert read(lambda s: store.list_published(s, village.id, 9)) == []


def test_what_happened_stands_in_the_log_without_names(village: Village) -> None:
    adopted(village)
    entries = village.read(lambda s: list(log.list_entries(s, village.id)))
    verbs = {one.verb for one in entries}
    assert {
        "meeting-called",
        "attendance-taken",
        "item-recorded",
        "meeting-closed",
        "minutes-written",
        "minutes-adopted",
    } <= verbs
    assert "王䶮" not in str([one.facts for one in entries])
