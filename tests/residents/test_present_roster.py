"""Every fault, column and standing has words."""

import ast
from datetime import date
from pathlib import Path

from participation.kernel.outcome import Refusal
from participation.paper.sheets import read_sheets
from participation.residents.present import roster as words
from participation.residents.rules.days import BirthFault
from participation.residents.rules.identity import IdentityFault, Sex
from participation.residents.rules.names import NameFault
from participation.residents.rules.phones import PhoneFault
from participation.residents.rules.roster.outcome import Fault, Reading
from participation.residents.rules.roster.reading import read_roster
from participation.residents.rules.roster.words import Column
from participation.residents.rules.standing import Standing

ROOT = Path(__file__).parent.parent.parent / "participation"
BROKEN = ROOT.parent / "tests" / "data" / "rosters" / "broken_roster.xlsx"


def literals(*files: Path) -> set[str]:
    return {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_kind_has_words() -> None:
    assert set(words.COLUMNS) == set(Column)
    assert set(words.STANDINGS) == set(Standing)
    assert set(words.SEXES) == set(Sex)
    codes = {*NameFault, *IdentityFault, *BirthFault, *PhoneFault}
    assert codes <= set(words._REASONS)


def test_no_word_is_for_a_code_nobody_gives() -> None:
    rules = ROOT / "residents" / "rules"
    said = literals(*rules.rglob("*.py"), *(ROOT / "paper").glob("*.py"))
    assert set(words._REASONS) <= said
    assert set(words.REFUSALS) <= said


def test_the_seven_faults_are_told_in_words() -> None:
    sheets = read_sheets(BROKEN.read_bytes())
    assert not isinstance(sheets, Refusal)
    found = read_roster(sheets, date(2026, 3, 15))
    assert isinstance(found, Reading)
    assert [words.reason_words(fault) for fault in found.faults] == [
        "身份证号有一位写错了，最后一位对不上。请对照证件改正。",
        "身份证号和第 5 行相同。请留下一行，或改正号码。",
        "电话“1234”不对。手机号是 11 位，请核对。",
        '“=HYPERLINK("http://127.0.0.1/"”不像姓名。请改成姓名。',
        "没有写姓名。请补上姓名。",
        "身份证号里的出生日期 2027-01-01 还没有到。请核对。",
        "“<script>alert(1)</script>”不像姓名。请改成姓名。",
    ]
    assert all("%(" not in words.reason_words(remark) for remark in found.remarks)


def test_remarks_name_sexes_and_days() -> None:
    facts = {"written": Sex.MALE, "number": Sex.FEMALE}
    fault = Fault("", 2, Column.SEX, "sex-differs", facts)
    assert words.reason_words(fault) == "性别写的是男，身份证号是女。已按身份证号。"
    born = Fault("", 2, Column.BORN, "birth-still-to-come", {"born": date(2026, 12, 1)})
    assert words.reason_words(born) == "出生日期 2026-12-01 还没有到。请核对。"


def test_a_refused_file_is_told_what_to_do() -> None:
    assert "另存为 .xlsx" in words.refusal_words("sheet-old-xls", {})
    most = words.refusal_words("sheet-too-many-rows", {"most": 100_000})
    assert most.startswith("行数超过 100000 行。")
