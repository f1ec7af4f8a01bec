"""The desk's way to the questions of a draft: one more, change one, take one off."""

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.forms import QuestionForm, written_question
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import desk_page, on_desk
from participation.votes.rules.drafts import MOST_QUESTIONS
from participation.votes.rules.vote import Vote
from participation.web.house import errand, house, rules_on
from participation.web.perform import perform
from participation.web.rights import right

Answer = tuple[str, int]
PLACE = "/desk/votes/<int(max=999999999):no>/questions/<int(min=1, max=99):at>/"


@pages.route(PLACE, methods=["GET", "POST"])
@right("votes:draft")
def question(no: int, at: int) -> Response | Answer:
    """Write down one more question, or change one."""
    vote = on_desk(no)
    if at > min(len(vote.questions) + 1, MOST_QUESTIONS):
        raise NotFound
    form = _form(vote, at)
    if form.is_sent():
        today = clock.local_day(errand().now, house().zone)
        heading = form.heading.data if "heading" in form else ""
        asked, rules = form.to_asked(), rules_on(today)
        outcome = perform(
            lambda s, e: actions.keep_question(s, e, rules, no, at, asked, heading, today)
        )
        if isinstance(outcome, Done):
            return redirect(url_for("votes.desk", no=no), code=303)
        form.refuse(outcome)
    status = 422 if form.errors or form.form_errors else 200
    may_drop = at <= len(vote.questions) and len(vote.questions) > 1
    page = render_template("votes/question.html", vote=vote, form=form, at=at, may_drop=may_drop)
    return page, status


def _form(vote: Vote, at: int) -> QuestionForm:
    """Return the form of a question; a ballot that keeps to one question needs no heading."""
    is_more = at > len(vote.questions)
    known = {} if is_more else written_question(vote.questions[at - 1])
    if len(vote.questions) > 1:
        known["heading"] = vote.title
    form = QuestionForm(data=known if request.method == "GET" else None)
    if len(vote.questions) == 1 and not is_more:
        del form.heading
    return form


@pages.post(PLACE + "drop/")
@right("votes:draft")
def drop_question(no: int, at: int) -> Response | Answer:
    """Take a question off the ballot."""
    on_desk(no)
    today = clock.local_day(errand().now, house().zone)
    rules = rules_on(today)
    outcome = perform(lambda s, e: actions.drop_question(s, e, rules, no, at, today))
    if isinstance(outcome, Done):
        return redirect(url_for("votes.desk", no=no), code=303)
    return desk_page(on_desk(no), outcome)
