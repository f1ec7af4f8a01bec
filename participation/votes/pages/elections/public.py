"""What anybody reads of elections and recalls: day and place, candidates, list, result."""

from flask import render_template
from werkzeug.exceptions import NotFound

from participation.committees.present import full_name
from participation.residents.rules.names import masked
from participation.residents.store import people
from participation.votes.pages.elections.blueprint import NO, Answer, pages, rerun_of
from participation.votes.pages.elections.desk import kinds
from participation.votes.present.elections import words
from participation.votes.present.elections.results import shown
from participation.votes.rules.decision_rules import Base
from participation.votes.rules.elections.law import Occasion, terms_of
from participation.votes.rules.elections.plan import Election, State
from participation.votes.store import elections as store
from participation.votes.store import electors
from participation.web import asked
from participation.web.house import place, reading, today
from participation.web.rights import PUBLIC, right

ROWS_TO_SIGN = 15


@pages.get("/elections/")
@right(PUBLIC)
def list_() -> str:
    """Show elections and recalls whose list is up, and the way to a recall."""
    found = store.list_elections(reading(), place().id, has_preparing=False)
    lines = [(one, words.STATES[one.state]) for one in found]
    return render_template("votes/elections.html", elections=lines)


@pages.get(f"/elections/{NO}/")
@right(PUBLIC)
def show(no: int) -> Answer:
    """Show why it is voted on paper, where and when, who stands, who votes for whom, the result."""
    election = store.find_election(reading(), place().id, no)
    if election is None or election.state is State.PREPARING:
        raise NotFound
    cid, home = place().id, asked.text("home")
    days, published = election.terms.days, election.published_on
    return render_template(
        "votes/election.html",
        election=election,
        state=words.STATES[election.state],
        reason=words.paper_reason(election.rule),
        hints=words.hints(election),
        listed=electors.count_listed(reading(), cid, election.id),
        home=home,
        found=_at_home(election, home),
        until=days.objections_until(published) if days and published else None,
        proxies=[
            (_line(one.giver.label, one.giver.name), _line(one.holder.label, one.holder.name))
            for one in electors.list_proxies(reading(), cid, election.id)
        ],
        shown=_shown(election),
    )


def _line(label: str, name: str) -> str:
    """Return somebody as the screen shows them; the whole names hang on the notice board."""
    return f"{label} {masked(name)}"


def _at_home(election: Election, label: str) -> list[tuple[int, str]]:
    if not label:
        return []
    listed = electors.list_at(reading(), place().id, election.id, label)
    return [(one.no, masked(one.name)) for one in listed]


def _shown(election: Election) -> object:
    if election.state is not State.CONFIRMED:
        return None
    typed = store.find_count(reading(), place().id, election.id)
    return None if typed is None else shown(election, typed.sheet, rerun_of(election))


@pages.get("/elections/recall/")
@right(PUBLIC)
def recall() -> str:
    """Say how a recall is asked for, on paper, by how many, and why not by phone."""
    return render_template("votes/election_recall.html", **_petition())


@pages.get("/elections/recall/sheet/")
@right(PUBLIC)
def recall_sheet() -> str:
    """Show the sheet to sign, to be printed from the browser by whoever wants one."""
    return render_template(
        "votes/election_petition.html",
        rows=[[no, "", "", "", ""] for no in range(1, ROWS_TO_SIGN + 1)],
        **_petition(),
    )


def _petition() -> dict[str, object]:
    rules = kinds(Occasion.RECALL)
    if not rules:
        raise NotFound
    adults, homes = people.count_adults(reading(), place().id, today())
    entitled = {Base.REGISTERED: adults, Base.HOUSEHOLD: homes}
    rule = rules[0]
    return {
        "body": full_name(place().name, place().kind),
        "reason": words.recall_reason(rule),
        "lines": [
            words.petition_line(one, entitled.get(one.base)) for one in terms_of(rule).petitions
        ],
        "where": words.where_written(rule, terms_of(rule).vote_article),
    }
