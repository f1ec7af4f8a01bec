"""What an import decides on paper: veils, days, settling, merging, and entries by hand."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.kernel.outcome import Refusal
from participation.paper.sheets import Sheet
from participation.residents.rules.by_hand import Told, check_told
from participation.residents.rules.identity import Sex, check_sign
from participation.residents.rules.imports import (
    Choices,
    ImportState,
    RosterImport,
    choices_from_json,
    choices_to_json,
    veiled,
    without_people,
)
from participation.residents.rules.jobs import JobKind, JobState, PrintJob, is_loopback
from participation.residents.rules.merging import Merge, merge
from participation.residents.rules.people import ChangeKind
from participation.residents.rules.roster.changes import KnownPerson, compare
from participation.residents.rules.roster.outcome import Reading
from participation.residents.rules.roster.reading import read_roster
from participation.residents.rules.roster.words import Column
from participation.residents.rules.settling import Known, KnownHome, Settled, settle
from tests.conftest import NOON

DAY = date(2026, 3, 15)
SPACE = UUID(int=7)
HEAD = ("户编号", "姓名", "与户主关系", "出生日期", "身份证号", "小组")


def hashed(number: str) -> bytes:
    return number.encode()


def ids() -> Any:
    numbers = iter(range(10_000))
    return lambda: uuid5(SPACE, str(next(numbers)))


def person_id(name: str) -> UUID:
    return uuid5(SPACE, name)


def read(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> Reading:
    reading = read_roster([Sheet("", (head, *rows))], DAY)
    assert isinstance(reading, Reading)
    return reading


def known(*people: tuple[str, str, date | None], position: int = 1) -> Known:
    """Return a roster of (household, name, birth), the first of each home speaking for it."""
    labels = list(dict.fromkeys(home for home, _name, _born in people))
    homes = {label: KnownHome(person_id(label), label, "一组", position) for label in labels}
    firsts = {home: person_id(name) for home, name, _born in reversed(people)}
    return Known(
        people=tuple(
            KnownPerson(person_id(name), name, home, born, group="一组")
            for home, name, born in people
        ),
        home_of={person_id(name): person_id(home) for home, name, _born in people},
        speakers=frozenset(firsts.values()),
        homes=tuple(homes.values()),
    )


def settled(reading: Reading, before: Known, answers: dict[int, UUID | None]) -> Settled | Refusal:
    return settle(reading, before, compare(before.people, reading, hashed), answers, hashed)


def merged(reading: Reading, before: Known, gone: frozenset[UUID] = frozenset()) -> Merge:
    found = settled(reading, before, {})
    assert isinstance(found, Settled)
    return merge(reading, before, found, gone, ids())


# --- veils and what is stored


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话 13800001234", "电话 138****1234"),
        ("138-0000-1234", "138******1234"),
        ("000000194506028157", "000***********8157"),
        ("1234567", "1****67"),
        ("第 41 户", "第 41 户"),
        ("2026-12-06", "2026-12-06"),
        ("1号楼1单元101", "1号楼1单元101"),
    ],
)
def test_a_long_number_shows_only_its_ends(text: str, shown: str) -> None:
    assert veiled(text) == shown


@settings(max_examples=40)
@given(st.text(max_size=6), st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_no_telephone_number_passes_the_veil(around: str, number: str) -> None:
    assert number not in veiled(f"{around}{number}{around}")


def test_choices_come_back_as_they_were_stored() -> None:
    choices = Choices(
        {"备注": Column.NOTE}, {3: person_id("a"), 4: None}, frozenset({person_id("b")}), True
    )
    assert choices_from_json(choices_to_json(choices)) == choices
    assert choices_from_json({}) == Choices()


def test_numbers_stay_when_names_go() -> None:
    assert without_people({"people": 2, "new": [{"name": "王桂英"}]}) == {"people": 2}


def test_an_import_and_a_print_run_until_they_stand() -> None:
    coming = RosterImport(SPACE, SPACE, 1, "a.xlsx", NOON, "赵敏")
    assert coming.is_running
    assert not RosterImport(SPACE, SPACE, 1, "a.xlsx", NOON, "赵敏", ImportState.PREVIEW).is_running
    job = PrintJob(SPACE, SPACE, 1, JobKind.BALLOTS, NOON, "赵敏")
    assert job.is_running
    assert not PrintJob(
        SPACE, SPACE, 1, JobKind.BALLOTS, NOON, "赵敏", state=JobState.READY
    ).is_running
    assert not is_loopback("not an address")


# --- settling


def test_two_answers_cannot_name_one_person() -> None:
    before = known(("1", "王桂英", date(1954, 3, 1)))
    reading = read(
        ("1", "王桂瑛", "户主", "1954-03-01", "", "一组"),
        ("1", "王桂颖", "妻", "1954-03-01", "", "一组"),
    )
    twice = {0: person_id("王桂英"), 1: person_id("王桂英")}
    assert settled(reading, before, twice) == Refusal("import-answered-twice")
    one = settled(reading, before, {0: person_id("王桂英"), 1: None})
    assert isinstance(one, Settled)
    assert (one.new, dict(one.pairs), one.open) == ((1,), {0: person_id("王桂英")}, ())
    assert [change.field for change in one.changed[0].fields] == ["name", "relation"]
    stranger = settled(reading, before, {0: person_id("somebody else")})
    assert isinstance(stranger, Settled)
    assert stranger.open == (0, 1)


def test_a_number_comes_with_a_yes() -> None:
    number = "00000019540301002"
    before = known(("1", "王桂英", date(1954, 3, 1)))
    row = ("1", "王桂瑛", "", "1954-03-01", number + check_sign(number), "一组")
    found = settled(read(row), before, {0: person_id("王桂英")})
    assert isinstance(found, Settled)
    assert [change.field for change in found.changed[0].fields][-1] == "identity"


# --- merging


def test_a_home_without_a_number_is_known_by_who_lives_there() -> None:
    head = ("姓名", "与户主关系", "出生日期")
    before = known(("7", "王桂英", date(1954, 3, 1)))
    reading = read(("王桂英", "户主", "1954-03-01"), ("李强", "儿子", "1992-03-01"), head=head)
    people = tuple(
        KnownPerson(one.id, one.name, "001", one.born) for one in before.people
    )  # the number given by order is the file's own
    known_here = Known(people, before.home_of, before.speakers, before.homes)
    result = merged(reading, known_here)
    assert result.homes == ()
    assert {row.household_id for row in result.people} == {person_id("7")}


def test_a_label_given_by_order_makes_way_for_one_in_use() -> None:
    head = ("姓名", "与户主关系")
    before = known(("001", "张磊", None))
    result = merged(read(("王桂英", "户主"), head=head), before)
    assert [(row.label, row.is_new) for row in result.homes] == [("001-2", True)]


def test_when_nobody_was_named_the_eldest_left_speaks() -> None:
    before = known(("1", "甲一", date(1960, 1, 1)), ("1", "乙二", date(1980, 1, 1)))
    before = Known(before.people, before.home_of, frozenset(), before.homes)
    result = merged(read(("9", "丙三", "户主", "1990-01-01", "", "一组")), before)
    assert {row.id for row in result.people if row.is_speaker and row.person is None} == {
        person_id("甲一")
    }


def test_a_group_spelled_anew_moves_the_home() -> None:
    before = known(("1", "王桂英", date(1954, 3, 1)))
    result = merged(read(("1", "王桂英", "", "1954-03-01", "", "第二村民小组")), before)
    assert [row.group_name for row in result.homes] == ["第二村民小组"]


def test_a_flat_all_of_whose_owners_stay_out_is_left_out() -> None:
    number = "00000019540301002"
    number += check_sign(number)
    head = ("楼栋", "房号", "业主姓名", "证件号码", "建筑面积")
    reading = read(("1号楼", "101", "王桂英", number, "88.91"), head=head)
    before = Known(left={hashed(number): ChangeKind.DEATH})
    result = merged(reading, before)
    assert (result.units, result.homes, result.people) == ((), (), ())


# --- by hand


def test_an_identity_number_outweighs_what_stands_beside_it() -> None:
    number = "00000019540301002"
    told = Told("王桂英", date(1960, 1, 1), Sex.MALE, identity=number + check_sign(number))
    checked = check_told(told, DAY)
    assert not isinstance(checked, Refusal)
    assert (checked.born, checked.sex) == (date(1954, 3, 1), Sex.FEMALE)


def test_a_firm_keeps_its_own_number() -> None:
    checked = check_told(Told("柳根建材有限公司", identity="91 0000 ma0x"), DAY)
    assert not isinstance(checked, Refusal)
    assert checked.identity == "910000MA0X"
    bare = check_told(Told("柳根建材有限公司"), DAY)
    assert not isinstance(bare, Refusal)
    assert bare.identity is None
