"""Starting an election or recall at the desk, what it needs next, and its candidates."""

from flask import render_template, request
from flask_babel import gettext as _

from participation.kernel.outcome import Refusal
from participation.residents.store import people
from participation.votes.actions import elections as actions
from participation.votes.forms.elections import (
    CandidatesForm,
    PlanForm,
    RecallForm,
    planned,
    standing,
)
from participation.votes.pages.elections.blueprint import (
    NO,
    Answer,
    done,
    election_of,
    onward,
    page,
    pages,
    progress_of,
    settle,
)
from participation.votes.present.elections import words
from participation.votes.rules.decision_rules import Base, Place, Rule
from participation.votes.rules.elections.law import Occasion, terms_of
from participation.votes.rules.elections.plan import kinds_for
from participation.votes.rules.elections.steps import Name, next_of, steps_of
from participation.votes.store import elections as store
from participation.web.house import place, reading, rules_on, today
from participation.web.perform import perform
from participation.web.rights import right


@pages.get("/desk/elections/")
@right("desk:see")
def desk_list() -> str:
    """Show every election and recall, those in preparation too."""
    found = store.list_elections(reading(), place().id, has_preparing=True)
    lines = [(one, words.STATES[one.state]) for one in found]
    return render_template("votes/election_desk_list.html", elections=lines)


def kinds(occasion: Occasion) -> list[Rule]:
    """Return the rules under which this committee may hold an election or a recall."""
    found = kinds_for(rules_on(today()), Place(place().kind), today())
    return [rule for rule in found if terms_of(rule).occasion is occasion]


def _prepared(form: PlanForm, occasion: Occasion) -> PlanForm:
    """Return the form with the ways that the law knows to vote here."""
    rules = kinds(occasion)
    ways = [(rule, base) for rule in rules for base in _bases(rule)]
    form.way.choices = [
        (f"{rule.id}:{base.value}", f"{rule.title}：{words.BASES[base]}") for rule, base in ways
    ]
    if len(ways) == 1 and not form.way.data:
        form.way.data = form.way.choices[0][0]
    if isinstance(form, RecallForm):
        adults, homes = people.count_adults(reading(), place().id, today())
        entitled = {Base.REGISTERED: adults, Base.HOUSEHOLD: homes}
        form.petition_base.choices = [
            (one.base.value, words.petition_line(one, entitled.get(one.base)))
            for rule in rules[:1]
            for one in terms_of(rule).petitions
        ]
    return form


def _bases(rule: Rule) -> list[Base]:
    return [base for base in Base if base in rule.bases]


@pages.route("/desk/elections/new/", methods=["GET", "POST"])
@right("elections:prepare")
def new() -> Answer:
    """Start an election."""
    return _started(_prepared(PlanForm(), Occasion.ELECTION), "election")


@pages.route("/desk/elections/recall/new/", methods=["GET", "POST"])
@right("elections:prepare")
def new_recall() -> Answer:
    """Write down a recall that enough have signed for on paper."""
    return _started(_prepared(RecallForm(), Occasion.RECALL), "recall")


def _started(form: PlanForm, what: str) -> Answer:
    if form.is_sent():
        plan = form.to_plan()
        rules = rules_on(today())
        outcome = perform(lambda s, e: actions.start_election(s, e, rules, plan, today()))
        started = done(outcome, form)
        if started is not None:
            return onward(_("记下了。接着登记选民。"), "elections.desk", started.value.no)
    return _form_page(form, what)


def _form_page(form: PlanForm, what: str, no: int | None = None) -> Answer:
    status = 422 if form.errors or form.form_errors else 200
    shown = render_template("votes/election_plan.html", form=form, what=what, no=no)
    return shown, status


@pages.route(f"/desk/elections/{NO}/edit/", methods=["GET", "POST"])
@right("elections:prepare")
def edit(no: int) -> Answer:
    """Change day, place or committee while nothing is counted."""
    election = election_of(no)
    kind = RecallForm if election.is_recall else PlanForm
    data = planned(election.plan) if request.method == "GET" else None
    form = _prepared(kind(data=data), election.terms.occasion)
    gone = settle(
        form,
        lambda s, e: actions.change_plan(s, e, no, form.to_plan(), today()),
        _("改好了。"),
        "elections.desk",
        no,
    )
    return gone or _form_page(form, "recall" if election.is_recall else "election", no)


@pages.get(f"/desk/elections/{NO}/")
@right("desk:see")
def desk(no: int) -> Answer:
    """Show where an election stands, step by step, and the one thing it needs next."""
    election = election_of(no)
    steps = steps_of(election, progress_of(election), today())
    following = next_of(steps)
    return page(
        "desk",
        election,
        steps=[
            (words.STEPS[one.name], one, words.PAGES[one.name], one.is_late(today()))
            for one in steps
        ],
        following=following,
        following_words=words.STEPS[following.name] if following else "",
        following_page=words.PAGES[following.name] if following else "",
        hints=words.hints(election),
        reason=words.paper_reason(election.rule),
        has_proxies=any(one.name is Name.PROXIES for one in steps),
    )


@pages.route(f"/desk/elections/{NO}/candidates/", methods=["GET", "POST"])
@right("elections:prepare")
def candidates(no: int) -> Answer:
    """Write down seats and candidates of each post."""
    election = election_of(no)
    form = CandidatesForm(data=standing(election) if request.method == "GET" else None)
    if form.is_sent():
        outcome = perform(lambda s, e: actions.name_candidates(s, e, no, form.to_posts()))
        if isinstance(outcome, Refusal):
            form.refuse(_beside(outcome))
        else:
            return onward(_named(election.printed), "elections.desk", no)
    return page("candidates", election, form, where=words.where_written(
        election.rule, election.terms.candidates_article))  # fmt: skip


def _beside(refusal: Refusal) -> Refusal:
    field = "names_1" if refusal.field == "posts" else refusal.field
    return Refusal(refusal.code, field, refusal.facts)


def _named(printed: int) -> str:
    if printed:
        said = _("候选人改了。以前印的 %(num)s 张选票作废，请收回销毁，重新印。", num=printed)
        return str(said)
    return str(_("候选人记下了。"))
