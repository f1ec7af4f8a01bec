"""Reading people and households."""

from datetime import date

from participation.residents.store import people as store
from tests.conftest import Village, make_village
from tests.residents.people import add_home


def test_members_are_those_of_the_home_the_representative_first(village: Village) -> None:
    home = add_home(village, "3-041", ["王桂英", "李强"])
    add_home(village, "3-042", ["张磊"])
    members = village.read(lambda s: store.list_members(s, village.id, home.id))
    assert [one.name for one in members] == ["王桂英", "李强"]
    assert [one.masked_name for one in members] == ["王*英", "李*"]


def test_a_roll_lists_each_open_home_once(village: Village) -> None:
    add_home(village, "3-041", ["王桂英", "李强"])
    add_home(village, "3-042", ["张磊"])
    roll = village.read(lambda s: store.list_representatives(s, village.id))
    assert [(one.label, one.name) for one in roll] == [("3-041", "王桂英"), ("3-042", "张磊")]


def test_adults_are_those_whose_eighteenth_birthday_has_come(village: Village) -> None:
    add_home(village, "3-041", ["王桂英"])
    add_home(village, "3-042", ["小明"], born=date(2008, 11, 25))
    on = village.read(lambda s: store.list_adults(s, village.id, date(2026, 11, 25)))
    before = village.read(lambda s: store.list_adults(s, village.id, date(2026, 11, 24)))
    assert (len(before), len(on)) == (1, 2)


def test_two_villages_see_only_their_own(village: Village) -> None:
    other = make_village(village.database, "taoyuan", "桃源村")
    home = add_home(village, "3-041", ["王桂英"])
    add_home(other, "3-041", ["赵六"])
    person = home.people["王桂英"]
    assert village.read(lambda s: store.find_person(s, other.id, person)) is None
    found = village.read(lambda s: store.find_people(s, other.id, "3-04", 10))
    assert [one.name for one, _home in found] == ["赵六"]
