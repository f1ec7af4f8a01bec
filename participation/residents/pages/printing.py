"""Addresses of printing: the home cards of the place, and any print on its way."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import printing as actions
from participation.residents.present import printing as words
from participation.residents.rules.jobs import JobKind, JobState, PrintJob, is_loopback
from participation.residents.store import cards as card_store
from participation.residents.store import jobs as store
from participation.residents.store import people
from participation.web.house import house, place, reading
from participation.web.perform import perform
from participation.web.rights import right

pages = Blueprint("printing", __name__)
LATEST = 10

Page = Response | str | tuple[str, int]


@pages.get("/cards/")
@right("cards:print")
def cards() -> Page:
    """Show how many homes have their card, and print for the others."""
    return _cards(None)


def _cards(refusal: Refusal | None) -> Page:
    homes = people.list_open_homes(reading(), place().id)
    served = card_store.list_homes_with_card(reading(), place().id)
    return render_template(
        "residents/cards.html",
        refusal=refusal,
        total=len(homes),
        missing=sum(home.id not in served for home in homes),
        is_loopback=is_loopback(house().base_url),
        base_url=house().base_url,
        jobs=[
            (job, *words.STATES[job.state])
            for job in store.list_jobs(reading(), place().id, JobKind.HOME_CARDS, LATEST)
        ],
    ), 422 if refusal else 200


@pages.post("/cards/print")
@right("cards:print")
def ask() -> Page:
    """Have cards printed: for `all`, for those `missing` one, or for one home."""
    wanted = _wanted(request.form.get("homes", ""))
    base_url, is_sample = house().base_url, request.form.get("sample") == "1"
    outcome = perform(
        lambda session, errand: actions.ask_cards(
            session, errand, wanted, base_url=base_url, is_sample=is_sample
        )
    )
    if isinstance(outcome, Refusal):
        return _cards(outcome)
    return redirect(url_for(".show", no=outcome.value.no), code=303)


def _wanted(text: str) -> str | list[UUID]:
    if text in (actions.ALL, actions.MISSING):
        return text
    try:
        return [UUID(hex=text)]
    except ValueError:
        return []


def _job(no: int) -> PrintJob:
    found = store.find_job(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found


@pages.get("/print/<int(max=999999999):no>/")
@right("slips:print")
def show(no: int) -> Page:
    """Show how far a print is; its paper once it is there."""
    return _shown(_job(no), None)


def _shown(job: PrintJob, refusal: Refusal | None) -> Page:
    state, tone = words.STATES[job.state]
    said = job.refusal
    if refusal is None and said:
        refusal = Refusal(said["code"], None, said["facts"])
    return render_template(
        "residents/print.html",
        job=job,
        kind=words.KINDS[job.kind],
        state=state,
        tone=tone,
        refusal=refusal,
    ), 422 if refusal and job.state is not JobState.REFUSED else 200


@pages.get("/print/<int(max=999999999):no>/slips.pdf")
@right("slips:print")
def pdf(no: int) -> Response:
    """Hand out the paper while it is kept."""
    paper = store.find_pdf(reading(), place().id, _job(no).id)
    if paper is None:
        raise NotFound
    return Response(
        paper,
        mimetype="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="slips-{no}.pdf"',
            "Cache-Control": "no-store",
        },
    )


@pages.post("/print/<int(max=999999999):no>/done")
@right("slips:print")
def done(no: int) -> Page:
    """Delete the paper once it is printed."""
    outcome = perform(lambda session, errand: actions.forget(session, errand, no))
    if isinstance(outcome, Done):
        flash(_("这份文件删掉了。"))
        return redirect(url_for(".show", no=no), code=303)
    return _shown(_job(no), outcome)
