"""Spreadsheets in: bytes to rows, for xlsx and delimited text, with hostile files turned away."""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from participation.kernel.outcome import Refusal
from participation.paper.archive import Survey, survey

Cell: TypeAlias = str | int | Decimal | date | None
Row: TypeAlias = tuple[Cell, ...]
Progress: TypeAlias = Callable[[int, int], None]

MAX_FILE = 32 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 256
MAX_CELL = 2_000
_REPORT_EVERY = 1_000
_FOREIGN = {
    b"%PDF": "sheet-not-a-spreadsheet",
    b"\x89PNG": "sheet-not-a-spreadsheet",
    b"\xff\xd8\xff": "sheet-not-a-spreadsheet",
    b"Rar!": "sheet-not-a-spreadsheet",
    b"7z\xbc\xaf": "sheet-not-a-spreadsheet",
    b"{\\rtf": "sheet-not-a-spreadsheet",
}
# SyntaxError: what either XML parser raises on torn text
_CORRUPT = (
    KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError,
    NotImplementedError, RuntimeError, SyntaxError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (工作表); row n of the spreadsheet is `rows[n - 1]`, merged cells already filled.

    Cells are text, whole numbers, exact decimals, days or nothing; never a float or a formula's
    result guessed at. A formula that was saved without a result stays text beginning with `=`.
    """

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


def read_sheets(data: bytes, on_progress: Progress | None = None) -> tuple[Sheet, ...] | Refusal:
    """Read a spreadsheet; `on_progress` hears rows done and rows in all.

    Refuses what is empty, too big (file, inflated, rows), encrypted, broken, an old .xls, a web
    page in disguise, or no spreadsheet at all: codes `sheet-…` with their facts.
    """
    report = on_progress or (lambda done, total: None)
    no = _unfit(data)
    if no is not None:
        return no
    if data.startswith(b"PK"):
        found = survey(data, MAX_ROWS)
        sheets = found if isinstance(found, Refusal) else _workbook(data, found, report)
    else:
        sheets = _delimited(data, report)
    if isinstance(sheets, Refusal):
        return sheets
    return sheets if any(sheet.rows for sheet in sheets) else Refusal("sheet-empty")


def _unfit(data: bytes) -> Refusal | None:
    if not data.strip():
        return Refusal("sheet-empty")
    if len(data) > MAX_FILE:
        return Refusal(
            "sheet-too-big", facts={"megabytes": len(data) >> 20, "most": MAX_FILE >> 20}
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        return Refusal("sheet-encrypted" if locked else "sheet-old-xls")
    for magic, code in _FOREIGN.items():
        if data.startswith(magic):
            return Refusal(code)
    head = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml", b"<div")):
        return Refusal("sheet-web-page")
    return None


# --- xlsx


def _workbook(data: bytes, found: Survey, report: Progress) -> tuple[Sheet, ...] | Refusal:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd styles and extensions are nobody's concern here
            return tuple(_sheets(data, found, report))
    except _TooManyError:
        return Refusal("sheet-too-many-rows", facts={"most": MAX_ROWS})
    except _CORRUPT:
        return Refusal("sheet-broken")


class _TooManyError(Exception):
    """Raised inside when rows run past the limit; never leaves this module."""


def _opened(data: bytes, *, has_results: bool) -> Any:
    """Return the workbook, with the results of its formulas or with the formulas themselves."""
    # only whoever reads a spreadsheet holds it in memory
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=has_results)
    except InvalidFileException as error:
        raise ValueError(str(error)) from error


def _sheets(data: bytes, found: Survey, report: Progress) -> Iterator[Sheet]:
    shown = _opened(data, has_results=True)
    done = 0
    for tab in shown.worksheets:
        part = found.parts.get(getattr(tab, "_worksheet_path", ""))
        rows = []
        for row in _values(tab):
            rows.append(row)
            done += 1
            if done > MAX_ROWS:
                raise _TooManyError
            if done % _REPORT_EVERY == 0:
                report(done, max(done, found.rows))
        if part is not None and part.has_formulas:
            rows = _with_formulas(data, tab.title, rows)
        if part is not None and part.merges:
            _fill(rows, part.merges)
        yield Sheet(tab.title, _trimmed(rows), tab.sheet_state != "visible")
    shown.close()
    report(done, max(done, found.rows))


def _values(tab: object) -> Iterator[list[Cell]]:
    tab.reset_dimensions()  # type: ignore[attr-defined]  # a written size may lie and hide rows
    for values in tab.iter_rows(values_only=True, max_col=None):  # type: ignore[attr-defined]
        row = [_cell(value) for value in values[:MAX_COLUMNS]]
        while row and row[-1] is None:
            row.pop()
        yield row


def _with_formulas(data: bytes, title: str, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Put a formula's own text where the file holds no result for it."""
    book = _opened(data, has_results=False)
    for shown, written in zip(rows, _values(book[title]), strict=False):
        shown.extend([None] * (len(written) - len(shown)))
        for at, value in enumerate(written):
            if shown[at] is None and isinstance(value, str) and value.startswith("="):
                shown[at] = value
    book.close()
    return rows


def _fill(rows: list[list[Cell]], merges: list[tuple[int, int, int, int]]) -> None:
    """Give every cell of a merged block the block's value, down and to the right."""
    for left, top, right, bottom in merges:
        if top > len(rows) or left > len(rows[top - 1]):
            continue
        value = rows[top - 1][left - 1]
        if value is None:
            continue
        last = min(right, MAX_COLUMNS)
        for row in rows[top - 1 : bottom]:
            row.extend([None] * (last - len(row)))
            row[left - 1 : last] = [value] * (last - left + 1)


def _trimmed(rows: list[list[Cell]]) -> tuple[Row, ...]:
    last = len(rows)
    while last and not any(cell is not None for cell in rows[last - 1]):
        last -= 1
    return tuple(tuple(row) for row in rows[:last])


def _cell(value: object) -> Cell:
    if value is None:
        return None
    if type(value) is str:
        return value[:MAX_CELL] if value.strip() else None
    if type(value) is int:
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value)[:MAX_CELL]


def _number(value: float) -> Cell:
    if value.is_integer():
        return int(value)
    try:
        exact = Decimal(repr(value))
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None


# --- delimited text


def _delimited(data: bytes, report: Progress) -> tuple[Sheet, ...] | Refusal:
    text = _decoded(data)
    if text is None:
        return Refusal("sheet-not-a-spreadsheet")
    total = text.count("\n") + 1
    if total > MAX_ROWS * 2:
        return Refusal("sheet-too-many-rows", facts={"most": MAX_ROWS})
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[list[Cell]] = []
    try:
        for line in lines:
            rows.append([_cell(cell) for cell in line[:MAX_COLUMNS]])
            if len(rows) > MAX_ROWS:
                return Refusal("sheet-too-many-rows", facts={"most": MAX_ROWS})
            if len(rows) % _REPORT_EVERY == 0:
                report(len(rows), total)
    except csv.Error:
        return Refusal("sheet-broken")
    report(len(rows), len(rows))
    return (Sheet("", _trimmed(rows)),)


def _decoded(data: bytes) -> str | None:
    names = ["utf-8-sig", "gb18030"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = ["utf-16"]
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _delimiter(text: str) -> str:
    sample = [re.sub(r'"[^"]*"', "", line) for line in text[:20_000].splitlines()[:30]]
    return max(",\t;|，", key=lambda sign: (sum(sign in line for line in sample), sign == ","))
