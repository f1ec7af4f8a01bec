"""Coming and staying away, alone and in a crowd, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

from sqlalchemy import func, insert, select, update

from participation.audit import store as log
from participation.kernel import ids
from participation.kernel.outcome import Done, Refusal
from participation.volunteers import actions, store
from participation.volunteers.records import ShiftRecord, SignUpRecord
from participation.volunteers.rules import Shift
from tests.conftest import Village, make_village
from tests.residents.people import Home, add_home
from tests.volunteers.shifts import DAY, at_home, draft, offer

PEOPLE = 60
PLACES = 10


def join(village: Village, shift: Shift, home: Home, name: str = "王桂英", **more: Any) -> Any:
    person = home.people[name]
    return village.do(
        lambda s, e: actions.sign_up(s, e, shift.no, person, DAY), at_home(home), **more
    )


def leave(village: Village, shift: Shift, home: Home, name: str = "王桂英", **more: Any) -> Any:
    person = home.people[name]
    return village.do(
        lambda s, e: actions.cancel(s, e, shift.no, person, DAY), at_home(home), **more
    )


def taken(village: Village, shift: Shift) -> int:
    found = village.read(lambda s: store.find_shift(s, village.id, shift.no))
    assert found is not None
    return found.taken


def coming(village: Village, shift: Shift) -> list[Any]:
    return village.read(lambda s: store.list_coming(s, village.id, shift.id))


def test_shifts_are_numbered_and_told_to_the_group(village: Village) -> None:
    later = village.now + timedelta(minutes=1)
    assert [offer(village).no, offer(village, later).no] == [1, 2]
    waiting = village.read(lambda s: log.list_outgoing(s, village.id, 10))
    assert [(one.template, one.facts["no"]) for _id, one in waiting] == [
        ("shift-offered", 1),
        ("shift-offered", 2),
    ]


def test_a_shift_in_the_past_is_not_offered(village: Village) -> None:
    past = draft(village.now, starts_at=village.now - timedelta(hours=1))
    outcome = village.do(lambda s, e: actions.offer_shift(s, e, past))
    assert outcome == Refusal("shift-in-the-past", "day")


def test_a_shift_for_a_matter_that_is_not_here_is_not_offered(village: Village) -> None:
    outcome = village.do(lambda s, e: actions.offer_shift(s, e, draft(village.now), 99))
    assert outcome == Refusal("shift-matter-unknown", "matter")


def test_somebody_comes_and_is_on_the_list_once(village: Village) -> None:
    home, shift = add_home(village, "3-041"), offer(village)
    assert isinstance(join(village, shift, home), Done)
    assert join(village, shift, home) == Refusal("already-coming")
    assert taken(village, shift) == 1
    assert coming(village, shift) == [home.people["王桂英"]]


def test_somebody_cancels_and_comes_again(village: Village) -> None:
    home, shift = add_home(village, "3-041"), offer(village, places=1)
    other = add_home(village, "3-042")
    join(village, shift, home)
    assert isinstance(leave(village, shift, home), Done)
    assert taken(village, shift) == 0
    assert isinstance(join(village, shift, other), Done)
    assert join(village, shift, home) == Refusal("shift-full")
    leave(village, shift, other)
    assert isinstance(join(village, shift, home), Done)
    assert coming(village, shift) == [home.people["王桂英"]]


def test_who_is_not_on_the_list_cannot_leave_it(village: Village) -> None:
    home, shift = add_home(village, "3-041"), offer(village)
    assert leave(village, shift, home) == Refusal("not-coming")
    assert taken(village, shift) == 0


def test_a_full_shift_keeps_nothing_of_who_came_too_late(village: Village) -> None:
    first, second = add_home(village, "3-041"), add_home(village, "3-042")
    shift = offer(village, places=1)
    join(village, shift, first)
    assert join(village, shift, second) == Refusal("shift-full")
    assert coming(village, shift) == [first.people["王桂英"]]


def test_a_minor_is_told_that_a_guardian_must_come_along(village: Village) -> None:
    home = add_home(village, "3-041", ("王小宝",), born=date(2012, 5, 1))
    shift = offer(village)
    assert join(village, shift, home, "王小宝") == Refusal("minor-needs-guardian")


def test_a_card_signs_up_nobody_of_another_home(village: Village) -> None:
    home, other, shift = add_home(village, "3-041"), add_home(village, "3-042"), offer(village)
    person = other.people["王桂英"]
    outcome = village.do(lambda s, e: actions.sign_up(s, e, shift.no, person, DAY), at_home(home))
    assert outcome == Refusal("not-of-your-home")


def test_a_shift_and_a_person_of_another_committee_are_not_there(village: Village) -> None:
    neighbour = make_village(village.database, "shangzhuang", "上庄村")
    home, theirs = add_home(village, "3-041"), add_home(neighbour, "1-001")
    shift = offer(neighbour)
    assert join(village, shift, home) == Refusal("shift-gone")
    own = offer(village)
    person = theirs.people["王桂英"]
    outcome = village.do(lambda s, e: actions.sign_up(s, e, own.no, person, DAY), at_home(home))
    assert outcome == Refusal("not-of-your-home")


def test_a_shift_begun_takes_and_frees_no_place(village: Village) -> None:
    home, shift = add_home(village, "3-041"), offer(village)
    join(village, shift, home)
    assert leave(village, shift, home, now=shift.starts_at) == Refusal("shift-begun")
    assert join(village, shift, home, now=shift.starts_at) == Refusal("shift-begun")


def test_a_shift_called_off_takes_nobody_and_tells_the_group_once(village: Village) -> None:
    home, shift = add_home(village, "3-041"), offer(village)
    later = village.now + timedelta(minutes=1)
    assert isinstance(village.do(lambda s, e: actions.call_off(s, e, shift.no), now=later), Done)
    assert join(village, shift, home) == Refusal("shift-called-off")
    again = village.do(lambda s, e: actions.call_off(s, e, shift.no))
    assert again == Refusal("shift-called-off")
    assert village.do(lambda s, e: actions.call_off(s, e, 99)) == Refusal("shift-gone")
    waiting = village.read(lambda s: log.list_outgoing(s, village.id, 10))
    assert [one.template for _id, one in waiting] == ["shift-offered", "shift-called-off"]


def test_the_leads_list_has_whole_names_in_order_of_signing_up(village: Village) -> None:
    first, second = add_home(village, "3-041"), add_home(village, "3-042", ("李秀兰",))
    shift = offer(village)
    join(village, shift, second, "李秀兰")
    join(village, shift, first, now=village.now + timedelta(minutes=1))
    listed = village.read(lambda s: actions.list_names(s, village.errand(), shift))
    assert [(one.name, one.household_label) for one in listed] == [
        ("李秀兰", "3-042"),
        ("王桂英", "3-041"),
    ]


def test_the_log_names_nobody_who_comes(village: Village) -> None:
    home, shift = add_home(village, "3-041"), offer(village)
    join(village, shift, home)
    entry = village.read(lambda s: log.list_newest(s, village.id, None, 1))[0]
    assert (entry.verb, entry.subject, dict(entry.facts)) == ("shift-joined", "shift:1", {})
    assert "王桂英" not in entry.actor


def race(count: int, one: Callable[[int], Any]) -> list[Any]:
    """Run one errand of each of so many people, all let go at the same moment."""
    gate = Barrier(count)

    def run(at: int) -> Any:
        gate.wait()
        return one(at)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_of_sixty_people_exactly_ten_get_the_ten_places(village: Village) -> None:
    homes = [add_home(village, f"3-{at:03}") for at in range(PEOPLE)]
    shift = offer(village, places=PLACES)
    outcomes = race(PEOPLE, lambda at: join(village, shift, homes[at]))
    assert sum(isinstance(one, Done) for one in outcomes) == PLACES
    assert outcomes.count(Refusal("shift-full")) == PEOPLE - PLACES
    listed = coming(village, shift)
    assert len(listed) == len(set(listed)) == PLACES == taken(village, shift)


def test_a_person_who_taps_many_times_takes_one_place(village: Village) -> None:
    home, shift = add_home(village, "3-041"), offer(village, places=PLACES)
    outcomes = race(12, lambda _at: join(village, shift, home))
    assert sum(isinstance(one, Done) for one in outcomes) == 1
    assert taken(village, shift) == len(coming(village, shift)) == 1


def test_the_naive_twin_that_reads_and_then_writes_gives_too_many_places(
    village: Village,
) -> None:
    homes = [add_home(village, f"3-{at:03}") for at in range(PEOPLE)]
    shift = offer(village, places=PLACES)
    seen = Barrier(PEOPLE)

    def naive(at: int) -> bool:
        count = taken(village, shift)
        seen.wait()
        if count >= PLACES:
            return False
        with village.database.writing() as session:
            session.execute(
                insert(SignUpRecord).values(
                    committee_id=village.id,
                    id=ids.new_id(),
                    shift_id=shift.id,
                    person_id=homes[at].people["王桂英"],
                    state="coming",
                    at=village.now,
                )
            )
            session.execute(
                update(ShiftRecord)
                .where(ShiftRecord.committee_id == village.id, ShiftRecord.id == shift.id)
                .values(taken=count + 1)
            )
        return True

    let_in = race(PEOPLE, naive)
    stored = village.read(
        lambda s: s.scalar(
            select(func.count())
            .select_from(SignUpRecord)
            .where(SignUpRecord.committee_id == village.id, SignUpRecord.shift_id == shift.id)
        )
    )
    assert sum(let_in) == stored > PLACES
