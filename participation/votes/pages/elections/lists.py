"""The list of voters at the desk: made, registered, corrected, published, objected to."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from participation.kernel.outcome import Refusal
from participation.votes.actions import elections as actions
from participation.votes.forms.elections import (
    CorrectionForm,
    GroundForm,
    ObjectionForm,
    PublicationForm,
    RulingForm,
)
from participation.votes.pages.elections.blueprint import (
    NO,
    Answer,
    done,
    election_of,
    onward,
    page,
    pages,
    settle,
)
from participation.votes.present.elections import words
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.elections.plan import Election
from participation.votes.rules.elections.voters import is_late
from participation.votes.store import electors as store
from participation.web import asked
from participation.web.forms import Form
from participation.web.house import place, reading, today
from participation.web.perform import perform
from participation.web.rights import right

SHOWN = 50
EVERYBODY = "all-"
KEYS: dict[type[Form], str] = {
    PublicationForm: "publication",
    CorrectionForm: "correction",
    GroundForm: "everybody",
}


@pages.get(f"/desk/elections/{NO}/voters/")
@right("elections:prepare")
def voters(no: int) -> Answer:
    """Show how many are registered, who waits for what, and what was corrected."""
    return _voters(election_of(no))


def _voters(election: Election, form: Form | None = None, refusal: Refusal | None = None) -> Answer:
    cid = place().id
    counts = store.count_electors(reading(), cid, election.id)
    grounds = words.NEEDS_VILLAGE if place().kind == Place.VILLAGE else words.NEEDS_COMMUNITY
    waiting = [
        (ground, words.GROUNDS[ground], number, grounds.get(ground, ""))
        for (ground, listed), number in sorted(counts.items())
        if not listed
    ]
    after = asked.number("after") or 0
    lines = store.list_electors(
        reading(), cid, election.id, is_listed=False, after=after, limit=SHOWN + 1
    )
    forms: dict[str, Any] = {
        "publication": PublicationForm(formdata=None, data={"published_on": today()}),
        "correction": CorrectionForm(formdata=None, data={"on_day": today()}),
        "everybody": GroundForm(formdata=None, prefix=EVERYBODY),
    }
    if form is not None:
        forms[KEYS[type(form)]] = form
    forms["everybody"].ground.choices = [(one.value, said) for one, said, _n, _w in waiting]
    days = election.terms.days
    return page(
        "voters",
        election,
        form,
        refusal,
        forms=forms,
        listed=sum(number for (_ground, on), number in counts.items() if on),
        is_made=bool(counts),
        waiting=waiting,
        lines=[(one, words.GROUNDS[one.ground]) for one in lines[:SHOWN]],
        older=lines[SHOWN - 1].no if len(lines) > SHOWN else 0,
        changed=store.list_changed(reading(), cid, election.id),
        latest=days.latest(election.plan.day) if days else None,
        until=days.objections_until(election.published_on)
        if days and election.published_on
        else None,
        where=words.where_written(
            election.rule, election.terms.voters_article, days.article if days else None
        ),
    )


@pages.post(f"/desk/elections/{NO}/voters/make/")
@right("elections:prepare")
def make_list(no: int) -> Answer:
    """Make the list from the roster."""
    where = Place(place().kind)
    outcome = perform(lambda s, e: actions.make_list(s, e, no, where))
    if isinstance(outcome, Refusal):
        return _voters(election_of(no), None, outcome)
    said = _("名单做好了，直接登记了 %(num)s 个人。还有人要先问过，在下面。", num=outcome.value)
    return onward(said, "elections.voters", no)


@pages.post(f"/desk/elections/{NO}/voters/everybody/")
@right("elections:prepare")
def register_all(no: int) -> Answer:
    """Register everybody of one ground, for a reason."""
    election, form = election_of(no), GroundForm(prefix=EVERYBODY)
    counts = store.count_electors(reading(), place().id, election.id)
    form.ground.choices = [(one.value, one.value) for one, listed in counts if not listed]
    if form.is_sent():
        outcome = perform(
            lambda s, e: actions.correct_list(
                s, e, no, form.to_ground(),
                is_listed=True, on_day=today(), why=form.why.data, today=today(),
            )
        )  # fmt: skip
        changed = done(outcome, form)
        if changed is not None:
            said = _("又登记了 %(num)s 个人。", num=changed.value)
            return onward(said, "elections.voters", no)
    return _voters(election, form)


@pages.post(f"/desk/elections/{NO}/voters/correct/")
@right("elections:prepare")
def correct(no: int) -> Answer:
    """Put some on the list or take them off, by number."""
    form = CorrectionForm()
    if form.is_sent():
        outcome = perform(
            lambda s, e: actions.correct_list(
                s, e, no, form.numbers.data,
                is_listed=form.what.data == "add",
                on_day=form.on_day.data, why=form.why.data or "", today=today(),
            )
        )  # fmt: skip
        changed = done(outcome, form)
        if changed is not None:
            said = _("改了 %(num)s 个人。", num=changed.value)
            return onward(said, "elections.voters", no)
    return _voters(election_of(no), form)


@pages.post(f"/desk/elections/{NO}/voters/publish/")
@right("elections:prepare")
def publish(no: int) -> Answer:
    """Write down that the list is up."""
    form = PublicationForm()
    gone = settle(
        form,
        lambda s, e: actions.publish_list(s, e, no, form.published_on.data, today()),
        _("名单公布了。请把打印的名单贴到公示栏。"),
        "elections.desk",
        no,
    )
    return gone or _voters(election_of(no), form)


@pages.route(f"/desk/elections/{NO}/objections/", methods=["GET", "POST"])
@right("elections:prepare")
def objections(no: int) -> Answer:
    """Take in objections to the list, and show those there are."""
    election, form = election_of(no), ObjectionForm()
    if request.method == "GET":
        form.filed_on.data = today()
    gone = settle(
        form,
        lambda s, e: actions.object_to_list(s, e, no, form.filed_on.data, form.about.data, today()),
        _("异议记下了。请在法律规定的日子里作出处理决定。"),
        "elections.objections",
        no,
    )
    return gone or _objections(election, form)


def _objections(election: Election, form: Form) -> Answer:
    filed = store.list_objections(reading(), place().id, election.id)
    days = election.terms.days
    return page(
        "objections",
        election,
        form,
        filed=[
            (one, days.ruling_until(one.filed_on) if days else None,
             is_late(election, one, today()))
            for one in filed
        ],
        until=days.objections_until(election.published_on)
        if days and election.published_on
        else None,
        where=words.where_written(election.rule, days.article if days else None),
    )  # fmt: skip


@pages.route(f"/desk/elections/{NO}/objections/<int:position>/", methods=["GET", "POST"])
@right("elections:prepare")
def ruling(no: int, position: int) -> Answer:
    """Rule on an objection."""
    election, form = election_of(no), RulingForm()
    filed = {one.no: one for one in store.list_objections(reading(), place().id, election.id)}.get(
        position
    )
    if filed is None:
        raise NotFound
    if request.method == "GET":
        form.ruled_on.data = today()
    gone = settle(
        form,
        lambda s, e: actions.rule_on_objection(
            s, e, no, position,
            ruled_on=form.ruled_on.data, is_upheld=form.is_upheld.data == "yes",
            ruling=form.ruling.data, today=today(),
        ),
        _("处理决定记下了。请贴出来；异议成立的，接着更正名单。"),
        "elections.objections",
        no,
    )  # fmt: skip
    days = election.terms.days
    until = days.ruling_until(filed.filed_on) if days else None
    return gone or page("ruling", election, form, filed=filed, until=until)
