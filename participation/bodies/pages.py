"""The list of bodies, and the clerk's pages to found, seat and dissolve."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.bodies import actions, store
from participation.bodies.forms import BodyForm, EndForm, SearchForm, SeatForm
from participation.bodies.present import (
    KINDS,
    kind_choices,
    office_choices,
    share_choices,
    term_words,
)
from participation.bodies.rules import Body, BodyKind, Seat, SeatOffice, share_of
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.residents.store.people import find_people
from participation.web import asked
from participation.web.house import house, place, reading
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right

pages = Blueprint("bodies", __name__)
PAGE_ROWS = 50
SEARCH_ROWS = 12
Answer = Response | str | tuple[str, int]


def _today() -> date:
    return clock.local_day(clock.now(), house().zone)


def _body(no: int) -> Body:
    found = store.find_body(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found


@pages.get("/")
@right(PUBLIC)
def list_() -> str:
    """Show the bodies of this place."""
    after = asked.number("after") or 0
    found = store.list_bodies(reading(), place().id, after, PAGE_ROWS + 1)
    shown = found[:PAGE_ROWS]
    is_more = len(found) > PAGE_ROWS
    return render_template(
        "bodies/list.html",
        bodies=shown,
        kinds=KINDS,
        today=_today(),
        older=url_for("bodies.list_", after=shown[-1].no) if is_more else "",
    )


@pages.route("/new/", methods=["GET", "POST"])
@right("bodies:found")
def new() -> Answer:
    """Found a body."""
    form = BodyForm(data={"founded_on": _today(), "quorum": "ge 2/3", "majority": "gt 1/2"})
    form.kind.choices = kind_choices()
    form.quorum.choices = form.majority.choices = share_choices()
    if not form.is_sent():
        return render_template("bodies/new.html", form=form), 422 if form.errors else 200
    outcome = _found(form)
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return render_template("bodies/new.html", form=form), 422
    flash(_("成立好了。接下来把人排进去。"))
    return redirect(url_for("bodies.seat", no=outcome.value.no), code=303)


def _found(form: BodyForm) -> Done[Body] | Refusal:
    quorum, majority = share_of(form.quorum.data), share_of(form.majority.data)
    assert quorum is not None
    assert majority is not None
    return perform(
        lambda session, errand: actions.found_body(
            session,
            errand,
            kind=BodyKind(form.kind.data),
            name=form.name.data,
            founded_on=form.founded_on.data,
            clause=form.clause.data,
            quorum=quorum,
            majority=majority,
        )
    )


@pages.route("/<int(max=999999999):no>/seats/new/", methods=["GET", "POST"])
@right("bodies:found")
def seat(no: int) -> Answer:
    """Look for somebody on the roster and give them a seat."""
    body = _body(no)
    sought = SearchForm(request.args)
    form = SeatForm(data={"from_day": _today()})
    form.office.choices = office_choices()
    form.person.choices = _people(sought.name.data or "")
    if not form.is_sent():
        return _seat_page(body, sought, form), 422 if form.errors else 200
    outcome = perform(lambda session, errand: _seat(session, errand, no, form))
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _seat_page(body, sought, form), 422
    flash(_("%(name)s 排进去了。", name=outcome.value.name))
    return redirect(url_for("bodies.seat", no=no), code=303)


def _people(text: str) -> list[tuple[str, str]]:
    """Return who on the roster goes by a text, each with the household to tell them apart."""
    if not text:
        return []
    found = find_people(reading(), place().id, text, SEARCH_ROWS)
    return [
        (person.id.hex, f"{person.name}（{household.line}）")
        for person, household in found
        if not person.is_company
    ]


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
        seats=store.list_seats(reading(), place().id, body.id, _today()),
        offices=dict(office_choices()),
        term=term_words,
    )


@pages.route("/<int(max=999999999):no>/seats/<uuid:seat_id>/end/", methods=["GET", "POST"])
@right("bodies:found")
def unseat(no: int, seat_id: UUID) -> Answer:
    """End a seat."""
    body = _body(no)
    given = store.find_seat(reading(), place().id, seat_id)
    if given is None or given.body_id != body.id:
        raise NotFound
    form = EndForm(data={"day": _today()})
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


@pages.route("/<int(max=999999999):no>/dissolve/", methods=["GET", "POST"])
@right("bodies:found")
def dissolve(no: int) -> Answer:
    """Dissolve a body."""
    body = _body(no)
    form = EndForm(data={"day": _today()})
    form.day.label.text = _("从哪天起撤销")
    if form.is_sent():
        day = form.day.data
        outcome = perform(lambda session, errand: actions.dissolve_body(session, errand, no, day))
        if isinstance(outcome, Done):
            flash(_("撤销了。以前的会议和记录都还在。"))
            return redirect(url_for("today.body", no=no), code=303)
        form.refuse(outcome)
    return render_template(
        "bodies/dissolve.html", body=body, form=form
    ), 422 if form.errors else 200
