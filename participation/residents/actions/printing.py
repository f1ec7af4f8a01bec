"""Printing home cards: asked for on a page, carried out piece by piece, fetched, deleted."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from uuid import UUID

from participation.audit.actions import note
from participation.committees.store import get_committee
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.paper.fonts import find_fonts
from participation.paper.slips import HomeCard, print_home_cards
from participation.residents.actions import cards
from participation.residents.rules.cards import IssuedCard
from participation.residents.rules.jobs import JobKind, JobState, PrintJob, is_loopback
from participation.residents.store import cards as card_store
from participation.residents.store import jobs as store
from participation.residents.store import people

ALL = "all"
MISSING = "missing"
Progress = Callable[[int, int], None]


def ask_cards(
    session: Session,
    errand: Errand,
    homes: str | Collection[UUID],
    *,
    base_url: str,
    is_sample: bool = False,
) -> Done[PrintJob] | Refusal:
    """Have home cards printed for `all`, for those `missing` one, or for these homes.

    Refuses an address that no telephone reaches, unless for samples (`address-loopback`), and
    where nobody is left to print for (`cards-nobody`).
    """
    if is_loopback(base_url) and not is_sample:
        return Refusal("address-loopback")
    wanted = chosen_homes(session, errand.committee_id, homes)
    if wanted is not None and not wanted:
        return Refusal("cards-nobody")
    listed = None if wanted is None else [one.hex for one in wanted]
    choices = {"homes": listed, "is_sample": is_sample}
    total = 0 if wanted is None else len(wanted)
    return Done(add_job(session, errand, JobKind.HOME_CARDS, choices, total))


def add_job(
    session: Session,
    errand: Errand,
    kind: JobKind,
    choices: dict[str, Any],
    total: int,
    subject_id: UUID | None = None,
) -> PrintJob:
    """Put a print into the queue; whatever room's paper it is."""
    job = PrintJob(
        committee_id=errand.committee_id,
        id=errand.new_id(),
        no=next_number(session, errand.committee_id, "print"),
        kind=kind,
        made_at=errand.now,
        made_by=errand.actor.label,
        subject_id=subject_id,
        choices=choices,
        step_total=total,
    )
    store.add_job(session, job)
    note(session, errand, "print-asked", f"print:{job.no}", kind=str(kind))
    return job


def forget_papers(session: Session, errand: Errand, subject_id: UUID) -> None:
    """Delete printed paper that was not fetched, of a thing that is over: its codes are plain."""
    store.save_forgotten(session, errand.committee_id, subject_id)


def chosen_homes(
    session: Session, committee_id: UUID, homes: str | Collection[UUID]
) -> list[UUID] | None:
    """Return which homes are meant; None for all."""
    if not isinstance(homes, str):
        return list(homes)
    if homes == ALL:
        return None
    served = card_store.list_homes_with_card(session, committee_id)
    return [one.id for one in people.list_open_homes(session, committee_id) if one.id not in served]


def wanted_homes(job: PrintJob) -> list[UUID] | None:
    """Return for which homes a job prints; None for all."""
    listed = job.choices.get("homes")
    return None if listed is None else [UUID(hex=one) for one in listed]


def card_paper(
    session: Session,
    errand: Errand,
    issued: Collection[IssuedCard],
    base_url: str,
    *,
    is_sample: bool,
) -> list[HomeCard]:
    """Return what stands on the cards."""
    committee = get_committee(session, errand.committee_id)
    contact = f"{committee.name} {committee.phone}" if committee.phone else None
    return [
        HomeCard(
            place=committee.name,
            household_label=one.label if one.label.endswith("户") else f"{one.label} 户",
            group=one.group_name,
            address=f"{base_url}/s/{one.token}",
            typed_code=codes.grouped(one.typed),
            contact=contact,
            sample=is_sample,
        )
        for one in issued
    ]


def print_paper(paper: Collection[HomeCard], font_dir: Path, progress: Progress) -> bytes | Refusal:
    """Print; refuses `fonts-missing` with the line that installs them, and what the press does."""
    fonts = find_fonts(font_dir)
    if isinstance(fonts, Refusal):
        return fonts
    return print_home_cards(list(paper), fonts, progress)


def finish_cards(
    session: Session, errand: Errand, job: PrintJob, issued: list[IssuedCard], pdf: bytes
) -> Done[None]:
    """Let the printed cards work, and keep their paper until it is fetched."""
    is_sample = bool(job.choices.get("is_sample"))
    cards.keep_cards(session, errand, issued, is_sample=is_sample)
    store.save_ready(session, errand.committee_id, job.id, pdf)
    return Done(None)


def refuse_job(session: Session, errand: Errand, job: PrintJob, refusal: Refusal) -> Done[None]:
    """Say why nothing was printed."""
    facts = {
        name: "、".join(value) if isinstance(value, tuple) else str(value)
        for name, value in refusal.facts.items()
    }
    store.save_refused(session, errand.committee_id, job.id, refusal.code, facts)
    note(session, errand, "print-refused", f"print:{job.no}", reason=refusal.code)
    return Done(None)


def forget(session: Session, errand: Errand, no: int) -> Done[None] | Refusal:
    """Delete the paper once it is printed; refuses one that is not there (`print-gone`)."""
    job = store.find_job(session, errand.committee_id, no)
    if job is None or job.state is not JobState.READY:
        return Refusal("print-gone")
    store.save_done(session, errand.committee_id, job.id)
    note(session, errand, "print-done", f"print:{no}")
    return Done(None)
