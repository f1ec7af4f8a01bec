"""A second roster against what is known: new, changed, same, gone, and whom to ask about."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

import pytest

from participation.residents.rules.identity import Sex, check_sign
from participation.residents.rules.roster.changes import (
    Ask,
    Change,
    Changes,
    FieldChange,
    KnownPerson,
    Same,
    compare,
)
from participation.residents.rules.roster.outcome import Reading
from participation.residents.rules.roster.reading import read_roster
from participation.residents.rules.standing import Standing
from participation.residents.rules.writing import Cell
from tests.residents.test_rules_roster import Table

ON = date(2026, 3, 15)
HEAD = ["户号", "姓名", "关系", "身份证号", "出生日期", "小组", "电话", "备注"]
BORN = date(1945, 6, 2)


def number(body: str) -> str:
    return body + check_sign(body)


A = number("00000019450602815")
B = number("00000019411208476")


def marked(identity: str) -> bytes:
    return sha256(identity.encode()).digest()


def read(*rows: Sequence[Cell]) -> Reading:
    found = read_roster([Table("Sheet1", [HEAD, *rows])], ON)
    assert isinstance(found, Reading)
    return found


def who(no: int, name: str, household: str = "1", **more: object) -> KnownPerson:
    return KnownPerson(UUID(int=no), name, household, **more)  # type: ignore[arg-type]  # by name


def changes(known: Sequence[KnownPerson], *rows: Sequence[Cell]) -> Changes:
    return compare(known, read(*rows), marked)


def test_nobody_known_means_all_are_new() -> None:
    found = changes([], ["1", "贾涛", "户主", A])
    assert found == Changes((0,), (), (), (), ())


def test_the_same_identity_is_the_same_person_whatever_else_changed() -> None:
    known = who(1, "贾桃", "9", born=date(1940, 1, 1), identity_hash=marked(A), phone="19000000001",
                group="一组", standing=Standing.HOME)  # fmt: skip
    found = changes([known], ["1", "贾涛", "户主", A, None, "二组", "19000000002", "外出"])
    assert found.changed == (
        Change(
            0,
            UUID(int=1),
            (
                FieldChange("name", "贾桃", "贾涛"),
                FieldChange("born", date(1940, 1, 1), BORN),
                FieldChange("sex", None, Sex.MALE),
                FieldChange("phone", "19000000001", "19000000002"),
                FieldChange("relation", "", "户主"),
                FieldChange("standing", Standing.HOME, Standing.AWAY),
                FieldChange("note", "", "外出"),
                FieldChange("household", "9", "1"),
                FieldChange("group", "一组", "二组"),
            ),
        ),
    )
    assert (found.new, found.gone, found.ask) == ((), (), ())


def test_what_the_file_leaves_empty_changes_nothing() -> None:
    known = who(1, "贾涛", "001", born=BORN, phone="19000000001", group="第一村民小组",
                relation="户主", standing=Standing.AWAY, note="低保")  # fmt: skip
    found = changes([known], ["1", "贾涛", None, None, "1945.6.2", "一组"])
    assert found.same == (Same(0, UUID(int=1)),)


def test_without_identity_household_name_and_birth_decide() -> None:
    known = [who(1, "贾涛", born=BORN), who(2, "常芳", born=BORN)]
    found = changes(known, ["1", "常芳", None, None, "1945-06-02"])
    assert found.same == (Same(0, UUID(int=2)),)
    assert found.gone == (UUID(int=1),)


def test_an_identity_learnt_is_a_change() -> None:
    known = who(1, "贾涛", born=BORN, sex=Sex.MALE)
    found = changes([known], ["1", "贾涛", None, A])
    assert found.changed == (Change(0, UUID(int=1), (FieldChange("identity", None, None),)),)


@pytest.mark.parametrize(
    ("name", "household", "born"),
    [
        ("贾涛", "9", BORN),
        ("贾涛", "1", None),
        ("贾海涛", "1", BORN),
    ],
)
def test_who_is_nearly_the_same_is_asked_about(
    name: str, household: str, born: date | None
) -> None:
    known = who(1, name, household, born=born)
    found = changes([known], ["1", "贾涛", None, None, "1945-06-02"])
    assert found == Changes((), (), (), (), (Ask(0, (UUID(int=1),)),))


def test_two_identity_numbers_are_never_one_person_without_asking() -> None:
    known = who(1, "贾涛", born=BORN, identity_hash=marked(B))
    found = changes([known], ["1", "贾涛", None, A])
    assert found.ask == (Ask(0, (UUID(int=1),)),)


def test_two_known_alike_are_asked_about() -> None:
    known = [who(1, "贾涛"), who(2, "贾涛")]
    found = changes(known, ["1", "贾涛"])
    assert found.ask == (Ask(0, (UUID(int=1), UUID(int=2))),)
    assert found.gone == ()


def test_two_rows_never_take_one_known_person() -> None:
    known = who(1, "贾涛", identity_hash=marked(A))
    found = changes([known], ["1", "贾涛", None, A], ["1", "贾涛", None, None, "1990-01-01"])
    assert [change.person for change in found.changed] == [0]
    assert found.new == (1,)


def test_a_home_the_file_does_not_number_moves_nobody() -> None:
    table = Table("Sheet1", [["姓名", "关系", "身份证号"], ["贾涛", "户主", A]])
    found = read_roster([table], ON)
    assert isinstance(found, Reading)
    known = who(1, "贾涛", "77", born=BORN, sex=Sex.MALE, relation="户主", identity_hash=marked(A))
    assert compare([known], found, marked).same == (Same(0, UUID(int=1)),)
