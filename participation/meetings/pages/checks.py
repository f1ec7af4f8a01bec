"""Minutes going round: those who were there look through them before they are adopted."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from participation.kernel.outcome import Done, Refusal
from participation.meetings import store
from participation.meetings.actions import checks as actions
from participation.meetings.forms.checks import AnswerForm, RemarkForm
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages, revision_of
from participation.meetings.pages.floor import sent_id
from participation.meetings.pages.replies import own_lines
from participation.meetings.present import words
from participation.meetings.rules.checks import Check, Round, round_of
from participation.meetings.rules.life import Deed, Meeting, may
from participation.meetings.rules.roll import Attendee, Presence
from participation.meetings.store.checks import list_checks
from participation.web import asked
from participation.web.house import place, reading
from participation.web.perform import perform
from participation.web.rights import right


def round_now(meeting: Meeting) -> Round:
    """Return how far the minutes of a meeting have gone round."""
    roll = store.list_attendees(reading(), place().id, meeting.id)
    return round_of(roll, list_checks(reading(), place().id, meeting.id))


def lookers(meeting: Meeting) -> list[tuple[Attendee, str]]:
    """Return the lines of whoever looks who were there, and may say whether minutes are right."""
    if may(meeting, Deed.CHECK) is not None:
        return []
    return [pair for pair in own_lines(meeting) if pair[0].status is Presence.PRESENT]


@pages.get(f"/{NO}/check/")
@right("meetings:join")
def check(no: int) -> Answer:
    """Show the minutes to somebody who was there, and ask whether they are right."""
    return _page(meeting_of(no))


def _page(
    meeting: Meeting, refusal: Refusal | None = None, form: RemarkForm | None = None
) -> Answer:
    mine, revision = lookers(meeting), revision_of(meeting)
    if revision is None or (not mine and refusal is None):
        return redirect(url_for("meetings.show", no=meeting.no))
    said = list_checks(reading(), place().id, meeting.id)
    page = render_template(
        "meetings/check.html",
        meeting=meeting,
        revision=revision,
        words=words,
        mine=[
            (line, name, _of(said, line), _agreed(said, line, revision.no)) for line, name in mine
        ],
        form=form or RemarkForm(formdata=None),
        typed=request.form,
        refusal=refusal,
    )
    return page, 422 if refusal or form else 200


def _of(said: list[Check], line: Attendee) -> list[Check]:
    return [one for one in said if one.attendee_id == line.id and one.words]


def _agreed(said: list[Check], line: Attendee, revision_no: int) -> bool:
    return any(
        one.attendee_id == line.id and one.revision_no == revision_no and not one.words
        for one in said
    )


@pages.post(f"/{NO}/check/")
@right("meetings:join")
def say(no: int) -> Answer:
    """Say that minutes are right, or what is wrong."""
    meeting, form = meeting_of(no), RemarkForm()
    is_right = request.form.get("how") == "right"
    if not is_right and not form.is_sent():
        return _page(meeting, form=form)
    outcome = _said(no, "" if is_right else form.words.data or "", is_own=True)
    if isinstance(outcome, Refusal):
        return _page(meeting, outcome, form)
    flash(
        _("记下了：没有意见。这是确认，不是签字；纸打印出来，请您签。")
        if is_right
        else _("记下了。记录的人会答复您，在这一页看。")
    )
    return redirect(url_for("meetings.check", no=no), code=303)


def _said(no: int, said: str, *, is_own: bool) -> Done[Check] | Refusal:
    line, revision_no = sent_id("who"), asked.number("revision", request.form) or 0
    return perform(
        lambda s, e: actions.check_minutes(s, e, no, revision_no, line, words=said, is_own=is_own)
    )


@pages.route(f"/{NO}/round/", methods=["GET", "POST"])
@right("minutes:edit")
def going_round(no: int) -> Answer:
    """Show the clerk who has looked, who said what, and what was done about it."""
    meeting = meeting_of(no)
    revision = revision_of(meeting)
    if revision is None:
        raise NotFound
    refusal, form, at = None, AnswerForm(formdata=None), ""
    if request.method == "POST":
        outcome, form, at = _done(no)
        if isinstance(outcome, Done):
            flash(_("记下了。"))
            return redirect(url_for("meetings.going_round", no=no), code=303)
        refusal = outcome
    roll = store.list_attendees(reading(), place().id, meeting.id)
    said = list_checks(reading(), place().id, meeting.id)
    page = render_template(
        "meetings/round.html",
        meeting=meeting,
        revision=revision,
        found=round_of(roll, said),
        roll=[one for one in roll if one.status is Presence.PRESENT],
        said=said,
        looked={one.attendee_id for one in said},
        names={one.id: one.name for one in roll},
        form=form,
        at=at,
        refusal=refusal,
        typed=request.form,
        may_say=may(meeting, Deed.CHECK) is None,
    )
    return page, 422 if refusal else 200


def _done(no: int) -> tuple[Done[Any] | Refusal, AnswerForm, str]:
    """Write down what somebody said by mouth, or answer a remark; which one `how` tells."""
    form, how = AnswerForm(), request.form.get("how", "")
    if how in {"taken", "left"}:
        remark = sent_id("remark")
        outcome: Done[Any] | Refusal = (
            perform(
                lambda s, e: actions.answer_remark(
                    s, e, no, remark, is_taken=how == "taken", words=form.words.data or ""
                )
            )
            if form.is_sent()
            else Refusal("text-long", "words", {"most": 500})
        )
        return outcome, form, remark.hex
    said = request.form.get("said", "") if how == "wrong" else ""
    if how == "wrong" and not said.strip():
        return Refusal("remark-missing"), form, ""
    return _said(no, said, is_own=False), form, ""
