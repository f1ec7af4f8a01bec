"""Commands and due errands of votes: slips print, verify; closing, publishing, printing slips."""

import argparse
import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from flask_babel import force_locale

from config.settings import Settings
from participation.archive.present.files import FAULTS as PACK_FAULTS
from participation.archive.rules.pack import Fault as PackFault
from participation.archive.rules.pack import faults_of
from participation.cli import roster
from participation.cli.long_work import shown_progress
from participation.cli.voice import opened, progress, refuse, say
from participation.committees.store import find_committee, get_committee
from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.actor import OPERATOR, SYSTEM, Actor
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.paper.fonts import find_fonts
from participation.paper.packs import read_pack
from participation.paper.slips import print_ballot_slips
from participation.residents.actions.printing import refuse_job
from participation.residents.rules.jobs import JobKind, PrintJob, is_loopback
from participation.residents.store import jobs
from participation.votes import actions
from participation.votes.actions.slips import keep_slips, prepare_slips
from participation.votes.present.slips import paper_slip, paper_strips
from participation.votes.present.words import FAULTS
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.life import State
from participation.votes.rules.objections import PERIODS
from participation.votes.rules.verify import Fault, verify_text
from participation.votes.rules.vote import IssuedSlip
from participation.votes.store import seal, votes
from participation.web import tongue
from participation.web.house import House, errand_in
from participation.web.perform import perform_in

RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
SWEEP_RESTS = 60
RESTS_UNTIL = [0.0]
SHORTEST = timedelta(days=min(period.days for period in PERIODS.values()))
Range = tuple[int | None, int | None]
Progress = Callable[[int, int], None]


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    slips = commands.add_parser("slips", help="paper with codes").add_subparsers(
        dest="what", required=True
    )
    paper = slips.add_parser("print", help="home cards, or the ballot slips of a vote")
    paper.add_argument("--committee", required=True, metavar="SLUG")
    paper.add_argument("--vote", type=int, metavar="N")
    paper.add_argument("--range", metavar="A-B", help="numbers of the roll, or of the walk")
    paper.add_argument("--sample", action="store_true", help="every sheet says 样张")
    paper.add_argument("-o", "--output", required=True, metavar="FILE")
    paper.set_defaults(run=run_print)
    verify = commands.add_parser(
        "verify", help="recounts a published vote, or checks a pack of records, without a database"
    )
    verify.add_argument("files", nargs="+", metavar="FILE", type=Path)
    verify.add_argument(
        "--hash", default=None, help="the hash printed on the result, or the number of the pack"
    )
    verify.set_defaults(run=run_verify)


def run_print(settings: Settings, asked: argparse.Namespace) -> int:
    """Print slips into a file; they work once the file is written."""
    if asked.vote is None:
        return roster.print_cards(settings, asked)
    app, house = opened(settings)
    with house.database.reading() as session:
        committee = find_committee(session, asked.committee)
    if committee is None:
        return refuse(app, Refusal("nobody-there"))
    errand = errand_in(house, committee.id, OPERATOR)
    outcome = _printed(app, house, errand, asked)
    if isinstance(outcome, Refusal):
        return refuse(app, outcome)
    say(str(asked.output))
    return 0


def _range(text: str | None) -> Range | Refusal:
    if not text:
        return None, None
    found = RANGE.fullmatch(text)
    if found is None:
        return Refusal("range-malformed")
    return int(found[1]), int(found[2] or found[1])


def _printed(
    app: Flask, house: House, errand: Errand, asked: argparse.Namespace
) -> Done[Any] | Refusal:
    if is_loopback(house.base_url) and not asked.sample:
        return Refusal("address-loopback")
    wanted = _range(asked.range)
    if isinstance(wanted, Refusal):
        return wanted
    with app.app_context():
        made = _paper(
            house, errand, asked.vote, wanted, is_sample=asked.sample, show=progress("户票")
        )
    if isinstance(made, Refusal):
        return made
    issued, pdf = made

    def keep(session: Session, errand: Errand) -> Done[list[IssuedSlip]] | Refusal:
        kept = keep_slips(session, errand, asked.vote, issued)
        if isinstance(kept, Done):
            Path(asked.output).write_bytes(pdf)
        return kept

    return perform_in(house, errand, keep)


def _paper(
    house: House, errand: Errand, no: int, wanted: Range, *, is_sample: bool, show: Progress
) -> tuple[list[IssuedSlip], bytes] | Refusal:
    """Return new slips and their print; the codes work only once they are kept."""
    with house.database.reading() as session:
        committee = get_committee(session, errand.committee_id)
        prepared = prepare_slips(session, errand, no, *wanted)
    if isinstance(prepared, Refusal):
        return prepared
    vote, issued = prepared
    fonts = find_fonts(house.font_dir)
    if isinstance(fonts, Refusal):
        return fonts
    # Paper speaks the language of the place, whoever asked for it.
    with force_locale(house.locale):
        closes = tongue.moment(vote.closes_at)
        papers = [
            paper_slip(
                vote,
                slip,
                committee.name,
                committee.phone,
                house.base_url,
                closes,
                is_sample=is_sample,
            )
            for slip in issued
        ]
        strips = [
            replace(strip, sample=is_sample)
            for slip in issued
            for strip in paper_strips(vote, slip, house.base_url, closes)
        ]
    pdf = print_ballot_slips(papers, fonts, show, strips)
    return pdf if isinstance(pdf, Refusal) else (issued, pdf)


def run_verify(_settings: Settings, asked: argparse.Namespace) -> int:
    """Recount published votes and check packs; say each fault, 0 where there is none."""
    is_sound = True
    for path in asked.files:
        is_pack = zipfile.is_zipfile(path)
        found = _pack_words(path, asked.hash) if is_pack else _words(path, asked.hash)
        is_sound = is_sound and not found
        right = "逐件核对过，全对。" if is_pack else "重数一遍，全对。"
        for line in found or [right]:
            say(f"{path}: {line}")
    return 0 if is_sound else 1


def _words(path: Path, printed: str | None) -> list[str]:
    return [str(FAULTS[fault]) for fault in _faults(path, printed)]


def _pack_words(path: Path, told: str | None) -> list[str]:
    contents = read_pack(path)
    if isinstance(contents, Refusal):
        return [str(PACK_FAULTS[PackFault.MALFORMED])]
    return [str(PACK_FAULTS[fault]) for fault in faults_of(contents, told)]


def _faults(path: Path, printed: str | None) -> list[Fault]:
    try:
        return verify_text(path.read_text("utf-8"), printed)
    except (OSError, UnicodeDecodeError):
        return [Fault.MALFORMED]


def close_and_publish(house: House) -> None:
    """Store what the clock has done: votes that stopped, results whose hour has come."""
    with house.database.reading() as session:
        waiting = votes.list_due(session, clock.now(), SHORTEST)
    for committee_id, no in waiting:
        errand = errand_in(house, committee_id, SYSTEM)
        perform_in(house, errand, partial(_bring_on, no=no))


def _bring_on(session: Session, errand: Errand, no: int) -> Done[State] | Refusal:
    closed = actions.close_due(session, errand, no)
    published = actions.publish_due(session, errand, no)
    if isinstance(published, Done):
        return published
    period = PERIODS[Place(get_committee(session, errand.committee_id).kind)]
    settled = actions.settle_due(session, errand, no, period)
    return Done(State.FINAL, settled.events) if isinstance(settled, Done) else closed


def seal_and_sweep(house: House) -> None:
    """Seal secret votes that stopped, then sweep the files once for all of them.

    Whatever died in between is found again by how far each vote says it is. A sweep that
    somebody stood in the way of rests for a minute: it would hold up whoever votes elsewhere.
    """
    with house.database.reading() as session:
        unsealed = seal.list_unsealed(session)
    for committee_id, no in unsealed:
        errand = errand_in(house, committee_id, SYSTEM)
        perform_in(house, errand, partial(actions.seal_vote, no=no))
    with house.database.reading() as session:
        unswept = seal.list_unswept(session)
    if unswept and time.monotonic() >= RESTS_UNTIL[0] and not _is_swept(house, unswept):
        RESTS_UNTIL[0] = time.monotonic() + SWEEP_RESTS


def _is_swept(house: House, unswept: list[tuple[UUID, int]]) -> bool:
    if not actions.sweep_box(house.database):
        return False
    outcomes = [
        perform_in(
            house, errand_in(house, committee_id, SYSTEM), partial(actions.note_swept, no=no)
        )
        for committee_id, no in unswept
    ]
    return all(isinstance(outcome, Done) for outcome in outcomes)


def run_slip_print(house: House) -> None:
    """Print the slips that were asked for on a page, one job at a time."""
    with house.database.writing() as session:
        job = jobs.claim_job(session, JobKind.BALLOTS, clock.now())
    if job is None:
        return
    errand = errand_in(house, job.committee_id, Actor(SYSTEM.kind, job.made_by))
    outcome = _carry_out(house, errand, job)
    if isinstance(outcome, Refusal):
        refusal = outcome
        perform_in(house, errand, lambda s, e: refuse_job(s, e, job, refusal))


def _carry_out(house: House, errand: Errand, job: PrintJob) -> Done[Any] | Refusal:
    no, wanted = int(job.choices["no"]), (job.choices.get("first"), job.choices.get("last"))

    def save(session: Session, done: int, total: int) -> None:
        jobs.save_progress(session, job.committee_id, job.id, done, total, clock.now())

    made = _paper(
        house,
        errand,
        no,
        wanted,
        is_sample=bool(job.choices.get("is_sample")),
        show=shown_progress(house, save),
    )
    if isinstance(made, Refusal):
        return made
    issued, pdf = made

    def keep(session: Session, errand: Errand) -> Done[list[IssuedSlip]] | Refusal:
        kept = keep_slips(session, errand, no, issued)
        if isinstance(kept, Done):
            jobs.save_ready(session, job.committee_id, job.id, pdf)
        return kept

    return perform_in(house, errand, keep)
