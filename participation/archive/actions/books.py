"""Writing the archive's books: how long things are kept, and each use of a seal."""

from dataclasses import replace
from datetime import date

from participation.archive.rules.books import (
    Holding,
    SealUse,
    Term,
    sealing_fault,
    term_fault,
    voiding_fault,
)
from participation.archive.store import books
from participation.audit.actions import note
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line


def set_term(
    session: Session, errand: Errand, holding: Holding, years: int | None, basis: str
) -> Done[Term] | Refusal:
    """Say for how many years a kind of record is kept, None for ever; refuses as `term_fault`."""
    term = Term(years, clean_line(basis))
    fault = term_fault(term)
    if fault is not None:
        return fault
    row_id, by = errand.new_id(), errand.actor.label
    books.save_term(session, errand.committee_id, row_id, holding, term, by, errand.now)
    note(session, errand, "term-set", f"archive:{holding}", years=years)
    return Done(term)


def use_seal(
    session: Session,
    errand: Errand,
    *,
    day: date,
    today: date,
    seal: str,
    what: str,
    copies: int,
    asked_by: str,
    approved_by: str,
) -> Done[SealUse] | Refusal:
    """Write down that a seal was set; refuses what `sealing_fault` does."""
    use = SealUse(
        no=0,
        day=day,
        seal=clean_line(seal),
        what=clean_line(what),
        copies=copies,
        asked_by=clean_line(asked_by),
        approved_by=clean_line(approved_by),
        by=errand.actor.label,
        at=errand.now,
    )
    fault = sealing_fault(use, today)
    return fault or Done(_added(session, errand, use))


def _added(session: Session, errand: Errand, use: SealUse) -> SealUse:
    use = replace(use, no=next_number(session, errand.committee_id, "seal-use"))
    books.add_seal_use(session, errand.committee_id, errand.new_id(), use)
    note(session, errand, "seal-used", f"seal:{use.no}", copies=use.copies, voids=use.voids)
    return use


def void_seal_use(
    session: Session, errand: Errand, no: int, why: str, today: date
) -> Done[SealUse] | Refusal:
    """Strike a line of the register out by another one that says why (作废); nothing is erased.

    Refuses what `voiding_fault` does.
    """
    use = books.find_seal_use(session, errand.committee_id, no)
    is_void = books.is_void(session, errand.committee_id, no)
    why = clean_line(why)
    fault = voiding_fault(use, why, is_void=is_void)
    if fault is not None or use is None:
        return fault or Refusal("seal-use-gone")
    line = replace(use, day=today, what=why, voids=no, by=errand.actor.label, at=errand.now)
    return Done(_added(session, errand, line))
