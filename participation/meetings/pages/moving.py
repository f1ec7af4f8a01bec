"""The clerk's page to move a meeting, or to call it off."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.meetings.actions.notices import cancel_meeting, move_meeting
from participation.meetings.forms.calling import CancelForm, MoveForm
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages
from participation.meetings.rules.life import Deed, Meeting, may
from participation.web.house import house, rules_on
from participation.web.perform import perform
from participation.web.rights import right


@pages.get(f"/{NO}/change/")
@right("meetings:call")
def change(no: int) -> Answer:
    """Show where and when the meeting is, to be changed, and how to call it off."""
    meeting = meeting_of(no)
    if may(meeting, Deed.MOVE) is not None:
        return redirect(url_for("meetings.show", no=no))
    return _page(meeting)


def _page(meeting: Meeting, move: MoveForm | None = None, cancel: CancelForm | None = None) -> str:
    return render_template(
        "meetings/change.html",
        meeting=meeting,
        move_form=move or _as_it_is(meeting),
        cancel_form=cancel or CancelForm(formdata=None, prefix="cancel-"),
    )


def _as_it_is(meeting: Meeting) -> MoveForm:
    at = clock.local(meeting.starts_at, house().zone)
    data = {"day": at.date(), "clock": at.time(), "place": meeting.place}
    return MoveForm(formdata=None, data=data)


@pages.post(f"/{NO}/move/")
@right("meetings:call")
def move(no: int) -> Answer:
    """Move a meeting to another place or time."""
    meeting, form = meeting_of(no), MoveForm()
    if form.is_sent():
        outcome = perform(
            lambda session, errand: move_meeting(
                session,
                errand,
                no,
                place=form.place.data,
                starts_at=clock.at_local(form.day.data, form.clock.data, house().zone),
                day=form.day.data,
                reason=form.reason.data,
                rules=rules_on(form.day.data),
            )
        )
        if isinstance(outcome, Done):
            flash(_("改好了。群里、广播里的话已经写好，请发一遍，重新贴通知。"))
            return redirect(url_for("meetings.show", no=no), code=303)
        form.refuse(outcome)
    return _page(meeting, move=form), 422


@pages.post(f"/{NO}/cancel/")
@right("meetings:call")
def cancel(no: int) -> Answer:
    """Call a meeting off."""
    meeting, form = meeting_of(no), CancelForm(prefix="cancel-")
    if form.is_sent():
        reason = form.reason.data
        outcome: Done[Meeting] | Refusal = perform(
            lambda session, errand: cancel_meeting(session, errand, no, reason)
        )
        if isinstance(outcome, Done):
            flash(_("取消了。群里、广播里的话已经写好，请发一遍。"))
            return redirect(url_for("meetings.show", no=no), code=303)
        form.refuse(outcome)
    return _page(meeting, cancel=form), 422
