"""What the home page reads across rooms: three statements, whatever the committee's size."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from participation.db.prepared import Prepared
from participation.matters.records import MatterRecord, SupportRecord
from participation.matters.store import matter_of
from participation.meetings.records import (
    AttendanceRecord,
    MeetingRecord,
    MeetingReplyRecord,
    MinutesCheckRecord,
)
from participation.residents.records import PersonRecord
from participation.residents.store.people import person_of
from participation.today.rules.home import (
    Agenda,
    Asked,
    Invitation,
    Matters,
    NewResult,
    NextMeeting,
    NextShift,
    OpenVote,
)
from participation.today.store.open_books import outcome_of_vote
from participation.volunteers.records import ShiftRecord, SignUpRecord
from participation.volunteers.rules import ShiftState
from participation.volunteers.store import shift_of
from participation.votes.records import MarkRecord, VoteRecord
from participation.votes.rules.life import SHOWN, State

Rows = Select[*tuple[Any, ...]]

OWN = 5
OTHERS = 4
VOTES = 5
RESULTS = 2
MEETINGS = 2
ASKED = 8
RESULT_IS_NEW = timedelta(days=14)
MEETING_LASTS = timedelta(hours=3)


@Prepared
def _all_matters(committee_id: Any) -> Rows:
    return _shown(committee_id, _ids(committee_id, OWN + OTHERS, is_own=False))


@Prepared
def _home_matters(committee_id: Any, household_id: Any) -> Rows:
    own = _ids(committee_id, OWN, is_own=True, household_id=household_id)
    return _shown(committee_id, _ids(committee_id, OWN + OTHERS, is_own=False), own)


def _shown(committee_id: Any, *parts: Rows) -> Rows:
    chosen = union_all(*parts).subquery()
    return (
        select(MatterRecord, chosen.c.is_own)
        .join(chosen, chosen.c.id == MatterRecord.id)
        .where(MatterRecord.committee_id == committee_id)
        .order_by(MatterRecord.moved_at.desc(), MatterRecord.no.desc())
    )


def find_matters(session: Session, committee_id: UUID, household_id: UUID | None) -> Matters:
    """Return a household's own matters and the newest others, in one statement."""
    if household_id is None:
        rows = _all_matters(session, committee_id).all()
    else:
        rows = _home_matters(session, committee_id, household_id).all()
    own = [matter_of(row) for row, is_own in rows if is_own]
    numbers = {one.no for one in own}
    others = [matter_of(row) for row, is_own in rows if not is_own and row.no not in numbers]
    return Matters(own, others[:OTHERS])


def _ids(committee_id: Any, limit: int, *, is_own: bool, household_id: Any = None) -> Rows:
    """Return the ids of one part: a limit within a union needs a select around it."""
    statement = select(MatterRecord.id).where(MatterRecord.committee_id == committee_id)
    if household_id is not None:
        statement = statement.where(_is_of(household_id))
    newest = statement.order_by(MatterRecord.moved_at.desc(), MatterRecord.no.desc()).limit(limit)
    part = newest.subquery()
    return select(part.c.id, literal(int(is_own), Integer).label("is_own"))


def _is_of(household_id: Any) -> ColumnElement[bool]:
    is_supported = exists().where(
        SupportRecord.committee_id == MatterRecord.committee_id,
        SupportRecord.matter_id == MatterRecord.id,
        SupportRecord.household_id == household_id,
    )
    return or_(MatterRecord.household_id == household_id, is_supported)


@Prepared
def _agenda(committee_id: Any, now: Any, new_since: Any, over_since: Any) -> Executable:
    parts = (
        _votes(committee_id, now),
        _results(committee_id, now, new_since),
        _meetings(committee_id, over_since),
        _rounds(committee_id),
    )
    return union_all(*(select(part.subquery()) for part in parts))


def find_agenda(session: Session, committee_id: UUID, now: datetime) -> Agenda:
    """Return open votes, new results, next meetings and minutes going round, at once."""
    agenda = Agenda()
    since = (now - RESULT_IS_NEW, now - MEETING_LASTS)
    for row in _agenda(session, committee_id, now, *since).all():
        match row.kind:
            case "vote":
                agenda.votes.append(_open_vote(row))
            case "result":
                agenda.results.append(NewResult(row.no, row.title, row.at, row.manner or ""))
            case "round":
                agenda.rounds.append(row.no)
            case _:
                agenda.meetings.append(NextMeeting(row.no, row.title, row.place, row.at))
    agenda.votes.sort(key=lambda one: (one.closes_at, one.no))
    agenda.results.sort(key=lambda one: (one.published_at, one.no), reverse=True)
    agenda.meetings.sort(key=lambda one: (one.starts_at, one.no))
    return agenda


def _open_vote(row: Any) -> OpenVote:
    return OpenVote(
        no=row.no,
        question=row.title,
        is_binding=bool(row.is_binding),
        is_secret=row.manner == "secret",
        is_personal=row.place == "person",
        closes_at=row.at,
        heard=row.heard,
        roll_size=row.roll_size,
    )


def _votes(committee_id: Any, now: Any) -> Rows:
    heard = (
        select(func.count())
        .select_from(MarkRecord)
        .where(MarkRecord.committee_id == committee_id, MarkRecord.vote_id == VoteRecord.id)
        .correlate(VoteRecord)
        .scalar_subquery()
    )
    return (
        select(
            literal("vote").label("kind"),
            VoteRecord.no,
            VoteRecord.title,
            VoteRecord.basis.label("place"),
            VoteRecord.secrecy.label("manner"),
            VoteRecord.is_binding,
            VoteRecord.closes_at.label("at"),
            heard.label("heard"),
            VoteRecord.roll_size,
        )
        .where(
            VoteRecord.committee_id == committee_id,
            VoteRecord.state == State.OPEN,
            VoteRecord.opens_at <= now,
            VoteRecord.closes_at > now,
        )
        .order_by(VoteRecord.closes_at, VoteRecord.no)
        .limit(VOTES)
    )


def _results(committee_id: Any, now: Any, new_since: Any) -> Rows:
    is_shown = or_(
        VoteRecord.state.in_(SHOWN),
        and_(VoteRecord.state == State.CONFIRMED, VoteRecord.publishes_at <= now),
    )
    return (
        select(
            literal("result").label("kind"),
            VoteRecord.no,
            VoteRecord.title,
            literal("").label("place"),
            outcome_of_vote().label("manner"),
            VoteRecord.is_binding,
            VoteRecord.publishes_at.label("at"),
            literal(0).label("heard"),
            VoteRecord.roll_size,
        )
        .where(
            VoteRecord.committee_id == committee_id,
            is_shown,
            VoteRecord.publishes_at > new_since,
        )
        .order_by(VoteRecord.publishes_at.desc(), VoteRecord.no.desc())
        .limit(RESULTS)
    )


def _meetings(committee_id: Any, over_since: Any) -> Rows:
    return (
        select(
            literal("meeting").label("kind"),
            MeetingRecord.no,
            MeetingRecord.title,
            MeetingRecord.place,
            literal("").label("manner"),
            literal(False).label("is_binding"),
            MeetingRecord.starts_at.label("at"),
            literal(0).label("heard"),
            literal(0).label("roll_size"),
        )
        .where(
            MeetingRecord.committee_id == committee_id,
            MeetingRecord.state == "called",
            MeetingRecord.starts_at > over_since,
        )
        .order_by(MeetingRecord.starts_at, MeetingRecord.no)
        .limit(MEETINGS)
    )


def _rounds(committee_id: Any) -> Rows:
    return (
        select(
            literal("round").label("kind"),
            MeetingRecord.no,
            MeetingRecord.title,
            MeetingRecord.place,
            literal("").label("manner"),
            literal(False).label("is_binding"),
            MeetingRecord.starts_at.label("at"),
            literal(0).label("heard"),
            literal(0).label("roll_size"),
        )
        .where(MeetingRecord.committee_id == committee_id, MeetingRecord.state == "held")
        .order_by(MeetingRecord.starts_at.desc())
        .limit(1)
    )


@Prepared
def _asked(committee_id: Any, household_id: Any, now: Any) -> Executable:
    has_answered = exists().where(
        MeetingReplyRecord.committee_id == committee_id,
        MeetingReplyRecord.attendee_id == AttendanceRecord.id,
    )
    has_looked = exists().where(
        MinutesCheckRecord.committee_id == committee_id,
        MinutesCheckRecord.attendee_id == AttendanceRecord.id,
    )
    is_to_come = and_(MeetingRecord.state == "called", MeetingRecord.starts_at > now, ~has_answered)
    is_to_read = and_(
        MeetingRecord.state == "held", AttendanceRecord.status == "present", ~has_looked
    )
    return (
        select(
            MeetingRecord.state,
            MeetingRecord.no,
            MeetingRecord.title,
            MeetingRecord.place,
            MeetingRecord.starts_at,
            AttendanceRecord.id,
            AttendanceRecord.name,
        )
        .join(AttendanceRecord, AttendanceRecord.meeting_id == MeetingRecord.id)
        .join(PersonRecord, PersonRecord.id == AttendanceRecord.person_id)
        .where(
            MeetingRecord.committee_id == committee_id,
            or_(is_to_come, is_to_read),
            AttendanceRecord.committee_id == committee_id,
            PersonRecord.committee_id == committee_id,
            PersonRecord.household_id == household_id,
            PersonRecord.left_on.is_(None),
        )
        .order_by(
            MeetingRecord.state,
            MeetingRecord.starts_at,
            MeetingRecord.no,
            AttendanceRecord.position,
        )
        .limit(ASKED)
    )


def list_asked(
    session: Session, committee_id: UUID, household_id: UUID | None, now: datetime
) -> Asked:
    """Return who of a home is called to a meeting and has not answered, and whose minutes to read.

    Minutes are to be read by who came, while they go round and until somebody said a word on them.
    """
    asked = Asked()
    if household_id is None:
        return asked
    for row in _asked(session, committee_id, household_id, now).all():
        if row.state == "held":
            asked.to_read[row.no] = row.title
        elif len(asked.invitations) < MEETINGS:
            asked.invitations.append(
                Invitation(row.no, row.title, row.place, row.starts_at, row.id, row.name)
            )
    return asked


@Prepared
def _shift(committee_id: Any, household_id: Any, now: Any) -> Executable:
    of_home = and_(
        PersonRecord.committee_id == ShiftRecord.committee_id,
        PersonRecord.household_id == household_id,
        PersonRecord.left_on.is_(None),
    )
    comes = and_(
        SignUpRecord.committee_id == ShiftRecord.committee_id,
        SignUpRecord.shift_id == ShiftRecord.id,
        SignUpRecord.person_id == PersonRecord.id,
        SignUpRecord.state == "coming",
    )
    return (
        select(ShiftRecord, PersonRecord, SignUpRecord.id)
        .outerjoin(PersonRecord, of_home)
        .outerjoin(SignUpRecord, comes)
        .where(
            ShiftRecord.committee_id == committee_id,
            ShiftRecord.id == _next_shift(committee_id, household_id, now),
        )
        .order_by(PersonRecord.is_representative.desc(), PersonRecord.born, PersonRecord.id)
    )


def find_next_shift(
    session: Session, committee_id: UUID, household_id: UUID | None, now: datetime
) -> NextShift | None:
    """Return the next shift with a place left or with somebody of the household, in one statement.

    Its people and who of them comes are read beside it.
    """
    rows = _shift(session, committee_id, household_id, now).all()
    if not rows:
        return None
    found: list[tuple[Any, Any]] = [(person, sign_up) for _shift, person, sign_up in rows]
    people = [(person_of(person), sign_up) for person, sign_up in found if person is not None]
    coming = frozenset(person.id for person, sign_up in people if sign_up is not None)
    return NextShift(shift_of(rows[0][0]), [person for person, _sign_up in people], coming)


def _next_shift(committee_id: Any, household_id: Any, now: Any) -> Any:
    is_ours = exists().where(
        SignUpRecord.committee_id == committee_id,
        SignUpRecord.shift_id == ShiftRecord.id,
        SignUpRecord.state == "coming",
        PersonRecord.committee_id == committee_id,
        PersonRecord.id == SignUpRecord.person_id,
        PersonRecord.household_id == household_id,
    )
    return (
        select(ShiftRecord.id)
        .where(
            ShiftRecord.committee_id == committee_id,
            ShiftRecord.state == ShiftState.OPEN,
            ShiftRecord.starts_at > now,
            or_(ShiftRecord.taken < ShiftRecord.places, is_ours),
        )
        .order_by(ShiftRecord.starts_at, ShiftRecord.no)
        .limit(1)
        .scalar_subquery()
    )
