"""From the end of a meeting to its printed minutes: draft, revise, adopt, register the print."""

import hashlib
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from participation.audit.actions import note, outdate, register_print
from participation.bodies.store.charters import get_body_at
from participation.committees.store import get_committee
from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_text
from participation.matters.actions import log_event, move
from participation.matters.rules import Step, TrailKind
from participation.meetings import store
from participation.meetings.actions.lawful import law_now
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.checks import adopting_fault
from participation.meetings.rules.floor import Heard, ending_fault
from participation.meetings.rules.items import Item, Task, roll_fault
from participation.meetings.rules.law import Under
from participation.meetings.rules.life import (
    Deed,
    Meeting,
    MinutesAdopted,
    State,
    closing_fault,
)
from participation.meetings.rules.minutes import (
    Addendum,
    ItemFacts,
    ItemText,
    Minutes,
    Paper,
    Print,
    Revision,
    Texts,
    addendum_fault,
    digest,
    drafted,
    revision_fault,
    to_content,
    with_texts,
)
from participation.meetings.rules.roll import Attendee, Presence, counted
from participation.meetings.store.checks import list_checks
from participation.meetings.store.drafts import drop_draft, drop_drafts
from participation.meetings.store.floor import floor_of
from participation.meetings.store.gates import list_gates
from participation.meetings.store.laws import list_laws

NOTHING = Heard()
LAST_SECOND = time(23, 59, 59)


def close_meeting(
    session: Session,
    errand: Errand,
    no: int,
    ended_at: datetime,
    under: Under,
    heard: Heard = NOTHING,
) -> Done[Revision] | Refusal:
    """Close a meeting; its minutes draft themselves as the next revision.

    `under` are the rules of the meeting's day, for what the law says of those who came; `heard` is
    what happened on the floor, for where nobody wrote it down.
    Refuses `ended-before-start`, `roll-open` (somebody's name was not called), `nobody-came`,
    `counts-exceed-roll`, and what `ending_fault` does (a motion is still on the floor).
    """
    meeting = open_meeting(session, errand, no, Deed.CLOSE)
    if isinstance(meeting, Refusal):
        return meeting
    roll = store.list_attendees(session, errand.committee_id, meeting.id)
    items = store.list_items(session, errand.committee_id, meeting.id)
    present = counted(roll, Presence.PRESENT)
    floor = floor_of(session, errand.committee_id, meeting.id)
    fault = (
        closing_fault(meeting, ended_at)
        or ending_fault(floor)
        or _open_roll(roll)
        or roll_fault(items, present)
    )
    if fault is not None:
        return fault
    before = _current(session, errand, meeting)
    body = get_body_at(session, errand.committee_id, meeting.body_id, meeting.starts_at)
    minutes = drafted(
        committee=get_committee(session, errand.committee_id).name,
        body=body,
        meeting=meeting,
        ended_at=ended_at,
        roll=roll,
        items=[_heard(one, heard) for one in items],
        gates=list_gates(session, errand.committee_id, meeting.id),
        laws=list_laws(session, errand.committee_id, meeting.id),
        before=None if before is None else before.minutes.texts,
        lawful=law_now(session, errand.committee_id, body, roll, under),
    )
    if not minutes.texts.opening:
        minutes = with_texts(minutes, replace(minutes.texts, opening=heard.opening))
    held = replace(meeting, state=State.HELD, ended_at=ended_at)
    note(session, errand, "meeting-closed", f"meeting:{no}", present=present, due=len(roll))
    return Done(_append(session, errand, held, minutes))


def _heard(item: Item, heard: Heard) -> Item:
    return replace(item, discussion=item.discussion or heard.items.get(item.id, ""))


def _open_roll(roll: list[Attendee]) -> Refusal | None:
    waiting = sum(one.status is Presence.CALLED for one in roll)
    if waiting:
        return Refusal("roll-open", None, {"count": waiting})
    return None if counted(roll, Presence.PRESENT) else Refusal("nobody-came")


def _current(session: Session, errand: Errand, meeting: Meeting) -> Revision | None:
    return store.find_revision(session, errand.committee_id, meeting.id, meeting.minutes_no)


def _append(session: Session, errand: Errand, meeting: Meeting, minutes: Minutes) -> Revision:
    """Write the next revision and point the meeting at it."""
    revision = Revision(
        no=meeting.minutes_no + 1,
        minutes=minutes,
        by=errand.actor.label,
        at=errand.now,
        sha256=digest(to_content(minutes)),
    )
    store.add_revision(session, errand.committee_id, errand.new_id(), meeting.id, revision)
    store.save_meeting(session, errand.committee_id, replace(meeting, minutes_no=revision.no))
    subject, sha256 = f"meeting:{meeting.no}", revision.sha256.hex()
    note(session, errand, "minutes-written", subject, revision=revision.no, sha256=sha256)
    return revision


def reopen_meeting(session: Session, errand: Errand, no: int) -> Done[Meeting] | Refusal:
    """Go back to recording, before the minutes are adopted; closing again drafts anew."""
    meeting = open_meeting(session, errand, no, Deed.REOPEN)
    if isinstance(meeting, Refusal):
        return meeting
    called = replace(meeting, state=State.CALLED, ended_at=None)
    store.save_meeting(session, errand.committee_id, called)
    note(session, errand, "meeting-reopened", f"meeting:{no}")
    return Done(called)


def revise_minutes(
    session: Session, errand: Errand, no: int, base_no: int, texts: Texts
) -> Done[Revision] | Refusal:
    """Put the texts of the minutes better, as the revision after `base_no`.

    Texts that are as they were write no revision. Refuses what `revision_fault` does: somebody
    else may have written one meanwhile.
    """
    meeting = open_meeting(session, errand, no, Deed.REVISE)
    if isinstance(meeting, Refusal):
        return meeting
    texts = cleaned(texts)
    fault = revision_fault(meeting, base_no, texts)
    if fault is not None:
        return fault
    current = _current(session, errand, meeting)
    assert current is not None
    if texts == current.minutes.texts:
        return Done(current)
    items = store.list_items(session, errand.committee_id, meeting.id)
    store.save_item_texts(session, errand.committee_id, items, texts.items)
    drop_draft(session, errand.committee_id, meeting.id, errand.actor.account_id)
    return Done(_append(session, errand, meeting, with_texts(current.minutes, texts)))


def cleaned(texts: Texts) -> Texts:
    """Return texts without signs that only steer a screen."""
    items = tuple(
        ItemText(clean_text(one.discussion), clean_text(one.decision), clean_text(one.dissent))
        for one in texts.items
    )
    return Texts(items, clean_text(texts.opening), clean_text(texts.closing))


def adopt_minutes(
    session: Session, errand: Errand, no: int, base_no: int, zone: ZoneInfo
) -> Done[Meeting] | Refusal:
    """Adopt the minutes as they stand at `base_no`; matters on the agenda learn what came of them.

    Refuses `minutes-stale`, and `remarks-open` while somebody who was there waits for an answer.
    `zone` says when the last day of a task ends.
    """
    meeting = open_meeting(session, errand, no, Deed.ADOPT)
    if isinstance(meeting, Refusal):
        return meeting
    checks = list_checks(session, errand.committee_id, meeting.id)
    fault = revision_fault(meeting, base_no) or adopting_fault(checks)
    if fault is not None:
        return fault
    current = _current(session, errand, meeting)
    assert current is not None
    adopted = replace(meeting, state=State.ADOPTED)
    drop_drafts(session, errand.committee_id, meeting.id)
    store.save_meeting(session, errand.committee_id, adopted)
    for item in current.minutes.items:
        _carry_over(session, errand, meeting, item, zone)
    note(session, errand, "minutes-adopted", f"meeting:{no}", revision=current.no)
    return Done(adopted, (MinutesAdopted(errand.committee_id, meeting.id, meeting.no),))


def _carry_over(
    session: Session, errand: Errand, meeting: Meeting, item: ItemFacts, zone: ZoneInfo
) -> None:
    """Tell a matter what came of it; what was carried with a task goes on to be carried out.

    So does a council's view (村民委员会组织法 2025, 33), unless it touches what another meeting
    has to decide.
    """
    if item.matter_id is None:
        return
    facts: dict[str, Any] = {"no": meeting.no, "outcome": str(item.outcome)}
    if item.task is not None and item.outcome.is_yes and not item.is_for_others:
        moved = move(
            session,
            errand,
            item.matter_id,
            Step.CARRY_OUT,
            kind=TrailKind.MINUTES_ADOPTED,
            owner=item.task.who,
            due_at=_due(item.task, zone),
            **facts,
        )
        if isinstance(moved, Done):
            return
    log_event(session, errand, item.matter_id, TrailKind.MINUTES_ADOPTED, **facts)


def _due(task: Task, zone: ZoneInfo) -> datetime | None:
    return None if task.until is None else clock.at_local(task.until, LAST_SECOND, zone)


def correct_minutes(
    session: Session, errand: Errand, no: int, text: str
) -> Done[Revision] | Refusal:
    """Add a dated correction (补正) to adopted minutes, as their next revision.

    Papers of the revisions before are superseded at once. Refuses minutes that are not adopted,
    and what `addendum_fault` does.
    """
    meeting = open_meeting(session, errand, no, Deed.CORRECT)
    if isinstance(meeting, Refusal):
        return meeting
    current = _current(session, errand, meeting)
    assert current is not None
    text = clean_text(text)
    fault = addendum_fault(current.minutes, text)
    if fault is not None:
        return fault
    one = Addendum(text, errand.actor.label, errand.now)
    corrected = replace(current.minutes, addenda=(*current.minutes.addenda, one))
    revision = _append(session, errand, meeting, corrected)
    kinds = [f"minutes-{paper}" for paper in Paper]
    outdate(session, errand, kinds, meeting.id, revision.no)
    note(session, errand, "minutes-corrected", f"meeting:{no}", revision=revision.no)
    return Done(revision)


def print_minutes(
    session: Session,
    errand: Errand,
    no: int,
    minutes_no: int,
    paper: Paper,
    *,
    code: str,
    pdf: bytes,
    title: str,
) -> Done[Print] | Refusal:
    """Register the paper of adopted minutes and keep its bytes; printed before, it is that paper.

    Refuses a meeting whose minutes are not adopted, and `minutes-stale`.
    """
    meeting = open_meeting(session, errand, no, Deed.PRINT)
    if isinstance(meeting, Refusal):
        return meeting
    fault = revision_fault(meeting, minutes_no)
    if fault is not None:
        return fault
    before = store.find_print(session, errand.committee_id, meeting.id, minutes_no, paper)
    if before is not None:
        return Done(before)
    current = _current(session, errand, meeting)
    assert current is not None
    record_no = register_print(
        session,
        errand,
        code,
        f"minutes-{paper}",
        meeting.id,
        str(meeting.no),
        minutes_no,
        hashlib.sha256(pdf).digest(),
        title=title,
        digest=current.short_hash,
    )
    printed = Print(meeting.id, minutes_no, paper, record_no, code, pdf, errand.now)
    store.add_print(session, errand.committee_id, errand.new_id(), printed)
    return Done(printed)
