"""Spreadsheets in: what is read, and every file that is turned away."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from participation.kernel.outcome import Refusal
from participation.paper import archive, sheets
from participation.paper.sheets import Row, Sheet, read_sheets

ROSTERS = Path(__file__).parent.parent / "data" / "rosters"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def book(fill: Callable[[Workbook], object]) -> bytes:
    workbook = Workbook()
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def rows_of(fill: Callable[[Workbook], object]) -> tuple[Row, ...]:
    found = read_sheets(book(fill))
    assert not isinstance(found, Refusal)
    return found[0].rows


def refused(data: bytes) -> str:
    found = read_sheets(data)
    assert isinstance(found, Refusal)
    return found.code


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def small() -> bytes:
    return book(lambda made: made.active.append(["姓名", "电话"]))  # type: ignore[union-attr]  # new book


def fill_kinds(made: Workbook) -> None:
    tab = made.worksheets[0]
    tab.title = "花名册"
    tab.append(["001", 7, 88.91, 194.0, datetime(2026, 3, 15), True, " ", clock(8, 30), None])  # noqa: DTZ001  # a spreadsheet knows no zone
    tab.append([])
    tab.append([None, date(2026, 3, 15), 110101199003070000])
    made.create_sheet("字典").sheet_state = "hidden"


def test_cells_keep_text_numbers_and_days_apart() -> None:
    found = read_sheets(book(fill_kinds))
    assert found == (
        Sheet(
            "花名册",
            (
                ("001", 7, Decimal("88.91"), 194, date(2026, 3, 15), "True", None, "08:30:00"),
                (),
                (None, date(2026, 3, 15), 110101199003070000),
            ),
        ),
        Sheet("字典", (), True),
    )


def fill_merged(made: Workbook) -> None:
    tab = made.worksheets[0]
    tab.append(["花名册"])
    tab.append(["001", "贾涛"])
    tab.append([None, "常芳"])
    tab.append([None, None])
    tab.merge_cells("A1:C1")
    tab.merge_cells("A2:A3")
    tab.merge_cells("B4:C4")
    tab.merge_cells("E9:F9")


def test_merged_cells_are_filled_down_and_right() -> None:
    assert rows_of(fill_merged) == (
        ("花名册", "花名册", "花名册"),
        ("001", "贾涛"),
        ("001", "常芳"),
    )


def test_a_formula_without_a_result_stays_a_formula_and_one_with_a_result_gives_it() -> None:
    def fill(made: Workbook) -> None:
        made.worksheets[0].append(["甲", '=HYPERLINK("http://127.0.0.1/","点我")', "=1+1"])

    data = rewritten(
        book(fill), SHEET, lambda xml: xml.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    )  # fmt: skip
    found = read_sheets(data)
    assert not isinstance(found, Refusal)
    assert found[0].rows == (("甲", '=HYPERLINK("http://127.0.0.1/","点我")', 2),)


def test_a_written_size_that_lies_hides_no_rows() -> None:
    data = rewritten(
        book(lambda made: [made.worksheets[0].append([at, at]) for at in range(5)]),
        SHEET,
        lambda xml: xml.replace(b'ref="A1:B5"', b'ref="A1"'),
    )
    found = read_sheets(data)
    assert not isinstance(found, Refusal)
    assert len(found[0].rows) == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";", "，"])
def test_delimited_text_is_read_in_each_encoding(encoding: str, sign: str) -> None:
    text = f'姓名{sign}备注\r\n贾涛{sign}"a{sign}b"\r\n\r\n王䶮{sign}\r\n'
    assert read_sheets(text.encode(encoding)) == (
        Sheet("", (("姓名", "备注"), ("贾涛", f"a{sign}b"), (), ("王䶮", None))),
    )


def test_progress_counts_up_to_the_end() -> None:
    heard: list[tuple[int, int]] = []
    many = book(lambda made: [made.worksheets[0].append([at]) for at in range(1500)])
    read_sheets(many, lambda done, total: heard.append((done, total)))
    assert heard == [(1000, 1500), (1500, 1500)]
    heard.clear()
    read_sheets(b"a\n" * 1500, lambda done, total: heard.append((done, total)))
    assert heard == [(1000, 1501), (1500, 1500)]


# --- turned away


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet-empty"),
        (b" \r\n", "sheet-empty"),
        (b",,\n,,", "sheet-empty"),
        (b"%PDF-1.7 ...", "sheet-not-a-spreadsheet"),
        (b"\x89PNG\r\n\x1a\n", "sheet-not-a-spreadsheet"),
        (b"\x00\x01\x02\x03", "sheet-not-a-spreadsheet"),
        (b"\xff\xff\xff\xff", "sheet-not-a-spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "sheet-old-xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "sheet-encrypted"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "sheet-web-page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "sheet-web-page"),
        (b"PK\x03\x04 torn", "sheet-broken"),
        (b"a" * 200_000, "sheet-broken"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_an_empty_workbook_is_refused() -> None:
    assert refused(book(lambda made: None)) == "sheet-empty"


def test_a_huge_file_is_refused_by_its_size() -> None:
    assert refused(b"a,b\n" * (9 << 20)) == "sheet-too-big"


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def test_another_zip_is_no_spreadsheet() -> None:
    assert refused(zipped({"word/document.xml": b"<a/>"})) == "sheet-not-a-spreadsheet"
    assert refused(zipped({"xl/workbook.bin": b"1"})) == "sheet-old-xls"
    assert refused(zipped({SHEET: b"<worksheet/>"})) == "sheet-broken"


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    blank = b"<c/>" * (1 << 18)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", _TYPES)
        with made.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(283):
                part.write(blank)
    bomb = out.getvalue()
    assert len(bomb) < 1_200_000
    tracemalloc.start()
    begun = time.perf_counter()
    assert refused(bomb) == "sheet-inflates"
    assert time.perf_counter() - begun < 0.1
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_one_endless_row_and_a_fat_side_part_are_refused() -> None:
    row = b"<worksheet><sheetData><row>" + b"<c/>" * 400_000 + b"</row></sheetData></worksheet>"
    assert refused(zipped({SHEET: row})) == "sheet-inflates"
    styles = {SHEET: b"<worksheet/>", "xl/styles.xml": b"<a/>" * (3 << 20)}
    assert refused(zipped(styles)) == "sheet-inflates"


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
        b"<worksheet>" + b" " * (archive._CHUNK - 16) + b"<!DOCTYPE a><a/></worksheet>",
    ],
)
def test_entities_are_refused(xml: bytes) -> None:
    assert refused(zipped({SHEET: xml})) == "sheet-entities"


@pytest.mark.parametrize(
    "xml", ["<worksheet/>".encode("utf-16"), b'<?xml version="1.0" encoding="utf-7"?><a/>']
)
def test_an_encoding_that_could_hide_entities_is_refused(xml: bytes) -> None:
    assert refused(zipped({SHEET: xml})) == "sheet-broken"


def test_an_encrypted_zip_is_refused() -> None:
    data = bytearray(small())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)) == "sheet-encrypted"


def test_a_torn_workbook_is_refused() -> None:
    assert refused(rewritten(small(), SHEET, lambda xml: xml[:-40])) == "sheet-broken"
    assert refused(rewritten(small(), "xl/workbook.xml", lambda xml: b"<a>")) == "sheet-broken"


def sheet_of(rows: int, *, gap: int = 1) -> bytes:
    body = b"".join(
        b'<row r="%d"><c t="n"><v>1</v></c></row>' % (at * gap + 1) for at in range(rows)
    )
    return rewritten(
        small(), SHEET, lambda xml: xml.split(b"<row")[0] + body + b"</sheetData></worksheet>"
    )


def test_two_hundred_thousand_rows_are_refused() -> None:
    assert refused(sheet_of(200_000)) == "sheet-too-many-rows"
    assert refused(b"1\n" * 250_000) == "sheet-too-many-rows"
    assert refused(b"1\n" * 100_001) == "sheet-too-many-rows"


def test_rows_far_apart_are_counted_as_the_rows_they_span() -> None:
    assert refused(sheet_of(2, gap=1_000_000)) == "sheet-too-many-rows"
    assert refused(sheet_of(2, gap=150_000)) == "sheet-too-many-rows"


def test_merges_wider_than_the_world_cost_nothing() -> None:
    wide = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    data = rewritten(small(), SHEET, lambda xml: xml.split(b"</sheetData>")[0] + wide)
    found = read_sheets(data)
    assert not isinstance(found, Refusal)
    assert found[0].rows == (("姓名",) * sheets.MAX_COLUMNS,)


def test_the_samples_are_read() -> None:
    for name, rows in (("village_roster.xlsx", 931), ("village_roster_gb18030.csv", 927)):
        found = read_sheets((ROSTERS / name).read_bytes())
        assert not isinstance(found, Refusal)
        assert len(found[0].rows) == rows
