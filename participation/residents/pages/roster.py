"""Addresses of a roster on its way in: upload, preview, corrections, confirmation."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import imports as actions
from participation.residents.forms.roster import UploadForm, read_choices, read_columns
from participation.residents.present import imports as words
from participation.residents.present.roster import COLUMNS
from participation.residents.rules.import_report import asked
from participation.residents.rules.imports import ImportState, RosterImport
from participation.residents.store import imports as store
from participation.residents.store import people
from participation.web.house import place, reading
from participation.web.perform import perform
from participation.web.rights import right

pages = Blueprint("roster", __name__)
LATEST = 10
SHOWN = 100

Page = Response | str | tuple[str, int]


@pages.route("/", methods=["GET", "POST"])
@right("roster:import")
def list_() -> Page:
    """Show the imports so far, and take a new spreadsheet."""
    form = UploadForm()
    if request.method == "POST":
        outcome = _uploaded(form)
        if isinstance(outcome, Done):
            return redirect(url_for(".show", no=outcome.value.no), code=303)
        form.refuse(outcome)
    return render_template(
        "residents/roster.html",
        form=form,
        counted=people.count(reading(), place().id),
        imports=[
            (coming, *words.STATES[coming.state])
            for coming in store.list_imports(reading(), place().id, LATEST)
        ],
    ), 422 if form.errors or form.form_errors else 200


def _uploaded(form: UploadForm) -> Done[RosterImport] | Refusal:
    sent = request.files.get("file")
    if not form.is_sent() or sent is None or not sent.filename:
        return Refusal("file-missing", "file")
    name, content = sent.filename, sent.read()
    sent.close()
    return perform(lambda session, errand: actions.upload(session, errand, name, content))


def _found(no: int) -> RosterImport:
    found = store.find_import(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found


@pages.get("/<int(max=999999999):no>/")
@right("roster:import")
def show(no: int) -> Page:
    """Show how far an import is; its preview once it is read."""
    return _shown(_found(no))


def _shown(coming: RosterImport, refusal: Refusal | None = None) -> Page:
    state, tone = words.STATES[coming.state]
    page = "import_preview" if coming.state is ImportState.PREVIEW else "import_state"
    refused = coming.report.get("refusal")
    return render_template(
        f"residents/{page}.html",
        coming=coming,
        report=coming.report,
        state=state,
        tone=tone,
        refusal=refusal or (Refusal(refused["code"], None, refused["facts"]) if refused else None),
        again=Refusal(coming.report["notice"]) if coming.report.get("notice") else None,
        columns=COLUMNS,
        words=words,
        sent=request.form,
    ), 422 if refusal else 200


@pages.get("/<int(max=999999999):no>/<any(refused,remarks,new,changed,gone):what>/")
@right("roster:import")
def lines(no: int, what: str) -> str:
    """Show one list of a preview, a hundred lines a page."""
    coming = _found(no)
    found: list[dict[str, Any]] = coming.report.get(what, [])
    start = max(request.args.get("start", 0, type=int), 0)
    shown = found[start : start + SHOWN]
    later, earlier = start + SHOWN, max(start - SHOWN, 0)
    return render_template(
        "residents/import_lines.html",
        coming=coming,
        what=what,
        found=shown,
        total=len(found),
        words=words,
        newer=url_for(".lines", no=no, what=what, start=earlier) if start else "",
        older=url_for(".lines", no=no, what=what, start=later) if found[later:] else "",
    )


@pages.post("/<int(max=999999999):no>/columns")
@right("roster:import")
def columns(no: int) -> Page:
    """Read again with the columns as chosen."""
    coming = _found(no)
    chosen = read_columns(request.form, coming.report.get("columns", []), coming.choices.columns)
    return _after(
        no, perform(lambda session, errand: actions.correct_columns(session, errand, no, chosen))
    )


@pages.post("/<int(max=999999999):no>/confirm")
@right("roster:import")
def confirm(no: int) -> Page:
    """Have it stored as the clerk decided."""
    choices = read_choices(request.form, sorted(asked(_found(no).report)))
    return _after(
        no, perform(lambda session, errand: actions.confirm(session, errand, no, choices))
    )


@pages.post("/<int(max=999999999):no>/drop")
@right("roster:import")
def drop(no: int) -> Page:
    """Throw it away."""
    outcome = perform(lambda session, errand: actions.drop(session, errand, no))
    if isinstance(outcome, Done):
        flash(_("这份表没有用，已经删掉了。"))
        return redirect(url_for(".list_"), code=303)
    return _after(no, outcome)


def _after(no: int, outcome: Done[RosterImport] | Refusal) -> Page:
    if isinstance(outcome, Refusal):
        return _shown(_found(no), outcome)
    return redirect(url_for(".show", no=no), code=303)
