"""Commands of the roster: roster import, and the home cards of slips print."""

import argparse
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from config.settings import Settings
from participation.cli.voice import opened, progress, refuse, say, say_json
from participation.committees.store import find_committee
from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.actor import OPERATOR
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import cards, imports, printing
from participation.residents.present.imports import area_words, reasons
from participation.residents.rules.import_report import counts, rows_of
from participation.residents.rules.imports import Choices
from participation.residents.rules.jobs import is_loopback
from participation.residents.rules.roster.outcome import Fault, Kind, Reading
from participation.residents.rules.roster.words import Column
from participation.residents.store import people
from participation.web.house import House, errand_in
from participation.web.perform import perform_in

RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    roster = commands.add_parser("roster", help="people and households").add_subparsers(
        dest="what", required=True
    )
    bring = roster.add_parser("import", help="takes a spreadsheet in, whole or not at all")
    bring.add_argument("file", metavar="FILE", type=Path)
    bring.add_argument("--committee", required=True, metavar="SLUG")
    bring.add_argument("--dry-run", action="store_true", help="reads and reports, stores nothing")
    bring.add_argument("--json", action="store_true", help="the report as JSON")
    bring.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as of another day")
    bring.set_defaults(run=run_import)


def run_import(settings: Settings, asked: argparse.Namespace) -> int:
    """Take a roster in from the command line and report every row that was not taken."""
    app, house = opened(settings)
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        return refuse(app, Refusal("file-unreadable", facts={"why": str(error.strerror)}))
    with house.database.reading() as session:
        committee = find_committee(session, asked.committee)
        groups = imports.group_names(session, committee.id) if committee else []
    if committee is None:
        return refuse(app, Refusal("nobody-there"))
    errand = errand_in(house, committee.id, OPERATOR)
    today = asked.on or clock.local_day(errand.now, house.zone)
    reading = imports.read(content, today, {}, groups, progress(asked.file.name))
    outcome = reading if isinstance(reading, Refusal) else _taken(house, errand, reading, asked)
    if isinstance(outcome, Refusal):
        return refuse(app, outcome)
    with app.test_request_context():
        _report(outcome.value, as_json=asked.json)
    return 0


def _taken(
    house: House, errand: Errand, reading: Reading, asked: argparse.Namespace
) -> Done[imports.Look] | Refusal:
    """Store, or only look; who may be one already known is asked on the page, not here."""
    if asked.dry_run:
        with house.database.reading() as session:
            looked = imports.look(session, errand, reading, Choices())
        return looked if isinstance(looked, Refusal) else Done(looked)

    def action(session: Session, errand: Errand) -> Done[imports.Look] | Refusal:
        return imports.take(session, errand, reading, Choices())

    return perform_in(house, errand, action)


def _report(looked: imports.Look, *, as_json: bool) -> None:
    made = counts(looked.reading, looked.settled)
    rows = rows_of((*looked.reading.faults, *looked.settled.refused, *_doubtful(looked)))
    several = len({row["sheet"] for row in rows}) > 1
    refused = [
        ({"sheet": row["sheet"]} if several else {}) | {"row": row["row"], "reason": reasons(row)}
        for row in rows
    ]
    names = ["read", "taken", "updated"]
    said: dict[str, Any] = {name: made[name] for name in names}
    said |= {"refused": refused} | {name: made[name] for name in ("people", "households", "adults")}
    said["taken"] -= made["asked_people"]
    if looked.reading.kind is Kind.OWNERS:
        said |= {"units": made["units"], "owners": made["owners"]}
        said["area"] = json.loads(area_words(made["area_centi"]))
    if as_json:
        say_json(said)
        return
    for name, value in said.items():
        if name != "refused":
            say(f"{name} {value}")
    for row in refused:
        say(f"{row.get('sheet', '')} {row['row']}: {row['reason']}".strip())


def _doubtful(looked: imports.Look) -> list[Fault]:
    people = (looked.reading.people[at] for at in looked.settled.open)
    return [Fault(one.sheet, one.row, Column.NAME, "person-doubtful") for one in people]


# --- home cards


def print_cards(settings: Settings, asked: argparse.Namespace) -> int:
    """Print home cards of a committee into a file: all, or those of a range in walking order."""
    app, house = opened(settings)
    with house.database.reading() as session:
        committee = find_committee(session, asked.committee)
    if committee is None:
        return refuse(app, Refusal("nobody-there"))
    errand = errand_in(house, committee.id, OPERATOR)
    outcome = _printed(house, errand, asked)
    if isinstance(outcome, Refusal):
        return refuse(app, outcome)
    say(str(asked.output))
    return 0


def _printed(house: House, errand: Errand, asked: argparse.Namespace) -> Done[int] | Refusal:
    if is_loopback(house.base_url) and not asked.sample:
        return Refusal("address-loopback")
    with house.database.reading() as session:
        wanted = _in_range(session, errand, asked.range)
        if isinstance(wanted, Refusal):
            return wanted
        issued = cards.prepare_cards(session, errand, wanted)
        if isinstance(issued, Refusal):
            return issued
        paper = printing.card_paper(session, errand, issued, house.base_url, is_sample=asked.sample)
    pdf = printing.print_paper(paper, house.font_dir, progress("户卡"))
    if isinstance(pdf, Refusal):
        return pdf

    def keep(session: Session, errand: Errand) -> Done[int]:
        cards.keep_cards(session, errand, issued, is_sample=asked.sample)
        Path(asked.output).write_bytes(pdf)
        return Done(len(issued))

    return perform_in(house, errand, keep)


def _in_range(session: Session, errand: Errand, text: str | None) -> list[UUID] | Refusal | None:
    """Return the homes of `A-B`, counted from 1 in the order of walks; None for all."""
    if not text:
        return None
    found = RANGE.fullmatch(text)
    if found is None:
        return Refusal("range-malformed")
    first, last = int(found[1]), int(found[2] or found[1])
    homes = people.list_open_homes(session, errand.committee_id)
    return [home.id for home in homes[max(first - 1, 0) : last]]
