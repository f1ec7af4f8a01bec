"""What residents see and do of petitions: list, begin, wish, take back, the sheet to sign."""

import io

from flask import flash, redirect, render_template, send_file, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from participation.committees.present import full_name
from participation.kernel.outcome import Done, Refusal
from participation.meetings.actions import petitions as actions
from participation.meetings.forms.petitions import PetitionForm
from participation.meetings.pages.petitions.blueprint import (
    NO,
    Answer,
    pages,
    petition_of,
    rule_of,
    rules_here,
)
from participation.meetings.present import petitions as words
from participation.meetings.rules.petitions import Entitled, Petition, Way, is_late, ways
from participation.meetings.store import petitions as store
from participation.paper.elections import print_public_list
from participation.paper.fonts import find_fonts
from participation.votes.rules.decision_rules import Rule
from participation.web import asked
from participation.web.house import house, place, reading, today, who
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right
from participation.web.words import word

ROWS = 20
SHEETS = 2


@pages.get("/")
@right(PUBLIC)
def list_() -> str:
    """Show the petitions here, the newest first."""
    before = asked.number("before") or 0
    found = store.list_petitions(reading(), place().id, before, ROWS + 1)
    shown = found[:ROWS]
    return render_template(
        "meetings/petitions.html",
        petitions=[(one, *words.STATES[one.state]) for one in shown],
        older=url_for(".list_", before=shown[-1].no) if len(found) > ROWS else "",
        may_start=who().may("petitions:start"),
    )


@pages.route("/new/", methods=["GET", "POST"])
@right("petitions:start")
def new() -> Answer:
    """Begin a petition."""
    entitled = _entitled()
    counted = {rule: ways(rule, entitled, []) for rule in rules_here()}
    rules = [rule for rule, found in counted.items() if any(way.size for way in found)]
    form = PetitionForm()
    form.rule.choices = [(rule.id, rule.title) for rule in rules]
    if form.is_sent():
        chosen = next(rule for rule in rules if rule.id == form.rule.data)
        title, reason = form.title.data or "", form.reason.data or ""
        outcome = perform(lambda s, e: actions.start_petition(s, e, chosen, title, reason))
        if isinstance(outcome, Done):
            flash(_("记下了。接下来请打印联名表，请大家自己签。"))
            return redirect(url_for(".show", no=outcome.value.no), code=303)
        form.refuse(outcome)
    lines = [(rule.title, words.way_lines(counted[rule])) for rule in rules]
    page = render_template("meetings/petition_new.html", form=form, lines=lines)
    return page, 422 if form.errors or form.form_errors else 200


def _entitled() -> Entitled:
    return actions.entitled_now(reading(), place().id, today())


def _counted(rule: Rule, petition: Petition) -> tuple[Way, ...]:
    """Return each way to be enough, with what was typed for a petition so far."""
    typed = store.list_signatures(reading(), place().id, petition.id)
    return ways(rule, _entitled(), typed)


@pages.get(f"/{NO}/")
@right(PUBLIC)
def show(no: int) -> str:
    """Show one petition: for what, how many signed, how many are needed, what comes next."""
    petition = petition_of(no)
    rule = rule_of(petition)
    home, cid = who().household_id, place().id
    return render_template(
        "meetings/petition.html",
        petition=petition,
        rule=rule,
        state=words.STATES[petition.state],
        lines=words.way_lines(_counted(rule, petition)),
        wishes=store.count_wishes(reading(), cid, petition.id),
        has_wished=home is not None and store.has_wished(reading(), cid, petition.id, home),
        is_own=home is not None and home == petition.household_id,
        clock=words.clock_words(),
        is_late=is_late(petition, today()),
    )


@pages.post(f"/{NO}/wish/")
@right("petitions:start")
def wish(no: int) -> Answer:
    """Say that this home wishes to sign."""
    outcome = perform(lambda s, e: actions.wish(s, e, no))
    return _pressed(no, outcome, _("记下了。签名表来了请自己签。"))


@pages.post(f"/{NO}/withdraw/")
@right("petitions:start")
def withdraw(no: int) -> Answer:
    """Take a petition back."""
    return _pressed(no, perform(lambda s, e: actions.withdraw_petition(s, e, no)), _("收回了。"))


def _pressed(no: int, outcome: Done[Petition] | Refusal, said: str) -> Answer:
    petition_of(no)
    if isinstance(outcome, Refusal):
        page = render_template(
            "web/error.html",
            heading=_("这一步没有办成"),
            advice=word(outcome),
            back_href=url_for(".show", no=no),
            back_text=_("回到这份提议"),
        )
        return page, 422
    flash(said)
    return redirect(url_for(".show", no=no), code=303)


@pages.get(f"/{NO}/sheet.pdf")
@right("petitions:print")
def sheet(no: int) -> Answer:
    """Print the sheet to sign."""
    petition = petition_of(no)
    rule = rule_of(petition)
    fonts = find_fonts(house().font_dir)
    if isinstance(fonts, Refusal):
        return _pressed(no, fonts, "")
    counted = _counted(rule, petition)
    with force_locale("zh_Hans"):
        issuer = full_name(place().name, place().kind)
        paper = words.sheet(petition, rule, counted, issuer, SHEETS)
        pdf = print_public_list(paper, fonts)
    if isinstance(pdf, Refusal):
        return _pressed(no, pdf, "")
    called = f"{place().slug}-petition-{no}.pdf"
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", download_name=called)
