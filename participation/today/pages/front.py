"""The front door, today for whoever looks, and how the reader wants to read."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from participation.committees import store as committees
from participation.kernel import clock
from participation.residents.rules.names import masked
from participation.today.forms import CodeForm
from participation.today.pages.blueprint import pages
from participation.today.present import home as words
from participation.today.store import home as store
from participation.web import tongue
from participation.web.house import house, place, reading, who
from participation.web.rights import PUBLIC, right
from participation.web.signin import go_on


@pages.get("/")
@right(PUBLIC)
def front() -> Response | str:
    """Show the committees here; one only leads straight to it."""
    found = committees.list_committees(reading())
    if len(found) == 1:
        return redirect(url_for("today.show", slug=found[0].slug))
    return render_template("today/front.html", committees=found)


@pages.get("/c/<slug>/")
@right(PUBLIC)
def show() -> str:
    """Show what is asked of me now, and what became of what I asked."""
    now, zone = clock.now(), house().zone
    home_id = who().household_id
    agenda = store.find_agenda(reading(), place().id, now)
    matters = store.find_matters(reading(), place().id, home_id)
    # Nobody is asked where no meeting is to come and no minutes go round.
    has_meetings = agenda.meetings or agenda.rounds
    asked = store.list_asked(reading(), place().id, home_id if has_meetings else None, now)
    shift = store.find_next_shift(reading(), place().id, home_id, now)
    return render_template(
        "today/show.html",
        asks=[words.ask(vote, now, zone) for vote in agenda.votes],
        results=[words.result(one) for one in agenda.results],
        meetings=agenda.meetings,
        invitations=[(one, masked(one.name)) for one in asked.invitations],
        to_read=asked.to_read,
        own=words.rows(matters.own),
        others=words.rows(matters.others),
        shift=words.shift_line(shift, now, zone),
        code_form=CodeForm(),
    )


@pages.post("/view/")
@right(PUBLIC)
def view() -> Response:
    """Remember large type in a cookie, and go back to the page."""
    response = go_on(request.form.get("next", ""), "/")
    if "large" in request.form:
        value = "1" if request.form["large"] == "1" else "0"
        response.set_cookie(tongue.LARGE_COOKIE, value, max_age=tongue.YEAR, samesite="Lax")
    return response


@pages.get("/language/<code>/")
@right(PUBLIC)
def language(code: str) -> Response:
    """Remember the reader's language in a cookie, and go back to the page."""
    response = go_on(request.args.get("next", ""), "/")
    if code in tongue.LANGUAGES:
        response.set_cookie(tongue.LANGUAGE_COOKIE, code, max_age=tongue.YEAR, samesite="Lax")
    return response
