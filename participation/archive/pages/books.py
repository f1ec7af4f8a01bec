"""The archive's books on pages and on paper: terms, a year's list, the register of seals."""

import io
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from flask import flash, redirect, render_template, send_file, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.archive.actions import books as actions
from participation.archive.forms.books import SealForm, TermForm, VoidForm
from participation.archive.pages.blueprint import pages
from participation.archive.present import books as words
from participation.archive.rules.books import HELD_AS, Holding, SealUse, month_of, terms_of
from participation.archive.store import books as store
from participation.archive.store.files import count_by_subject
from participation.audit.rules import Printed
from participation.audit.store import list_printed_between
from participation.committees.present import full_name
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.paper.elections import PublicList, print_public_list
from participation.paper.fonts import find_fonts
from participation.web.forms import Form
from participation.web.house import house, place, reading, today
from participation.web.perform import perform
from participation.web.rights import right
from participation.web.words import word

Page = Response | str | tuple[str, int]
FIRST_YEAR = 2000


@pages.get("/")
@right("files:keep")
def books() -> str:
    """Show what is kept for how long, and lead to the lists of years and months."""
    terms = terms_of(store.list_terms(reading(), place().id))
    return render_template(
        "archive/books.html",
        terms=[(words.HOLDINGS[one], term, words) for one, term in terms.items()],
        words=words,
        years=range(today().year, today().year - 3, -1),
        month=f"{today():%Y-%m}",
    )


@pages.route("/terms/", methods=["GET", "POST"])
@right("files:keep")
def terms() -> Page:
    """Say for how long a kind of record is kept here."""
    form = TermForm()
    form.holding.choices = [(str(one), said) for one, said in words.HOLDINGS.items()]
    if form.is_sent():
        years = None if form.length.data == "ever" else form.years.data or 0
        holding, basis = Holding(form.holding.data), form.basis.data or ""
        outcome = perform(lambda s, e: actions.set_term(s, e, holding, years, basis))
        if isinstance(outcome, Done):
            flash(_("记下了。"))
            return redirect(url_for("archive.books"), code=303)
        form.refuse(outcome)
    return _formed("archive/terms.html", form)


def _formed(template: str, form: Form, **more: Any) -> Page:
    page = render_template(template, form=form, **more)
    return page, 422 if form.errors or form.form_errors else 200


@pages.get("/years/<int(max=9999):year>/")
@right("files:keep")
def year(year: int) -> str:
    """Show what was registered in a year, the last version of each thing."""
    found = _of_year(year)
    own = terms_of(store.list_terms(reading(), place().id))
    return render_template(
        "archive/year.html",
        year=year,
        printed=found,
        files=count_by_subject(reading(), place().id, [one.subject_id for one in found]),
        held=HELD_AS,
        terms=own,
        words=words,
    )


def _of_year(year: int) -> list[Printed]:
    if not FIRST_YEAR <= year <= today().year:
        raise NotFound
    first, end = _start(date(year, 1, 1)), _start(date(year + 1, 1, 1))
    return list_printed_between(reading(), place().id, first, end)


def _start(day: date) -> datetime:
    return clock.at_local(day, time(0), house().zone)


@pages.get("/years/<int(max=9999):year>/list.pdf")
@right("files:keep")
def year_list(year: int) -> Page:
    """Print a year's list of files."""
    found = _of_year(year)
    files = count_by_subject(reading(), place().id, [one.subject_id for one in found])
    own = terms_of(store.list_terms(reading(), place().id))
    issuer = full_name(place().name, place().kind)
    return _pressed(
        lambda: words.year_list(year, found, files, own, issuer, today()), f"archive-{year}"
    )


@pages.route("/seals/<month>/", methods=["GET", "POST"])
@right("files:keep")
def seals(month: str) -> Page:
    """Show the register of seals of a month, and write a line into it."""
    uses, form = _of_month(month), SealForm(data={"day": today(), "copies": 1})
    if form.is_sent():
        outcome = perform(lambda s, e: actions.use_seal(s, e, today=today(), **_use(form)))
        if isinstance(outcome, Done):
            flash(_("登记了，是第 %(no)d 条。", no=outcome.value.no))
            return redirect(url_for(".seals", month=f"{outcome.value.day:%Y-%m}"), code=303)
        form.refuse(outcome)
    void = {one.voids for one in uses if one.voids}
    return _formed("archive/seals.html", form, month=month, uses=uses, void=void, **_around(month))


def _use(form: SealForm) -> dict[str, Any]:
    return {
        "day": form.day.data,
        "seal": form.seal.data or "",
        "what": form.what.data or "",
        "copies": form.copies.data or 0,
        "asked_by": form.asked_by.data or "",
        "approved_by": form.approved_by.data or "",
    }


def _of_month(month: str) -> list[SealUse]:
    found = month_of(month)
    if found is None:
        raise NotFound
    first = date(*found, 1)
    last = first.replace(day=monthrange(*found)[1])
    return store.list_seal_uses(reading(), place().id, first, last)


def _around(month: str) -> dict[str, str]:
    """Return the month before, and the one after unless it is still to come."""
    year, number = month_of(month) or (FIRST_YEAR, 1)
    before = f"{year - (number == 1):04}-{(number - 2) % 12 + 1:02}"
    after = f"{year + (number == 12):04}-{number % 12 + 1:02}"
    return {"before": before, "after": after if after <= f"{today():%Y-%m}" else ""}


@pages.get("/seals/<month>/book.pdf")
@right("files:keep")
def seal_book(month: str) -> Page:
    """Print the register of seals of a month."""
    uses, issuer = _of_month(month), full_name(place().name, place().kind)
    return _pressed(lambda: words.seal_book(month, uses, issuer, today()), f"seals-{month}")


@pages.route("/seals/<month>/<int(max=999999999):no>/void/", methods=["GET", "POST"])
@right("files:keep")
def void(month: str, no: int) -> Page:
    """Strike a line of the register out."""
    use = store.find_seal_use(reading(), place().id, no)
    if use is None:
        raise NotFound
    form = VoidForm()
    if form.is_sent():
        why = form.why.data or ""
        outcome = perform(lambda s, e: actions.void_seal_use(s, e, no, why, today()))
        if isinstance(outcome, Done):
            flash(_("作废了，另写了一条。"))
            return redirect(url_for(".seals", month=f"{outcome.value.day:%Y-%m}"), code=303)
        form.refuse(outcome)
    return _formed("archive/void.html", form, use=use, month=month)


def _pressed(paper: Callable[[], PublicList], name: str) -> Page:
    """Print a list in Chinese; a refusal says what to do."""
    fonts = find_fonts(house().font_dir)
    pdf: bytes | Refusal = fonts if isinstance(fonts, Refusal) else b""
    if not isinstance(fonts, Refusal):
        with force_locale("zh_Hans"):
            pdf = print_public_list(paper(), fonts)
    if isinstance(pdf, Refusal):
        page = render_template(
            "web/error.html",
            heading=_("这一步没有办成"),
            advice=word(pdf),
            back_href=url_for(".books"),
            back_text=_("回到档案"),
        )
        return page, 422
    called = f"{place().slug}-{name}.pdf"
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", download_name=called)
