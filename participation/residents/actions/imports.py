"""Taking a roster in: uploaded, read, looked at, corrected, then stored whole or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from participation.audit.actions import note
from participation.committees import store as committees
from participation.committees.actions import ensure_groups
from participation.committees.rules import GroupKind
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.paper.sheets import read_sheets
from participation.residents.actions.numbers import (
    identity_hmac,
    opened_phone,
    phone_hmac,
    sealed_phone,
)
from participation.residents.rules.import_report import Report, asked, counts, report_of
from participation.residents.rules.imports import (
    Choices,
    ImportState,
    RosterImport,
    outcome_of,
)
from participation.residents.rules.merging import Merge, PersonRow, merge
from participation.residents.rules.people import Change, ChangeKind, Entry
from participation.residents.rules.roster.changes import Changes, KnownPerson, compare
from participation.residents.rules.roster.outcome import Kind, Reading
from participation.residents.rules.roster.reading import read_roster
from participation.residents.rules.roster.words import Column
from participation.residents.rules.settling import Known, Settled, relabelled, settle
from participation.residents.rules.standing import Standing
from participation.residents.store import cards
from participation.residents.store import imports as store
from participation.residents.store import roster as roster_store

Progress = Callable[[int, int], None]


def quiet(_done: int, _total: int) -> None:
    """Show no progress."""


# --- the clerk's steps


def upload(
    session: Session, errand: Errand, file_name: str, content: bytes
) -> Done[RosterImport] | Refusal:
    """Keep an uploaded spreadsheet to be read; refuses an empty one (`sheet-empty`)."""
    if not content.strip():
        return Refusal("sheet-empty", "file")
    no = next_number(session, errand.committee_id, "roster-import")
    coming = RosterImport(
        errand.committee_id,
        errand.new_id(),
        no,
        file_name.replace("\0", "").strip()[:120],
        errand.now,
        errand.actor.label,
    )
    store.add_import(session, coming, content)
    note(session, errand, "roster-uploaded", f"roster-import:{no}", bytes=len(content))
    return Done(coming)


def _move(
    session: Session,
    errand: Errand,
    no: int,
    state: ImportState,
    choices: Choices | None = None,
) -> Done[RosterImport] | Refusal:
    """Move an import on from its preview; refuses one that is not there (`import-moved-on`)."""
    found = store.find_import(session, errand.committee_id, no)
    if found is None or found.state is not ImportState.PREVIEW:
        return Refusal("import-moved-on")
    is_moved = store.save_state(
        session, errand.committee_id, found.id, ImportState.PREVIEW, state, choices=choices
    )
    return Done(found) if is_moved else Refusal("import-moved-on")


def correct_columns(
    session: Session, errand: Errand, no: int, columns: Mapping[str, Column]
) -> Done[RosterImport] | Refusal:
    """Read again with columns taken as chosen; refuses `import-moved-on`."""
    return _move(session, errand, no, ImportState.WAITING, Choices(dict(columns)))


def confirm(
    session: Session, errand: Errand, no: int, choices: Choices
) -> Done[RosterImport] | Refusal:
    """Have an import stored; the columns stay as they were read.

    Refuses `import-moved-on`, questions without an answer (`import-questions-open`) and two
    answers that name one person (`import-answered-twice`).
    """
    found = store.find_import(session, errand.committee_id, no)
    if found is None:
        return Refusal("import-moved-on")
    questions = asked(found.report)
    is_open = any(one not in choices.answers for one in questions)
    if is_open:
        return Refusal("import-questions-open")
    named = [one for one in choices.answers.values() if one is not None]
    if len(set(named)) < len(named):
        return Refusal("import-answered-twice")
    chosen = replace(choices, columns=found.choices.columns)
    outcome = _move(session, errand, no, ImportState.STORING, chosen)
    if isinstance(outcome, Done):
        gone = len(choices.gone) if not choices.is_all_gone else found.report.get("gone_people", 0)
        note(session, errand, "roster-import-confirmed", f"roster-import:{no}", gone=gone)
    return outcome


def drop(session: Session, errand: Errand, no: int) -> Done[RosterImport] | Refusal:
    """Throw an import away, its content with it; refuses `import-moved-on`."""
    outcome = _move(session, errand, no, ImportState.DROPPED)
    if isinstance(outcome, Done):
        store.save_state(
            session,
            errand.committee_id,
            outcome.value.id,
            ImportState.DROPPED,
            ImportState.DROPPED,
            report={},
        )
        note(session, errand, "roster-import-dropped", f"roster-import:{no}")
    return outcome


# --- reading


def read(
    content: bytes,
    today: date,
    columns: Mapping[str, Column],
    groups: list[str],
    progress: Progress = quiet,
) -> Reading | Refusal:
    """Read an uploaded file; refuses `sheet-…` and `roster-…`. Half the steps are the sheets'."""
    sheets = read_sheets(content, lambda done, total: progress(done, total * 2))
    if isinstance(sheets, Refusal):
        return sheets
    return read_roster(
        sheets, today, columns, groups, lambda done, total: progress(total + done, total * 2)
    )


def group_names(session: Session, committee_id: UUID) -> list[str]:
    """Return the names of the groups already here, which spellings are brought to."""
    return [group.name for group in committees.list_groups(session, committee_id)]


@dataclass(frozen=True, slots=True)
class Look:
    """An import as it would be stored now."""

    reading: Reading
    known: Known
    changes: Changes
    settled: Settled
    merged: Merge
    version: int

    @property
    def report(self) -> Report:
        """All that a preview shows; `version` tells whether the roster changed since."""
        made = report_of(self.reading, self.known, self.changes, self.settled, self.merged)
        return made | {"version": self.version}


def look(session: Session, errand: Errand, reading: Reading, choices: Choices) -> Look | Refusal:
    """Hold a reading against the roster as it is; refuses `import-answered-twice`."""
    version = roster_store.find_version(session, errand.committee_id)
    known = roster_store.list_known(session, errand.committee_id, partial(opened_phone, errand.key))
    hashed = partial(identity_hmac, errand.key)
    named = relabelled(reading, known)
    changes = compare(known.people, named, hashed)
    settled = settle(named, known, changes, choices.answers, hashed)
    if isinstance(settled, Refusal):
        return settled
    gone = frozenset(settled.gone) if choices.is_all_gone else choices.gone
    merged = merge(named, known, settled, gone, errand.new_id)
    return Look(named, known, changes, settled, merged, version)


def save_preview(
    session: Session, errand: Errand, coming: RosterImport, report: Mapping[str, Any]
) -> Done[None]:
    """Show what was read."""
    store.save_state(
        session,
        errand.committee_id,
        coming.id,
        ImportState.READING,
        ImportState.PREVIEW,
        report=report,
    )
    return Done(None)


def save_refused(
    session: Session, errand: Errand, coming: RosterImport, refusal: Refusal
) -> Done[None]:
    """Say why a file was not taken; where the roster changed meanwhile, read the file again."""
    if refusal.code == "roster-changed":
        again = Choices(coming.choices.columns)
        report = {"notice": refusal.code}
        store.save_state(
            session,
            errand.committee_id,
            coming.id,
            coming.state,
            ImportState.WAITING,
            choices=again,
            report=report,
        )
        return Done(None)
    said = {"code": refusal.code, "facts": dict(refusal.facts)}
    store.save_state(
        session,
        errand.committee_id,
        coming.id,
        coming.state,
        ImportState.REFUSED,
        report={"refusal": said},
    )
    note(session, errand, "roster-refused", f"roster-import:{coming.no}", reason=refusal.code)
    return Done(None)


# --- storing


def take(
    session: Session, errand: Errand, reading: Reading, choices: Choices, seen: int | None = None
) -> Done[Look] | Refusal:
    """Store a roster whole: households, people, flats; those gone only as far as agreed to.

    `seen` is the version of the roster the clerk looked at; refuses `roster-changed` when it is
    another by now, and `import-answered-twice`.
    """
    version = next_number(session, errand.committee_id, roster_store.VERSION)
    if seen is not None and version != seen + 1:
        return Refusal("roster-changed")
    looked = look(session, errand, reading, choices)
    if isinstance(looked, Refusal):
        return looked
    _write(session, errand, looked)
    made = counts(looked.reading, looked.settled)
    note(session, errand, "roster-imported", "roster", **made, gone=len(looked.merged.gone))
    return Done(looked)


def finish(
    session: Session, errand: Errand, coming: RosterImport, reading: Reading
) -> Done[None] | Refusal:
    """Store a confirmed import and delete its content; refuses as `take` does."""
    stored = take(session, errand, reading, coming.choices, coming.report.get("version"))
    if isinstance(stored, Refusal):
        return stored
    store.save_state(
        session,
        errand.committee_id,
        coming.id,
        ImportState.STORING,
        ImportState.STORED,
        report=outcome_of(stored.value.report) | {"taken_off": len(stored.value.merged.gone)},
    )
    return Done(None)


def _write(session: Session, errand: Errand, looked: Look) -> None:
    here, merged = errand.committee_id, looked.merged
    today = looked.reading.on
    names = [home.group_name for home in merged.homes if home.group_name]
    kind = GroupKind.BUILDING if looked.reading.kind is Kind.OWNERS else GroupKind.GROUP
    groups = ensure_groups(session, errand, names, kind) if names else {}
    ids = {name: group.id for name, group in groups.items()}
    roster_store.add_homes(session, here, merged.homes, ids)
    told = [row for row in merged.people if row.person is not None]
    known = {one.id: one for one in looked.known.people}
    staying = looked.settled.staying
    entries = [
        (row.is_new, _entry(errand, looked.reading, row, known.get(row.id), row.id in staying))
        for row in told
    ]
    roster_store.add_people(session, here, [entry for is_new, entry in entries if is_new])
    roster_store.save_people(session, here, [entry for is_new, entry in entries if not is_new])
    roster_store.save_places(
        session,
        here,
        [(row.id, row.household_id, row.is_speaker) for row in merged.people if row.person is None],
    )
    roster_store.save_left(session, here, merged.gone, today, ChangeKind.IMPORT)
    roster_store.save_closed(session, here, merged.closed, today)
    cards.save_revoked(session, here, merged.closed, errand.now)
    roster_store.save_units(session, here, merged.units, errand.new_id)
    roster_store.add_changes(session, here, _history(errand, looked, today), errand.new_id)


def _entry(
    errand: Errand, reading: Reading, row: PersonRow, known: KnownPerson | None, is_staying: bool
) -> Entry:
    """Return somebody as stored: what the file leaves empty stays as it was."""
    assert row.person is not None
    said = reading.people[row.person]
    old = known or KnownPerson(row.id, said.name, "", standing=Standing.HOME)
    phone = said.phone or old.phone
    number = said.identity
    return Entry(
        id=row.id,
        household_id=row.household_id,
        name=said.name,
        born=said.born or old.born,
        sex=said.sex or old.sex,
        relation=said.relation or old.relation,
        is_representative=row.is_speaker,
        standing=(None if is_staying else said.standing) or old.standing or Standing.HOME,
        note=said.note or old.note,
        is_company=said.is_firm,
        identity_hmac=identity_hmac(errand.key, number) if number else old.identity_hash,
        phone_sealed=sealed_phone(errand, phone),
        phone_hmac=phone_hmac(errand.key, phone) if phone else None,
    )


def _history(errand: Errand, looked: Look, today: date) -> list[Change]:
    """Return a line for everybody changed or taken off; who is new is told by the log."""
    homes, by = looked.known.home_of, errand.actor.label
    lines = [
        Change(
            homes[change.known],
            ChangeKind.IMPORT,
            today,
            ",".join(one.field for one in change.fields),
            errand.now,
            by,
            change.known,
        )
        for change in looked.settled.changed
    ]
    return lines + [
        Change(homes[one], ChangeKind.IMPORT, today, "gone", errand.now, by, one)
        for one in looked.merged.gone
    ]
