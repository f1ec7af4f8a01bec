"""Who may vote, shown before the opening; objections to that, and to results."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.residents.store import people
from participation.votes import actions
from participation.votes.actions.roll import copy_roll, listed
from participation.votes.forms import ResultObjectionForm, RollObjectionForm
from participation.votes.pages.ballot import known
from participation.votes.pages.blueprint import pages
from participation.votes.present import slips as words
from participation.votes.present.notices import notice_events, objection_line
from participation.votes.present.words import STATES
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.life import BEFORE, State
from participation.votes.rules.objections import PERIODS, Objection, Period, Stage
from participation.votes.rules.opening import opens_from
from participation.votes.rules.vote import Vote, Voter
from participation.votes.store import notices, slips
from participation.web import asked
from participation.web.house import errand, house, place, reading, who
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right
from participation.web.words import word

Answer = tuple[str, int]
PAGE = 200
NO = "/votes/<int(max=999999999):no>/"
ONE = "<int(min=1, max=999999):position>/"


def period() -> Period:
    """Return how long a result stays up here, and by which article."""
    return PERIODS[Place(place().kind)]


@pages.get(NO + "roll/")
@right(PUBLIC)
def roll(no: int) -> Answer:
    """Show who may vote, by household: as it would be now, or as it was copied at the opening."""
    vote = known(no)
    form = RollObjectionForm(formdata=None, data={"label": _own_label()})
    return _roll_page(vote, form)


def _own_label() -> str:
    household_id = who().household_id
    if household_id is None:
        return ""
    return people.get_household(reading(), place().id, household_id).label


def _roll_page(vote: Vote, form: RollObjectionForm) -> Answer:
    after = asked.number("after") or 0
    voters = _voters(vote)
    found = [] if isinstance(voters, Refusal) else voters
    shown = [voter for voter in found if voter.no > after][: PAGE + 1]
    state = vote.state_at(errand().now)
    page = render_template(
        "votes/roll.html",
        vote=vote,
        state=STATES[state],
        is_shown=state is State.ANNOUNCED,
        fault=word(voters) if isinstance(voters, Refusal) else "",
        count=len(found),
        lines=[(voter.group_name, listed(vote.unit, voter)) for voter in shown[:PAGE]],
        older=url_for("votes.roll", no=vote.no, after=shown[PAGE - 1].no)
        if len(shown) > PAGE
        else "",
        opens=_opens(vote),
        may_vote=words.unit_words(vote),
        objections=[objection_line(one) for one in filed(vote, Stage.ROLL)],
        form=form,
    )
    return page, 422 if form.errors or form.form_errors else 200


def _voters(vote: Vote) -> tuple[Voter, ...] | Refusal:
    here = errand()
    if vote.state not in BEFORE:
        return tuple(slips.list_voters(reading(), place().id, vote.id))
    return copy_roll(reading(), here, vote, clock.local_day(here.now, house().zone))


def _opens(vote: Vote) -> object:
    if vote.state is not State.ANNOUNCED or vote.announced_at is None:
        return None
    return opens_from(vote, vote.announced_at, is_hurried=False)


def events_of(vote: Vote) -> list[dict[str, str]]:
    """Return what was made known about a vote, as lines of a trail; nothing is asked in vain."""
    if not vote.notices:
        return []
    return notice_events(notices.list_notices(reading(), place().id, vote.id))


def filed(vote: Vote, stage: Stage) -> list[Objection]:
    """Return the objections of a stage, by number."""
    found = notices.list_objections(reading(), place().id, vote.id)
    return [one for one in found if one.stage is stage]


@pages.post(NO + "roll/objections/")
@right("objections:file")
def object_to_roll(no: int) -> Response | Answer:
    """Take in what is wrong with a roll that is shown."""
    vote, form = known(no), RollObjectionForm()
    if form.is_sent():
        said = form.said()
        outcome = perform(lambda s, e: actions.file_objection(s, e, no, said, period()))
        if isinstance(outcome, Done):
            flash(_("记下了，是第 %(no)s 号异议。处理意见会写在这一页。", no=outcome.value.no))
            return redirect(url_for("votes.roll", no=no), code=303)
        form.refuse(outcome)
    return _roll_page(vote, form)


@pages.route(NO + "result/objection/", methods=["GET", "POST"])
@right("objections:file")
def object_to_result(no: int) -> Response | Answer:
    """Take in what is wrong with a result."""
    vote, form = known(no), ResultObjectionForm()
    if form.is_sent():
        said = form.said()
        outcome = perform(lambda s, e: actions.file_objection(s, e, no, said, period()))
        if isinstance(outcome, Done):
            flash(_("记下了，是第 %(no)s 号异议，已经交给监督委员会。", no=outcome.value.no))
            return redirect(url_for("votes.result", no=no), code=303)
        form.refuse(outcome)
    page = render_template("votes/result_objection.html", vote=vote, form=form)
    return page, 422 if form.errors or form.form_errors else 200
