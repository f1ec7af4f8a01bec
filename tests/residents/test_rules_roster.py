"""Rosters as committees keep them: the samples whole, and many layouts unlike them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from participation.kernel.outcome import Refusal
from participation.paper.sheets import read_sheets
from participation.residents.rules.identity import Sex, check_sign
from participation.residents.rules.roster.columns import by_content, by_heading, heading_text
from participation.residents.rules.roster.flats import building_name, read_area, room_name
from participation.residents.rules.roster.groups import group_key, group_of_sheet
from participation.residents.rules.roster.layout import letters
from participation.residents.rules.roster.outcome import Kind, Reading
from participation.residents.rules.roster.reading import read_roster
from participation.residents.rules.roster.words import Column
from participation.residents.rules.standing import Standing
from participation.residents.rules.writing import Cell

ON = date(2026, 3, 15)
ROSTERS = Path(__file__).parent.parent / "data" / "rosters"


@dataclass(frozen=True)
class Table:
    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False


def reading(
    rows: Sequence[Sequence[Cell]], name: str = "Sheet1", columns: dict[str, Column] | None = None
) -> Reading:
    found = read_roster([Table(name, rows)], ON, columns)
    assert isinstance(found, Reading)
    return found


def sample(name: str, columns: dict[str, Column] | None = None) -> Reading:
    sheets = read_sheets((ROSTERS / name).read_bytes())
    assert not isinstance(sheets, Refusal)
    found = read_roster(sheets, ON, columns)
    assert isinstance(found, Reading)
    return found


def number(body: str) -> str:
    return body + check_sign(body)


def kinds(found: Reading) -> dict[str, Column]:
    return {taken.key: taken.column for taken in found.columns}


def codes(found: Reading) -> list[tuple[int, str]]:
    return [(fault.row, fault.code) for fault in found.faults]


def remarks(found: Reading) -> list[tuple[int, str]]:
    return [(remark.row, remark.code) for remark in found.remarks]


A = number("00000019450602815")
B = number("00000019411208476")
C = number("00000019790706606")
D = number("00000019521201775")


# --- the samples


@pytest.mark.parametrize("name", ["village_roster.xlsx", "village_roster_gb18030.csv"])
def test_the_village_goes_in_whole(name: str) -> None:
    found = sample(name)
    assert found.kind is Kind.PEOPLE
    assert (found.rows, found.taken, len(found.people)) == (926, 926, 926)
    assert (len(found.households), found.adults, found.faults) == (312, 813, ())
    assert len(found.groups) == 6
    assert all(home.head is not None and found.people[home.head].is_head
               for home in found.households)  # fmt: skip
    assert {"王䶮", "张𬭚"} <= {one.name for one in found.people}


def test_both_files_of_the_village_say_the_same() -> None:
    sheet, text = sample("village_roster.xlsx"), sample("village_roster_gb18030.csv")
    plain = [[(p.name, p.born, p.phone, p.group, p.identity, p.standing, p.household)
              for p in found.people] for found in (sheet, text)]  # fmt: skip
    assert plain[0] == plain[1]


def test_the_owners_go_in_with_co_owners_several_flats_and_a_firm() -> None:
    found = sample("owners_roster.xlsx")
    assert found.kind is Kind.OWNERS
    assert (len(found.units), found.owners, len(found.households)) == (441, 288, 304)
    assert (found.area, found.faults) == (Decimal("45199.73"), ())
    assert [one.name for one in found.people if one.is_firm] == ["平安置业有限公司"]
    shop = next(unit for unit in found.units if unit.room == "S01")
    assert (shop.building, shop.entrance, shop.area) == ("商业", "", Decimal("311.35"))
    assert {unit.building for unit in found.units} >= {"1号楼", "6号楼"}
    assert not any("#" in unit.building for unit in found.units)
    assert sorted(at for home in found.households for at in home.units) == list(range(441))


def test_the_broken_roster_has_exactly_its_seven_faults() -> None:
    found = sample("broken_roster.xlsx")
    assert codes(found) == [
        (7, "identity-check-digit"),
        (11, "identity-twice"),
        (16, "phone-unreadable"),
        (22, "name-signs"),
        (27, "name-missing"),
        (33, "identity-birth-later"),
        (42, "name-signs"),
    ]
    assert (found.rows, found.taken, len(found.people)) == (60, 53, 53)
    assert found.faults[1].facts == {"first": 5}
    assert remarks(found) == [(7, "household-without-head"), (16, "household-without-head")]


# --- layouts unlike the samples


def test_headings_in_two_rows_with_titles_above() -> None:
    found = reading([
        ["某村人口情况登记表"] * 7,
        ["单位：某村", None, None, None, None, None, "2026年"],
        [],
        ["户 号", *["家庭成员基本情况"] * 3, "联系方式", "联系方式", "备 注"],
        ["户 号", "姓 名", "与户主 关系", "身 份 证 号 码", "手机", "座机", "备 注"],
        ["1", "贾涛", "户主", A, None, "0354-5612345", "低保"],
        [None, "常芳", "妻", B, "19000000002", None, "外出"],
        ["2", "叶文", "户主", C, None, None, None],
        ["合计", "3人"],
    ])  # fmt: skip
    assert [(p.row, p.name, p.household, p.phone) for p in found.people] == [
        (6, "贾涛", 0, "03545612345"),
        (7, "常芳", 0, "19000000002"),
        (8, "叶文", 1, None),
    ]
    assert found.people[1].standing is Standing.AWAY
    assert found.faults == ()


def test_two_rows_that_only_together_name_the_head() -> None:
    found = reading([
        ["户主", "成员", "成员"],
        ["姓名", "姓名", "性别"],
        ["贾涛", "贾涛", "男"],
        ["贾涛", "常芳", "女"],
        ["叶文", "叶文", "女"],
    ])  # fmt: skip
    assert kinds(found)["户主姓名"] is Column.HEAD_NAME
    assert [len(home.people) for home in found.households] == [2, 1]
    assert [p.is_head for p in found.people] == [True, False, True]


def test_one_sheet_for_each_group() -> None:
    rows = [["编号", "姓名", "与户主关系"], [1, "贾涛", "户主"], [1, "常芳", "配偶"]]
    others = [["编号", "姓名", "与户主关系"], [1, "叶文", "户主"], [2, "姚虎", "户主"]]
    more = [[1, "吴平", "户主"], [2, "郑安", "户主"]]
    found = read_roster(
        [
            Table("一组", rows),
            Table("二组", others),
            Table("东沟", more),
            Table("说明", [["填表说明", "无"]]),
            Table("字典", [["男"], ["女"]], hidden=True),
        ],
        ON,
    )
    assert isinstance(found, Reading)
    assert found.groups == ("一组", "二组", "东沟")
    assert [home.number for home in found.households] == [
        "一组-1", "二组-1", "二组-2", "东沟-1", "东沟-2",
    ]  # fmt: skip
    assert [len(home.people) for home in found.households] == [2, 1, 1, 1, 1]
    assert [taken.key for taken in found.columns] == ["编号", "姓名", "与户主关系"]


def test_group_names_as_divider_rows() -> None:
    found = reading([
        ["姓名", "身份证号", "电话"],
        ["第一村民小组", "第一村民小组", "第一村民小组"],
        ["贾涛", A, None],
        ["二组"],
        ["叶文", C, None],
        ["姓名", "身份证号", "电话"],
        ["邵军", D, None],
        ["填表人：赵敏", None, "2026.3.15"],
    ])  # fmt: skip
    assert [p.group for p in found.people] == ["第一村民小组", "二组", "二组"]
    assert len(found.households) == 3


def test_no_heading_at_all_is_read_by_its_contents() -> None:
    people = [("贾涛", A, "男"), ("常芳", B, "女"), ("叶文", C, "女"), ("邵军", D, "男")]
    found = reading([
        ["一组", name, sex, idn, f"1900000000{at}", "户主"]
        for at, (name, idn, sex) in enumerate(people)
    ])  # fmt: skip
    assert kinds(found) == {
        "A": Column.GROUP, "B": Column.NAME, "C": Column.SEX, "D": Column.IDENTITY,
        "E": Column.PHONE, "F": Column.RELATION,
    }  # fmt: skip
    assert (found.people[0].name, found.people[0].phone) == ("贾涛", "19000000000")
    assert all(taken.confidence < 0.7 for taken in found.columns)


def test_contents_outweigh_a_wrong_heading() -> None:
    rows = [[f"1900000000{at}", name, A if at == 0 else None]
            for at, name in enumerate(["贾涛", "常芳", "叶文", "邵军", "姚虎"])]  # fmt: skip
    found = reading([["身份证号", "姓名", "编号"], *rows])
    assert kinds(found)["身份证号"] is Column.PHONE
    assert kinds(found)["编号"] is Column.IDENTITY


def test_the_clerk_corrects_a_column_and_it_is_read_again() -> None:
    rows = [["名单", "代号", "姓名"], ["贾涛", "甲", "小贾"], ["常芳", "乙", "小常"]]
    assert [p.name for p in reading(rows).people] == ["小贾", "小常"]
    chosen = {"名单": Column.NAME, "姓名": Column.NOTE, "代号": Column.IGNORED}
    again = reading(rows, columns=chosen)
    assert [(p.name, p.note) for p in again.people] == [("贾涛", "小贾"), ("常芳", "小常")]
    assert again.columns[0].confidence == 1.0


def test_columns_of_one_heading_keep_apart() -> None:
    found = reading(
        [["姓名", "电话", "电话", "备注", "备注"], ["贾涛", None, "19000000001", "甲", "乙"]]
    )
    assert [taken.key for taken in found.columns] == ["姓名", "电话", "电话@C", "备注", "备注@E"]
    assert (found.people[0].phone, found.people[0].note) == ("19000000001", "甲,乙")


def test_junk_columns_are_left_out() -> None:
    found = reading([
        ["民族", "年龄", "曾用名", "姓名", "开户行账号", "紧急电话", "身份证号码(必填)*", "学历"],
        ["汉", 81, "贾二", "贾涛", "000000194506028157", "19000000009", A, "小学"],
    ])  # fmt: skip
    assert [k for k, v in kinds(found).items() if v is not Column.IGNORED] == ["姓名", "身份证号码"]
    assert found.people[0].identity == A


def test_a_number_on_every_line_is_no_household() -> None:
    found = reading([
        ["编号", "姓名", "关系"],
        [1, "贾涛", "户主"], [2, "常芳", "配偶"], [3, "叶文", "户主"], [4, "姚虎", "子"],
    ])  # fmt: skip
    assert kinds(found)["编号"] is Column.SERIAL
    assert [len(home.people) for home in found.households] == [2, 2]
    assert [(home.number, home.is_numbered) for home in found.households] == [
        ("001", False), ("002", False),
    ]  # fmt: skip


def test_a_serial_written_once_for_several_lines_is_the_household() -> None:
    found = reading([
        ["序号", "姓名", "关系"],
        [1, "贾涛", "户主"], [1, "常芳", "配偶"], [1, "贾明", "子"], [2, "叶文", "户主"],
    ])  # fmt: skip
    assert kinds(found)["序号"] is Column.HOUSEHOLD
    assert [len(home.people) for home in found.households] == [3, 1]


def test_a_serial_without_relations_stays_a_serial() -> None:
    found = reading([
        ["序号", "姓名", None, "小组"],
        [1, "贾涛", None, "一组"], [2, "常芳", None, "一组"], [3, None, None, "一组"], [4],
    ])  # fmt: skip
    assert kinds(found) == {
        "序号": Column.SERIAL, "姓名": Column.NAME, "小组": Column.GROUP,
    }  # fmt: skip
    assert (found.rows, len(found.households)) == (2, 2)


def test_is_head_may_be_a_yes() -> None:
    found = reading([["户号", "姓名", "是否户主"], ["1", "常芳", "否"], ["1", "贾涛", "是"]])
    assert found.households[0].head == 1


def test_a_home_with_no_head_is_spoken_for_by_its_first_adult() -> None:
    child = number("00000020150602815")
    found = reading([
        ["户号", "姓名", "关系", "身份证号"],
        ["1", "小贾", "子", child], ["1", "贾涛", "父", A], ["2", "小叶", "女", None],
    ])  # fmt: skip
    assert [home.head for home in found.households] == [1, 2]
    assert remarks(found) == [(2, "household-without-head"), (4, "household-without-head")]


def test_a_household_number_used_twice_makes_two_homes() -> None:
    found = reading([
        ["户号", "姓名", "关系"],
        ["7", "贾涛", "户主"], ["8", "常芳", "户主"], ["007", "叶文", "户主"], ["8", "姚虎", "子"],
        ["9", "吴平", "户主"], ["9", "郑安", "户主"],
    ])  # fmt: skip
    assert [home.number for home in found.households] == ["7", "8", "007", "9"]
    assert [len(home.people) for home in found.households] == [1, 2, 1, 2]
    assert remarks(found) == [(4, "household-number-twice"), (7, "two-heads")]
    assert [p.is_head for p in found.people] == [True, True, True, False, True, False]


def test_the_same_number_twice_without_groups_gets_a_turn() -> None:
    found = reading([["户号", "姓名", "关系"], ["7", "贾涛", "户主"], ["8", "常芳", "户主"],
                     ["7", "叶文", "户主"]])  # fmt: skip
    assert [home.number for home in found.households] == ["7", "8", "7-2"]


def test_a_forgotten_household_number_is_remarked() -> None:
    found = reading([
        ["户号", "姓名", "关系"],
        [None, "贾涛", "户主"], [None, "常芳", "配偶"], [None, "叶文", "户主"],
    ])  # fmt: skip
    assert [len(home.people) for home in found.households] == [2, 1]
    assert remarks(found) == [(2, "household-number-missing"), (4, "household-number-missing")]


def test_two_homes_whose_heads_share_a_name_stay_apart() -> None:
    found = reading([
        ["户主姓名", "姓名", "关系", "身份证号"],
        ["贾涛", "贾涛", "户主", A], ["贾涛", "常芳", "配偶", B],
        ["贾涛", "贾涛", "户主", C], [None, "叶文", "子", None],
    ])  # fmt: skip
    assert [len(home.people) for home in found.households] == [2, 2]


def test_the_same_person_twice_in_a_home_is_refused_once() -> None:
    found = reading([
        ["户号", "姓名", "出生日期"],
        ["1", "贾涛", "1945-06-02"], ["1", "贾涛", "1945.6.2"], ["2", "贾涛", "1945.6.2"],
    ])  # fmt: skip
    assert codes(found) == [(3, "person-twice")]
    assert (found.refused, found.taken) == (1, 2)


def test_a_home_whose_rows_are_all_refused_falls_away() -> None:
    found = reading([["户号", "姓名", "电话"], ["1", "贾涛", "12"], ["2", "常芳", None]])
    assert [(home.number, home.people) for home in found.households] == [("2", (0,))]
    assert found.people[0].household == 0


def test_every_fault_of_a_row_is_told_at_once() -> None:
    found = reading([
        ["姓名", "性别", "身份证号", "出生日期", "电话"],
        ["贾涛", "女", A, "1945-06-03", None],
        ["李?", "不男", "123", None, "12"],
        ["常芳", None, None, "去年", None],
        ["叶文", None, None, "2026-12-01", None],
    ])  # fmt: skip
    assert codes(found) == [
        (3, "name-lost-sign"), (3, "identity-length"), (3, "phone-unreadable"),
        (4, "birth-unreadable"),
    ]  # fmt: skip
    assert remarks(found) == [
        (2, "birth-differs"), (2, "sex-differs"), (3, "sex-unreadable"),
        (5, "birth-still-to-come"),
    ]  # fmt: skip
    assert (found.people[0].born, found.people[0].sex) == (date(1945, 6, 2), Sex.MALE)
    assert found.refused == 2


def test_the_dead_are_pointed_out_and_categories_heard() -> None:
    found = reading([
        ["姓名", "人员类别", "备注"],
        ["贾涛（已故）", None, "低保"], ["常芳", "租户", "无"], ["叶文", "已迁出", None],
    ])  # fmt: skip
    assert remarks(found) == [(2, "said-gone"), (4, "said-gone")]
    assert [(p.note, p.standing) for p in found.people] == [
        ("已故，低保", None), ("", Standing.TENANT), ("", None),
    ]  # fmt: skip


def test_known_groups_lend_their_spelling_and_new_ones_are_told() -> None:
    rows = [["姓名", "小组"], ["贾涛", "一组"], ["常芳", "3组"], ["叶文", None], ["姚虎", "第1组"]]
    found = read_roster([Table("Sheet1", rows)], ON, groups=("第一村民小组", "第二村民小组"))
    assert isinstance(found, Reading)
    assert [p.group for p in found.people] == ["第一村民小组", "3组", "3组", "第一村民小组"]
    assert remarks(found) == [(3, "group-new")]


def test_people_listed_by_flat_are_households_by_flat() -> None:
    found = reading([
        ["楼栋", "单元", "房号", "姓名", "与户主关系"],
        ["1栋", "1", "101", "贾涛", "户主"], [None, None, "101", "常芳", "配偶"],
        [None, None, "102", "叶文", "户主"],
    ])  # fmt: skip
    assert found.kind is Kind.PEOPLE
    assert [home.number for home in found.households] == ["1号楼1单元101", "1号楼1单元102"]


# --- owners


def test_owners_with_an_address_in_one_cell() -> None:
    found = reading([
        ["房屋坐落", "产权人", "共有人", "证件号码", "专有部分面积(㎡)", "套内面积"],
        ["一号楼2单元301室", "贾涛", "常芳、叶文", f"{A};{B};{C}", "88.91㎡", 70],
        ["1-2-302", "贾涛", None, A, Decimal("1000.10"), 70],
        ["2栋101", "邵军", "无", D, "1,000.50平方米", 70],
    ])  # fmt: skip
    assert [(u.building, u.entrance, u.room, u.area) for u in found.units] == [
        ("1号楼", "2单元", "301", Decimal("88.91")),
        ("1号楼", "2单元", "302", Decimal("1000.10")),
        ("2号楼", "", "101", Decimal("1000.50")),
    ]
    assert [unit.owners for unit in found.units] == [(0, 1, 2), (0,), (3,)]
    assert found.owners == 4
    assert [home.units for home in found.households] == [(0,), (1,), (2,)]
    assert found.area == Decimal("2089.51")


def test_one_sheet_for_each_building_and_one_owner_on_each_line() -> None:
    head = ["单元", "房号", "业主", "身份证号", "联系电话", "面积"]
    one = [head, ["1", "101", "贾涛", A, None, 80], [None, None, "常芳", B, None, None],
           ["1", "102", "叶文", None, "19000000001", 90],
           ["合计", None, None, None, None, 170]]  # fmt: skip
    two = [
        head,
        ["1", "101", "叶文", None, "19000000001", 70],
        ["1", "102", "叶文", None, None, 60],
    ]
    found = read_roster([Table("1号楼", one), Table("2#", two)], ON)
    assert isinstance(found, Reading)
    assert [(u.building, u.room, u.owners) for u in found.units] == [
        ("1号楼", "101", (0, 1)), ("1号楼", "102", (2,)), ("2号楼", "101", (2,)),
        ("2号楼", "102", (3,)),
    ]  # fmt: skip
    assert remarks(found) == [(3, "same-name")]
    assert found.faults == ()


def test_buildings_as_divider_rows() -> None:
    found = reading([
        ["房号", "业主姓名", "面积"],
        ["3号楼", "3号楼", "3号楼"], ["101", "贾涛", 80], ["4幢"], ["101", "常芳", None],
    ])  # fmt: skip
    assert [unit.building for unit in found.units] == ["3号楼", "4号楼"]
    assert remarks(found) == [(5, "area-missing")]
    assert found.units[1].area is None


def test_faults_of_owners_rows() -> None:
    found = reading([
        ["楼号", "房号", "业主姓名", "身份证号", "面积"],
        ["1", "101", "贾涛", A, 80],
        ["1", "101", "贾涛", A, 80],
        ["1", "102", "常芳、叶文", B, 80],
        ["1", None, "常芳", B, 80],
        ["1", "103", "常芳", B, "大"],
        ["1", "104", "赵敏", A, 80],
        ["1", "105", None, None, 80],
        ["1", "101", "邵军", D, 80],
        ["1", "106", "平安置业有限公司", None, 0],
        ["1", "107", "平安置业有限公司", "91000000MA00000000", 10],
    ])  # fmt: skip
    assert codes(found) == [
        (3, "unit-twice"), (4, "owners-numbers-differ"), (5, "room-missing"),
        (6, "area-unreadable"), (7, "identity-other-name"), (8, "name-missing"),
        (9, "unit-twice"), (10, "area-unreadable"),
    ]  # fmt: skip
    assert [unit.room for unit in found.units] == ["101", "107"]
    assert found.people[1].identity == "91000000MA00000000"
    assert found.people[1].born is None


def test_the_developers_flats_are_told_by_owner_building_state_or_note() -> None:
    found = reading([
        ["楼栋", "房号", "业主姓名", "证件号码", "面积", "状态", "备注"],
        ["1号楼", "101", "未售", None, 80, None, None],
        ["1号楼", "102", "开发商", None, 80, None, None],
        ["1号楼", "103", None, None, 80, None, "尚未出售"],
        ["1号楼", "104", "贾涛", A, 80, "已售未交付", None],
        ["1号楼", "105", "常芳", B, 80, "已交付", "原为未售房"],
        ["1号楼", "106", "平安置业有限公司", None, 80, "待售", None],
        ["开发商自持", "S9", "平安置业有限公司", None, 80, None, None],
        ["1号楼", "107", "叶文", C, 80, None, None],
    ])  # fmt: skip
    assert codes(found) == []
    assert [unit.sale.value for unit in found.units] == [
        "unsold", "unsold", "unsold", "undelivered", "delivered", "unsold", "unsold", "delivered",
    ]  # fmt: skip
    assert [unit.owners for unit in found.units[:3]] == [(0,), (0,), (0,)]
    assert (found.people[0].name, found.people[0].is_firm) == ("开发商", True)
    assert found.households[0].number == "开发商"


def test_a_refused_partner_refuses_the_line_not_the_flat() -> None:
    found = reading([
        ["楼号", "房号", "业主姓名", "身份证号", "面积"],
        ["1", "101", "贾涛", A, 80], ["1", "101", "常芳", "12", 80], ["1", "101", "叶文", C, 80],
    ])  # fmt: skip
    assert codes(found) == [(3, "identity-length")]
    assert found.units[0].owners == (0, 1)


# --- wholes


def test_a_sheet_that_names_nobody_is_refused() -> None:
    assert read_roster([Table("Sheet1", [["型号", "单价"], ["甲", 3]])], ON) == Refusal(
        "roster-no-names"
    )
    assert read_roster([Table("Sheet1", [])], ON) == Refusal("roster-no-names")


def test_a_heading_without_people_is_refused() -> None:
    assert read_roster([Table("Sheet1", [["姓名", "电话"], [], ["合计"]])], ON) == Refusal(
        "roster-no-rows"
    )


def test_progress_is_heard() -> None:
    heard: list[tuple[int, int]] = []
    rows: list[list[Cell]] = [["姓名"], *[[f"贾{chr(0x4E00 + at)}"] for at in range(1000)]]
    read_roster(
        [Table("Sheet1", rows)], ON, on_progress=lambda done, all_: heard.append((done, all_))
    )
    assert heard == [(1000, 1000), (1000, 1000)]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("户编号", Column.HOUSEHOLD), ("户 号", Column.HOUSEHOLD), ("编号", Column.HOUSEHOLD),
        ("户主姓名", Column.HEAD_NAME), ("业主姓名", Column.NAME),
        ("与户主的关系", Column.RELATION),
        ("公民身份号码", Column.IDENTITY), ("证件号（身份证）", Column.IDENTITY),
        ("出生年月", Column.BORN), ("所属村民小组", Column.GROUP), ("联系人电话", Column.PHONE),
        ("楼幢号", Column.BUILDING), ("所属单元号", Column.ENTRANCE), ("房间号", Column.ROOM),
        ("专有部分面积（㎡）", Column.AREA), ("共有产权人姓名", Column.CO_OWNER),
        ("产权证号", Column.IGNORED), ("证件类型", Column.IGNORED), ("家庭住址", Column.ADDRESS),
        ("(备注)", Column.NOTE), ("户籍状态", Column.STANDING), ("甲乙丙", Column.IGNORED),
        ("这是一段长长的说明文字它不是标题而是姓名填写须知", Column.IGNORED),
    ],
)  # fmt: skip
def test_headings_are_known_by_meaning(heading: str, column: Column) -> None:
    assert by_heading(heading_text(heading)).column is column


def test_names_of_places_are_one_however_written() -> None:
    assert {group_key(name) for name in ("第一村民小组", "一组", "1组", "01", "1队")} == {"1"}
    assert group_key("东沟组") == "东沟组"
    assert [group_of_sheet(name, 2) for name in ("一组", "Sheet1", "东沟", "花名册")] == [
        "一组", "", "东沟", "",
    ]  # fmt: skip
    assert group_of_sheet("东沟", 1) == ""
    assert {building_name(name) for name in ("1#", "01号楼", "一号楼", "1栋", "1幢")} == {"1号楼"}
    assert building_name("商业") == "商业"
    assert room_name("101室") == "101"


@pytest.mark.parametrize("cell", ["大", "", "1.2.3", "0", Decimal(2_000_000), None])
def test_what_is_no_area_is_none(cell: Cell) -> None:
    assert read_area(cell) is None


def test_an_empty_column_proves_nothing() -> None:
    assert by_content([None, "  "]) == {}
    assert [letters(at) for at in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]


def test_a_household_goes_by_nobodys_identity_number_or_telephone() -> None:
    head, mobile = number("11010119900307453"), "13912345678"
    rows: list[list[Cell]] = [
        ["户号", "姓名", "与户主关系"],
        [head, "王桂英", "户主"],
        [head, "王小河", "子"],
        [mobile, "李强", "户主"],
        ["7", "赵敏", "户主"],
    ]
    homes = reading(rows).households
    assert [home.number for home in homes] == ["001", "002", "7"]
    assert [len(home.people) for home in homes] == [2, 1, 1]
