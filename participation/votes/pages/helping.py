"""Helping at the door, step by step on a phone: slip and proof, script, read back, receipt."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.kernel.outcome import Refusal
from participation.votes import actions, store
from participation.votes.actions.dropping import Ballot, Cast
from participation.votes.actions.helping import ReadBack, Shown
from participation.votes.forms.helping import HelpForm, help_form
from participation.votes.pages import tries
from participation.votes.pages.ballot import STATUS, known, receipt_href, sent_ballot
from participation.votes.pages.blueprint import pages
from participation.votes.present import slips as words
from participation.votes.rules.ballots import Channel, answers_of
from participation.votes.rules.vote import Slip, Vote
from participation.web.house import errand, place, reading
from participation.web.perform import perform
from participation.web.rights import right
from participation.web.words import word

Answer = tuple[str, int]
PLACE = "/help/<int(max=999999999):no>/"
UNFINISHED = frozenset({"question-unanswered", "too-many-ticks", "abstain-alone"})


@pages.get("/help/")
@right("votes:help")
def help_list() -> str:
    """Show the votes in which somebody may be helped now."""
    now = errand().now
    found = [
        vote
        for vote in store.list_votes(reading(), place().id, None, 50)
        if vote.may_cast(now, Channel.HELPER) is None
    ]
    return render_template(
        "votes/help_list.html", votes=[(vote, words.lead(vote, now)) for vote in found]
    )


@pages.route(PLACE, methods=["GET", "POST"])
@right("votes:help")
def help_begin(no: int) -> Answer:
    """Take the voter's slip and proof; then show what is read out."""
    vote = known(no)
    form = help_form(vote)
    if form.is_sent():
        outcome = _begun(no, form)
        if not isinstance(outcome, Refusal):
            return _script(vote, outcome.slip, outcome.pass_code, _old(form)), 200
        form.refuse(outcome)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("votes/help.html", vote=vote, form=form), status


def _old(form: HelpForm) -> str:
    return (form.receipt.data or "") if "receipt" in form else ""


def _begun(no: int, form: HelpForm) -> actions.helping.Helping | Refusal:
    """Begin within the budgets of codes and digits; each wrong one is paid for."""
    digits = (form.digits.data or "") if "digits" in form else ""
    if tries.must_wait():
        return Refusal("code-waits")
    if digits:
        waits = tries.count_digits(form.slip_code.data)
        if waits is not None:
            return waits
    shown = Shown(
        form.slip_code.data,
        digits,
        (form.first.data or "", form.second.data or ""),
        is_declared=form.declared.data,
        old_receipt=_old(form),
    )
    begun = actions.begin_help(reading(), errand(), no, shown)
    if isinstance(begun, Refusal):
        if begun.code in {"slip-unknown", "witness-unknown"}:
            tries.count_wrong_code()
    elif digits:
        tries.forgive_digits(form.slip_code.data)
    return begun


def _script(vote: Vote, slip: Slip, pass_code: str, old: str, error: str = "") -> str:
    """Return the page that is read out, with nothing ticked and no option favoured."""
    return render_template(
        "votes/help_script.html",
        vote=vote,
        who=words.voter_line(vote, slip.voter),
        asked=words.asked(vote, sent_ballot()),
        is_one_tap=len(vote.questions) == 1 and vote.questions[0].most == 1,
        rule_lines=words.rule_lines(vote),
        secrecy=words.secrecy_line(vote),
        error=error,
        hidden=_hidden(pass_code, old),
    )


def _hidden(pass_code: str, old: str) -> dict[str, str]:
    return {"slip_code": request.form.get("slip_code", "")[:80], "pass_code": pass_code} | (
        {"receipt": old} if old else {}
    )


@pages.post(PLACE + "ballot")
@right("votes:help")
def help_ballot(no: int) -> Response | Answer:
    """Take what was said, show it to be read back; confirmed, count it and forget it."""
    ballot = Ballot(
        sent_ballot(),
        request.form.get("slip_code", "").strip()[:80],
        old_receipt=request.form.get("receipt", "").strip()[:40],
    )
    pass_code = request.form.get("pass_code", "")[:400]
    if request.form.get("confirm") == "1":
        outcome = perform(lambda s, e: actions.cast_help(s, e, no, ballot, pass_code))
        return _refused(no, outcome) if isinstance(outcome, Refusal) else _done(outcome.value)
    found = actions.read_back(reading(), errand(), no, ballot, pass_code)
    match found:
        case Cast():
            return _done(found)
        case ReadBack():
            return _read_back(found, pass_code, ballot), 200
        case Refusal():
            return _unfinished(no, found, ballot, pass_code)


def _done(counted: Cast) -> Response:
    return redirect(receipt_href(counted, is_helped=True), code=303)


def _read_back(found: ReadBack, pass_code: str, ballot: Ballot) -> str:
    ticked = {words.field_of(at): answer for at, answer in enumerate(answers_of(found.choice))}
    hidden: dict[str, Any] = _hidden(pass_code, ballot.old_receipt)
    return render_template(
        "votes/help_back.html",
        vote=found.vote,
        who=words.voter_line(found.vote, found.slip.voter),
        chosen=words.chosen(found.vote, found.choice),
        hidden=hidden | ticked,
        again=hidden,
    )


def _unfinished(no: int, refusal: Refusal, ballot: Ballot, pass_code: str) -> Answer:
    """Show the script again where only an answer is missing, else why nothing is taken."""
    opened = actions.reopen_help(reading(), errand(), no, ballot, pass_code)
    if refusal.code not in UNFINISHED or isinstance(opened, Refusal):
        return _refused(no, refusal)
    is_again = "again" in request.form
    error = "" if is_again else word(refusal)
    page = _script(opened.vote, opened.slip, pass_code, ballot.old_receipt, error)
    return page, 200 if is_again else 422


def _refused(no: int, refusal: Refusal) -> Answer:
    page = render_template(
        "web/error.html",
        heading=_("没有算成票"),
        advice=word(refusal),
        back_href=url_for("votes.help_begin", no=no),
        back_text=_("重新核对他的票"),
    )
    return page, STATUS.get(refusal.code, 422)
