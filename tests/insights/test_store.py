"""Service figures on both databases."""

from datetime import timedelta

from participation.committees.actions import add_committee
from participation.committees.rules import CommitteeKind
from participation.insights import store
from participation.insights.rules import Service
from participation.kernel import ids
from tests.conftest import Village, make_village
from tests.insights.matters import add_matters


def test_each_committee_stands_with_its_own_figures_in_code_order(village: Village) -> None:
    other = make_village(village.database, "shangzhuang", "上庄村")
    late, soon = village.now - timedelta(hours=1), village.now + timedelta(hours=1)
    add_matters(village, 2, due_at=late)
    add_matters(village, 3, due_at=soon, first=3)
    add_matters(village, 1, state="open", first=6, due_at=late)
    add_matters(village, 4, state="done", first=7)
    add_matters(other, 1, state="open")
    found = village.read(lambda s: store.list_services(s, "000000", village.now))
    assert sorted(found, key=lambda one: one.slug) == [
        Service("liugen", "柳根村", "000000", 6, 2),
        Service("shangzhuang", "上庄村", "000000", 1, 0),
    ]


def test_committees_come_in_code_order_and_only_of_the_region(village: Village) -> None:
    def add(slug: str, name: str, region: str) -> None:
        Village(village.database, ids.new_id(), slug).do(
            lambda s, e: add_committee(
                s, e, slug=slug, name=name, kind=CommitteeKind.VILLAGE, region=region
            )
        )

    add("third", "三村", "000000102001")
    add("second", "二村", "000000101002")
    add("first", "一村", "000000101001")
    town = village.read(lambda s: store.list_services(s, "000000101", village.now))
    county = village.read(lambda s: store.list_services(s, "000000", village.now))
    assert [one.slug for one in town] == ["first", "second"]
    assert [one.slug for one in county] == ["liugen", "first", "second", "third"]
