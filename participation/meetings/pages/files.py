"""Photos and scans beside a meeting: the signed record, the sheet, the notice on the board."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from participation.archive import actions
from participation.archive.forms.files import KeepForm, StrikeForm
from participation.archive.pages.files import taken
from participation.archive.present.files import KINDS, kind_choices, size_words
from participation.archive.rules import FileKind, Kept, Subject
from participation.archive.store import list_files
from participation.kernel.outcome import Done, Refusal
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages
from participation.meetings.rules.life import Meeting
from participation.web.house import place, reading, who
from participation.web.perform import perform
from participation.web.rights import right

FILE_KINDS = tuple(kind for kind in FileKind if kind is not FileKind.RECEIPT)


def subject_of(meeting: Meeting) -> Subject:
    """Return what the archive calls a meeting."""
    return Subject("meeting", meeting.id, meeting.no)


def file_words(kept: Kept) -> str:
    """Return what a file is, in a line."""
    return f"{KINDS[kept.kind]}：{kept.title}" if kept.title else str(KINDS[kept.kind])


def shown_files(meeting: Meeting) -> list[tuple[Kept, str, str]]:
    """Return the files that whoever looks may open, with their words and sizes."""
    may_read = who().may("files:read")
    found = list_files(reading(), place().id, subject_of(meeting))
    return [
        (one, file_words(one), size_words(one.size))
        for one in found
        if may_read or (one.is_public and one.strike is None)
    ]


@pages.route(f"/{NO}/files/", methods=["GET", "POST"])
@right("files:keep")
def files(no: int) -> Answer:
    """Show what is kept beside a meeting, and keep more."""
    meeting, form = meeting_of(no), KeepForm()
    form.kind.choices = kind_choices(FILE_KINDS)
    if form.is_sent():
        outcome = _kept(meeting, form)
        if isinstance(outcome, Done):
            flash(_("存好了。"))
            return redirect(url_for("meetings.files", no=no), code=303)
        form.refuse(outcome)
    page = render_template(
        "meetings/files.html",
        meeting=meeting,
        form=form,
        files=shown_files(meeting),
        strike_url=lambda file_no: url_for("meetings.strike_file", no=no, file_no=file_no),
    )
    return page, 422 if form.errors or form.form_errors else 200


def _kept(meeting: Meeting, form: KeepForm) -> Done[tuple[Kept, ...]] | Refusal:
    sent = taken(form)
    if isinstance(sent, Refusal):
        return sent
    return perform(
        lambda s, e: actions.keep_files(
            s,
            e,
            subject_of(meeting),
            FileKind(form.kind.data),
            sent.value,
            title=form.title.data or "",
            is_public=bool(form.is_public.data),
        )
    )


@pages.route(f"/{NO}/files/<int(max=999999999):file_no>/strike/", methods=["GET", "POST"])
@right("files:keep")
def strike_file(no: int, file_no: int) -> Answer:
    """Take a file away."""
    meeting, form = meeting_of(no), StrikeForm()
    subject = subject_of(meeting)
    kept = next((x for x in list_files(reading(), place().id, subject) if x.no == file_no), None)
    if kept is None or (kept.strike is not None and request.method == "GET"):
        raise NotFound
    if form.is_sent():
        reason = form.reason.data or ""
        outcome = perform(lambda s, e: actions.strike_file(s, e, subject, file_no, reason))
        if isinstance(outcome, Done):
            flash(_("撤下了。"))
            return redirect(url_for("meetings.files", no=no), code=303)
        form.refuse(outcome)
    page = render_template(
        "meetings/strike_file.html", meeting=meeting, form=form, words=file_words(kept)
    )
    return page, 422 if form.errors or form.form_errors else 200
