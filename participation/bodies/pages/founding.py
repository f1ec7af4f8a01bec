"""The clerk's pages to found and dissolve bodies."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from participation.bodies import actions
from participation.bodies.forms.founding import BodyForm, EndForm
from participation.bodies.pages.blueprint import Answer, body_of, pages
from participation.bodies.present import (
    kind_choices,
    share_choices,
)
from participation.bodies.rules import Body, BodyKind, share_of
from participation.kernel.outcome import Done, Refusal
from participation.web.house import today
from participation.web.perform import perform
from participation.web.rights import right


@pages.route("/new/", methods=["GET", "POST"])
@right("bodies:found")
def new() -> Answer:
    """Found a body."""
    form = BodyForm(data={"founded_on": today(), "quorum": "ge 2/3", "majority": "gt 1/2"})
    form.kind.choices = kind_choices()
    form.quorum.choices = form.majority.choices = share_choices()
    if not form.is_sent():
        return render_template("bodies/new.html", form=form), 422 if form.errors else 200
    outcome = _found(form)
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return render_template("bodies/new.html", form=form), 422
    flash(_("成立好了。接下来把人排进去。"))
    return redirect(url_for("bodies.seat", no=outcome.value.no), code=303)


def _found(form: BodyForm) -> Done[Body] | Refusal:
    quorum, majority = share_of(form.quorum.data), share_of(form.majority.data)
    assert quorum is not None
    assert majority is not None
    return perform(
        lambda session, errand: actions.found_body(
            session,
            errand,
            kind=BodyKind(form.kind.data),
            name=form.name.data,
            founded_on=form.founded_on.data,
            clause=form.clause.data,
            quorum=quorum,
            majority=majority,
        )
    )


@pages.route("/<int(max=999999999):no>/dissolve/", methods=["GET", "POST"])
@right("bodies:found")
def dissolve(no: int) -> Answer:
    """Dissolve a body."""
    body = body_of(no)
    form = EndForm(data={"day": today()})
    form.day.label.text = _("从哪天起撤销")
    if form.is_sent():
        day = form.day.data
        outcome = perform(lambda session, errand: actions.dissolve_body(session, errand, no, day))
        if isinstance(outcome, Done):
            flash(_("撤销了。以前的会议和记录都还在。"))
            return redirect(url_for("today.body", no=no), code=303)
        form.refuse(outcome)
    return render_template(
        "bodies/dissolve.html", body=body, form=form
    ), 422 if form.errors else 200
