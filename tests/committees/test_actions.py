"""Adding a committee."""

from participation.committees import store
from participation.committees.actions import add_committee, ensure_groups
from participation.committees.rules import CommitteeKind, GroupKind
from participation.kernel.outcome import Refusal
from tests.conftest import Village, make_village


def test_an_address_is_given_once(village: Village) -> None:
    again = village.do(
        lambda s, e: add_committee(
            s, e, slug=village.slug, name="另一个村", kind=CommitteeKind.VILLAGE, region="000000"
        )
    )
    assert again == Refusal("slug-taken", "slug", {"slug": village.slug})


def test_two_committees_keep_their_groups_apart(village: Village) -> None:
    other = make_village(village.database, "taoyuan", "桃源村")
    for place in (village, other):
        with place.database.writing() as session:
            ensure_groups(session, place.errand(), ["第一小组", "第二小组"], GroupKind.GROUP)
    names = village.read(lambda s: [one.name for one in store.list_groups(s, village.id)])
    assert names == ["第一小组", "第二小组"]
