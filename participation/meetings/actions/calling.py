"""Calling a meeting, and adding to its agenda."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from participation.audit.actions import note
from participation.bodies import store as bodies
from participation.bodies.rules import Body, SeatOffice
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line
from participation.matters import store as matters
from participation.matters.actions import log_event
from participation.matters.rules import TrailKind
from participation.meetings import store
from participation.meetings.actions.heads import OF_ALL
from participation.meetings.actions.notices import find_term, make_known
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.items import LINE_LENGTH, Item
from participation.meetings.rules.life import (
    AGENDA_MOST,
    Deed,
    Meeting,
    MeetingCalled,
    MeetingForm,
    calling_fault,
)
from participation.meetings.rules.notice import NoticeKind, earliest, soon_fault
from participation.meetings.rules.roll import (
    Attendee,
    Presence,
    Standing,
)
from participation.residents.store import people
from participation.votes.rules.decision_rules import Rule


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be talked about: a matter by its number, or a title of its own."""

    title: str = ""
    matter_no: int | None = None


def call_meeting(
    session: Session,
    errand: Errand,
    *,
    body_no: int,
    title: str,
    place: str,
    starts_at: datetime,
    day: date,
    convened_by: str,
    chair: str,
    recorder: str,
    agenda: Sequence[Wanted],
    rules: Mapping[str, Rule],
    reason: str = "",
    form: MeetingForm = MeetingForm.ON_SITE,
) -> Done[Meeting] | Refusal:
    """Call a meeting of a body; whoever has a seat on its `day` is on the roll.

    A meeting of all (村民会议, 居民会议) without seats calls one of each home.

    `rules` are those of its day; `reason` says why it comes before its days of notice are over.

    Refuses `body-gone`, `body-dissolved`, `body-without-seats`, `matter-gone` and what
    `calling_fault` and `soon_fault` do.
    """
    body = bodies.find_body(session, errand.committee_id, body_no)
    if body is None:
        return Refusal("body-gone", "body")
    if body.is_dissolved(day):
        return Refusal("body-dissolved", "body", {"name": body.name})
    items = _agenda(session, errand, agenda)
    if isinstance(items, Refusal):
        return items
    title, place = clean_line(title), clean_line(place)
    term, reason = find_term(session, errand, body, rules, starts_at, day), clean_line(reason)
    fault = calling_fault(title, place, len(items)) or soon_fault(
        term, errand.now, starts_at, reason
    )
    if fault is not None:
        return fault
    called = _called(session, errand, body, day)
    if not called:
        return Refusal("body-without-seats", "body", {"name": body.name})
    meeting = Meeting(
        id=errand.new_id(),
        no=next_number(session, errand.committee_id, "meeting"),
        body_id=body.id,
        title=title,
        place=place,
        form=form,
        starts_at=starts_at,
        ended_at=None,
        convened_by=clean_line(convened_by),
        chair=clean_line(chair),
        recorder=clean_line(recorder),
    )
    store.add_meeting(session, errand.committee_id, meeting)
    store.add_items(session, errand.committee_id, meeting.id, items)
    store.add_attendees(session, errand.committee_id, meeting.id, called)
    for item in items:
        _tell(session, errand, meeting, item)
    is_late = starts_at < earliest(term, errand.now)
    make_known(session, errand, meeting, body, NoticeKind.CALLED, term, reason if is_late else "")
    note(session, errand, "meeting-called", f"meeting:{meeting.no}", body=body.no)
    return Done(meeting, (MeetingCalled(errand.committee_id, meeting.id, meeting.no),))


def _agenda(session: Session, errand: Errand, wanted: Sequence[Wanted]) -> list[Item] | Refusal:
    items: list[Item] = []
    for one in wanted:
        item = _item(session, errand, one, len(items) + 1)
        if isinstance(item, Refusal):
            return item
        if item.title:
            items.append(item)
    return items


def _item(session: Session, errand: Errand, wanted: Wanted, position: int) -> Item | Refusal:
    title = clean_line(wanted.title)
    if len(title) > LINE_LENGTH:
        return Refusal("line-long", "agenda", {"most": LINE_LENGTH})
    if wanted.matter_no is None:
        return Item(errand.new_id(), position, title)
    matter = matters.find_matter(session, errand.committee_id, wanted.matter_no)
    if matter is None:
        return Refusal("agenda-matter-gone", "matters", {"no": wanted.matter_no})
    return Item(errand.new_id(), position, title or matter.title, matter.id, matter.raised_by)


def _called(session: Session, errand: Errand, body: Body, day: date) -> list[Attendee]:
    """Return whoever has a seat; of a meeting of all, without seats, one of each home."""
    seats = bodies.list_seats(session, errand.committee_id, body.id, day)
    who = [(seat.person_id, seat.name, str(seat.office)) for seat in seats]
    if not who and body.kind in OF_ALL:
        member = str(SeatOffice.MEMBER)
        homes = people.list_representatives(session, errand.committee_id)
        who = [(one.person_id, one.name, member) for one in homes if one.person_id is not None]
    return [
        Attendee(
            id=errand.new_id(),
            person_id=person_id,
            name=name,
            standing=Standing.MEMBER,
            office=office,
            status=Presence.CALLED,
            position=position,
        )
        for position, (person_id, name, office) in enumerate(who, start=1)
    ]


def _tell(session: Session, errand: Errand, meeting: Meeting, item: Item) -> None:
    if item.matter_id is not None:
        log_event(session, errand, item.matter_id, TrailKind.MEETING_CALLED, no=meeting.no)


def add_item(session: Session, errand: Errand, no: int, title: str) -> Done[Item] | Refusal:
    """Put one more item on the agenda (临时动议); refuses `agenda-empty` and `agenda-long`."""
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    items = store.list_items(session, errand.committee_id, meeting.id)
    item = _item(session, errand, Wanted(title), len(items) + 1)
    if isinstance(item, Refusal):
        return replace(item, field="title")
    if not item.title:
        return Refusal("agenda-empty", "title")
    if len(items) >= AGENDA_MOST:
        return Refusal("agenda-long", "title", {"most": AGENDA_MOST})
    store.add_items(session, errand.committee_id, meeting.id, [item])
    note(session, errand, "item-added", f"meeting:{no}", position=item.position)
    return Done(item)
