"""The revisions of minutes with what differs, and corrections after they were adopted."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from participation.kernel.outcome import Done
from participation.meetings import actions, store
from participation.meetings.forms.minutes import AddendumForm
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages, revision_of
from participation.meetings.present import words
from participation.meetings.rules.life import Deed, may
from participation.meetings.rules.minutes import differing
from participation.meetings.rules.motions import differences
from participation.meetings.store.minutes import list_revisions
from participation.web import asked
from participation.web.house import place, reading
from participation.web.perform import perform
from participation.web.rights import right


@pages.get(f"/{NO}/revisions/")
@right("minutes:print")
def revisions(no: int) -> str:
    """Show who wrote which revision and when, and what differs between two of them."""
    meeting = meeting_of(no)
    found = list_revisions(reading(), place().id, meeting.id)
    if not found:
        raise NotFound
    new_no = asked.number("new") or meeting.minutes_no
    old_no = asked.number("old") or max(new_no - 1, 1)
    pair = [store.find_revision(reading(), place().id, meeting.id, at) for at in (old_no, new_no)]
    old, new = pair
    if old is None or new is None:
        raise NotFound
    lines = differing(old.minutes, new.minutes)
    return render_template(
        "meetings/revisions.html",
        meeting=meeting,
        revisions=found,
        old=old,
        new=new,
        lines=[(words.text_name(name, at), differences(one, two)) for name, at, one, two in lines],
    )


@pages.route(f"/{NO}/correct/", methods=["GET", "POST"])
@right("minutes:adopt")
def correct(no: int) -> Answer:
    """Add a dated correction to adopted minutes."""
    meeting, form = meeting_of(no), AddendumForm()
    refusal = may(meeting, Deed.CORRECT)
    if refusal is not None:
        page = render_template("meetings/refused.html", meeting=meeting, refusal=refusal)
        return page, 422
    if form.is_sent():
        text = form.text.data or ""
        outcome = perform(lambda s, e: actions.correct_minutes(s, e, no, text))
        if isinstance(outcome, Done):
            flash(_("补正记下了。以前打印的算旧版，请重新打印。"))
            return redirect(url_for("meetings.show", no=no), code=303)
        form.refuse(outcome)
    page = render_template(
        "meetings/correct.html", meeting=meeting, form=form, revision=revision_of(meeting)
    )
    return page, 422 if form.errors or form.form_errors else 200
