"""The desk's objections to a roll or a result: read with their words, and ruled on in public."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.kernel.outcome import Done
from participation.votes import actions
from participation.votes.forms import RulingForm
from participation.votes.pages.blueprint import pages
from participation.votes.pages.desk import on_desk
from participation.votes.pages.objections import filed
from participation.votes.present.notices import objection_line
from participation.votes.rules.objections import Objection, Stage
from participation.votes.rules.vote import Vote
from participation.web.house import house, who
from participation.web.perform import perform
from participation.web.rights import right

Answer = tuple[str, int]
NO = "/desk/votes/<int(max=999999999):no>/"
ONE = "<int(min=1, max=999999):position>/"


@pages.get(NO + "objections/")
@right("desk:see")
def objections(no: int) -> str:
    """Show all objections with their words, to those who rule on them."""
    vote = on_desk(no)
    return render_template(
        "votes/objections.html",
        vote=vote,
        lines=[
            (objection_line(one), one.words, _ruling_href(vote, one))
            for stage in Stage
            for one in filed(vote, stage)
        ],
    )


def _ruling_href(vote: Vote, one: Objection) -> str:
    if not one.is_waiting or not who().may(RULES_ON[one.stage].right):
        return ""
    return url_for(RULES_ON[one.stage].endpoint, no=vote.no, position=one.no)


@dataclass(frozen=True, slots=True)
class _Ruling:
    """Who rules on objections of a stage, and where."""

    right: str
    endpoint: str


RULES_ON = {
    Stage.ROLL: _Ruling("objections:rule", "votes.rule_roll"),
    Stage.RESULT: _Ruling("results:rule", "votes.rule_result"),
}


@pages.route(NO + "objections/" + ONE, methods=["GET", "POST"])
@right("objections:rule")
def rule_roll(no: int, position: int) -> Response | Answer:
    """Rule on an objection to the roll; what is upheld was put right in the roster."""
    return _ruled(no, position, Stage.ROLL)


@pages.route(NO + "result-objections/" + ONE, methods=["GET", "POST"])
@right("results:rule")
def rule_result(no: int, position: int) -> Response | Answer:
    """Rule on an objection to the result, as one who did not count it."""
    return _ruled(no, position, Stage.RESULT)


def _ruled(no: int, position: int, stage: Stage) -> Response | Answer:
    vote, form = on_desk(no), RulingForm()
    objection = next((one for one in filed(vote, stage) if one.no == position), None)
    if objection is None:
        raise NotFound
    if stage is Stage.RESULT:
        del form.corrected_on
    if form.is_sent():
        outcome = perform(
            lambda s, e: actions.rule_on_objection(
                s,
                e,
                no,
                position,
                stage,
                form.ruling.data or "",
                form.corrected_on.data if stage is Stage.ROLL else None,
                is_upheld=form.is_upheld.data == "yes",
                today=clock.local_day(e.now, house().zone),
            )
        )
        if isinstance(outcome, Done):
            flash(_("处理意见记下了，已经公开。"))
            return redirect(url_for("votes.objections", no=no), code=303)
        form.refuse(outcome)
    page = render_template(
        "votes/ruling.html",
        vote=vote,
        line=objection_line(objection),
        words=objection.words,
        form=form,
        is_roll=stage is Stage.ROLL,
    )
    status = 422 if request.method == "POST" else 200
    return page, status
