"""The desk's hold on a vote: announce it, stop it, give it time, cancel it; always publicly."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.votes import actions
from participation.votes.forms import HaltForm, ReasonForm
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import desk_page, on_desk
from participation.votes.rules.halting import allowed
from participation.votes.rules.rule_terms import WhileOpen
from participation.votes.rules.vote import Vote
from participation.web.forms import Form
from participation.web.house import errand, house
from participation.web.perform import Action, perform
from participation.web.rights import right

Answer = tuple[str, int]
NO = "/desk/votes/<int(max=999999999):no>/"


@pages.post(NO + "announce/")
@right("votes:announce")
def announce(no: int) -> Response | Answer:
    """Show a vote and its roll to everybody before it opens."""
    today = clock.local_day(errand().now, house().zone)
    outcome = perform(lambda s, e: actions.announce_vote(s, e, no, today))
    if isinstance(outcome, Refusal):
        return desk_page(on_desk(no), outcome)
    flash(_("公示了。请把要发的话发到群里、广播里念，把名册贴到公示栏。"))
    return redirect(url_for("votes.desk", no=no), code=303)


@pages.route(NO + "withdraw/", methods=["GET", "POST"])
@right("votes:announce")
def withdraw(no: int) -> Response | Answer:
    """Take an announcement back, with a reason."""
    vote, form = on_desk(no), ReasonForm()
    if form.is_sent():
        reason = form.reason.data or ""
        outcome = perform(lambda s, e: actions.withdraw_announcement(s, e, no, reason))
        if isinstance(outcome, Done):
            flash(_("公示撤回了，现在可以改草稿。"))
            return redirect(url_for("votes.desk", no=no), code=303)
        form.refuse(outcome)
    return _page(vote, form, heading=_("撤回公示"), button=_("撤回公示"))


@pages.route(NO + "halt/", methods=["GET", "POST"])
@right("votes:halt")
def halt(no: int) -> Response | Answer:
    """Pause a vote, give it more time or cancel it, as far as its rule allows."""
    vote = on_desk(no)
    form = HaltForm()
    form.offer(allowed(vote.rule))
    if form.is_sent():
        way = WhileOpen(form.what.data)
        outcome = perform(_errand_of(vote, way, form))
        if isinstance(outcome, Done):
            flash(_("记下了，原因写在投票页上。请把要发的话发到群里、广播里念。"))
            return redirect(url_for("votes.desk", no=no), code=303)
        form.refuse(outcome)
    return _page(vote, form, heading=_("暂停、延长、取消"), button=_("就这样办"))


def _errand_of(vote: Vote, way: WhileOpen, form: HaltForm) -> Action[Vote]:
    no, reason = vote.no, form.reason.data or ""
    match way:
        case WhileOpen.CANCEL:
            return lambda s, e: actions.cancel_vote(s, e, no, reason)
        case WhileOpen.EXTEND:
            closes = form.moment(house().zone) or vote.closes_at
            return lambda s, e: actions.extend_vote(s, e, no, closes, reason)
        case WhileOpen.PAUSE | WhileOpen.FAILURE:
            is_failure = way is WhileOpen.FAILURE
            return lambda s, e: actions.pause_vote(s, e, no, reason, is_failure=is_failure)


@pages.post(NO + "resume/")
@right("votes:halt")
def resume(no: int) -> Response | Answer:
    """Open a paused vote again."""
    outcome = perform(lambda s, e: actions.resume_vote(s, e, no))
    if isinstance(outcome, Refusal):
        return desk_page(on_desk(no), outcome)
    flash(_("投票恢复了，截止时间顺延了暂停的那一段。"))
    return redirect(url_for("votes.desk", no=no), code=303)


def _page(vote: Vote, form: Form, **words: str) -> Answer:
    status = 422 if form.errors or form.form_errors else 200
    shown: Mapping[str, Any] = {"vote": vote, "form": form, **words}
    return render_template("votes/halt.html", **shown), status
