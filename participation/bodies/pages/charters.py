"""The versions of a body's charter, for everybody to read; the clerk writes the next one."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from participation.bodies.actions.charters import write_charter
from participation.bodies.forms.charters import CharterForm
from participation.bodies.pages.blueprint import Answer, body_of, pages
from participation.bodies.present import charters as words
from participation.bodies.present.words import share_choices
from participation.bodies.rules import Body, share_of
from participation.bodies.rules.charters import Approval, CharterVersion, Way, changes, in_force
from participation.bodies.store.charters import list_versions
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line, clean_text
from participation.web import asked
from participation.web.house import house, place, reading, today, who
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right

NO = "<int(max=999999999):no>"
DEFAULTS = {
    "quorum": "ge 2/3",
    "majority": "gt 1/2",
    "article": 9,
    "notice_days": 3,
    "minutes": 2,
    "turns": 2,
}


@pages.get(f"/{NO}/charter/")
@right(PUBLIC)
def charter(no: int) -> str:
    """Show the charter in force, the versions there were, and what changed in one of them."""
    body = body_of(no)
    versions = list_versions(reading(), place().id, [body.id])
    wanted = asked.number("version")
    shown = next((one for one in versions if one.no == wanted), in_force(versions, clock.now()))
    before = next((one for one in versions if shown and one.no == shown.no - 1), None)
    return render_template(
        "bodies/charter.html",
        body=body,
        versions=list(reversed(versions)),
        shown=shown,
        current=in_force(versions, clock.now()),
        facts=words.version_facts(shown) if shown else [],
        lines=list(changes(before.text, shown.text)) if shown and before else [],
        may_write=who().may("bodies:found") and not body.is_dissolved(today()),
    )


@pages.route(f"/{NO}/charter/new/", methods=["GET", "POST"])
@right("bodies:found")
def new_charter(no: int) -> Answer:
    """Write the next version of a charter."""
    body = body_of(no)
    form = CharterForm(data=_beginning(body))
    form.quorum.choices = form.majority.choices = share_choices()
    form.ways.choices = words.way_choices()
    if form.is_sent():
        outcome = _written(no, form)
        if isinstance(outcome, Done):
            flash(_("记下了，是第 %(no)d 版。", no=outcome.value.no))
            return redirect(url_for("bodies.charter", no=no), code=303)
        form.refuse(outcome)
    page = render_template("bodies/charter_new.html", body=body, form=form)
    return page, 422 if form.errors or form.form_errors else 200


def _beginning(body: Body) -> dict[str, Any]:
    """Return the version before, to be changed; before the first, what most charters say."""
    versions = list_versions(reading(), place().id, [body.id])
    if not versions:
        return {**DEFAULTS, "name": f"{body.name}章程", "since": today()}
    last = versions[-1]
    return {
        "name": last.name,
        "text": last.text,
        "since": today(),
        "article": last.article,
        "quorum": f"{last.quorum.op} {last.quorum.share}",
        "majority": f"{last.majority.op} {last.majority.share}",
        "notice_days": last.notice_days,
        "minutes": last.minutes,
        "turns": last.turns,
        "ways": [str(way) for way in last.ways],
        "approval": last.approval.number if last.approval else "",
        "approved_on": last.approval.day if last.approval else None,
    }


def _written(no: int, form: CharterForm) -> Done[CharterVersion] | Refusal:
    quorum, majority = share_of(form.quorum.data), share_of(form.majority.data)
    assert quorum is not None
    assert majority is not None
    number, day = clean_line(form.approval.data or ""), form.approved_on.data
    approval = Approval(number, day) if number and day else None
    zone = house().zone
    return perform(
        lambda s, e: write_charter(
            s,
            e,
            no,
            since=form.since.data,
            name=clean_line(form.name.data),
            article=form.article.data,
            text=clean_text(form.text.data),
            quorum=quorum,
            majority=majority,
            notice_days=form.notice_days.data,
            minutes=form.minutes.data,
            turns=form.turns.data,
            ways=[Way(one) for one in form.ways.data or ()],
            approval=approval,
            adopted_by=clean_line(form.adopted_by.data or ""),
            zone=zone,
        )
    )
