"""Giving notice of a meeting, moving it, and calling it off."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from participation.audit.actions import note, send
from participation.bodies.rules import Body
from participation.bodies.store import get_body
from participation.bodies.store.charters import find_version_at
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line
from participation.meetings import store
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.law import law_of
from participation.meetings.rules.life import Deed, Meeting, State
from participation.meetings.rules.notice import (
    Notice,
    NoticeKind,
    NoticeTerm,
    change_fault,
    moving_fault,
    soon_fault,
    term_of,
)
from participation.meetings.store.floor import floor_of
from participation.meetings.store.notices import add_notice, list_notices, save_place
from participation.votes.rules.decision_rules import Rule

CHANNELS = ("group", "loudspeaker")


def find_term(
    session: Session,
    errand: Errand,
    body: Body,
    rules: Mapping[str, Rule],
    starts_at: datetime,
    day: date,
) -> NoticeTerm:
    """Return the notice a body owes for a meeting of a day, by the law and the charter then."""
    version = find_version_at(session, errand.committee_id, body.id, starts_at)
    return term_of(law_of(body.kind, rules, day), version)


def make_known(
    session: Session,
    errand: Errand,
    meeting: Meeting,
    body: Body,
    kind: NoticeKind,
    term: NoticeTerm | None,
    reason: str,
) -> Notice:
    """Put a notice of a meeting up for everybody called, and into the outbox to be posted."""
    cid = errand.committee_id
    notice = Notice(
        no=len(list_notices(session, cid, meeting.id)) + 1,
        kind=kind,
        at=errand.now,
        by=errand.actor.label,
        place=meeting.place,
        starts_at=meeting.starts_at,
        reason=reason,
        days=term.days if term else 0,
        clause=term.clause if term else "",
    )
    add_notice(session, cid, errand.new_id(), meeting.id, notice)
    facts = {
        "no": meeting.no,
        "title": meeting.title,
        "body": body.name,
        "place": meeting.place,
        "starts_at": meeting.starts_at.isoformat(),
        "reason": reason,
    }
    for channel in CHANNELS:
        key = f"meeting-{meeting.no}-notice-{notice.no}-{channel}"
        send(session, errand, key, channel, f"meeting-{kind}", facts)
    return notice


def move_meeting(
    session: Session,
    errand: Errand,
    no: int,
    *,
    place: str,
    starts_at: datetime,
    day: date,
    reason: str,
    rules: Mapping[str, Rule],
) -> Done[Meeting] | Refusal:
    """Move a meeting to another place or time, with a notice to all; another time gives new notice.

    Refuses what `open_meeting`, `change_fault`, `moving_fault` and `soon_fault` do.
    """
    meeting = open_meeting(session, errand, no, Deed.MOVE)
    if isinstance(meeting, Refusal):
        return meeting
    cid, place, reason = errand.committee_id, clean_line(place), clean_line(reason)
    fault = moving_fault(meeting, place, starts_at) or _change_fault(
        session, errand, meeting, reason
    )
    if fault is not None:
        return fault
    body = get_body(session, cid, meeting.body_id)
    term = find_term(session, errand, body, rules, starts_at, day)
    if starts_at != meeting.starts_at:
        fault = soon_fault(term, errand.now, starts_at, reason)
        if fault is not None:
            return fault
    moved = replace(meeting, place=place, starts_at=starts_at)
    save_place(session, cid, moved)
    make_known(session, errand, moved, body, NoticeKind.MOVED, term, reason)
    note(session, errand, "meeting-moved", f"meeting:{no}")
    return Done(moved)


def cancel_meeting(
    session: Session, errand: Errand, no: int, reason: str
) -> Done[Meeting] | Refusal:
    """Call a meeting off, with a notice to all; refuses as `open_meeting` and `change_fault`."""
    meeting = open_meeting(session, errand, no, Deed.CANCEL)
    if isinstance(meeting, Refusal):
        return meeting
    reason = clean_line(reason)
    fault = _change_fault(session, errand, meeting, reason)
    if fault is not None:
        return fault
    cancelled = replace(meeting, state=State.CANCELLED)
    store.save_meeting(session, errand.committee_id, cancelled)
    body = get_body(session, errand.committee_id, meeting.body_id)
    make_known(session, errand, cancelled, body, NoticeKind.CANCELLED, None, reason)
    note(session, errand, "meeting-cancelled", f"meeting:{no}")
    return Done(cancelled)


def _change_fault(
    session: Session, errand: Errand, meeting: Meeting, reason: str
) -> Refusal | None:
    is_opened = floor_of(session, errand.committee_id, meeting.id) is not None
    return change_fault(reason, is_opened=is_opened)
