"""What one row says of somebody, cell by cell, with a fault for each cell that cannot stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from participation.residents.rules.days import BirthFault, read_birth
from participation.residents.rules.identity import Identity, IdentityFault, Sex, read_identity
from participation.residents.rules.names import NameFault, clean_name, is_firm, name_fault
from participation.residents.rules.phones import PhoneFault, read_phone
from participation.residents.rules.roster.outcome import Fault
from participation.residents.rules.roster.rows import Entry
from participation.residents.rules.roster.words import Column
from participation.residents.rules.standing import Standing, says_gone, standing_in
from participation.residents.rules.writing import Cell, is_nothing, plain, text_of

_SEXES = {"男": Sex.MALE, "女": Sex.FEMALE, "m": Sex.MALE, "f": Sex.FEMALE, "男性": Sex.MALE}
_SEXES |= {"女性": Sex.FEMALE, "1": Sex.MALE, "2": Sex.FEMALE}
_MOST_NOTE = 200


@dataclass(slots=True)
class Findings:
    """Faults and remarks gathered while a roster is read."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)

    def fault(self, at: Entry, column: Column, code: str, **facts: object) -> None:
        """Note what refuses a row."""
        self.faults.append(Fault(at.sheet, at.row, column, code, facts))

    def remark(self, at: Entry, column: Column, code: str, **facts: object) -> None:
        """Note what the clerk should know of a row that is taken."""
        self.remarks.append(Fault(at.sheet, at.row, column, code, facts))


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody as one row describes them."""

    name: str
    is_firm: bool
    identity: str | None
    born: date | None
    sex: Sex | None
    phone: str | None
    standing: Standing | None
    note: str


def read_line(at: Entry, on: date, seen: Findings) -> Line | None:
    """Read a row of one person; None where it is refused, with all its faults noted."""
    name, aside = clean_name(at.cells.get(Column.NAME))
    return line_of(at, name, aside, at.cells, on, seen)


def line_of(
    at: Entry, name: str, aside: str, cells: Mapping[Column, Cell], on: date, seen: Findings
) -> Line | None:
    """Read somebody whose name is known; `cells` are theirs, which may be a share of the row's."""
    before = len(seen.faults)
    _check_name(at, name, seen)
    firm = is_firm(name)
    identity = _firm_number(cells) if firm else _identity(at, cells, on, seen)
    born = None if firm or len(seen.faults) > before else _born(at, cells, identity, on, seen)
    sex = None if firm else _sex(at, cells, identity, seen)
    phone = _phone(at, cells, seen)
    note = _note(cells, aside)
    said = plain(cells.get(Column.STANDING))
    if says_gone(note + said):
        seen.remark(at, Column.NOTE, "said-gone", note=(note or said)[:20])
    if len(seen.faults) > before:
        return None
    if born is not None and born > on:
        seen.remark(at, Column.BORN, "birth-still-to-come", born=born)
    number = identity.number if identity is not None else None
    standing = standing_in(said) or standing_in(note)
    return Line(name, firm, number, born, sex, phone, standing, note)


def _check_name(at: Entry, name: str, seen: Findings) -> None:
    fault = name_fault(name)
    if fault is NameFault.MISSING:
        seen.fault(at, Column.NAME, fault)
    elif fault is not None:
        seen.fault(at, Column.NAME, fault, name=text_of(at.cells.get(Column.NAME))[:30])


def _firm_number(cells: Mapping[Column, Cell]) -> Identity | None:
    number = plain(cells.get(Column.IDENTITY)).upper()
    return None if is_nothing(number) else Identity(number, None, None)


def _identity(at: Entry, cells: Mapping[Column, Cell], on: date, seen: Findings) -> Identity | None:
    cell = cells.get(Column.IDENTITY)
    found = read_identity(cell, on)
    if isinstance(found, IdentityFault):
        text = plain(cell)
        seen.fault(at, Column.IDENTITY, found, length=len(text), day=text[6:14])
        return None
    return found


def _born(
    at: Entry, cells: Mapping[Column, Cell], identity: Identity | None, on: date, seen: Findings
) -> date | None:
    cell = cells.get(Column.BORN)
    found = read_birth(cell, on)
    known = identity.born if identity is not None else None
    if known is not None:  # the checked number outweighs what was typed beside it
        if isinstance(found, date) and found != known:
            seen.remark(at, Column.BORN, "birth-differs", written=found, number=known)
        return known
    if isinstance(found, BirthFault):
        seen.fault(at, Column.BORN, found, written=text_of(cell)[:20])
        return None
    return found


def _sex(
    at: Entry, cells: Mapping[Column, Cell], identity: Identity | None, seen: Findings
) -> Sex | None:
    text = plain(cells.get(Column.SEX)).lower()
    found = _SEXES.get(text)
    if found is None and not is_nothing(text):
        seen.remark(at, Column.SEX, "sex-unreadable", written=text[:10])
    known = identity.sex if identity is not None else None
    if known is not None and found is not None and found is not known:
        seen.remark(at, Column.SEX, "sex-differs", written=found, number=known)
    return known or found


def _phone(at: Entry, cells: Mapping[Column, Cell], seen: Findings) -> str | None:
    cell = cells.get(Column.PHONE)
    found = read_phone(cell)
    if isinstance(found, PhoneFault):
        seen.fault(at, Column.PHONE, found, written=text_of(cell)[:20])
        return None
    return found


def _note(cells: Mapping[Column, Cell], aside: str) -> str:
    note = text_of(cells.get(Column.NOTE))
    parts = [part for part in (aside, "" if is_nothing(note) else note) if part]
    return "，".join(parts)[:_MOST_NOTE]
