"""Pages of the invitation: to come or not, and signing in by the code at the door."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from participation.kernel.outcome import Done, Refusal
from participation.meetings import store
from participation.meetings.actions.replies import answer_call, leave_early, sign_in
from participation.meetings.actions.room import own_people
from participation.meetings.forms.replies import ReplyForm
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages, refused
from participation.meetings.pages.floor import sent_id
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Attendee
from participation.residents.rules.names import masked
from participation.web.house import errand, place, reading, who
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right


def own_lines(meeting: Meeting) -> list[tuple[Attendee, str]]:
    """Return the lines of the roll that whoever looks may answer for, with masked names."""
    own = own_people(reading(), errand())
    if not own:
        return []
    roll = store.list_attendees(reading(), place().id, meeting.id)
    return [(one, masked(one.name)) for one in roll if one.person_id in own]


def _words() -> tuple[str, str] | None:
    """Return reason and question where they were on the page that was sent."""
    if "question" not in request.form:
        return None
    form = ReplyForm()
    return form.reason.data or "", form.question.data or ""


def _refused(meeting: Meeting, refusal: Refusal) -> Answer:
    return refused(meeting, refusal)


def _answered(no: int, *, is_own: bool) -> Done[Any] | Refusal:
    line, is_coming, words = sent_id("who"), request.form.get("answer") == "yes", _words()
    return perform(
        lambda s, e: answer_call(s, e, no, line, is_coming=is_coming, is_own=is_own, words=words)
    )


@pages.post(f"/{NO}/reply/")
@right("meetings:join")
def reply(no: int) -> Answer:
    """Answer for oneself, or for somebody of one's home."""
    meeting = meeting_of(no)
    outcome = _answered(no, is_own=True)
    if isinstance(outcome, Refusal):
        return _refused(meeting, outcome)
    flash(
        _("记下了：来。到时候见。")
        if outcome.value.is_coming
        else _("记下了：来不了。谢谢您说一声。")
    )
    return redirect(url_for("meetings.show", no=no), code=303)


@pages.post(f"/{NO}/replies/")
@right("meetings:record")
def reply_for(no: int) -> Answer:
    """Write down what somebody said on the telephone."""
    meeting = meeting_of(no)
    outcome = _answered(no, is_own=False)
    if isinstance(outcome, Refusal):
        return _refused(meeting, outcome)
    return redirect(url_for("meetings.replies", no=no), code=303)


@pages.get(f"/{NO}/replies/")
@right("meetings:record")
def replies(no: int) -> Answer:
    """Show who said what, who has not answered yet, and what they want to ask."""
    meeting = meeting_of(no)
    return render_template(
        "meetings/replies.html",
        meeting=meeting,
        roll=store.list_attendees(reading(), place().id, meeting.id),
        replies=store.list_replies(reading(), place().id, meeting.id),
    )


@pages.get(f"/{NO}/door/<code>/")
@right(PUBLIC)
def door(no: int, code: str) -> Answer:
    """Ask whoever scanned the code at the door who they are."""
    return _door(meeting_of(no), code)


def _door(meeting: Meeting, code: str, refusal: Refusal | None = None) -> str:
    lines, now = own_lines(meeting), errand().now
    return render_template(
        "meetings/door.html",
        meeting=meeting,
        code=code,
        refusal=refusal,
        now=now,
        lines=lines,
        choices=[
            {"value": one.id.hex, "text": _("%(who)s，到了", who=name)}
            for one, name in lines
            if not one.is_in_room(now)
        ],
        has_card=who().may("meetings:join"),
    )


@pages.post(f"/{NO}/door/<code>/")
@right("meetings:join")
def sign_in_here(no: int, code: str) -> Answer:
    """Sign in."""
    meeting, line = meeting_of(no), sent_id("who")
    outcome = perform(lambda s, e: sign_in(s, e, no, code, line))
    if isinstance(outcome, Refusal):
        return _door(meeting, code, outcome), 422
    flash(_("签到了。"))
    return redirect(url_for("meetings.room", no=no), code=303)


@pages.post(f"/{NO}/attendance/leave/")
@right("meetings:record")
def leave(no: int) -> Answer:
    """Write down that somebody left before the end."""
    meeting, line = meeting_of(no), sent_id("who")
    outcome = perform(lambda s, e: leave_early(s, e, no, line))
    if isinstance(outcome, Refusal):
        return _refused(meeting, outcome)
    return redirect(url_for("meetings.record", no=no), code=303)
