"""Meetings, roll, items, revisions and prints in SQL."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, insert, or_, select, update
from sqlalchemy.orm import Session

from participation.meetings.records import (
    AgendaItemRecord,
    AttendanceRecord,
    MeetingRecord,
    MinutesPrintRecord,
    MinutesRevisionRecord,
)
from participation.meetings.rules.items import Item, Method, Votes
from participation.meetings.rules.life import Meeting, MeetingForm, State
from participation.meetings.rules.minutes import (
    ItemText,
    Paper,
    Print,
    Revision,
    digest,
    of_content,
    task_of,
    to_content,
)
from participation.meetings.rules.roll import Attendee, Presence, Standing


def _meeting(row: MeetingRecord) -> Meeting:
    return Meeting(
        id=row.id,
        no=row.no,
        body_id=row.body_id,
        title=row.title,
        place=row.place,
        form=MeetingForm(row.form),
        starts_at=row.starts_at,
        ended_at=row.ended_at,
        convened_by=row.convened_by,
        chair=row.chair,
        recorder=row.recorder,
        state=State(row.state),
        minutes_no=row.minutes_no,
    )


def _meetings(committee_id: UUID) -> Select[MeetingRecord]:
    return select(MeetingRecord).where(MeetingRecord.committee_id == committee_id)


def add_meeting(session: Session, committee_id: UUID, meeting: Meeting) -> None:
    """Store a new meeting."""
    session.execute(
        insert(MeetingRecord).values(
            committee_id=committee_id,
            id=meeting.id,
            no=meeting.no,
            body_id=meeting.body_id,
            title=meeting.title,
            place=meeting.place,
            form=meeting.form,
            starts_at=meeting.starts_at,
            ended_at=meeting.ended_at,
            convened_by=meeting.convened_by,
            chair=meeting.chair,
            recorder=meeting.recorder,
            state=meeting.state,
            minutes_no=meeting.minutes_no,
        )
    )


def find_meeting(
    session: Session, committee_id: UUID, no: int, *, is_held: bool = False
) -> Meeting | None:
    """Return the meeting of a number, or None; `is_held` keeps others off it meanwhile."""
    statement = _meetings(committee_id).where(MeetingRecord.no == no)
    if is_held:
        statement = statement.with_for_update()
    row = session.scalars(statement).one_or_none()
    return None if row is None else _meeting(row)


def list_meetings(
    session: Session,
    committee_id: UUID,
    before: tuple[datetime, int] | None = None,
    limit: int = 20,
    body_id: UUID | None = None,
) -> list[Meeting]:
    """Return meetings, the latest first, those before a time and number, of one body if given."""
    statement = _meetings(committee_id)
    if body_id is not None:
        statement = statement.where(MeetingRecord.body_id == body_id)
    if before is not None:
        at, no = before
        is_same = and_(MeetingRecord.starts_at == at, MeetingRecord.no < no)
        statement = statement.where(or_(MeetingRecord.starts_at < at, is_same))
    ordered = statement.order_by(MeetingRecord.starts_at.desc(), MeetingRecord.no.desc())
    return [_meeting(row) for row in session.scalars(ordered.limit(limit))]


def list_of_matter(session: Session, committee_id: UUID, matter_id: UUID) -> list[Meeting]:
    """Return the meetings with a matter on their agenda, the latest first."""
    with_it = select(AgendaItemRecord.meeting_id).where(
        AgendaItemRecord.committee_id == committee_id, AgendaItemRecord.matter_id == matter_id
    )
    statement = _meetings(committee_id).where(MeetingRecord.id.in_(with_it))
    ordered = statement.order_by(MeetingRecord.starts_at.desc(), MeetingRecord.no.desc())
    return [_meeting(row) for row in session.scalars(ordered)]


def list_published(session: Session, committee_id: UUID, limit: int) -> list[Meeting]:
    """Return meetings whose minutes are adopted, the latest first."""
    statement = _meetings(committee_id).where(MeetingRecord.state == State.ADOPTED)
    ordered = statement.order_by(MeetingRecord.starts_at.desc(), MeetingRecord.no.desc())
    return [_meeting(row) for row in session.scalars(ordered.limit(limit))]


def save_meeting(session: Session, committee_id: UUID, meeting: Meeting) -> None:
    """Store where a meeting stands: state, end, current revision."""
    session.execute(
        update(MeetingRecord)
        .where(MeetingRecord.committee_id == committee_id, MeetingRecord.id == meeting.id)
        .values(state=meeting.state, ended_at=meeting.ended_at, minutes_no=meeting.minutes_no)
    )


def add_attendees(
    session: Session, committee_id: UUID, meeting_id: UUID, roll: Iterable[Attendee]
) -> None:
    """Store new lines of the roll."""
    rows = [
        {
            "committee_id": committee_id,
            "id": one.id,
            "meeting_id": meeting_id,
            "person_id": one.person_id,
            "name": one.name,
            "standing": one.standing,
            "office": one.office,
            "status": one.status,
            "position": one.position,
        }
        for one in roll
    ]
    if rows:
        session.execute(insert(AttendanceRecord), rows)


def list_attendees(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Attendee]:
    """Return the roll of a meeting in its order."""
    rows = session.scalars(
        select(AttendanceRecord)
        .where(
            AttendanceRecord.committee_id == committee_id,
            AttendanceRecord.meeting_id == meeting_id,
        )
        .order_by(AttendanceRecord.position, AttendanceRecord.id)
    )
    return [
        Attendee(
            id=row.id,
            person_id=row.person_id,
            name=row.name,
            standing=Standing(row.standing),
            office=row.office,
            status=Presence(row.status),
            position=row.position,
        )
        for row in rows
    ]


def save_presence(
    session: Session,
    committee_id: UUID,
    meeting_id: UUID,
    presence: Mapping[UUID, Presence],
) -> None:
    """Store who came, by line of the roll."""
    for attendee_id, status in presence.items():
        session.execute(
            update(AttendanceRecord)
            .where(
                AttendanceRecord.committee_id == committee_id,
                AttendanceRecord.meeting_id == meeting_id,
                AttendanceRecord.id == attendee_id,
            )
            .values(status=status)
        )


def _values(item: Item) -> dict[str, Any]:
    task = item.task
    until = None if task is None or task.until is None else task.until.isoformat()
    return {
        "title": item.title,
        "proposer": item.proposer,
        "motion": item.motion,
        "discussion": item.discussion,
        "method": item.method,
        "yes": item.votes.yes,
        "no_votes": item.votes.no,
        "abstain": item.votes.abstain,
        "present": item.votes.present,
        "decision": item.decision,
        "dissent": item.dissent,
        "task": {} if task is None else {"what": task.what, "who": task.who, "until": until},
    }


def add_items(session: Session, committee_id: UUID, meeting_id: UUID, items: list[Item]) -> None:
    """Store new items of an agenda."""
    rows = [
        {
            "committee_id": committee_id,
            "id": item.id,
            "meeting_id": meeting_id,
            "position": item.position,
            "matter_id": item.matter_id,
            **_values(item),
        }
        for item in items
    ]
    session.execute(insert(AgendaItemRecord), rows)


def list_items(session: Session, committee_id: UUID, meeting_id: UUID) -> list[Item]:
    """Return the agenda of a meeting."""
    rows = session.scalars(
        select(AgendaItemRecord)
        .where(
            AgendaItemRecord.committee_id == committee_id,
            AgendaItemRecord.meeting_id == meeting_id,
        )
        .order_by(AgendaItemRecord.position)
    )
    return [_item(row) for row in rows]


def _item(row: AgendaItemRecord) -> Item:
    return Item(
        id=row.id,
        position=row.position,
        title=row.title,
        matter_id=row.matter_id,
        proposer=row.proposer,
        motion=row.motion,
        discussion=row.discussion,
        method=Method(row.method),
        votes=Votes(row.yes, row.no_votes, row.abstain, row.present),
        decision=row.decision,
        dissent=row.dissent,
        task=task_of(row.task) if row.task else None,
    )


def save_item(session: Session, committee_id: UUID, item: Item) -> None:
    """Store what was recorded of an item."""
    session.execute(
        update(AgendaItemRecord)
        .where(AgendaItemRecord.committee_id == committee_id, AgendaItemRecord.id == item.id)
        .values(**_values(item))
    )


def save_item_texts(
    session: Session, committee_id: UUID, items: Iterable[Item], texts: Iterable[ItemText]
) -> None:
    """Store the words of items as the minutes now have them, so that a new draft starts there."""
    for item, text in zip(items, texts, strict=True):
        session.execute(
            update(AgendaItemRecord)
            .where(AgendaItemRecord.committee_id == committee_id, AgendaItemRecord.id == item.id)
            .values(discussion=text.discussion, decision=text.decision, dissent=text.dissent)
        )


def add_revision(
    session: Session, committee_id: UUID, row_id: UUID, meeting_id: UUID, revision: Revision
) -> None:
    """Append a revision of the minutes."""
    session.execute(
        insert(MinutesRevisionRecord).values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=meeting_id,
            no=revision.no,
            content=to_content(revision.minutes),
            by=revision.by,
            at=revision.at,
            sha256=revision.sha256,
        )
    )


def find_revision(
    session: Session, committee_id: UUID, meeting_id: UUID, no: int
) -> Revision | None:
    """Return one revision of the minutes, or None."""
    row = session.scalars(
        select(MinutesRevisionRecord).where(
            MinutesRevisionRecord.committee_id == committee_id,
            MinutesRevisionRecord.meeting_id == meeting_id,
            MinutesRevisionRecord.no == no,
        )
    ).one_or_none()
    if row is None:
        return None
    if digest(row.content) != row.sha256:
        raise ValueError(f"revision {no} of meeting {meeting_id} is not what was written")
    return Revision(row.no, of_content(row.content), row.by, row.at, row.sha256)


def add_print(session: Session, committee_id: UUID, row_id: UUID, printed: Print) -> None:
    """Keep a printed paper as it went out."""
    session.execute(
        insert(MinutesPrintRecord).values(
            committee_id=committee_id,
            id=row_id,
            meeting_id=printed.meeting_id,
            minutes_no=printed.minutes_no,
            paper=printed.paper,
            record_no=printed.record_no,
            code=printed.code,
            pdf=printed.pdf,
            at=printed.at,
        )
    )


def find_print(
    session: Session, committee_id: UUID, meeting_id: UUID, minutes_no: int, paper: Paper
) -> Print | None:
    """Return the paper of a revision, if it was printed."""
    row = session.scalars(
        select(MinutesPrintRecord).where(
            MinutesPrintRecord.committee_id == committee_id,
            MinutesPrintRecord.meeting_id == meeting_id,
            MinutesPrintRecord.minutes_no == minutes_no,
            MinutesPrintRecord.paper == paper,
        )
    ).one_or_none()
    if row is None:
        return None
    return Print(
        meeting_id=row.meeting_id,
        minutes_no=row.minutes_no,
        paper=Paper(row.paper),
        record_no=row.record_no,
        code=row.code,
        pdf=row.pdf,
        at=row.at,
    )


def list_printed(session: Session, committee_id: UUID, meeting_id: UUID, no: int) -> set[Paper]:
    """Return as what a revision was printed, without the bytes."""
    papers = session.scalars(
        select(MinutesPrintRecord.paper).where(
            MinutesPrintRecord.committee_id == committee_id,
            MinutesPrintRecord.meeting_id == meeting_id,
            MinutesPrintRecord.minutes_no == no,
        )
    )
    return {Paper(paper) for paper in papers}
