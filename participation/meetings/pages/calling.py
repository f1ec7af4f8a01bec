"""The clerk's page to call a meeting."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from participation.bodies import store as bodies
from participation.bodies.rules import Body, BodyKind, SeatOffice
from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.matters import store as matters
from participation.matters.rules import Matter
from participation.meetings import actions
from participation.meetings.actions import Wanted
from participation.meetings.actions.handing import hand_on
from participation.meetings.actions.notices import find_term
from participation.meetings.forms.calling import CallForm
from participation.meetings.pages.blueprint import Answer, pages
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.notice import earliest
from participation.votes import store as votes
from participation.votes.rules.decision_rules import Place, next_meeting
from participation.web.house import errand, house, place, reading, rules_on, today, who
from participation.web.perform import perform
from participation.web.rights import right

MATTERS_SHOWN = 30
EVENING = time(19, 0)
BODIES = {
    "V1": BodyKind.VILLAGERS,
    "V2": BodyKind.VILLAGE_REPRESENTATIVES,
    "R1": BodyKind.RESIDENTS,
    "R2": BodyKind.RESIDENT_REPRESENTATIVES,
}


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
    page = render_template("meetings/new.html", form=form, missing=_missing(found))
    return page, 422 if form.errors else 200


def _missing(found: list[Body]) -> str:
    """Return the meeting that has to decide and is not founded here yet, empty where it is."""
    asked = _asked()
    if asked is None or asked.kind is None or any(one.kind is asked.kind for one in found):
        return ""
    return asked.meeting


def _first_evening(body: Body) -> date:
    """Return the first day whose evening gives the notice a body owes."""
    term = find_term(reading(), errand(), body, rules_on(today()), errand().now, today())
    first = clock.local(earliest(term, errand().now), house().zone)
    return first.date() + timedelta(days=first.time() > EVENING)


def _is_over(body: Body) -> bool:
    return body.is_dissolved(today())


def _beginning(found: list[Body]) -> dict[str, object]:
    """Return what is known before the clerk writes: the body asked for, and who leads it."""
    asked = _asked()
    wanted = request.args.get("body", 0, int)
    body = next(
        (one for one in found if one.no == wanted or (asked and one.kind is asked.kind)), found[0]
    )
    seats = bodies.list_seats(reading(), place().id, body.id, today())
    by_office = {seat.office: seat.name for seat in seats}
    return {
        "body": body.no,
        "day": _first_evening(body),
        "clock": EVENING,
        "chair": by_office.get(SeatOffice.CONVENOR, ""),
        "recorder": by_office.get(SeatOffice.RECORDER, who().label),
        "title": asked.title if asked else "",
        "agenda": asked.agenda if asked else "",
        "matters": asked.matters if asked else list(request.args.getlist("matter", int)),
    }


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a vote that only asked, or came to nothing, hands to the meeting that can decide."""

    kind: BodyKind | None
    meeting: str
    title: str
    agenda: str
    matters: list[int]


def _asked() -> _Asked | None:
    """Return what the vote of the address hands on."""
    vote = votes.find_vote(reading(), place().id, request.args.get("vote", 0, int))
    if vote is None:
        return None
    rule = next_meeting(rules_on(today()), vote.rule, Place(place().kind), today())
    found = [one for one in _open_ones() if one.id == vote.matter_id]
    return _Asked(
        kind=BODIES.get(rule.id if rule else ""),
        meeting=rule.title if rule else "",
        title=_("表决：%(title)s", title=vote.title),
        agenda="" if found else vote.title,
        matters=[one.no for one in found],
    )


def _open_ones() -> list[Matter]:
    found = matters.list_matters(reading(), place().id, None, MATTERS_SHOWN)
    return [one for one in found if not one.is_over]


def _open_matters() -> list[tuple[int, str]]:
    return [(one.no, f"{one.no} · {one.title}") for one in _open_ones()]


def _called(form: CallForm) -> Done[Meeting] | Refusal:
    wanted = [Wanted(matter_no=no) for no in form.matters.data]
    wanted += [Wanted(title=line) for line in (form.agenda.data or "").splitlines()]
    vote_no = request.args.get("vote", 0, int)

    def call(session: Session, errand: Errand) -> Done[Meeting] | Refusal:
        called = actions.call_meeting(
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
            rules=rules_on(form.day.data),
            reason=form.reason.data or "",
        )
        if isinstance(called, Refusal) or not vote_no:
            return called
        handed = hand_on(session, errand, called.value, vote_no)
        return handed if isinstance(handed, Refusal) else called

    return perform(call)
