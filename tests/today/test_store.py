"""What the pages that join rooms read, on both databases."""

from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import insert, select

from participation.kernel import ids
from participation.kernel.clock import at_local
from participation.matters.records import MatterRecord, SupportRecord
from participation.today.rules.desk import Task
from participation.today.rules.home import Agenda, Matters
from participation.today.store import desk, home, open_books
from participation.volunteers import actions
from participation.volunteers.rules import may_come
from participation.votes.actions import elections as actions_of
from tests.conftest import SHANGHAI, Village, make_village
from tests.insights.matters import add_matters
from tests.residents.people import add_home
from tests.today.rows import add_body, add_meeting, add_vote, published
from tests.volunteers.shifts import DAY, at_home, offer
from tests.votes import electing
from tests.votes.ballots import SUPERVISOR, add_homes


def test_an_empty_place_has_nothing_to_show(village: Village) -> None:
    nothing = village.read(lambda s: home.find_matters(s, village.id, None))
    assert nothing == Matters([], [])
    assert village.read(lambda s: home.find_agenda(s, village.id, village.now)) == Agenda()
    assert village.read(lambda s: home.find_next_shift(s, village.id, None, village.now)) is None
    assert village.read(lambda s: desk.list_due(s, village.id, village.now, SHANGHAI)) == []


def test_a_household_finds_what_it_raised_and_supports_apart_from_the_rest(
    village: Village,
) -> None:
    mine = add_home(village, "3-041")
    add_matters(village, 1, household_id=mine.id)
    add_matters(village, 9, first=2, moved_at=village.now + timedelta(hours=1))
    with village.database.writing() as session:
        supported = session.scalar(select(MatterRecord.id).where(MatterRecord.no == 5))
        session.execute(
            insert(SupportRecord).values(
                committee_id=village.id,
                id=ids.new_id(),
                matter_id=supported,
                household_id=mine.id,
                at=village.now,
            )
        )
    found = village.read(lambda s: home.find_matters(s, village.id, mine.id))
    assert [one.no for one in found.own] == [5, 1]
    assert [one.no for one in found.others] == [10, 9, 8, 7]
    public = village.read(lambda s: home.find_matters(s, village.id, None))
    assert public.own == []


def test_the_agenda_has_open_votes_new_results_and_next_meetings(village: Village) -> None:
    now = village.now
    add_vote(village, 1, now)
    add_vote(village, 2, now, closes_at=now + timedelta(days=1), basis="person", is_binding=True)
    add_vote(village, 3, now, state="draft")
    add_vote(village, 4, now, opens_at=now - timedelta(days=5), closes_at=now)
    add_vote(village, 5, now, **published(now))
    add_vote(village, 6, now, **{**published(now), "state": "confirmed"})
    add_vote(
        village,
        7,
        now,
        **{**published(now), "publishes_at": now - timedelta(days=20)}
        | {"closes_at": now - timedelta(days=21), "opens_at": now - timedelta(days=22)},
    )
    body = add_body(village)
    add_meeting(village, body, 1, now + timedelta(days=2), "called")
    add_meeting(village, body, 2, now - timedelta(days=2), "called")
    add_meeting(village, body, 3, now - timedelta(days=2), "adopted")
    agenda = village.read(lambda s: home.find_agenda(s, village.id, now))
    assert [one.no for one in agenda.votes] == [2, 1]
    assert [(one.no, one.outcome) for one in agenda.results] == [
        (6, "majority-for"),
        (5, "majority-for"),
    ]
    assert [one.no for one in agenda.meetings] == [1]
    first = agenda.votes[0]
    assert (first.is_personal, first.is_binding, first.is_secret, first.heard, first.roll_size) == (
        True,
        True,
        True,
        0,
        312,
    )


def test_the_next_shift_comes_with_the_household_and_passes_full_ones_by(
    village: Village,
) -> None:
    mine, other = add_home(village, "3-041", ("王桂英", "李强")), add_home(village, "3-042")
    full = offer(village, places=1)
    begins = village.now + timedelta(days=6)
    later = offer(village, starts_at=begins, ends_at=begins + timedelta(hours=1))
    person = other.people["王桂英"]
    village.do(lambda s, e: actions.sign_up(s, e, full.no, person, DAY), at_home(other))

    def next_for(household_id):
        return village.read(
            lambda s: home.find_next_shift(s, village.id, household_id, village.now)
        )

    assert next_for(None).shift.no == later.no
    assert next_for(None).family == []
    own = next_for(mine.id)
    assert own.shift.no == later.no
    assert {one.name for one in own.family if may_come(one, DAY)} == {"王桂英", "李强"}
    assert own.coming == frozenset()
    theirs = next_for(other.id)
    assert (theirs.shift.no, theirs.coming) == (full.no, frozenset({person}))


def test_the_desk_lists_each_rooms_errands_with_their_clocks(village: Village) -> None:
    now = village.now
    add_matters(village, 1, due_at=now + timedelta(hours=3))
    add_vote(village, 1, now, closes_at=now + timedelta(hours=5))
    add_vote(village, 2, now, opens_at=now - timedelta(days=5), closes_at=now)
    add_vote(village, 3, now, state="counted", closes_at=now)
    add_vote(
        village, 4, now, closes_at=now + timedelta(days=5), publishes_at=now + timedelta(days=6)
    )
    body = add_body(village)
    add_meeting(village, body, 1, now + timedelta(days=1), "called")
    add_meeting(village, body, 2, now - timedelta(days=1), "held")
    offer(village, starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=1))
    due = village.read(lambda s: desk.list_due(s, village.id, now, SHANGHAI))
    assert {(one.task, one.no) for one in due} == {
        (Task.ANSWER, 1),
        (Task.STUBS, 1),
        (Task.COUNT, 2),
        (Task.CONFIRM, 3),
        (Task.MEET, 1),
        (Task.MINUTES, 2),
        (Task.TEXTS, 1),
        (Task.SHIFT, 1),
    }


def test_the_open_books_mix_results_and_minutes_newest_first_and_page_by_key(
    village: Village,
) -> None:
    now, body = village.now, add_body(village)
    for no in range(1, 4):
        add_vote(village, no, now, **published(now - timedelta(days=no)))
        add_meeting(village, body, no, now - timedelta(days=no, hours=1), "adopted")
    add_meeting(village, body, 9, now, "held")
    add_vote(village, 9, now)

    def page(before, limit):
        return village.read(lambda s: open_books.list_published(s, village.id, now, before, limit))

    whole = page(None, 50)
    assert [(str(one.kind), one.no) for one in whole] == [
        ("minutes", 1),
        ("result", 1),
        ("minutes", 2),
        ("result", 2),
        ("minutes", 3),
        ("result", 3),
    ]
    assert whole[1].outcome == "majority-for"
    first = page(None, 2)
    last = first[-1]
    rest = page((last.at, last.kind, last.no), 50)
    assert first + rest == whole


def test_nothing_of_another_committee_is_read(village: Village) -> None:
    other = make_village(village.database, "shangzhuang", "上庄村")
    now = village.now
    add_vote(other, 1, now)
    add_vote(other, 2, now, **published(now))
    add_matters(other, 2, due_at=now)
    add_meeting(other, add_body(other), 1, now + timedelta(days=1), "called")
    offer(other)
    assert village.read(lambda s: home.find_agenda(s, village.id, now)) == Agenda()
    assert village.read(lambda s: home.find_matters(s, village.id, None)) == Matters([], [])
    assert village.read(lambda s: home.find_next_shift(s, village.id, None, now)) is None
    assert village.read(lambda s: desk.list_due(s, village.id, now, SHANGHAI)) == []
    assert village.read(lambda s: open_books.list_published(s, village.id, now, None, 9)) == []


def test_the_desk_hears_of_an_election_in_time(village: Village) -> None:
    add_homes(village, 12)
    add_home(village, "3-901", ("周秀英",))
    election = electing.Desk(village)

    def asked(day: date) -> list[tuple[Task, date]]:
        now = at_local(day, time(9), SHANGHAI)
        due = village.read(lambda s: desk.list_due(s, village.id, now, SHANGHAI))
        assert all(one.due_at == at_local(one.due_at.date(), time(20), SHANGHAI) for one in due)
        return [(one.task, one.due_at.date()) for one in due]

    last = date(2026, 11, 30)
    assert asked(last - timedelta(days=3)) == []
    assert asked(last - timedelta(days=2)) == [(Task.VOTERS, last)]
    election.put_up()
    assert asked(last) == []
    election.do(actions_of.object_to_list, electing.PUBLISHED, "漏了一户", electing.PUBLISHED)
    ruling = electing.PUBLISHED + timedelta(days=3)
    assert asked(ruling) == [(Task.OBJECTION, ruling)]
    ruled = {"ruled_on": ruling, "is_upheld": False, "ruling": "在名单上", "today": ruling}
    election.do(actions_of.rule_on_objection, 1, **ruled)
    assert asked(electing.DAY) == [(Task.TALLY, electing.DAY)]
    sheet = replace(electing.SHEET, issued=9, returned=9, valid=9, spoiled=0, votes={(1, 1): 9})
    election.do(actions_of.type_count, sheet, electing.DAY)
    assert asked(electing.DAY) == [(Task.SECOND, electing.DAY)]
    election.do(actions_of.confirm_count, 1, actor=SUPERVISOR)
    assert asked(electing.DAY) == []
