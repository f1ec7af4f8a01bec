"""The desk's way to a vote: draft, preview of what residents will see, open, print, stubs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.matters import store as matters
from participation.matters.rules import Matter
from participation.residents.actions.printing import add_job
from participation.residents.rules.jobs import JobKind, is_loopback
from participation.residents.store import owners
from participation.residents.store.jobs import list_jobs
from participation.votes import actions, store
from participation.votes.forms import (
    BatchForm,
    DraftForm,
    PileForm,
    RangeForm,
    ReasonForm,
    batch_form,
    begun,
    stub_form,
    written,
)
from participation.votes.forms.watching import CarrierForm
from participation.votes.pages.blueprint import pages
from participation.votes.pages.show import following_of, late_of, shown_of
from participation.votes.present import slips as words
from participation.votes.present.levies import doubt_words, levy_facts
from participation.votes.present.notices import notice_events
from participation.votes.present.rules import source_facts, term_facts
from participation.votes.present.words import REASONS, STATES
from participation.votes.rules.ballots import Channel
from participation.votes.rules.decision_rules import Place, next_meeting, rules_for
from participation.votes.rules.drafts import draft_of, suited
from participation.votes.rules.levies import levy_terms
from participation.votes.rules.life import SHOWN, State
from participation.votes.rules.opening import asks_reason, opens_from
from participation.votes.rules.roll import Unit
from participation.votes.rules.typical import Typical
from participation.votes.rules.vote import Batch, Vote
from participation.votes.store import box, notices, slips, watching
from participation.web import asked
from participation.web.house import errand, house, place, reading, rules_on
from participation.web.perform import perform
from participation.web.rights import right
from participation.web.words import word

Answer = tuple[str, int]
DAYS_OPEN = 7
PREFERRED = "C1"


def on_desk(no: int) -> Vote:
    """Return the vote of an address of the desk, drafts too, or answer 404."""
    vote = store.find_vote(reading(), place().id, no)
    if vote is None:
        raise NotFound
    return vote


def _form(**data: object) -> DraftForm:
    today = clock.local_day(errand().now, house().zone)
    closes = today + timedelta(days=DAYS_OPEN)
    habit = {"closes_on": closes, "publishes_on": closes + timedelta(days=1), "rule": PREFERRED}
    form = DraftForm(data={**habit, **data} if request.method == "GET" else None)
    rules = rules_for(rules_on(today), Place(place().kind), today)
    form.offer(
        _units(), rules, actions.deciding_charters(reading(), place().id, errand().now, today)
    )
    return form


def _units() -> tuple[Unit, ...]:
    """Return who can vote here: owners only where the roster has flats."""
    has_flats = owners.has_flats(reading(), place().id)
    return tuple(unit for unit in Unit if has_flats or unit is not Unit.OWNER)


def _matter() -> Matter | None:
    no = asked.number("matter")
    return None if no is None else matters.find_matter(reading(), place().id, no)


def _typical() -> Sequence[Typical]:
    """Return the votes that are often held in places like this one."""
    return house().typical_in(place().kind, clock.local_day(errand().now, house().zone))


def _chosen() -> Typical | None:
    """Return the one of them that the address asks for."""
    return next((one for one in _typical() if one.id == asked.text("typical")), None)


def _beginning(matter: Matter | None) -> dict[str, Any]:
    """Return what a draft begins with: its matter's words, over them a typical vote's."""
    told = {"question": matter.title, "detail": matter.body_text} if matter else {}
    chosen = _chosen()
    return told | (begun(chosen) if chosen else {})


@pages.route("/desk/votes/new/", methods=["GET", "POST"])
@right("votes:draft")
def new() -> Response | Answer:
    """Write down a vote, alone or for a matter."""
    matter = _matter()
    form = _form(**_beginning(matter))
    if form.is_sent():
        today = clock.local_day(errand().now, house().zone)
        rules = rules_on(today)
        first = form.to_draft(matter.id if matter else None, errand().now, house().zone)
        draft = suited(rules, first, today)
        outcome = perform(lambda s, e: actions.draft_vote(s, e, rules, draft, today))
        if isinstance(outcome, Done):
            return redirect(url_for("votes.desk", no=outcome.value.no), code=303)
        refuse(form, outcome)
    return _draft_page(form, matter, None)


@pages.route("/desk/votes/<int(max=999999999):no>/edit/", methods=["GET", "POST"])
@right("votes:draft")
def edit(no: int) -> Response | Answer:
    """Change a draft."""
    vote = on_desk(no)
    form = _form(**written(vote, house().zone))
    if form.is_sent():
        first = form.to_draft(vote.matter_id, errand().now, house().zone)
        others = draft_of(vote)
        questions = first.asked + others.asked[1:]
        whole = replace(first, asked=questions, heading=others.heading, levy=others.levy)
        today = clock.local_day(errand().now, house().zone)
        rules = rules_on(today)
        draft = suited(rules, whole, today)
        outcome = perform(lambda s, e: actions.change_draft(s, e, rules, no, draft, today))
        if isinstance(outcome, Done):
            return redirect(url_for("votes.desk", no=no), code=303)
        refuse(form, outcome)
    return _draft_page(form, None, vote)


MOMENTS = {"closes_at": "closes_on", "publishes_at": "publishes_on"}


def refuse(form: DraftForm, refusal: Refusal) -> None:
    """Put a refusal beside its field; one of an hour stands beside its day."""
    form.refuse(
        Refusal(refusal.code, MOMENTS.get(refusal.field or "", refusal.field), refusal.facts)
    )


def _draft_page(form: DraftForm, matter: Matter | None, vote: Vote | None) -> Answer:
    status = 422 if form.errors or form.form_errors else 200
    return render_template(
        "votes/draft.html",
        form=form,
        matter=matter,
        vote=vote,
        typical=[] if vote else _typical(),
        chosen=None if vote else _chosen(),
    ), status


@pages.get("/desk/votes/")
@right("desk:see")
def desk_list() -> str:
    """Show every vote with what it waits for, drafts too."""
    found = store.list_votes(reading(), place().id, None, 50, has_drafts=True)
    now = errand().now
    return render_template(
        "votes/desk_list.html", votes=[(vote, STATES[vote.state_at(now)]) for vote in found]
    )


@pages.get("/desk/votes/<int(max=999999999):no>/")
@right("desk:see")
def desk(no: int) -> Answer:
    """Show where a vote stands and what it needs next; a draft as residents will see it."""
    return desk_page(on_desk(no))


def desk_page(vote: Vote, refusal: Refusal | None = None, typed: BatchForm | None = None) -> Answer:
    """Return the desk's page of a vote, with the words of a refusal where there was one."""
    here = errand()
    cid = place().id
    state = vote.state_at(here.now)
    today = clock.local_day(here.now, house().zone)
    rules = rules_on(today)
    asked_of_levy = levy_terms(rules, vote.rule, today)
    marks = box.count_marks(reading(), cid, vote.id)
    papers = _papers(vote)
    batch = box.find_batch(reading(), cid, vote.id) if vote.is_secret else None
    jobs = list_jobs(reading(), cid, JobKind.BALLOTS, 1, vote.id) if state is State.OPEN else []
    page = render_template(
        "votes/desk.html",
        vote=vote,
        state=state.value,
        state_words=STATES[state],
        chips=words.chip_line(vote),
        reason=REASONS[vote.binding.why],
        sources=source_facts(vote.rule),
        terms=term_facts(vote.rule, rules),
        levy=levy_facts(vote.levy) if vote.levy else [],
        doubt=doubt_words(asked_of_levy),
        may_levy=asked_of_levy is not None or vote.lacks_levy,
        lead=words.lead(vote, here.now),
        asked=words.asked(vote),
        secrecy=words.secrecy_line(vote),
        rule_lines=words.rule_lines(vote),
        marks=sum(marks.values()),
        stubs=papers,
        counted=words.counted_words(vote, sum(marks.values())),
        issued=slips.count_slips(reading(), cid, vote.id) if state is State.OPEN else 0,
        job=jobs[0] if jobs else None,
        batch=batch,
        batch_lines=_batch_lines(vote, batch),
        is_settled=not papers or bool((batch and batch.is_confirmed) or vote.pile_checked_by),
        pile_form=PileForm(),
        shown=shown_of(vote) if state is State.COUNTED else None,
        late=late_of(vote) if state is State.CLOSED else [],
        following=following_of(vote) if state in SHOWN else [],
        meeting=_meeting(vote) if state in SHOWN else "",
        matter_no=_matter_no(vote) if state in SHOWN else None,
        carrier_form=CarrierForm(),
        carriers=watching.list_carriers(reading(), cid, vote.id),
        batch_form=typed or batch_form(vote),
        range_form=RangeForm(),
        waiting=sum(one.is_waiting for one in notices.list_objections(reading(), cid, vote.id)),
        opens=opens_from(vote, vote.announced_at, is_hurried=False) if vote.announced_at else None,
        is_early=vote.announced_at is not None
        and here.now < opens_from(vote, vote.announced_at, is_hurried=False),
        reason_form=ReasonForm(formdata=None) if asks_reason(vote, here.now) else None,
        notices=notice_events(notices.list_notices(reading(), cid, vote.id)),
        refusal="" if refusal is None else word(refusal),
    )
    return page, 200 if refusal is None else 422


def _meeting(vote: Vote) -> str:
    """Return the meeting that can decide what a vote only asked, empty where the vote decided."""
    today = clock.local_day(errand().now, house().zone)
    found = next_meeting(rules_on(today), vote.rule, Place(place().kind), today)
    return "" if vote.binding.is_binding or found is None else found.title


def _matter_no(vote: Vote) -> int | None:
    if vote.matter_id is None:
        return None
    return matters.get_matter(reading(), place().id, vote.matter_id).no


def _batch_lines(vote: Vote, batch: Batch | None) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return for each question what was typed, as it is read out once more."""
    if batch is None:
        return []
    return [
        (
            question.text,
            [(words.answer_words(question, one), count) for one, count in typed.items()],
        )
        for question, typed in zip(vote.questions, batch.counts, strict=True)
    ]


@pages.post("/desk/votes/<int(max=999999999):no>/open/")
@right("votes:open")
def open_(no: int) -> Response | Answer:
    """Open a vote: from now on nothing of it changes."""
    today = clock.local_day(errand().now, house().zone)
    reason = ReasonForm().reason.data or ""
    outcome = perform(lambda s, e: actions.open_vote(s, e, no, today, reason))
    if isinstance(outcome, Refusal):
        return desk_page(on_desk(no), outcome)
    flash(_("投票打开了。名册、规则和时间都定下来了，不再改。接着打印户票。"))
    return redirect(url_for("votes.desk", no=no), code=303)


@pages.post("/votes/<int(max=999999999):no>/slips")
@right("slips:print")
def print_slips(no: int) -> Response | Answer:
    """Have slips printed, for all or for some numbers; it may be left and come back to."""
    vote = on_desk(no)
    form = RangeForm()
    if is_loopback(house().base_url) and not request.form.get("sample"):
        return desk_page(vote, Refusal("address-loopback"))
    if not form.validate():
        return desk_page(vote, Refusal("nobody-in-range"))
    choices = {
        "no": no,
        "first": form.first.data,
        "last": form.last.data,
        "is_sample": bool(request.form.get("sample")),
    }
    outcome = perform(
        lambda s, e: Done(add_job(s, e, JobKind.BALLOTS, choices, vote.roll_size, vote.id))
    )
    if isinstance(outcome, Refusal):
        return desk_page(vote, outcome)
    return redirect(url_for("printing.show", no=outcome.value.no), code=303)


@pages.route("/desk/votes/<int(max=999999999):no>/stubs/", methods=["GET", "POST"])
@right("votes:enter-paper")
def stubs(no: int) -> Response | Answer:
    """Type stubs one after another; in an open vote each with its choice."""
    vote = on_desk(no)
    form = stub_form(vote)
    if form.is_sent():
        code, choice = form.read()
        if vote.is_secret:
            outcome = perform(lambda s, e: actions.enter_stubs(s, e, no, code))
        else:
            is_signed = "is_signed" in form and form.is_signed.data
            outcome = perform(
                lambda s, e: actions.enter_open_paper(s, e, no, code, choice, is_signed)
            )
        if isinstance(outcome, Done):
            flash(_("记上了：%(who)s", who=words.voter_line(vote, outcome.value)))
            return redirect(url_for("votes.stubs", no=no), code=303)
        form.refuse(Refusal(outcome.code, _named(outcome), outcome.facts))
    count = _papers(vote)
    status = 422 if form.errors or form.form_errors else 200
    page = render_template(
        "votes/stubs.html",
        vote=vote,
        form=form,
        count=count,
        opinions=box.count_opinions(reading(), place().id, vote.id),
        is_open=vote.state_at(errand().now) is State.OPEN,
    )
    return page, status


def _papers(vote: Vote) -> int:
    """Return how many stubs, or named papers that stand, were typed."""
    ask = box.count_marks if vote.is_secret else box.count_named
    return ask(reading(), place().id, vote.id).get(Channel.PAPER, 0)


def _named(refusal: Refusal) -> str | None:
    """Return the field of a paper's form that a refusal speaks of."""
    match refusal.field:
        case "slip_code":
            return "code"
        case "choice":
            return f"answer_{refusal.facts.get('no', 1)}"
        case other:
            return other
