"""Addresses of who watches over a vote: complaints past the desk, call-backs, who carries slips."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.kernel.outcome import Done, Refusal
from participation.votes import actions
from participation.votes.forms.watching import AnswerForm, CarrierForm, ComplaintForm
from participation.votes.pages import tries
from participation.votes.pages.ballot import known, slip_frame
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import desk_page, on_desk
from participation.votes.present import watching as words
from participation.votes.rules.vote import Vote
from participation.votes.rules.watching import CallOutcome, Grievance, may_draw
from participation.votes.store import box, oversight, watching
from participation.web import ledger
from participation.web.house import errand, place, reading
from participation.web.perform import Action, T, perform
from participation.web.rights import PUBLIC, right
from participation.web.words import word

Answer = tuple[str, int]
OVERSIGHT = "/desk/votes/<int(max=999999999):no>/oversight/"
COMPLAINTS = 10
WINDOW = timedelta(hours=1)


@pages.route("/votes/<int(max=999999999):no>/complaint/", methods=["GET", "POST"])
@right(PUBLIC)
def complain(no: int) -> Response | Answer:
    """Take a complaint of a vote for supervisor and county."""
    vote, form = known(no), ComplaintForm()
    if form.is_sent():
        outcome = _filed(no, form)
        if isinstance(outcome, Done):
            return redirect(url_for("votes.complained", no=no), code=303)
        form.refuse(outcome)
    status = 422 if form.errors or form.form_errors else 200
    page = render_template(
        "votes/complaint.html", vote=vote, form=form, **slip_frame("", url_for(".complain", no=no))
    )
    return page, status


def _filed(no: int, form: ComplaintForm) -> Done[int] | Refusal:
    """File within the budgets of codes and of one address."""
    address = f"complaint:{place().id.hex}:{request.remote_addr}"
    if tries.must_wait() or ledger.count_failure(address, WINDOW) > COMPLAINTS:
        return Refusal("code-waits")
    kind, text, code = Grievance(form.kind.data), form.text.data or "", form.slip_code.data or ""
    outcome = perform(lambda s, e: actions.file_complaint(s, e, no, kind, text, code))
    if isinstance(outcome, Refusal) and outcome.code == "slip-unknown":
        tries.count_wrong_code()
    return outcome


@pages.get("/votes/<int(max=999999999):no>/complaint/done/")
@right(PUBLIC)
def complained(no: int) -> str:
    """Say who reads the complaint now, and who does not."""
    frame = slip_frame("", url_for(".complained", no=no))
    return render_template("votes/complained.html", vote=known(no), **frame)


@pages.get(OVERSIGHT)
@right("votes:oversee")
def oversight_(no: int) -> Answer:
    """Show the supervisor what looks odd, complaints and call-backs."""
    return _page(on_desk(no))


def _page(vote: Vote, refusal: Refusal | None = None) -> Answer:
    at = (reading(), place().id, vote.id)
    helpers = oversight.list_helpers(*at, is_secret=vote.is_secret)
    cast = sum(box.count_marks(*at).values())
    page = render_template(
        "votes/oversight.html",
        vote=vote,
        odd=words.odd_lines(helpers, oversight.list_odd_devices(*at), cast),
        helpers=helpers,
        complaints=[words.complaint(vote, one) for one in watching.list_complaints(*at)],
        calls=[words.call(vote, one) for one in watching.list_call_backs(*at)],
        may_draw=may_draw(vote.state_at(errand().now)) is None,
        outcomes=words.OUTCOMES,
        form=AnswerForm(),
        refusal="" if refusal is None else word(refusal),
    )
    return page, 200 if refusal is None else 422


def _done(no: int, action: Action[T], said: str) -> Response | Answer:
    outcome = perform(action)
    if isinstance(outcome, Refusal):
        return _page(on_desk(no), outcome)
    flash(said)
    return redirect(url_for("votes.oversight_", no=no), code=303)


@pages.post(OVERSIGHT + "complaints/<int(min=1, max=99999):at>/")
@right("votes:oversee")
def answer_complaint(no: int, at: int) -> Response | Answer:
    """Answer a complaint, and void the ballot where that is asked for and can be done."""
    form = AnswerForm()
    if not form.validate():
        return _page(on_desk(no), Refusal("answer-empty"))
    answer, is_voided = form.answer.data, form.is_voided.data
    return _done(
        no,
        lambda s, e: actions.answer_complaint(s, e, no, at, answer, is_voided=is_voided),
        _("记下了。作废的票，请文书按它的号再印一张。") if is_voided else _("答复记下了。"),
    )


@pages.post(OVERSIGHT + "calls/")
@right("votes:oversee")
def draw_calls(no: int) -> Response | Answer:
    """Draw by chance who is called back."""
    return _done(no, lambda s, e: actions.draw_call_backs(s, e, no), _("抽好了，请一个一个问。"))


@pages.post(OVERSIGHT + "calls/<int(min=1, max=99999):at>/")
@right("votes:oversee")
def note_call(no: int, at: int) -> Response | Answer:
    """Write down what a call-back came to."""
    said = request.form.get("outcome", "")
    found = next((outcome for outcome in CallOutcome if outcome == said), None)
    if found is None:
        return _page(on_desk(no), Refusal("call-unknown"))
    return _done(no, lambda s, e: actions.note_call(s, e, no, at, found), _("记下了。"))


@pages.post("/desk/votes/<int(max=999999999):no>/carriers/")
@right("slips:print")
def add_carrier(no: int) -> Response | Answer:
    """Write down who carries slips to the doors."""
    form = CarrierForm()
    if not form.validate():
        return desk_page(on_desk(no), Refusal("carrier-empty"))
    name = form.name.data
    outcome = perform(lambda s, e: actions.add_carrier(s, e, no, name))
    if isinstance(outcome, Refusal):
        return desk_page(on_desk(no), outcome)
    flash(_("记下了：%(who)s 送票，这次不录票、不帮投。", who=name))
    return redirect(url_for("votes.desk", no=no), code=303)
