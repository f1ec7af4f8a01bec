"""Typing the signed sheet line by line, striking a line out, and naming the meeting."""

from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from participation.bodies import store as bodies
from participation.bodies.forms.seating import SearchForm
from participation.kernel.outcome import Done, Refusal
from participation.meetings import store as meetings
from participation.meetings.actions import petitions as actions
from participation.meetings.forms.petitions import AnswerForm, LineForm, StrikeForm
from participation.meetings.pages.petitions.blueprint import NO, Answer, pages, petition_of, rule_of
from participation.meetings.present import petitions as words
from participation.meetings.rules.petitions import FORCED, Petition, State, ways
from participation.meetings.store import petitions as store
from participation.residents.present.people import people_choices
from participation.residents.store.people import find_people
from participation.web.house import house, place, reading, today
from participation.web.perform import perform
from participation.web.rights import right
from participation.web.tongue import moment_full

FOUND = 12
MEETINGS = 40


@pages.route(f"/{NO}/lines/", methods=["GET", "POST"])
@right("petitions:type")
def lines(no: int) -> Answer:
    """Type one line of the signed sheet."""
    petition, sought = petition_of(no), SearchForm(request.args)
    form = LineForm(data={"signed_on": today()})
    text = sought.name.data or ""
    found = find_people(reading(), place().id, text, FOUND) if text else []
    form.person.choices = people_choices(found)
    if form.is_sent():
        outcome = _typed(petition, form)
        if isinstance(outcome, Done):
            is_enough = outcome.value.state is State.DEMANDED
            flash(_("人数够了。请发通知开会。") if is_enough else _("录进去了。"))
            return redirect(url_for(".show" if is_enough else ".lines", no=no), code=303)
        form.refuse(outcome)
    return _lines_page(petition, sought, form), 422 if form.errors or form.form_errors else 200


def _typed(petition: Petition, form: LineForm) -> Done[Petition] | Refusal:
    rule, zone = rule_of(petition), house().zone
    person_id, signed_on = UUID(hex=form.person.data), form.signed_on.data
    assert signed_on is not None
    return perform(
        lambda s, e: actions.type_signature(
            s, e, petition.no, rule, person_id, signed_on, form.sheet.data or "", zone
        )
    )


def _lines_page(petition: Petition, sought: SearchForm, form: LineForm) -> str:
    typed = store.list_signatures(reading(), place().id, petition.id)
    entitled = actions.entitled_now(reading(), place().id, today())
    return render_template(
        "meetings/petition_lines.html",
        petition=petition,
        sought=sought,
        form=form,
        typed=list(reversed(typed)),
        lines=words.way_lines(ways(rule_of(petition), entitled, typed)),
        is_gathering=petition.state is State.GATHERING,
    )


@pages.route(f"/{NO}/lines/<uuid:line_id>/strike/", methods=["GET", "POST"])
@right("petitions:type")
def strike(no: int, line_id: UUID) -> Answer:
    """Strike a line out."""
    petition = petition_of(no)
    typed = store.list_signatures(reading(), place().id, petition.id)
    line = next((one for one in typed if one.id == line_id), None)
    if line is None:
        raise NotFound
    form = StrikeForm()
    if form.is_sent():
        reason = form.reason.data or ""
        outcome = perform(lambda s, e: actions.strike_signature(s, e, no, line_id, reason))
        if isinstance(outcome, Done):
            flash(_("划掉了。"))
            return redirect(url_for(".lines", no=no), code=303)
        form.refuse(outcome)
    page = render_template("meetings/petition_strike.html", petition=petition, line=line, form=form)
    return page, 422 if form.errors or form.form_errors else 200


@pages.route(f"/{NO}/meeting/", methods=["GET", "POST"])
@right("meetings:call")
def answer(no: int) -> Answer:
    """Say which meeting was called for it."""
    petition = petition_of(no)
    form = AnswerForm()
    form.meeting.choices = _meetings(petition)
    if form.is_sent():
        meeting_no = form.meeting.data
        outcome = perform(lambda s, e: actions.answer_petition(s, e, no, meeting_no))
        if isinstance(outcome, Done):
            flash(_("记下了，大家在提议的页面上看得到。"))
            return redirect(url_for(".show", no=no), code=303)
        form.refuse(outcome)
    page = render_template(
        "meetings/petition_answer.html", petition=petition, rule=rule_of(petition), form=form
    )
    return page, 422 if form.errors or form.form_errors else 200


def _meetings(petition: Petition) -> list[tuple[int, str]]:
    """Return meetings of the right sort of body that begin after enough had signed."""
    since = petition.demanded_at
    found = bodies.list_bodies(reading(), place().id, limit=actions.BODIES_MOST)
    fitting = {one.id for one in found if one.kind is FORCED[petition.rule_id]}
    return [
        (one.no, f"{_when(one.starts_at)} {one.title}")
        for one in meetings.list_meetings(reading(), place().id, limit=MEETINGS)
        if one.body_id in fitting and since is not None and one.starts_at > since
    ]


def _when(moment: datetime) -> str:
    return str(moment_full(moment))
