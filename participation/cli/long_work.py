"""Long work of residents: rosters read and stored, home cards printed, a piece at each tick."""

import time
from collections.abc import Callable
from uuid import UUID

from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.actor import SYSTEM, Actor
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import cards, imports, printing
from participation.residents.rules import jobs
from participation.residents.rules.cards import IssuedCard
from participation.residents.rules.imports import KEPT, ImportState, RosterImport
from participation.residents.rules.jobs import JobKind, PrintJob
from participation.residents.store import imports as import_store
from participation.residents.store import jobs as job_store
from participation.web.house import House, errand_in
from participation.web.perform import perform_in

SECONDS_BETWEEN = 0.5
SaveProgress = Callable[[Session, int, int], None]


def shown_progress(house: House, save: SaveProgress) -> Callable[[int, int], None]:
    """Return a callback that saves progress in small transactions, twice a second at most."""
    last = [0.0]

    def show(done: int, total: int) -> None:
        if time.monotonic() - last[0] < SECONDS_BETWEEN:
            return
        last[0] = time.monotonic()
        with house.database.writing() as session:
            save(session, done, total)

    return show


def run_import(house: House) -> None:
    """Read or store one roster that waits, and forget those of yesterday."""
    with house.database.writing() as session:
        import_store.save_old_forgotten(session, clock.now() - KEPT)
        coming = import_store.claim_import(session, clock.now())
    if coming is None:
        return
    errand = errand_in(house, coming.committee_id, _by(coming))
    outcome = _carry_out(house, errand, coming)
    if isinstance(outcome, Refusal):
        refusal = outcome
        perform_in(house, errand, lambda s, e: imports.save_refused(s, e, coming, refusal))


def _by(coming: RosterImport) -> Actor:
    """The system works in the name of whoever uploaded the file."""
    return Actor(SYSTEM.kind, coming.made_by)


def _carry_out(house: House, errand: Errand, coming: RosterImport) -> Done[None] | Refusal:
    with house.database.reading() as session:
        content = import_store.find_content(session, coming.committee_id, coming.id)
        groups = imports.group_names(session, coming.committee_id)
    today = clock.local_day(errand.now, house.zone)
    show = shown_progress(house, _saver(coming.committee_id, coming.id))
    reading = imports.read(content or b"", today, coming.choices.columns, groups, show)
    if isinstance(reading, Refusal):
        return reading
    if coming.state is ImportState.STORING:
        return perform_in(house, errand, lambda s, e: imports.finish(s, e, coming, reading))
    with house.database.reading() as session:
        looked = imports.look(session, errand, reading, coming.choices)
    if isinstance(looked, Refusal):
        return looked
    report = looked.report | {"notice": coming.report.get("notice", "")}
    return perform_in(house, errand, lambda s, e: imports.save_preview(s, e, coming, report))


def _saver(committee_id: UUID, import_id: UUID) -> SaveProgress:
    def save(session: Session, done: int, total: int) -> None:
        import_store.save_progress(session, committee_id, import_id, done, total, clock.now())

    return save


# --- home cards


def run_card_print(house: House) -> None:
    """Print home cards that were asked for, and forget the paper of yesterday."""
    with house.database.writing() as session:
        job_store.save_old_forgotten(session, clock.now() - jobs.KEPT)
        job = job_store.claim_job(session, JobKind.HOME_CARDS, clock.now())
    if job is None:
        return
    errand = errand_in(house, job.committee_id, Actor(SYSTEM.kind, job.made_by))
    made = _card_pdf(house, errand, job)
    if isinstance(made, Refusal):
        refusal = made
        perform_in(house, errand, lambda s, e: printing.refuse_job(s, e, job, refusal))
        return
    issued, pdf = made
    perform_in(house, errand, lambda s, e: printing.finish_cards(s, e, job, issued, pdf))


def _card_pdf(
    house: House, errand: Errand, job: PrintJob
) -> tuple[list[IssuedCard], bytes] | Refusal:
    is_sample = bool(job.choices.get("is_sample"))
    with house.database.reading() as session:
        issued = cards.prepare_cards(session, errand, printing.wanted_homes(job))
        if isinstance(issued, Refusal):
            return issued
        paper = printing.card_paper(session, errand, issued, house.base_url, is_sample=is_sample)

    def save(session: Session, done: int, total: int) -> None:
        job_store.save_progress(session, job.committee_id, job.id, done, total, clock.now())

    pdf = printing.print_paper(paper, house.font_dir, shown_progress(house, save))
    return pdf if isinstance(pdf, Refusal) else (issued, pdf)
