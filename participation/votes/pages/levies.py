"""The desk's page of what a vote asks every home for (筹资筹劳)."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.forms import LevyForm, written_levy
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import desk_page, on_desk
from participation.votes.present.levies import EXEMPT, doubt_words
from participation.votes.rules.levies import levy_terms
from participation.web.house import errand, house, rules_on
from participation.web.perform import perform
from participation.web.rights import right

Answer = tuple[str, int]
PLACE = "/desk/votes/<int(max=999999999):no>/levy/"


@pages.route(PLACE, methods=["GET", "POST"])
@right("votes:draft")
def levy(no: int) -> Response | Answer:
    """Write down what each home is asked for, and on what grounds."""
    vote = on_desk(no)
    today = clock.local_day(errand().now, house().zone)
    rules = rules_on(today)
    form = LevyForm(data=written_levy(vote.levy) if request.method == "GET" else None)
    form.offer(EXEMPT)
    if form.is_sent():
        asked = form.to_levy()
        outcome = perform(lambda s, e: actions.keep_levy(s, e, rules, no, asked, today))
        if isinstance(outcome, Done):
            return redirect(url_for("votes.desk", no=no), code=303)
        form.refuse(outcome)
    doubt = doubt_words(levy_terms(rules, vote.rule, today))
    status = 422 if form.errors or form.form_errors else 200
    return render_template("votes/levy.html", vote=vote, form=form, doubt=doubt), status


@pages.post(PLACE + "drop/")
@right("votes:draft")
def drop_levy(no: int) -> Response | Answer:
    """Ask the homes for nothing after all."""
    on_desk(no)
    today = clock.local_day(errand().now, house().zone)
    rules = rules_on(today)
    outcome = perform(lambda s, e: actions.drop_levy(s, e, rules, no, today))
    if isinstance(outcome, Done):
        return redirect(url_for("votes.desk", no=no), code=303)
    return desk_page(on_desk(no), outcome)
