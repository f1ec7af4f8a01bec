"""The blueprint of elections, and what each of its pages asks first."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel.outcome import Done, Refusal
from participation.votes.present.elections import words
from participation.votes.rules.decision_rules import Rule, rule_on
from participation.votes.rules.elections.plan import Election
from participation.votes.rules.elections.steps import Progress
from participation.votes.rules.elections.voters import open_objections
from participation.votes.store import elections as store
from participation.votes.store import electors
from participation.web.forms import Form
from participation.web.house import place, reading, rules_on
from participation.web.perform import Action, T, perform
from participation.web.words import word

pages = Blueprint("elections", __name__)
NO = "<int(max=999999999):no>"

Answer = Response | str | tuple[str, int]


def election_of(no: int) -> Election:
    """Return the election of an address of the desk, or answer 404."""
    found = store.find_election(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found


def rerun_of(election: Election) -> Rule | None:
    """Return the rule that fills seats an election leaves open, where there is one."""
    wanted = election.terms.rerun_id
    found = rule_on(rules_on(election.plan.day), wanted, election.plan.day) if wanted else None
    return None if isinstance(found, Refusal) else found


def progress_of(election: Election) -> Progress:
    """Return how far the papers of an election have come."""
    cid = place().id
    filed = electors.list_objections(reading(), cid, election.id)
    return Progress(
        listed=electors.count_listed(reading(), cid, election.id),
        proxies=len(electors.list_proxies(reading(), cid, election.id)),
        unruled=open_objections(filed),
    )


def page(
    template: str,
    election: Election,
    form: Form | None = None,
    refusal: Refusal | None = None,
    **more: Any,
) -> Answer:
    """Return a page of the desk about an election; 422 where its form or errand was refused."""
    is_refused = form is not None and bool(form.errors or form.form_errors)
    shown = render_template(
        f"votes/election_{template}.html",
        election=election,
        form=form,
        state=words.STATES[election.state],
        kind=election.rule.title,
        refusal="" if refusal is None else word(refusal),
        **more,
    )
    return shown, 422 if is_refused or refusal is not None else 200


def settle(form: Form, action: Action[T], said: str, endpoint: str, no: int) -> Response | None:
    """Run an errand of a form that reads well, and go on; None where it has to be shown again."""
    if not form.is_sent():
        return None
    outcome = perform(action)
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return None
    return onward(said, endpoint, no)


def onward(said: str, endpoint: str, no: int) -> Response:
    """Say what was done and go on to a page of the election."""
    flash(said)
    return redirect(url_for(endpoint, no=no), code=303)


def done(outcome: Done[T] | Refusal, form: Form) -> Done[T] | None:
    """Return what was done, or None with the refusal beside its field."""
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return None
    return outcome
