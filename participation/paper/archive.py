"""The guard before a zipped spreadsheet is opened: inflated in pieces, never past its limits."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from participation.kernel.outcome import Refusal

MAX_INFLATED = 160 * 1024 * 1024
MAX_RATIO = 200
MAX_SIDE_PART = 8 * 1024 * 1024
MAX_STRINGS = 1_000_000
MAX_PARTS = 2_000
MAX_MERGES = 300_000
MAX_ROW_BYTES = 1024 * 1024
_CHUNK = 256 * 1024
_OVERLAP = 64
_SHEETS = "xl/worksheets/"
_PARTS_WITH_CELLS = (_SHEETS, "xl/sharedStrings")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\br="(\d+)"')
_STRING = re.compile(rb"<(?:\w+:)?si[\s>/]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_END = re.compile(rb"</(?:\w+:)?sheetData>")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")


@dataclass(slots=True)
class Part:
    """What one sheet's file was seen to hold: merged blocks as left, top, right, bottom from 1."""

    rows: int = 0
    last: int = 0
    strings: int = 0
    has_formulas: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen of a workbook while its parts were inflated once."""

    parts: dict[str, Part]

    @property
    def rows(self) -> int:
        """Return the rows of all sheets, as far as they are written."""
        return sum(part.rows for part in self.parts.values())


class _RefusedError(Exception):
    """Raised inside when a part must be refused; never leaves this module."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, facts=facts)


def _swollen(size: int, most: int) -> _RefusedError:
    return _RefusedError("sheet-inflates", megabytes=size >> 20, most=most >> 20)


def survey(data: bytes, max_rows: int) -> Survey | Refusal:
    """Inflate every part once and look; refuses bombs, entities, encryption, foreign archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(data))
            return _walk(archive, entries, max_rows)
    except _RefusedError as no:
        return no.refusal
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return Refusal("sheet-broken")


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    names = {entry.filename for entry in entries}
    declared = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise _RefusedError("sheet-encrypted")
    if "xl/workbook.bin" in names:
        raise _RefusedError("sheet-old-xls")
    if not any(name.startswith(_SHEETS) for name in names):
        raise _RefusedError("sheet-not-a-spreadsheet")
    swollen = declared > 20 * 1024 * 1024 and declared > size * MAX_RATIO
    if declared > MAX_INFLATED or swollen or len(entries) > MAX_PARTS:
        raise _swollen(declared, MAX_INFLATED)


def _walk(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], max_rows: int) -> Survey:
    parts = {}
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels", ".vml")):
            continue
        has_cells = entry.filename.startswith(_PARTS_WITH_CELLS)
        if not has_cells and entry.file_size > MAX_SIDE_PART:
            raise _RefusedError(
                "sheet-inflates", megabytes=entry.file_size >> 20, most=MAX_SIDE_PART >> 20
            )
        part = _look(archive, entry, max_rows)
        if entry.filename.startswith(_SHEETS):
            parts[entry.filename] = part
        if sum(seen.rows for seen in parts.values()) > max_rows:
            raise _RefusedError("sheet-too-many-rows", most=max_rows)
    return Survey(parts)


def _look(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, max_rows: int) -> Part:
    part, tail, open_bytes, in_rows = Part(), b"", 0, True
    with archive.open(entry) as stream:
        _check_encoding(start := stream.read(_CHUNK))
        chunk = start
        while chunk:
            text = tail + chunk
            _check_entities(text)
            _count(part, text, len(tail))
            if part.rows > max_rows or part.last > max_rows * 3:
                raise _RefusedError("sheet-too-many-rows", most=max_rows)
            in_rows = in_rows and not _END.search(text)
            open_bytes = _open_row(text, open_bytes, len(chunk)) if in_rows else 0
            if entry.filename.startswith(_SHEETS) and open_bytes > MAX_ROW_BYTES:
                raise _RefusedError(
                    "sheet-inflates", megabytes=open_bytes >> 20, most=MAX_ROW_BYTES >> 20
                )
            tail, chunk = text[-_OVERLAP:], stream.read(_CHUNK)
    if part.strings > MAX_STRINGS or len(part.merges) > MAX_MERGES:
        raise _RefusedError(
            "sheet-inflates", megabytes=entry.file_size >> 20, most=MAX_INFLATED >> 20
        )
    return part


def _check_encoding(start: bytes) -> None:
    declared = _ENCODING.search(start[:200])
    name = declared.group(1).lower() if declared else b"utf-8"
    if name not in (b"utf-8", b"utf8", b"us-ascii", b"ascii") or b"\x00" in start[:4]:
        raise _RefusedError("sheet-broken")


def _check_entities(text: bytes) -> None:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise _RefusedError("sheet-entities")


def _count(part: Part, text: bytes, seen: int) -> None:
    """Count what ends after the bytes already seen, so that the overlap counts nothing twice."""
    part.rows += sum(found.end() > seen for found in _ROW.finditer(text))
    part.strings += sum(found.end() > seen for found in _STRING.finditer(text))
    part.has_formulas = part.has_formulas or _FORMULA.search(text) is not None
    numbers = _ROW_NUMBER.findall(text)
    if numbers:
        part.last = max(part.last, int(numbers[-1]))
    if b"mergeCell" in text:
        part.merges += [_block(found) for found in _MERGE.finditer(text) if found.end() > seen]


def _open_row(text: bytes, before: int, fresh: int) -> int:
    last = max(text.rfind(b"<row"), text.rfind(b":row"))
    return before + fresh if last < 0 else len(text) - last


def _block(found: re.Match[bytes]) -> tuple[int, int, int, int]:
    left, top, right, bottom = found.groups()
    return _letters(left), int(top), _letters(right), int(bottom)


def _letters(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number
