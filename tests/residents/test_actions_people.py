"""People and households by hand, on both databases."""

from datetime import date
from typing import Any

import pytest

from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import people as actions
from participation.residents.actions.actor import find_card
from participation.residents.rules.by_hand import Told
from participation.residents.rules.people import ChangeKind
from participation.residents.rules.standing import Standing
from participation.residents.store import people, roster
from tests.conftest import Village
from tests.residents.people import Home, add_home

TODAY = date(2026, 11, 24)
THEN = actions.Occasion(date(2026, 11, 20), "派出所迁移证", TODAY)


def names(village: Village, home_id: Any) -> list[str]:
    return [one.name for one in village.read(lambda s: people.list_members(s, village.id, home_id))]


def kinds(village: Village, home: Home) -> list[ChangeKind]:
    return [
        one.kind for one in village.read(lambda s: roster.list_changes(s, village.id, home.id, 9))
    ]


def test_a_child_is_born_into_a_home(village: Village) -> None:
    home = add_home(village, "3-041")
    told = Told("王小宝", date(2026, 11, 19), phone="190-0000-0009")
    outcome = village.do(
        lambda s, e: actions.add_person(s, e, home.id, told, ChangeKind.BIRTH, THEN)
    )
    assert isinstance(outcome, Done)
    assert names(village, home.id) == ["王桂英", "王小宝"]
    assert kinds(village, home) == [ChangeKind.BIRTH]
    phones = village.read(lambda s: actions.masked_phones(s, village.errand(), home.id))
    assert phones == {outcome.value: "190****0009"}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told("王小宝", date(2026, 11, 25)), "born-later"),
        (Told("王小宝", date(1899, 12, 31)), "born-early"),
        (Told("王小宝", identity="000000195403010021"), "identity-check-digit"),
        (Told("王小宝", phone="1234"), "phone-wrong"),
        (Told(""), "person-name-missing"),
    ],
)
def test_what_cannot_be_is_refused(village: Village, told: Told, code: str) -> None:
    home = add_home(village, "3-041")
    outcome = village.do(
        lambda s, e: actions.add_person(s, e, home.id, told, ChangeKind.BIRTH, THEN)
    )
    assert isinstance(outcome, Refusal)
    assert outcome.code == code
    assert names(village, home.id) == ["王桂英"]


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 11, 25), "day-later"), (date(1899, 1, 1), "day-early")]
)
def test_a_day_that_cannot_be_is_refused(village: Village, day: date, code: str) -> None:
    home = add_home(village, "3-041")
    occasion = actions.Occasion(day, "…", TODAY)
    outcome = village.do(
        lambda s, e: actions.leave(s, e, home.people["王桂英"], ChangeKind.DEATH, occasion)
    )
    assert outcome == Refusal(code, "day")


def test_an_identity_number_belongs_to_one_person(village: Village) -> None:
    home = add_home(village, "3-041")
    told = Told("李强", identity="000000195403010020")
    moved = ChangeKind.MOVED_IN
    add = village.do(lambda s, e: actions.add_person(s, e, home.id, told, moved, THEN))
    again = village.do(lambda s, e: actions.add_person(s, e, home.id, told, moved, THEN))
    assert again.code == "identity-known"
    village.do(lambda s, e: actions.leave(s, e, add.value, ChangeKind.MOVED_OUT, THEN))
    gone = village.do(lambda s, e: actions.add_person(s, e, home.id, told, moved, THEN))
    assert gone.code == "identity-left"
    back = village.do(lambda s, e: actions.come_back(s, e, add.value, THEN))
    assert isinstance(back, Done)
    assert set(names(village, home.id)) == {"王桂英", "李强"}


def test_when_the_representative_dies_the_eldest_adult_speaks(village: Village) -> None:
    home = add_home(village, "3-041", ["王桂英", "李强"])
    gone = home.people["王桂英"]
    village.do(lambda s, e: actions.leave(s, e, gone, ChangeKind.DEATH, THEN))
    speaking = village.read(lambda s: people.list_representatives(s, village.id))
    assert [one.name for one in speaking] == ["李强"]
    assert village.read(lambda s: people.list_left(s, village.id, home.id))[0].name == "王桂英"


def test_the_last_to_leave_closes_the_home_and_its_card(village: Village) -> None:
    home = add_home(village, "3-041")
    gone = home.people["王桂英"]
    village.do(lambda s, e: actions.leave(s, e, gone, ChangeKind.MOVED_OUT, THEN))
    assert village.read(lambda s: people.find_household(s, village.id, "3-041")) is None
    assert village.read(lambda s: find_card(s, village.errand(), home.card)) is None
    village.do(lambda s, e: actions.come_back(s, e, gone, THEN))
    assert village.read(lambda s: people.find_household(s, village.id, "3-041")) is not None


def test_part_of_a_home_gets_its_own_number(village: Village) -> None:
    home = add_home(village, "3-041", ["王桂英", "李强", "张梅"])
    going = {home.people["李强"], home.people["张梅"]}
    outcome = village.do(lambda s, e: actions.split(s, e, home.id, going, "3-141", THEN))
    assert isinstance(outcome, Done)
    assert names(village, home.id) == ["王桂英"]
    assert set(names(village, outcome.value)) == {"李强", "张梅"}
    speaking = village.read(lambda s: people.list_representatives(s, village.id))
    assert {one.label for one in speaking if one.person_id} == {"3-041", "3-141"}
    assert kinds(village, home) == [ChangeKind.SPLIT]


def test_a_split_that_cannot_be_is_refused(village: Village) -> None:
    home = add_home(village, "3-041", ["王桂英", "李强"])
    add_home(village, "3-042", ["张磊"])
    everybody = set(home.people.values())
    one = {home.people["李强"]}
    for going, label, code in (
        (set(), "9", "split-nobody"),
        (everybody, "9", "split-everybody"),
        (one, "3-042", "household-taken"),
    ):
        outcome = village.do(
            lambda s, e, going=going, label=label: actions.split(s, e, home.id, going, label, THEN)
        )
        assert outcome.code == code
    children = add_home(village, "3-043", ["甲明", "乙明"], born=date(2015, 1, 1))
    child = {children.people["乙明"]}
    outcome = village.do(lambda s, e: actions.split(s, e, children.id, child, "9", THEN))
    assert outcome.code == "split-minors"


def test_another_speaks_for_the_home_but_no_minor_and_no_stranger(village: Village) -> None:
    home = add_home(village, "3-041", ["王桂英", "李强"])
    stranger = add_home(village, "3-042", ["张磊"]).people["张磊"]
    li = home.people["李强"]
    assert isinstance(village.do(lambda s, e: actions.set_speaker(s, e, home.id, li, THEN)), Done)
    speaking = village.read(lambda s: people.list_representatives(s, village.id))
    assert [one.name for one in speaking] == ["李强", "张磊"]
    outcome = village.do(lambda s, e: actions.set_speaker(s, e, home.id, stranger, THEN))
    assert outcome.code == "speaker-elsewhere"
    young = add_home(village, "3-043", ["小明"], born=date(2015, 1, 1))
    child = young.people["小明"]
    outcome = village.do(lambda s, e: actions.set_speaker(s, e, young.id, child, THEN))
    assert outcome.code == "speaker-minor"


def test_a_standing_changes_and_an_untold_telephone_stays(village: Village) -> None:
    home = add_home(village, "3-041")
    wang = home.people["王桂英"]
    first = Told("王桂英", date(1954, 3, 1), phone="19000000001", relation="户主")
    village.do(lambda s, e: actions.change_person(s, e, wang, first, THEN))
    away = Told("王桂英", date(1954, 3, 1), standing=Standing.AWAY, relation="户主")
    village.do(lambda s, e: actions.change_person(s, e, wang, away, THEN))
    member = village.read(lambda s: people.list_members(s, village.id, home.id))[0]
    assert (member.standing, member.is_representative) == (Standing.AWAY, True)
    phones = village.read(lambda s: actions.masked_phones(s, village.errand(), home.id))
    assert phones == {wang: "190****0001"}
    assert kinds(village, home) == [ChangeKind.STANDING, ChangeKind.CORRECTION]
    gone = Told("王桂英", date(1954, 3, 1), is_phone_gone=True)
    village.do(lambda s, e: actions.change_person(s, e, wang, gone, THEN))
    assert village.read(lambda s: actions.masked_phones(s, village.errand(), home.id)) == {}


def test_a_new_home_opens_with_who_moves_in(village: Village) -> None:
    add_home(village, "3-041")
    told = Told("陈悦", date(1993, 5, 5))
    outcome = village.do(lambda s, e: actions.add_home(s, e, "3-200", "第三小组", told, THEN))
    assert names(village, outcome.value) == ["陈悦"]
    speaking = village.read(lambda s: people.list_representatives(s, village.id))
    assert [one.name for one in speaking] == ["王桂英", "陈悦"]
    taken = village.do(lambda s, e: actions.add_home(s, e, "3-041", "", told, THEN))
    assert taken.code == "household-taken"
    for number in ("13800000000", "000000194506028157"):
        refused = village.do(
            lambda s, e, number=number: actions.add_home(s, e, number, "", told, THEN)
        )
        assert refused.code == "household-personal"
