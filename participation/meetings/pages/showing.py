"""What anybody may see of meetings: the list, and one meeting with what it decided."""

from datetime import UTC, datetime
from uuid import UUID

from flask import render_template, request, url_for

from participation.bodies.rules import Body
from participation.bodies.store.charters import get_body_at
from participation.meetings import store
from participation.meetings.forms.replies import ReplyForm
from participation.meetings.pages.blueprint import NO, meeting_of, pages, revision_of
from participation.meetings.pages.checks import lookers
from participation.meetings.pages.files import shown_files
from participation.meetings.pages.replies import own_lines
from participation.meetings.present import words
from participation.meetings.rules.life import Deed, Meeting, State, may
from participation.meetings.rules.replies import Reply, counts
from participation.meetings.rules.roll import quorum
from participation.meetings.store.floor import floor_of
from participation.meetings.store.handed import list_handed
from participation.meetings.store.notices import list_notices
from participation.web.house import place, reading, who
from participation.web.rights import PUBLIC, right

PAGE_ROWS = 20


@pages.get("/")
@right(PUBLIC)
def list_() -> str:
    """Show the meetings of this place, the latest first."""
    found = store.list_meetings(reading(), place().id, _before(), PAGE_ROWS + 1)
    shown = found[:PAGE_ROWS]
    older = ""
    if len(found) > PAGE_ROWS:
        last = shown[-1]
        micros = int(last.starts_at.timestamp() * 1_000_000)
        older = url_for("meetings.list_", before=f"{micros}-{last.no}")
    return render_template("meetings/list.html", meetings=shown, states=words.STATES, older=older)


def _before() -> tuple[datetime, int] | None:
    micros, _dash, no = request.args.get("before", "").partition("-")
    if not (micros.isdecimal() and no.isdecimal() and len(micros) < 18 and len(no) < 10):
        return None
    seconds, rest = divmod(int(micros), 1_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), int(no)
    except (ValueError, OverflowError, OSError):
        return None


@pages.get(f"/{NO}/")
@right(PUBLIC)
def show(no: int) -> str:
    """Show one meeting: what it decided; to those in office also who came and who said what."""
    meeting = meeting_of(no)
    may_read = who().may("minutes:print")
    is_shown = meeting.state is State.ADOPTED or may_read
    is_coming = meeting.state in {State.CALLED, State.CANCELLED}
    items = store.list_items(reading(), place().id, meeting.id) if not meeting.minutes_no else []
    may_print = who().may("meetings:record") and meeting.state is State.CALLED
    handed = list_handed(reading(), place().id, meeting.id) if may_print else {}
    answers = _answers(meeting)
    body = get_body_at(reading(), place().id, meeting.body_id, meeting.starts_at)
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        body=body,
        state=words.STATES[meeting.state],
        revision=revision_of(meeting) if is_shown else None,
        items=items,
        is_named=any(not vote.is_secret for vote in handed.values()),
        may_read=may_read,
        words=words,
        invitations=own_lines(meeting) if meeting.state is State.CALLED else [],
        reply_form=ReplyForm(formdata=None),
        answers=answers,
        said=counts(answers.values()),
        asked=_asked(meeting, body, answers) if may_print else None,
        may_change=_may_change(meeting),
        files=shown_files(meeting),
        is_looker=meeting.state is State.HELD and bool(lookers(meeting)),
        notices=list_notices(reading(), place().id, meeting.id) if is_coming else [],
    )


def _may_change(meeting: Meeting) -> bool:
    """Whether whoever looks may move the meeting: a clerk, until it is opened."""
    if not who().may("meetings:call") or may(meeting, Deed.MOVE) is not None:
        return False
    return floor_of(reading(), place().id, meeting.id) is None


def _answers(meeting: Meeting) -> dict[UUID, Reply]:
    """Return the answers to an invitation, for those who may have one or count them."""
    if meeting.state is not State.CALLED or not who().may("meetings:join"):
        return {}
    return store.list_replies(reading(), place().id, meeting.id)


def _asked(meeting: Meeting, body: Body, answers: dict[UUID, Reply]) -> dict[str, object]:
    """Return how many have to come, and who wants to ask what, for whoever prepares the meeting."""
    roll = store.list_attendees(reading(), place().id, meeting.id)
    names = {one.id: one.name for one in roll}
    return {
        "limit": words.quorum_line(quorum(roll, body.charter), body.charter)["limit"],
        "questions": [(names[line], one.question) for line, one in answers.items() if one.question],
    }
