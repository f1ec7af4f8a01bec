"""Addresses of volunteering: what is on, one shift, coming in one tap, the lead's list."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.rules.people import Person
from participation.residents.store import people
from participation.volunteers import actions, present, store
from participation.volunteers.forms import ShiftForm
from participation.volunteers.rules import Shift
from participation.web.house import errand, house, place, reading, today, who
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right

pages = Blueprint("volunteers", __name__)
PAGE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"([0-9]{1,17})-([0-9]{1,9})")

Page = Response | str | tuple[str, int]


def _family() -> list[Person]:
    household_id = who().household_id
    return people.list_members(reading(), place().id, household_id) if household_id else []


def _lines(shifts: list[Shift]) -> list[present.Line]:
    """Return shifts with the household's buttons, in two statements for all of them."""
    family = _family()
    ids = [one.id for one in shifts]
    coming = store.list_coming_of(reading(), place().id, ids, [one.id for one in family])
    return [
        present.line(
            shift,
            present.members(family, {one for at, one in coming if at == shift.id}, today()),
            clock.now(),
        )
        for shift in shifts
    ]


@pages.get("/")
@right(PUBLIC)
def list_() -> str:
    """Show what is on, the next first."""
    after = _cursor(request.args.get("after", ""))
    found = store.list_open_shifts(reading(), place().id, clock.now(), PAGE + 1, after)
    shown = found[:PAGE]
    more = ""
    if len(found) > PAGE:
        last = shown[-1]
        micros = (last.starts_at - EPOCH) // timedelta(microseconds=1)
        more = url_for(".list_", after=f"{micros}-{last.no}")
    return render_template("volunteers/list.html", lines=_lines(shown), more=more)


def _cursor(text: str) -> tuple[datetime, int] | None:
    """Read where a page goes on; anything else starts at the top."""
    found = CURSOR.fullmatch(text)
    if found is None:
        return None
    return EPOCH + timedelta(microseconds=int(found[1])), int(found[2])


def _found(no: int) -> Shift:
    shift = store.find_shift(reading(), place().id, no)
    if shift is None:
        raise NotFound
    return shift


@pages.get("/<int(max=999999999):no>/")
@right(PUBLIC)
def show(no: int) -> str:
    """Show one shift, and the household's buttons."""
    return _page(no, None)


def _page(no: int, refusal: Refusal | None) -> str:
    shift = _found(no)
    line = _lines([shift])[0]
    return render_template("volunteers/show.html", shift=shift, line=line, refusal=refusal)


def _person() -> UUID:
    try:
        return UUID(request.form.get("person", ""))
    except ValueError:
        raise NotFound from None


@pages.post("/<int(max=999999999):no>/join")
@right("shifts:join")
def join(no: int) -> Page:
    """Come to a shift, in one tap."""
    person_id, day = _person(), today()
    return _after(no, perform(lambda s, e: actions.sign_up(s, e, no, person_id, day)))


@pages.post("/<int(max=999999999):no>/leave")
@right("shifts:join")
def leave(no: int) -> Page:
    """Stay away, in one tap."""
    person_id, day = _person(), today()
    return _after(no, perform(lambda s, e: actions.cancel(s, e, no, person_id, day)))


def _after(no: int, outcome: Done[Shift] | Refusal) -> Page:
    if isinstance(outcome, Refusal):
        return _page(no, outcome), 422
    return redirect(url_for(".show", no=no), code=303)


@pages.route("/new/", methods=["GET", "POST"])
@right("shifts:offer")
def offer() -> Page:
    """Offer a shift; a matter's page leads here with its number."""
    form = ShiftForm(data={"matter": request.args.get("matter", type=int), "places": 10})
    if form.is_sent():
        outcome = perform(lambda s, e: _offered(s, e, form))
        if isinstance(outcome, Done):
            flash(_("活动发出去了。要发到群里的话，在办公桌的“待发的话”里。"))
            return redirect(url_for(".show", no=outcome.value.no), code=303)
        form.refuse(outcome)
    return render_template("volunteers/offer.html", form=form), 422 if form.errors else 200


def _offered(session: Session, circumstances: Errand, form: ShiftForm) -> Done[Shift] | Refusal:
    draft = form.draft(house().zone)
    return actions.offer_shift(session, circumstances, draft, form.matter.data)


@pages.post("/<int(max=999999999):no>/call-off")
@right("shifts:offer")
def call_off(no: int) -> Page:
    """Call a shift off."""
    return _after(no, perform(lambda s, e: actions.call_off(s, e, no)))


@pages.get("/<int(max=999999999):no>/names/")
@right("shifts:offer")
def names(no: int) -> str:
    """Show the list for the lead's hand, made to be printed."""
    shift = _found(no)
    coming = actions.list_names(reading(), errand(), shift)
    lines = present.name_lines(shift, coming)
    return render_template(
        "volunteers/names.html", shift=shift, when=present.when(shift), lines=lines
    )
