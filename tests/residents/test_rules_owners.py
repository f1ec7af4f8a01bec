"""Owners as heads and area: each flat in one head, the area whole, one buyer one head."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.residents.rules.owners import FlatOwner, OwnedFlat, owner_roll
from participation.residents.rules.roster.sales import Sale

HOME = UUID(int=99)
WANG, LI, ZHAO = (
    FlatOwner(UUID(int=at), name) for at, name in enumerate(("王桂英", "李文", "赵敏"))
)
FIRM = FlatOwner(UUID(int=7), "平安置业有限公司", is_company=True)
BANK = FlatOwner(UUID(int=8), "某某银行", is_company=True)


def flat(room: str, *owners: FlatOwner, area: int | None = 8000, **more: object) -> OwnedFlat:
    return OwnedFlat("1号楼", "1单元", room, area, HOME, owners, **more)  # type: ignore[arg-type]


def heads(*flats: OwnedFlat) -> list[tuple[tuple[str, ...], int, tuple[str, ...]]]:
    return [
        (head.names, head.area_centi, tuple(one[-3:] for one in head.flats))
        for head in owner_roll(flats).heads
    ]


def test_who_owns_several_flats_is_one_head_with_the_areas_summed() -> None:
    assert heads(flat("101", WANG), flat("102", LI), flat("103", WANG, area=9050)) == [
        (("王桂英",), 17050, ("101", "103")),
        (("李文",), 8000, ("102",)),
    ]


def test_a_co_owned_flat_is_one_head_spoken_for_by_the_first_named() -> None:
    roll = owner_roll([flat("101", LI, WANG)])
    assert [(head.names, head.person_id) for head in roll.heads] == [(("李文", "王桂英"), LI.id)]


def test_the_same_owners_together_are_one_head_in_whatever_order_they_are_named() -> None:
    assert heads(flat("101", LI, WANG), flat("102", WANG, LI)) == [
        (("李文", "王桂英"), 16000, ("101", "102"))
    ]


def test_a_flat_alone_and_a_flat_together_are_two_heads() -> None:
    found = heads(flat("101", WANG), flat("102", WANG, LI), flat("103", LI))
    assert [rooms for _names, _area, rooms in found] == [("101",), ("102",), ("103",)]


def test_an_owner_who_has_gone_does_not_speak_but_the_flat_keeps_its_head() -> None:
    gone = FlatOwner(WANG.id, WANG.name, is_here=False)
    assert owner_roll([flat("101", gone, LI)]).heads[0].person_id == LI.id
    assert owner_roll([flat("101", gone)]).heads[0].person_id is None


def test_unsold_flats_and_those_not_handed_over_are_one_head() -> None:
    roll = owner_roll(
        [
            flat("101", FIRM, sale=Sale.UNSOLD),
            flat("102", WANG, sale=Sale.UNDELIVERED),
            flat("103", FIRM),
            flat("104", WANG),
            flat("105", BANK, sale=Sale.UNDELIVERED),
            flat("106", BANK),
        ]
    )
    developer = roll.heads[0]
    assert (developer.label, developer.is_developer) == ("开发商", True)
    assert developer.names == ("平安置业有限公司",)
    assert developer.person_id == FIRM.id
    assert [one[-3:] for one in developer.flats] == ["101", "102", "103", "105"]
    assert [head.label[-3:] for head in roll.heads[1:]] == ["104", "106"]


def test_a_developer_nobody_names_is_a_head_still() -> None:
    head = owner_roll([flat("101", WANG, sale=Sale.UNDELIVERED)]).heads[0]
    assert (head.names, head.person_id) == (("开发商",), None)


def test_flats_without_an_area_are_told() -> None:
    roll = owner_roll([flat("102", WANG, area=None), flat("101", WANG)])
    assert (roll.lacking, roll.area_centi) == (("1号楼1单元102",), 8000)


def test_heads_stand_in_the_order_people_walk() -> None:
    places = [("商业", "", "S02"), ("10号楼", "1单元", "101"), ("2号楼", "1单元", "1001"),
              ("2号楼", "1单元", "201"), ("商业", "", "S1"), ("2号楼", "", "201")]  # fmt: skip
    flats = [
        OwnedFlat(*place, 1, HOME, (FlatOwner(UUID(int=at), "王桂英"),))
        for at, place in enumerate(places)
    ]
    assert [head.label for head in owner_roll(flats).heads] == [
        "2号楼201", "2号楼1单元201", "2号楼1单元1001", "10号楼1单元101", "商业S1", "商业S02",
    ]  # fmt: skip


OWNERS = st.lists(st.sampled_from([WANG, LI, ZHAO, FIRM, BANK]), min_size=1, unique=True)
FLATS = st.lists(
    st.builds(
        lambda owners, area, sale: (tuple(owners), area, sale),
        OWNERS,
        st.none() | st.integers(1, 20_000),
        st.sampled_from(Sale),
    ),
    max_size=12,
).map(
    lambda made: [
        OwnedFlat("1号楼", "", str(101 + at), area, HOME, owners, sale)
        for at, (owners, area, sale) in enumerate(made)
    ]
)


@given(FLATS)
def test_each_flat_is_in_exactly_one_head_and_no_area_is_lost(flats: list[OwnedFlat]) -> None:
    roll = owner_roll(flats)
    assert sorted(one for head in roll.heads for one in head.flats) == [f.label for f in flats]
    assert roll.area_centi == sum(one.area_centi or 0 for one in flats)
    assert len(roll.heads) <= len(flats)
    assert sum(head.is_developer for head in roll.heads) <= 1
    buyers = [frozenset(head.names) for head in roll.heads if not head.is_developer]
    assert len(set(buyers)) == len(buyers)


@given(FLATS, st.randoms())
def test_the_order_of_the_file_does_not_matter(flats: list[OwnedFlat], chance: object) -> None:
    mixed = list(flats)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert owner_roll(mixed) == owner_roll(flats)


@pytest.mark.parametrize("owners", [(WANG, LI), (LI,), (FIRM, WANG)])
def test_selling_a_flat_takes_it_from_the_developer(owners: tuple[FlatOwner, ...]) -> None:
    before = owner_roll([flat("101", FIRM, sale=Sale.UNSOLD), flat("102", FIRM, sale=Sale.UNSOLD)])
    after = owner_roll([flat("101", FIRM, sale=Sale.UNSOLD), flat("102", *owners)])
    assert (len(before.heads), len(after.heads)) == (1, 2)
    assert before.area_centi == after.area_centi
