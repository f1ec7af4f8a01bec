"""After the stroke: papers typed and checked, counted, confirmed by a second person."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.kernel.outcome import Refusal
from participation.votes import actions
from participation.votes.forms import PileForm, batch_form
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import desk_page, on_desk
from participation.web.house import place
from participation.web.perform import Action, T, perform
from participation.web.rights import right

Answer = tuple[str, int]


def _done(no: int, action: Action[T], words: str) -> Response | Answer:
    """Run an errand of the desk and come back to the vote's page, or show why not."""
    outcome = perform(action)
    if isinstance(outcome, Refusal):
        return desk_page(on_desk(no), outcome)
    flash(words)
    return redirect(url_for("votes.desk", no=no), code=303)


@pages.post("/desk/votes/<int(max=999999999):no>/batch/")
@right("votes:count")
def batch(no: int) -> Response | Answer:
    """Type what lay in the box."""
    form = batch_form(on_desk(no))
    if not form.validate():
        return desk_page(on_desk(no), Refusal("count-unreadable"), form)
    counts, names = form.counted(), form.names()
    return _done(
        no,
        lambda s, e: actions.type_batch(s, e, no, counts, names),
        _("纸票录好了。请另一个人核对。"),
    )


@pages.post("/desk/votes/<int(max=999999999):no>/batch/check/")
@right("votes:check-paper")
def check_batch(no: int) -> Response | Answer:
    """Let the papers stand, as a second person."""
    return _done(
        no, lambda s, e: actions.confirm_batch(s, e, no), _("纸票核对好了。接着由文书清点。")
    )


@pages.post("/desk/votes/<int(max=999999999):no>/pile/check/")
@right("votes:check-paper")
def check_pile(no: int) -> Response | Answer:
    """Let the pile of named papers stand, counted once more by a second person."""
    form = PileForm()
    if not form.validate():
        return desk_page(on_desk(no), Refusal("count-unreadable"))
    papers = form.papers.data
    return _done(
        no, lambda s, e: actions.confirm_pile(s, e, no, papers), _("纸票核对好了。接着由文书清点。")
    )


@pages.post("/desk/votes/<int(max=999999999):no>/count/")
@right("votes:count")
def count(no: int) -> Response | Answer:
    """Count the vote."""
    name = place().name
    return _done(
        no,
        lambda s, e: actions.count_vote(s, e, no, name),
        _("清点好了。请监督委员会核对，核对以后按时公布。"),
    )


@pages.post("/desk/votes/<int(max=999999999):no>/confirm/")
@right("votes:confirm")
def confirm(no: int) -> Response | Answer:
    """Confirm the count, as a second person; it publishes itself at its hour."""
    return _done(no, lambda s, e: actions.confirm_count(s, e, no), _("核对好了。到时间自动公布。"))
