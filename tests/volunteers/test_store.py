"""Shifts in and out of the database."""

from datetime import timedelta

from participation.kernel import ids
from participation.volunteers import actions, store
from tests.conftest import Village
from tests.residents.people import add_home
from tests.volunteers.shifts import DAY, at_home, offer


def test_a_shift_comes_back_as_it_was_stored(village: Village) -> None:
    shift = offer(village)
    assert village.read(lambda s: store.find_shift(s, village.id, shift.no)) == shift


def test_the_next_shift_comes_first_and_pages_follow_by_key(village: Village) -> None:
    days = [5, 2, 2, 9]
    for day in days:
        begins = village.now + timedelta(days=day)
        offer(village, starts_at=begins, ends_at=begins + timedelta(hours=2))
    first = village.read(lambda s: store.list_open_shifts(s, village.id, village.now, 2))
    after = (first[-1].starts_at, first[-1].no)
    rest = village.read(lambda s: store.list_open_shifts(s, village.id, village.now, 9, after))
    assert [one.no for one in first] == [2, 3]
    assert [one.no for one in rest] == [1, 4]


def test_shifts_begun_and_called_off_are_not_listed(village: Village) -> None:
    begun, called_off, open_one = offer(village), offer(village), offer(village)
    begins = village.now + timedelta(days=9)
    later = offer(village, starts_at=begins, ends_at=begins + timedelta(hours=1))
    village.do(lambda s, e: actions.call_off(s, e, called_off.no))
    at = begun.starts_at
    now_open = village.read(lambda s: store.list_open_shifts(s, village.id, village.now, 9))
    then_open = village.read(lambda s: store.list_open_shifts(s, village.id, at, 9))
    assert [one.no for one in now_open] == [begun.no, open_one.no, later.no]
    assert [one.no for one in then_open] == [later.no]


def test_a_household_sees_which_of_its_own_come(village: Village) -> None:
    home = add_home(village, "3-041", ("王桂英", "李强"))
    shift, other = offer(village), offer(village)
    person = home.people["李强"]
    village.do(lambda s, e: actions.sign_up(s, e, shift.no, person, DAY), at_home(home))
    mine = list(home.people.values())
    found = village.read(lambda s: store.list_coming_of(s, village.id, [shift.id, other.id], mine))
    assert found == {(shift.id, person)}
    assert village.read(lambda s: store.list_coming_of(s, village.id, [], mine)) == set()


def test_shifts_of_no_matter_are_none(village: Village) -> None:
    offer(village)
    assert village.read(lambda s: store.list_of_matter(s, village.id, ids.new_id())) == []
