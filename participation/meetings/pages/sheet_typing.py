"""Typing in the sheet people signed on paper, all rows at once."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from participation.kernel.outcome import Refusal
from participation.meetings import actions, store
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages, refused
from participation.meetings.present import words
from participation.meetings.rules.life import Deed, Meeting, may
from participation.meetings.rules.roll import Attendee, Presence
from participation.web.house import place, reading
from participation.web.perform import perform
from participation.web.rights import right


@pages.get(f"/{NO}/sheet/")
@right("meetings:record")
def sheet(no: int) -> Answer:
    """Show the whole roll, a row each, as it stands."""
    meeting = meeting_of(no)
    if may(meeting, Deed.RECORD) is not None:
        return redirect(url_for("meetings.show", no=no))
    return render_template(
        "meetings/sheet.html",
        meeting=meeting,
        roll=_roll(meeting),
        presences=words.PRESENCES,
        words=words,
    )


def _roll(meeting: Meeting) -> list[Attendee]:
    return store.list_attendees(reading(), place().id, meeting.id)


@pages.post(f"/{NO}/sheet/")
@right("meetings:record")
def type_sheet(no: int) -> Answer:
    """Keep every row that was changed; the others keep their hour and how they signed in."""
    meeting = meeting_of(no)
    marks = _changed(_roll(meeting))
    outcome = perform(lambda s, e: actions.take_attendance(s, e, no, marks))
    if isinstance(outcome, Refusal):
        return refused(meeting, outcome)
    flash(_("签到表存好了。"))
    return redirect(url_for("meetings.record", no=no), code=303)


def _changed(roll: list[Attendee]) -> dict[UUID, Presence]:
    try:
        sent = {one: Presence(request.form.get(one.id.hex, one.status)) for one in roll}
    except ValueError as error:
        raise BadRequest from error
    # A row left as 没点到 says nothing: somebody may have signed in at the door meanwhile.
    return {
        one.id: status
        for one, status in sent.items()
        if status not in {one.status, Presence.CALLED}
    }
