"""The clerk's page to call a meeting."""

from datetime import time

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from participation.bodies import store as bodies
from participation.bodies.rules import Body, SeatOffice
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.matters import store as matters
from participation.meetings import actions
from participation.meetings.actions import Wanted
from participation.meetings.forms import CallForm
from participation.meetings.pages.blueprint import Answer, pages, today
from participation.meetings.rules.life import Meeting
from participation.web.house import house, place, reading, who
from participation.web.perform import perform
from participation.web.rights import right

MATTERS_SHOWN = 30
EVENING = time(19, 0)


@pages.route("/new/", methods=["GET", "POST"])
@right("meetings:call")
def new() -> Answer:
    """Call a meeting of a body."""
    found = [one for one in bodies.list_bodies(reading(), place().id) if not _is_over(one)]
    if not found:
        return render_template("meetings/no_body.html")
    form = CallForm(data=_beginning(found))
    form.body.choices = [(one.no, one.name) for one in found]
    form.matters.choices = _open_matters()
    if form.is_sent():
        outcome = _called(form)
        if isinstance(outcome, Done):
            flash(_("会议记下了。请告诉大家，到时候在这里点名。"))
            return redirect(url_for("meetings.show", no=outcome.value.no), code=303)
        form.refuse(outcome)
    return render_template("meetings/new.html", form=form), 422 if form.errors else 200


def _is_over(body: Body) -> bool:
    return body.is_dissolved(today())


def _beginning(found: list[Body]) -> dict[str, object]:
    """Return what is known before the clerk writes: the body asked for, and who leads it."""
    wanted = request.args.get("body", 0, int)
    body = next((one for one in found if one.no == wanted), found[0])
    seats = bodies.list_seats(reading(), place().id, body.id, today())
    by_office = {seat.office: seat.name for seat in seats}
    return {
        "body": body.no,
        "day": today(),
        "clock": EVENING,
        "chair": by_office.get(SeatOffice.CONVENOR, ""),
        "recorder": by_office.get(SeatOffice.RECORDER, who().label),
        "matters": list(request.args.getlist("matter", int)),
    }


def _open_matters() -> list[tuple[int, str]]:
    found = matters.list_matters(reading(), place().id, None, MATTERS_SHOWN)
    return [(one.no, f"{one.no} · {one.title}") for one in found if not one.is_over]


def _called(form: CallForm) -> Done[Meeting] | Refusal:
    wanted = [Wanted(matter_no=no) for no in form.matters.data]
    wanted += [Wanted(title=line) for line in (form.agenda.data or "").splitlines()]
    return perform(
        lambda session, errand: actions.call_meeting(
            session,
            errand,
            body_no=form.body.data,
            title=form.title.data,
            place=form.place.data,
            starts_at=clock.at_local(form.day.data, form.clock.data, house().zone),
            day=form.day.data,
            convened_by=form.chair.data,
            chair=form.chair.data,
            recorder=form.recorder.data,
            agenda=wanted,
        )
    )
