"""Starting an election or recall, naming its candidates, and printing its ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from participation.audit.actions import note
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.store import people
from participation.votes.rules.decision_rules import Rule, rule_on
from participation.votes.rules.elections.law import is_of_elections, is_rerun
from participation.votes.rules.elections.plan import (
    Candidate,
    Election,
    Plan,
    Post,
    State,
    check_candidates,
    check_plan,
    recall_ballot,
)
from participation.votes.store import elections as store

NAMESAKES = 50
MOST_BALLOTS = 20_000


@dataclass(frozen=True, slots=True)
class Standing:
    """What is written down for one post: its seats, and names, some with their household."""

    title: str
    seats: int
    names: tuple[tuple[str, str], ...]


def locked(session: Session, errand: Errand, no: int) -> Election | Refusal:
    """Return an election that nobody else changes meanwhile; refuses `election-unknown`."""
    found = store.find_election(session, errand.committee_id, no, is_locked=True)
    return Refusal("election-unknown") if found is None else found


def still_preparing(session: Session, errand: Errand, no: int) -> Election | Refusal:
    """Return an election that has no count yet; refuses `election-unknown`, `election-over`."""
    found = locked(session, errand, no)
    if isinstance(found, Refusal):
        return found
    is_before = found.state in {State.PREPARING, State.LISTED}
    return found if is_before else Refusal("election-over")


def start_election(
    session: Session, errand: Errand, rules: Mapping[str, Rule], plan: Plan, today: date
) -> Done[Election] | Refusal:
    """Start an election or a recall.

    Refuses `rule-not-in-force`, `rule-not-of-elections`, and what `check_plan` refuses.
    """
    rule = rule_on(rules, plan.rule_id, plan.day)
    if isinstance(rule, Refusal):
        return rule
    if not is_of_elections(rule) or is_rerun(rule):
        return Refusal("rule-not-of-elections", "rule")
    fault = check_plan(rule, plan, today, None)
    if fault is not None:
        return fault
    no = next_number(session, errand.committee_id, "election")
    posts, candidates = recall_ballot(plan.recall) if plan.recall else ((), ())
    election = Election(errand.new_id(), no, rule, plan, posts, candidates)
    store.add_election(session, errand.committee_id, election)
    _keep(session, errand, election, posts, candidates)
    note(session, errand, "election-started", f"election:{no}", rule=rule.key, day=f"{plan.day}")
    return Done(election)


def _keep(
    session: Session,
    errand: Errand,
    election: Election,
    posts: Sequence[Post],
    candidates: Sequence[Candidate],
) -> None:
    rows = [(errand.new_id(), one) for one in candidates]
    store.save_candidates(session, errand.committee_id, election.id, posts, rows)


def change_plan(
    session: Session, errand: Errand, no: int, plan: Plan, today: date
) -> Done[Election] | Refusal:
    """Change day, place or committee; kind and base stay.

    Refuses `election-over`, `base-fixed` once there is a list, and what `check_plan` refuses: a
    list that is up keeps its days.
    """
    kept = still_preparing(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    if plan.base is not kept.plan.base and kept.state is not State.PREPARING:
        return Refusal("base-fixed", "base")
    fault = check_plan(kept.rule, plan, today, kept.published_on)
    if fault is not None:
        return fault
    store.save_plan(session, errand.committee_id, kept.id, plan)
    if plan.recall is not None:
        _keep(session, errand, kept, *recall_ballot(plan.recall))
    note(session, errand, "election-changed", f"election:{no}", day=f"{plan.day}")
    return Done(replace(kept, plan=plan))


def name_candidates(
    session: Session, errand: Errand, no: int, written: Sequence[Standing]
) -> Done[Election] | Refusal:
    """Put the candidates of each post on the ballot, in the order written; older papers are void.

    Refuses `election-over`, `recall-has-no-candidates`, `candidate-ambiguous` (two of a name:
    their household tells them apart), `candidate-elsewhere` (no such name in that household),
    and what `check_candidates` refuses.
    """
    kept = still_preparing(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    if kept.is_recall:
        return Refusal("recall-has-no-candidates")
    numbered = list(enumerate(written, 1))
    posts = tuple(Post(at, one.title, one.seats) for at, one in numbered if one.seats > 0)
    candidates: list[Candidate] = []
    for post in posts:
        for at, (name, label) in enumerate(written[post.no - 1].names, 1):
            found = _person(session, errand, Candidate(post.no, at, name, label))
            if isinstance(found, Refusal):
                return found
            candidates.append(found)
    fault = check_candidates(kept, posts, candidates)
    if fault is not None:
        return fault
    _keep(session, errand, kept, posts, candidates)
    facts = {"posts": len(posts), "candidates": len(candidates), "void": kept.printed}
    note(session, errand, "candidates-named", f"election:{no}", **facts)
    return Done(replace(kept, posts=posts, candidates=tuple(candidates)))


def _person(session: Session, errand: Errand, written: Candidate) -> Candidate | Refusal:
    """Return a candidate with the person of the roster, where there is one of that name."""
    named = people.find_people(session, errand.committee_id, written.name, NAMESAKES)
    field = f"names_{written.post_no}"
    same = [
        (person, home)
        for person, home in named
        if person.name == written.name and written.label in ("", home.label)
    ]
    if len(same) > 1:
        return Refusal("candidate-ambiguous", field, {"name": written.name})
    if not same:
        facts = {"name": written.name, "label": written.label}
        return Refusal("candidate-elsewhere", field, facts) if written.label else written
    person, home = same[0]
    return replace(written, person_id=person.id, label=home.label, born=person.born)


def print_ballots(session: Session, errand: Errand, no: int, copies: int) -> Done[int] | Refusal:
    """Note that ballots were printed, and how many there are now in all.

    Refuses `election-over`, `posts-missing`, `list-not-published`, and `too-many-ballots`.
    """
    kept = still_preparing(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    if kept.state is State.PREPARING:
        return Refusal("list-not-published")
    if not kept.posts:
        return Refusal("posts-missing")
    total = kept.printed + copies
    if total > MOST_BALLOTS:
        return Refusal("too-many-ballots", "copies", {"most": MOST_BALLOTS})
    store.save_election(session, errand.committee_id, kept.id, printed=total)
    note(session, errand, "ballots-printed", f"election:{no}", copies=copies, total=total)
    return Done(total)
