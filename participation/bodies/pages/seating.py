"""The clerk's pages to give and end seats."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from participation.bodies import actions, store
from participation.bodies.forms.founding import EndForm
from participation.bodies.forms.seating import SearchForm, SeatForm
from participation.bodies.pages.blueprint import Answer, body_of, pages
from participation.bodies.present import (
    office_choices,
    term_words,
)
from participation.bodies.rules import Body, Seat, SeatOffice
from participation.kernel.outcome import Done, Refusal
from participation.residents.present.people import people_choices
from participation.residents.store.people import find_people
from participation.web.house import place, reading, today
from participation.web.perform import perform
from participation.web.rights import right

SEARCH_ROWS = 12


@pages.route("/<int(max=999999999):no>/seats/new/", methods=["GET", "POST"])
@right("bodies:found")
def seat(no: int) -> Answer:
    """Look for somebody on the roster and give them a seat."""
    body = body_of(no)
    sought = SearchForm(request.args)
    form = SeatForm(data={"from_day": today()})
    form.office.choices = office_choices()
    text = sought.name.data or ""
    found = find_people(reading(), place().id, text, SEARCH_ROWS) if text else []
    form.person.choices = people_choices(found)
    if not form.is_sent():
        return _seat_page(body, sought, form), 422 if form.errors else 200
    outcome = perform(lambda session, errand: _seat(session, errand, no, form))
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _seat_page(body, sought, form), 422
    flash(_("%(name)s 排进去了。", name=outcome.value.name))
    return redirect(url_for("bodies.seat", no=no), code=303)


def _seat(session: Any, errand: Any, no: int, form: SeatForm) -> Done[Seat] | Refusal:
    return actions.seat(
        session,
        errand,
        no,
        UUID(hex=form.person.data),
        office=SeatOffice(form.office.data),
        from_day=form.from_day.data,
        until_day=form.until_day.data,
        elected_by=form.elected_by.data,
    )


def _seat_page(body: Body, sought: SearchForm, form: SeatForm) -> str:
    return render_template(
        "bodies/seat.html",
        body=body,
        sought=sought,
        form=form,
        seats=store.list_seats(reading(), place().id, body.id, today()),
        offices=dict(office_choices()),
        term=term_words,
    )


@pages.route("/<int(max=999999999):no>/seats/<uuid:seat_id>/end/", methods=["GET", "POST"])
@right("bodies:found")
def unseat(no: int, seat_id: UUID) -> Answer:
    """End a seat."""
    body = body_of(no)
    given = store.find_seat(reading(), place().id, seat_id)
    if given is None or given.body_id != body.id:
        raise NotFound
    form = EndForm(data={"day": today()})
    form.day.label.text = _("任期的最后一天")
    if form.is_sent():
        day = form.day.data
        outcome = perform(lambda session, errand: actions.unseat(session, errand, no, seat_id, day))
        if isinstance(outcome, Done):
            flash(_("记下了。"))
            return redirect(url_for("today.body", no=no), code=303)
        form.refuse(outcome)
    page = render_template("bodies/end_seat.html", body=body, seat=given, form=form)
    return page, 422 if form.errors else 200
