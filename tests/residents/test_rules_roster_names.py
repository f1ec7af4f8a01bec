"""Names, telephones, identity numbers and days: read as people write them, shown masked."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.residents.rules.days import (
    BirthFault,
    is_adult,
    looks_like_day,
    read_birth,
    read_day,
)
from participation.residents.rules.identity import (
    Identity,
    IdentityFault,
    Sex,
    check_sign,
    read_identity,
    veiled_identity,
)
from participation.residents.rules.names import (
    NameFault,
    clean_name,
    is_firm,
    masked,
    name_fault,
    split_names,
)
from participation.residents.rules.phones import PhoneFault, masked_phone, read_phone
from participation.residents.rules.standing import Standing, says_gone, standing_in
from participation.residents.rules.writing import spoken_number, text_of, with_digits

ON = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("raw", "born", "sex"),
    [
        ("000000194506028157", date(1945, 6, 2), Sex.MALE),
        ("00000019790706606X", date(1979, 7, 6), Sex.FEMALE),
        ("00000019790706606x", date(1979, 7, 6), Sex.FEMALE),
        ("０００００019790706606Ｘ", date(1979, 7, 6), Sex.FEMALE),
        (" 000000 19790706 606X ", date(1979, 7, 6), Sex.FEMALE),
        ("'000000194506028157", date(1945, 6, 2), Sex.MALE),
        ("000000450602815", date(1945, 6, 2), Sex.MALE),
    ],
)
def test_an_identity_number_tells_birth_and_sex(raw: str, born: date, sex: Sex) -> None:
    found = read_identity(raw, ON)
    assert isinstance(found, Identity)
    assert (found.born, found.sex, len(found.number)) == (born, sex, 18)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("00000019450602815", IdentityFault.LENGTH),
        ("00000A194506028157", IdentityFault.SHAPE),
        ("000000194506028158", IdentityFault.CHECK_DIGIT),
        ("000000194513028157", IdentityFault.BIRTH),
        ("000000202701012520", IdentityFault.BIRTH_LATER),
        ("000000180001012520", IdentityFault.TOO_OLD),
        (194506028157000000, IdentityFault.DIGITS_LOST),
        ("1.94506E+17", IdentityFault.DIGITS_LOST),
    ],
)
def test_a_wrong_identity_number_is_refused_for_its_own_reason(
    raw: str | int, fault: IdentityFault
) -> None:
    assert read_identity(raw, ON) is fault


def test_an_empty_cell_is_no_identity_number() -> None:
    assert [read_identity(raw, ON) for raw in (None, "无", "—")] == [None, None, None]


def test_a_passport_number_stands_without_birth_or_sex() -> None:
    found = read_identity("E12345678", ON)
    assert found == Identity("E12345678", None, None)
    assert "E12345678" not in repr(found)


def test_a_fifteen_digit_number_is_lengthened_to_the_same_number_as_today() -> None:
    old = read_identity("000000790706606", ON)
    new = read_identity("00000019790706606X", ON)
    assert old == new
    assert read_identity(790706606, ON) is IdentityFault.LENGTH


@settings(max_examples=60)
@given(
    body=st.integers(0, 10**17 - 1).map(lambda number: f"{number:017}"), place=st.integers(0, 16)
)
def test_one_wrong_digit_never_passes_the_check(body: str, place: int) -> None:
    wrong = body[:place] + str((int(body[place]) + 1) % 10) + body[place + 1 :]
    assert check_sign(wrong) != check_sign(body)


def test_an_identity_number_is_shown_veiled() -> None:
    assert veiled_identity("000000194506028157") == "0000**********8157"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王桂英", "王*英"),
        ("王英", "王*"),
        ("王", "王*"),
        ("欧阳娜", "欧阳*"),
        ("欧阳修竹", "欧阳**"),
        ("王李桂英", "王**英"),
        ("买买提·吐尔逊", "买**·吐**"),
        ("平安置业有限公司", "平安置业有限公司"),
        ("John Smith", "J*********"),
        ("王䶮", "王*"),
        ("张𬭚", "张*"),
    ],
)
def test_a_name_is_masked(name: str, shown: str) -> None:
    assert masked(name) == shown


@settings(max_examples=60)
@given(st.text("王李张欧阳桂英䶮", min_size=2, max_size=5))
def test_a_masked_name_never_is_the_name(name: str) -> None:
    assert masked(name) != name


@pytest.mark.parametrize(
    ("raw", "name", "aside"),
    [
        ("于 爱", "于爱", ""),
        ("　张　𬭚 ", "张𬭚", ""),
        ("张三（已故）", "张三", "已故"),
        ("买买提．吐尔逊", "买买提·吐尔逊", ""),
        ("买买提 • 吐尔逊", "买买提·吐尔逊", ""),
        ("John  Smith", "John Smith", ""),
        ("平安 置业(某某)有限公司", "平安置业(某某)有限公司", ""),
        (None, "", ""),
        (12, "12", ""),
    ],
)
def test_a_name_is_cleaned(raw: str | int | None, name: str, aside: str) -> None:
    assert clean_name(raw) == (name, aside)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("王䶮", None),
        ("李\ue863", None),
        ("买买提·吐尔逊", None),
        ("平安置业(2)有限公司", None),
        ("", NameFault.MISSING),
        ("王?", NameFault.LOST_SIGN),
        ("<script>alert</script>", NameFault.SIGNS),
        ("=HYPERLINK", NameFault.SIGNS),
        ("··", NameFault.SIGNS),
        ("王" * 41, NameFault.LONG),
    ],
)
def test_a_name_stands_or_falls(name: str, fault: NameFault | None) -> None:
    assert name_fault(name) is fault


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张三、李四", ("张三", "李四")),
        ("张三/李四", ("张三", "李四")),
        ("张三，李四", ("张三", "李四")),
        ("张三 李四", ("张三", "李四")),
        ("张三\n李四；王五", ("张三", "李四", "王五")),
        ("于 爱", ("于 爱",)),
        ("John Smith", ("John Smith",)),
        (None, ()),
        (7, ("7",)),
    ],
)
def test_two_owners_in_a_cell_are_two(cell: str | int | None, names: tuple[str, ...]) -> None:
    assert split_names(cell) == names


def test_a_firm_is_told_from_a_person() -> None:
    assert is_firm("平安置业有限公司")
    assert not is_firm("王中")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("190 0000 0003", "19000000003"),
        ("190-0000-0002", "19000000002"),
        ("+86 19000000017", "19000000017"),
        ("008619000000017", "19000000017"),
        ("１９００００００００１", "19000000001"),
        (19000000004, "19000000004"),
        (Decimal("19000000004"), "19000000004"),
        ("1.9000000004E+10", "19000000004"),
        ("0354-5612345", "03545612345"),
        ("+86 0354 5612345", "03545612345"),
        ("5612345", "5612345"),
        ("19000000001/19000000002", "19000000001"),
        ("家里没有；19000000002", "19000000002"),
        (None, None),
        (date(2026, 1, 1), None),
        ("无", None),
        ("1234", PhoneFault.UNREADABLE),
        ("没手机号", PhoneFault.UNREADABLE),
        (Decimal("NaN"), PhoneFault.UNREADABLE),
    ],
)
def test_a_telephone_number_is_read(cell: object, number: object) -> None:
    assert read_phone(cell) == number  # type: ignore[arg-type]  # the table mixes kinds of cell


def test_a_telephone_number_is_shown_masked() -> None:
    assert masked_phone("13800001234") == "138****1234"
    assert masked_phone("5612345") == "5****45"


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-15",
        "2026.3.15",
        "2026/3/15",
        "20260315",
        "2026年3月15日",
        "２０２６年３月１５日",
        "26/3/15",
        "260315",
        "二〇二六年三月十五日",
        "2026-03-15 00:00:00",
        "46096",
        46096,
        20260315,
        Decimal("46096.5"),
        date(2026, 3, 15),
    ],
)
def test_a_day_is_read_in_every_way_people_write_it(cell: object) -> None:
    assert read_day(cell, ON) == date(2026, 3, 15)  # type: ignore[arg-type]  # mixed cells


def test_two_digit_years_after_this_one_lie_in_the_last_century() -> None:
    assert read_day("85.3.5", ON) == date(1985, 3, 5)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("1985.03", BirthFault.UNREADABLE),
        ("1985-13-01", BirthFault.UNREADABLE),
        ("八十多岁", BirthFault.UNREADABLE),
        ("12", BirthFault.UNREADABLE),
        ("2027-01-01", BirthFault.LATER),
        ("1801-01-01", BirthFault.TOO_OLD),
        (None, None),
    ],
)
def test_a_day_of_birth_that_cannot_be_is_refused(cell: str, fault: BirthFault | None) -> None:
    assert read_birth(cell, ON) is fault


def test_a_column_of_days_is_known_by_its_cells() -> None:
    assert looks_like_day(date(2026, 3, 15))
    assert looks_like_day("1985年3月5日")
    assert not looks_like_day("1985年3月")
    assert not looks_like_day("1985-13-05")


def test_one_is_adult_from_the_eighteenth_birthday() -> None:
    assert is_adult(date(2008, 3, 15), ON)
    assert not is_adult(date(2008, 3, 16), ON)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("外出务工", Standing.AWAY),
        ("租户", Standing.TENANT),
        ("常住非户籍", Standing.UNREGISTERED),
        ("业主", Standing.OWNER),
        ("集体经济组织成员", Standing.MEMBER),
        ("非集体经济组织成员", None),
        ("在住", Standing.HOME),
        ("党员", None),
    ],
)
def test_a_remark_tells_the_standing(text: str, standing: Standing | None) -> None:
    assert standing_in(text) is standing


def test_a_remark_that_somebody_died_is_heard() -> None:
    assert says_gone("2025年已故")
    assert not says_gone("低保")


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("三十", 30),
        ("九十九", 99),
        ("二〇二六", 2026),
        ("", None),
        ("百", None),
        ("一二十", None),
        ("十十", None),
        ("二十十", None),
    ],
)
def test_spoken_numbers_are_understood(numeral: str, number: int | None) -> None:
    assert spoken_number(numeral) == number


def test_numerals_that_mean_nothing_stay() -> None:
    assert with_digits("一二十三") == "一二十三"
    assert text_of(date(2026, 3, 15)) == "2026-03-15"
