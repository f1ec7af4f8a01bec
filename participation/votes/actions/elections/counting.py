"""The count of an election: typed by one, confirmed by another, printed, and voted on again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from participation.audit.actions import note, register_print
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.votes.actions.elections.preparing import locked
from participation.votes.rules.decision_rules import Rule, rule_on
from participation.votes.rules.elections.counting import (
    Result,
    Sheet,
    Typed,
    check_confirmation,
    check_sheet,
    result_of,
    runners_up,
)
from participation.votes.rules.elections.plan import Candidate, Election, Plan, State, check_plan
from participation.votes.store import elections as store
from participation.votes.store import electors

KIND = "election-result"


def type_count(
    session: Session, errand: Errand, no: int, sheet: Sheet, today: date
) -> Done[Typed] | Refusal:
    """Type what the count sheets say; who voted how is on no sheet and nowhere here.

    `sheet.registered` is taken from the list. Refuses what `check_sheet` refuses. Typed again, it
    replaces the sheet before, which stays in the database.
    """
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    cid = errand.committee_id
    counted = replace(sheet, registered=electors.count_listed(session, cid, kept.id))
    fault = check_sheet(kept, counted, today)
    if fault is not None:
        return fault
    before = store.find_count(session, cid, kept.id)
    number = 1 if before is None else before.no + 1
    actor = errand.actor
    typed = Typed(number, counted, actor.label, actor.account_id, errand.now)
    store.add_count(session, cid, errand.new_id(), kept.id, typed)
    store.save_election(session, cid, kept.id, state=State.COUNTED)
    facts = {"sheet": number, "returned": sheet.returned, "spoiled": sheet.spoiled}
    note(session, errand, "election-counted", f"election:{no}", **facts)
    return Done(typed)


def confirm_count(
    session: Session, errand: Errand, no: int, sheet_no: int
) -> Done[Result] | Refusal:
    """Confirm the sheet that was read, as a second account; from then on everybody sees it.

    Refuses what `check_confirmation` refuses, and `count-changed` (typed anew meanwhile).
    """
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    typed = store.find_count(session, errand.committee_id, kept.id)
    fault = check_confirmation(kept, typed, errand.actor.account_id)
    if fault is not None:
        return fault
    assert typed is not None
    if typed.no != sheet_no:
        return Refusal("count-changed")
    store.save_election(
        session,
        errand.committee_id,
        kept.id,
        state=State.CONFIRMED,
        confirmed_by=errand.actor.label,
        confirmed_at=errand.now,
    )
    result = result_of(kept, typed.sheet)
    facts = {"sheet": typed.no, "valid": result.is_valid, "open": result.open_seats}
    note(session, errand, "election-confirmed", f"election:{no}", **facts)
    return Done(result)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A result sheet that came out of the press, to be registered."""

    code: str
    sha256: bytes
    title: str
    digest: str


def register_result(
    session: Session, errand: Errand, no: int, pressed: Pressed
) -> Done[int] | Refusal:
    """Register a printed result sheet, so that its code tells it is unchanged.

    Refuses `election-unknown` and `election-not-confirmed`.
    """
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    typed = store.find_count(session, errand.committee_id, kept.id)
    if kept.state is not State.CONFIRMED or typed is None:
        return Refusal("election-not-confirmed")
    number = register_print(
        session,
        errand,
        pressed.code,
        KIND,
        kept.id,
        str(no),
        typed.no,
        pressed.sha256,
        title=pressed.title,
        digest=pressed.digest,
    )
    return Done(number)


def start_rerun(
    session: Session, errand: Errand, rules: Mapping[str, Rule], no: int, day: date, today: date
) -> Done[Election] | Refusal:
    """Start the re-run for seats left open (另行选举), with list and runners-up of the first vote.

    Refuses `election-not-confirmed`, `rerun-not-needed` (nothing open, a recall, or a vote too
    few took part in: that one is held anew), `rerun-started`, `rule-not-in-force`, and a day that
    `check_plan` refuses.
    """
    kept = locked(session, errand, no)
    if isinstance(kept, Refusal):
        return kept
    cid = errand.committee_id
    typed = store.find_count(session, cid, kept.id)
    if kept.state is not State.CONFIRMED or typed is None:
        return Refusal("election-not-confirmed")
    result = result_of(kept, typed.sheet)
    if kept.is_recall or not result.is_valid or not result.open_seats:
        return Refusal("rerun-not-needed")
    if store.find_following(session, cid, kept.id) is not None:
        return Refusal("rerun-started")
    rule = rule_on(rules, kept.terms.rerun_id or "", day)
    if isinstance(rule, Refusal):
        return rule
    plan = replace(kept.plan, rule_id=rule.id, day=day)
    fault = check_plan(rule, plan, today, kept.published_on)
    if fault is not None:
        return fault
    return Done(_rerun(session, errand, replace(kept, rule=rule), plan, result))


def _rerun(
    session: Session, errand: Errand, kept: Election, plan: Plan, result: Result
) -> Election:
    cid = errand.committee_id
    known = {one.name: one for one in kept.candidates}
    open_posts = runners_up(result)
    candidates = [
        replace(known.get(name, Candidate(post.no, at, name)), post_no=post.no, no=at)
        for post, names in open_posts
        for at, name in enumerate(names, 1)
    ]
    again = replace(
        kept,
        id=errand.new_id(),
        no=next_number(session, cid, "election"),
        plan=plan,
        posts=tuple(post for post, _names in open_posts),
        candidates=tuple(candidates),
        state=State.LISTED,
        round=kept.round + 1,
        follows_id=kept.id,
        printed=0,
        confirmed_by=None,
        confirmed_at=None,
    )
    store.add_election(session, cid, again)
    rows = [(errand.new_id(), one) for one in candidates]
    store.save_candidates(session, cid, again.id, again.posts, rows)
    lines = electors.list_electors(session, cid, kept.id)
    copied = [replace(one, id=errand.new_id()) for one in lines]
    electors.save_electors(session, cid, again.id, copied)
    facts = {"of": kept.no, "seats": result.open_seats, "day": f"{plan.day}"}
    note(session, errand, "rerun-started", f"election:{again.no}", **facts)
    return again
