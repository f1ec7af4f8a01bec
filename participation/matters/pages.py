"""The list of matters, raising one, supporting, and the clerk's three answers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.bodies import store as bodies
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.matters import actions, store
from participation.matters.forms import (
    AnswerForm,
    BodyForm,
    DeclineForm,
    HomeForm,
    OfficeForm,
    RaiseForm,
)
from participation.matters.present import committee_words, fact_of, listed_chip, raiser
from participation.matters.rules import Matter, draft_of
from participation.residents.store import people
from participation.web import asked
from participation.web.house import house, place, reading, who
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right
from participation.web.words import word

pages = Blueprint("matters", __name__)
PAGE_SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Answer = Response | str | tuple[str, int]


@pages.get("/")
@right(PUBLIC)
def list_() -> str:
    """Show the matters here, by when they last moved; `q` searches."""
    text = asked.text("q")
    before = _cursor(request.args.get("before", ""))
    found = store.list_matters(reading(), place().id, before, PAGE_SIZE + 1, text)
    shown = found[:PAGE_SIZE]
    is_more = len(found) > PAGE_SIZE
    now, zone = clock.now(), house().zone
    return render_template(
        "matters/list.html",
        matters=[(one, *listed_chip(one, now, zone), fact_of(one)) for one in shown],
        q=text,
        newer=url_for(".list_", q=text or None) if before else "",
        older=_older(shown[-1], text) if is_more else "",
        may_raise=who().may("matters:raise"),
    )


def _older(last: Matter, text: str) -> str:
    moved = (last.moved_at - EPOCH) // timedelta(microseconds=1)
    return url_for(".list_", q=text or None, before=f"{moved}-{last.no}")


def _cursor(raw: str) -> store.Cursor | None:
    """Read the address of an older page; anything else is the first page."""
    moved, _dash, number = raw.partition("-")
    if not (moved.isascii() and moved.isdigit() and number.isascii() and number.isdigit()):
        return None
    if len(moved) > 17 or len(number) > 9:
        return None
    return EPOCH + timedelta(microseconds=int(moved)), int(number)


@pages.route("/new/", methods=["GET", "POST"])
@right("matters:raise")
def new() -> Answer:
    """Raise a matter: by home card, or at the office for whoever came in."""
    form = OfficeForm() if _is_office() else _home_form()
    if form.is_sent():
        outcome = _raised(form)
        if isinstance(outcome, Done):
            flash(_("记下了。下面写着谁要在哪天以前答复。"))
            return redirect(_page(outcome.value.no), code=303)
        if outcome.code == "matter-twice":
            return redirect(_page(int(str(outcome.facts["no"]))), code=303)
        form.refuse(outcome)
    by = committee_words(place().kind)
    return render_template("matters/new.html", form=form, by=by), 422 if form.errors else 200


def _is_office() -> bool:
    return who().may("matters:answer")


def _home_form() -> HomeForm:
    form = HomeForm()
    household_id = who().household_id
    assert household_id is not None
    today = clock.local_day(clock.now(), house().zone)
    members = people.list_members(reading(), place().id, household_id)
    adults = [one for one in members if one.is_adult(today) and not one.is_company]
    form.offer([(str(one.id), one.masked_name) for one in adults])
    return form


def _raised(form: RaiseForm) -> Done[Matter] | Refusal:
    is_named = isinstance(form, HomeForm) and bool(form.is_named.data)
    draft = draft_of(
        form.what.data or "", form.place.data or "", form.contact.data or "", is_named=is_named
    )
    if isinstance(draft, Refusal):
        return draft
    zone = house().zone
    if isinstance(form, OfficeForm):
        label = form.household.data or ""
        return perform(lambda s, e: actions.raise_at_office(s, e, draft, zone, label))
    assert isinstance(form, HomeForm)
    try:
        person_id = UUID(form.person.data) if form.person.data else None
    except ValueError:
        return Refusal("person-elsewhere", "person")
    return perform(lambda s, e: actions.raise_matter(s, e, draft, zone, person_id))


def _page(no: int) -> str:
    return url_for("today.matter", no=no)


@pages.post("/<int(max=999999999):no>/support/")
@right("matters:support")
def support(no: int) -> Answer:
    """Support a matter, once per household."""
    outcome = perform(lambda session, errand: actions.support(session, errand, no))
    if isinstance(outcome, Refusal):
        return refused(outcome, no)
    if outcome.value:
        flash(_("您家的附议记下了。"))
    return redirect(_page(no), code=303)


def refused(refusal: Refusal, no: int) -> tuple[str, int]:
    """Answer a button that could not do its errand: why, and the way back to the matter."""
    if refusal.code == "matter-unknown":
        raise NotFound
    return render_template(
        "web/error.html",
        heading=_("这一步没有办成"),
        advice=word(refusal),
        back_href=_page(no),
        back_text=_("回到这件事"),
    ), 422


@pages.route("/<int(max=999999999):no>/answer/", methods=["GET", "POST"])
@right("matters:answer")
def answer(no: int) -> Answer:
    """Answer a matter on the spot."""
    form = AnswerForm()
    return _settled(
        no,
        form,
        "matters/answer.html",
        lambda s, e: actions.answer(s, e, no, form.text.data or ""),
        _("答复已经公开。"),
    )


@pages.route("/<int(max=999999999):no>/decline/", methods=["GET", "POST"])
@right("matters:answer")
def decline(no: int) -> Answer:
    """Decline a matter with a reason."""
    form = DeclineForm()
    return _settled(
        no,
        form,
        "matters/decline.html",
        lambda s, e: actions.decline(s, e, no, form.text.data or ""),
        _("理由已经公开。"),
    )


@pages.route("/<int(max=999999999):no>/put-to-body/", methods=["GET", "POST"])
@right("matters:answer")
def put_to_body(no: int) -> Answer:
    """Put a matter to a body that talks it through."""
    form = BodyForm()
    today = clock.local_day(clock.now(), house().zone)
    running = [
        one for one in bodies.list_bodies(reading(), place().id) if not one.is_dissolved(today)
    ]
    form.offer([(str(one.no), one.name) for one in running])
    chosen = str(form.body.data or "")
    body_no = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 9 else 0
    zone = house().zone
    return _settled(
        no,
        form,
        "matters/put_to_body.html",
        lambda s, e: actions.put_to_body(s, e, no, body_no, zone),
        _("已经交过去了。"),
        has_bodies=bool(running),
    )


def _settled(
    no: int, form: Any, template: str, action: Callable[..., Any], done: str, **more: Any
) -> Answer:
    """Show one of the clerk's three forms, or carry its errand out."""
    matter = store.find_matter(reading(), place().id, no)
    if matter is None:
        raise NotFound
    if form.is_sent():
        outcome = perform(action)
        if isinstance(outcome, Done):
            flash(done)
            return redirect(_page(no), code=303)
        form.refuse(outcome)
    shown = {"matter": matter, "raised_by": raiser(matter), "back": _page(no), **more}
    return render_template(template, form=form, **shown), 422 if form.errors else 200
