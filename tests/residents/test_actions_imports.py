"""Rosters stored whole, on both databases: counts, second imports, flats, moves, collisions."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from participation.kernel.outcome import Done, Refusal
from participation.paper.sheets import Sheet
from participation.residents.actions import imports
from participation.residents.rules.import_report import counts
from participation.residents.rules.imports import Choices
from participation.residents.rules.merging import centi
from participation.residents.rules.roster.outcome import Reading
from participation.residents.rules.roster.reading import read_roster
from participation.residents.store import owners, people, roster
from tests.conftest import Village, make_village

DATA = Path(__file__).parents[1] / "data" / "rosters"
DAY = date(2026, 3, 15)
HEAD = ("户编号", "姓名", "与户主关系", "身份证号", "小组", "电话")
WANG = ("1", "王桂英", "户主", "000000195403010020", "一组", "19000000001")


def read(name: str) -> Reading:
    reading = imports.read((DATA / name).read_bytes(), DAY, {}, [])
    assert isinstance(reading, Reading)
    return reading


def table(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> Reading:
    reading = read_roster([Sheet("名册", (head, *rows))], DAY)
    assert isinstance(reading, Reading)
    return reading


def take(village: Village, reading: Reading, choices: Choices | None = None) -> imports.Look:
    outcome = village.do(lambda s, e: imports.take(s, e, reading, choices or Choices()))
    assert isinstance(outcome, Done), outcome
    return outcome.value  # type: ignore[no-any-return]


def would(village: Village, reading: Reading) -> tuple[int, int, int, int]:
    """Return how many an import would find new, changed, gone and doubtful."""
    looked = village.read(lambda s: imports.look(s, village.errand(), reading, Choices()))
    found = looked.settled
    return len(found.new), len(found.changed), len(found.gone), len(found.open)


def labels(village: Village) -> list[str]:
    return [one.label for one in village.read(lambda s: people.list_open_homes(s, village.id))]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("village_roster.xlsx", (926, 312, 813)),
        ("village_roster_gb18030.csv", (926, 312, 813)),
        ("broken_roster.xlsx", (53, 22, 50)),
        ("owners_roster.xlsx", (288, 304, 287)),
    ],
)
def test_each_roster_goes_in_and_a_second_time_changes_nothing(
    village: Village, name: str, expected: tuple[int, int, int]
) -> None:
    looked = take(village, read(name))
    made = counts(looked.reading, looked.settled)
    assert (made["people"], made["households"], made["adults"]) == expected
    assert village.read(lambda s: people.count(s, village.id)) == expected[:2]
    assert would(village, read(name)) == (0, 0, 0, 0)
    again = take(village, read(name))
    assert (again.merged.homes, again.merged.people, again.merged.units) == ((), (), ())


def test_both_files_of_the_village_name_the_same_people(village: Village) -> None:
    take(village, read("village_roster.xlsx"))
    new, _changed, gone, asked = would(village, read("village_roster_gb18030.csv"))
    assert (new, gone, asked) == (0, 0, 0)


def test_the_broken_roster_has_its_seven_faults(village: Village) -> None:
    looked = take(village, read("broken_roster.xlsx"))
    rows = [row["row"] for row in looked.report["refused"]]
    assert rows == [7, 11, 16, 22, 27, 33, 42]


def test_owners_bring_flats_with_their_area_to_the_hundredth(village: Village) -> None:
    looked = take(village, read("owners_roster.xlsx"))
    made = counts(looked.reading, looked.settled)
    assert (made["units"], made["owners"], made["area_centi"]) == (441, 288, 4519973)
    with village.database.engine.connect() as connection:
        stored = connection.execute(text("SELECT count(*), sum(area_centi) FROM units")).one()
    assert tuple(stored) == (441, 4519973)


def test_the_roll_of_owners_is_what_the_import_counted(village: Village) -> None:
    looked = take(village, read("owners_roster.xlsx"))
    roll = village.read(lambda s: owners.list_owner_heads(s, village.id))
    made = counts(looked.reading, looked.settled)
    assert (len(roll.heads), roll.lacking) == (made["households"], ())
    assert sum(len(head.flats) for head in roll.heads) == made["units"]
    assert roll.area_centi == made["area_centi"]
    spoken = {head.person_id for head in roll.heads}
    assert None not in spoken
    assert [head.names for head in roll.heads if head.is_developer] == [("平安置业有限公司",)]
    homes = village.read(lambda s: people.list_representatives(s, village.id))
    assert all(home.person_id and home.name for home in homes)


def test_a_sold_flat_leaves_the_developer_and_owners_stay_as_named(village: Village) -> None:
    head = ("楼栋", "房号", "业主姓名", "证件号码", "建筑面积")
    wang, li = ("王桂英", "000000195403010020"), ("李文", "000000198310030499")
    rows = [("1号楼", "101", "、".join((li[0], wang[0])), f"{li[1]}、{wang[1]}", 70),
            ("1号楼", "102", *wang, 80), ("1号楼", "103", *li, 90)]  # fmt: skip
    take(village, table(*rows, ("1号楼", "104", "未售", None, 60), head=head))

    def found() -> list[tuple[str, tuple[str, ...]]]:
        roll = village.read(lambda s: owners.list_owner_heads(s, village.id))
        return [(one.label[-3:], one.names) for one in roll.heads]

    first = [("101", ("李文", "王桂英")), ("102", ("王桂英",)), ("103", ("李文",))]
    assert found() == [*first, ("开发商", ("开发商",))]
    homes = village.read(lambda s: people.list_representatives(s, village.id))
    assert [home.name for home in homes] == ["李文", "王桂英", "李文", "开发商"]
    take(village, table(*rows, ("1号楼", "104", *wang, None), head=head))
    assert found() == [first[0], ("102", ("王桂英",)), first[2]]


def test_no_number_is_kept_as_it_was_written(village: Village) -> None:
    take(village, table(WANG))
    with village.database.engine.connect() as connection:
        rows = [str(tuple(row)) for row in connection.execute(text("SELECT * FROM people"))]
        rows += [str(tuple(row)) for row in connection.execute(text("SELECT * FROM audit_entries"))]
    assert rows
    assert not any("19000000001" in row or "000000195403010020" in row for row in rows)


def test_a_changed_telephone_is_changed_and_told(village: Village) -> None:
    take(village, table(WANG))
    other = table((*WANG[:5], "19000000002"))
    looked = take(village, other)
    assert [one.field for one in looked.settled.changed[0].fields] == ["phone"]
    said = looked.report["changed"][0]["fields"][0]
    assert said == {"field": "phone", "old": "190****0001", "new": "190****0002"}
    home = village.read(lambda s: people.find_household(s, village.id, "1"))
    history = village.read(lambda s: roster.list_changes(s, village.id, home.id, 5))
    assert [one.reason for one in history] == ["phone"]
    assert would(village, other) == (0, 0, 0, 0)


def test_who_is_gone_leaves_only_with_a_yes_and_an_empty_home_closes(village: Village) -> None:
    li = ("2", "李强", "户主", "", "一组", "")
    take(village, table(WANG, li))
    take(village, table(WANG))
    assert labels(village) == ["1", "2"]
    looked = village.read(lambda s: imports.look(s, village.errand(), table(WANG), Choices()))
    take(village, table(WANG), Choices(gone=frozenset(looked.settled.gone)))
    assert labels(village) == ["1"]
    take(village, table(WANG, li))
    assert labels(village) == ["1", "2"]


def test_who_died_does_not_come_back_by_a_file(village: Village) -> None:
    take(village, table(WANG, ("2", "李强", "户主", "", "一组", "")))
    take(village, table(("2", "李强", "户主", "", "一组", "")), Choices(is_all_gone=True))
    looked = take(village, table(WANG, ("2", "李强", "户主", "", "一组", "")))
    assert [fault.code for fault in looked.settled.refused] == ["person-left"]
    assert labels(village) == ["2"]


def test_a_group_that_counts_from_one_again_gets_homes_of_its_own(village: Village) -> None:
    take(village, table(WANG))
    second = table(("1", "李强", "户主", "", "二组", ""), ("2", "张磊", "户主", "", "二组", ""))
    take(village, second)
    assert labels(village) == ["1", "二组-1", "2"]
    assert would(village, second)[:2] == (0, 0)


def test_homes_stand_in_the_order_of_the_file(village: Village) -> None:
    rows = [
        (number, name, "户主", "", "一组", "") for number, name in zip("312", "王李张", strict=True)
    ]
    take(village, table(*[(row[0], row[1] + "明", *row[2:]) for row in rows]))
    assert labels(village) == ["3", "1", "2"]


def test_somebody_who_moved_home_takes_the_number_of_the_file(village: Village) -> None:
    take(village, table(WANG, ("2", "李强", "户主", "", "一组", "")))
    take(
        village, table(("2", *WANG[1:2], "母亲", *WANG[3:]), ("2", "李强", "户主", "", "一组", ""))
    )
    home = village.read(lambda s: people.find_household(s, village.id, "2"))
    members = village.read(lambda s: people.list_members(s, village.id, home.id))
    assert {one.name for one in members} == {"王桂英", "李强"}
    assert [one.name for one in members if one.is_representative] == ["李强"]
    assert labels(village) == ["2"]


def test_a_spokesman_chosen_by_hand_stays_when_the_file_says_another(village: Village) -> None:
    rows = [WANG, ("1", "李强", "儿子", "", "一组", "")]
    take(village, table(*rows))
    with village.database.writing() as session:
        session.execute(text("UPDATE people SET is_representative = NOT is_representative"))
    take(village, table(*rows))
    speaking = village.read(lambda s: people.list_representatives(s, village.id))
    assert [one.name for one in speaking] == ["李强"]


def test_a_version_looked_at_that_is_past_refuses_and_keeps_nothing(village: Village) -> None:
    take(village, table(WANG))
    outcome = village.do(
        lambda s, e: imports.take(s, e, table(("9", "张磊", "户主", "", "", "")), Choices(), 0)
    )
    assert outcome == Refusal("roster-changed")
    assert labels(village) == ["1"]


def test_owners_leave_the_households_of_residents_alone(village: Village) -> None:
    take(village, table(WANG))
    head = ("楼栋", "房号", "业主姓名", "证件号码", "建筑面积")
    flat = table(("1号楼", "101", "王桂英", WANG[3], "88.915"), head=head)
    looked = take(village, flat)
    home = village.read(lambda s: people.find_household(s, village.id, "1"))
    members = village.read(lambda s: people.list_members(s, village.id, home.id))
    assert [one.name for one in members] == ["王桂英"]
    assert looked.settled.gone == ()
    assert would(village, flat) == (0, 0, 0, 0)
    assert would(village, table(WANG)) == (0, 0, 0, 0)


def test_an_area_left_empty_stays_and_another_owner_replaces_the_first(village: Village) -> None:
    head = ("楼栋", "房号", "业主姓名", "证件号码", "建筑面积")
    take(village, table(("1号楼", "101", "王桂英", WANG[3], "88.91"), head=head))
    take(village, table(("1号楼", "101", "李强", "", ""), head=head))
    known = village.read(lambda s: roster.list_known(s, village.id, lambda _sealed: None))
    names = {one.id: one.name for one in known.people}
    assert [(unit.area_centi, [names[one] for one in unit.owners]) for unit in known.units] == [
        (8891, ["李强"])
    ]


def test_two_committees_hold_the_same_person_apart(village: Village) -> None:
    other = make_village(village.database, "taoyuan", "桃源村")
    take(village, table(WANG))
    assert would(other, table(WANG)) == (1, 0, 0, 0)
    take(other, table(WANG))
    assert village.read(lambda s: people.count(s, village.id)) == (1, 1)


def test_an_area_is_whole_hundredths() -> None:
    from decimal import Decimal

    assert [centi(Decimal(it)) for it in ("88.91", "88.915", "89.30000000000001")] == [
        8891,
        8892,
        8930,
    ]
    assert centi(None) is None


def test_an_import_is_written_in_the_log_with_counts_only(village: Village) -> None:
    take(village, read("village_roster.xlsx"))
    with village.database.engine.connect() as connection:
        facts = connection.execute(
            text("SELECT facts FROM audit_entries WHERE verb = 'roster-imported'")
        ).scalar_one()
    assert "926" in str(facts)
    assert "贾涛峰" not in str(facts)
