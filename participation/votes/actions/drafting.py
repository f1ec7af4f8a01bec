"""Drafting a vote, and opening it: from then on rule, roll and dates are fixed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from participation.audit.actions import note
from participation.committees import store as committees
from participation.committees.rules import CommitteeKind
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.store import people
from participation.votes.actions import walk
from participation.votes.actions.notices import make_known, shown_of, tell
from participation.votes.actions.roll import copy_roll, hash_of
from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.drafts import Asked, Draft, check_draft, draft_of
from participation.votes.rules.halting import NoticeKind
from participation.votes.rules.levies import Levy
from participation.votes.rules.life import State, check_times, may_change
from participation.votes.rules.opening import asks_reason, may_open
from participation.votes.rules.vote import Vote, VoteOpened
from participation.votes.store import slips, votes


def _vote_of(draft: Draft, rule: Rule, vote_id: UUID, no: int) -> Vote:
    return Vote(
        id=vote_id,
        no=no,
        matter_id=draft.matter_id,
        title=draft.title,
        questions=draft.questions,
        detail=draft.detail.strip(),
        rule=rule,
        channels=draft.channels,
        is_charter_approved=draft.is_approved,
        secrecy=draft.secrecy,
        unit=draft.unit,
        proof=draft.proof,
        state=State.DRAFT,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        publishes_at=draft.publishes_at,
        levy=draft.levy,
        charter=draft.charter,
    )


def draft_vote(
    session: Session, errand: Errand, rules: Mapping[str, Rule], draft: Draft, today: date
) -> Done[Vote] | Refusal:
    """Keep a draft; refuses what `check_draft` refuses."""
    rule = check_draft(rules, draft, today)
    if isinstance(rule, Refusal):
        return rule
    no = next_number(session, errand.committee_id, "vote")
    vote = _vote_of(draft, rule, errand.new_id(), no)
    votes.add_vote(session, errand.committee_id, vote, errand.new_id)
    note(session, errand, "vote-drafted", f"vote:{no}", rule=rule.key, secrecy=vote.secrecy.value)
    return Done(vote)


def change_draft(
    session: Session, errand: Errand, rules: Mapping[str, Rule], no: int, draft: Draft, today: date
) -> Done[Vote] | Refusal:
    """Change a draft; refuses `vote-unknown`, one that is announced or open (`vote-announced`,
    `vote-already-open`), and what `check_draft` refuses.
    """
    kept = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if kept is None:
        return Refusal("vote-unknown")
    fault = may_change(kept.state_at(errand.now))
    if fault is not None:
        return fault
    rule = check_draft(rules, draft, today)
    if isinstance(rule, Refusal):
        return rule
    vote = _vote_of(draft, rule, kept.id, no)
    votes.save_draft(session, errand.committee_id, vote, errand.new_id)
    note(session, errand, "draft-changed", f"vote:{no}", rule=rule.key, secrecy=vote.secrecy.value)
    return Done(vote)


def draft_again(
    session: Session, errand: Errand, rules: Mapping[str, Rule], no: int, today: date
) -> Done[Vote] | Refusal:
    """Draft a published vote once more (再投一次), as it was, its hours as long from now.

    Refuses `vote-unknown`, `result-not-yet`, and what `draft_vote` refuses.
    """
    kept = votes.find_vote(session, errand.committee_id, no)
    if kept is None:
        return Refusal("vote-unknown")
    fault = kept.may_show(errand.now)
    if fault is not None:
        return fault
    later = errand.now - kept.opens_at
    draft = replace(
        draft_of(kept),
        opens_at=errand.now,
        closes_at=kept.closes_at + later,
        publishes_at=kept.publishes_at + later,
    )
    return draft_vote(session, errand, rules, draft, today)


def keep_question(
    session: Session,
    errand: Errand,
    rules: Mapping[str, Rule],
    no: int,
    at: int,
    asked: Asked,
    heading: str,
    today: date,
) -> Done[Vote] | Refusal:
    """Put a question on a draft's ballot, in the place `at` from 1 or behind the last one.

    Refuses what `change_draft` refuses.
    """
    kept = votes.find_vote(session, errand.committee_id, no)
    if kept is None:
        return Refusal("vote-unknown")
    draft = draft_of(kept)
    questions = [*draft.asked]
    questions[at - 1 : at] = [asked]
    changed = replace(draft, asked=tuple(questions), heading=heading)
    return change_draft(session, errand, rules, no, changed, today)


def drop_question(
    session: Session, errand: Errand, rules: Mapping[str, Rule], no: int, at: int, today: date
) -> Done[Vote] | Refusal:
    """Take a question off a draft's ballot; refuses `last-question`, and as `change_draft` does."""
    kept = votes.find_vote(session, errand.committee_id, no)
    if kept is None:
        return Refusal("vote-unknown")
    draft = draft_of(kept)
    questions = draft.asked[: at - 1] + draft.asked[at:]
    if not questions:
        return Refusal("last-question")
    heading = draft.heading if len(questions) > 1 else ""
    changed = replace(draft, asked=questions, heading=heading)
    return change_draft(session, errand, rules, no, changed, today)


def keep_levy(
    session: Session, errand: Errand, rules: Mapping[str, Rule], no: int, levy: Levy, today: date
) -> Done[Vote] | Refusal:
    """Put what homes are asked for (筹资筹劳) with a draft; refuses as `change_draft` does.

    How many homes there are is counted from the roster.
    """
    kept = votes.find_vote(session, errand.committee_id, no)
    if kept is None:
        return Refusal("vote-unknown")
    _people, homes = people.count(session, errand.committee_id)
    changed = replace(draft_of(kept), levy=replace(levy, households=homes))
    return change_draft(session, errand, rules, no, changed, today)


def drop_levy(
    session: Session, errand: Errand, rules: Mapping[str, Rule], no: int, today: date
) -> Done[Vote] | Refusal:
    """Take the levy off a draft; refuses as `change_draft` does."""
    kept = votes.find_vote(session, errand.committee_id, no)
    if kept is None:
        return Refusal("vote-unknown")
    return change_draft(session, errand, rules, no, replace(draft_of(kept), levy=None), today)


def _is_village(session: Session, errand: Errand) -> bool:
    """Whether this is a village: a community asks for gifts only (城市居民委员会组织法 42)."""
    found = committees.get_committee(session, errand.committee_id)
    return found.kind is CommitteeKind.VILLAGE


def open_vote(
    session: Session, errand: Errand, no: int, today: date, reason: str = ""
) -> Done[Vote] | Refusal:
    """Open a vote: copy and hash its roll, freeze rule and dates, tell the walk and the outbox.

    It begins now, or at the later hour of its draft. `reason` says why it cannot wait for the
    days of notice, where the rule knows special circumstances; it is made public. Refuses
    `vote-unknown`, what `may_open` refuses, `levy-missing` (a village asks its homes for money or
    labour), what `copy_roll` refuses, a closing hour gone by (`closes-before-it-opens`), and a
    matter that is over.
    """
    kept = votes.lock_vote(session, errand.committee_id, no, is_shared=False)
    if kept is None:
        return Refusal("vote-unknown")
    fault = may_open(kept, shown_of(session, errand, kept), reason, errand.now)
    if fault is not None:
        return fault
    if kept.lacks_levy and _is_village(session, errand):
        return Refusal("levy-missing")
    vote = replace(kept, opens_at=max(kept.opens_at, errand.now), state=State.OPEN)
    fault = check_times(vote.opens_at, vote.closes_at, vote.publishes_at)
    if fault is not None:
        return fault
    voters = copy_roll(session, errand, vote, today)
    if isinstance(voters, Refusal):
        return voters
    vote = replace(
        vote,
        roll_size=len(voters),
        roll_area=sum(voter.area for voter in voters),
        roll_hash=hash_of(vote.unit, voters),
    )
    slips.add_voters(session, errand.committee_id, vote.id, voters)
    votes.save_opened(session, errand.committee_id, vote, errand.now)
    note(session, errand, "vote-opened", f"vote:{no}", roll=vote.roll_size, hash=vote.roll_hash)
    if asks_reason(kept, errand.now):
        make_known(session, errand, vote, NoticeKind.HURRIED, reason)
    stopped = walk.opened(session, errand, vote)
    if stopped is not None:
        return stopped
    _tell(session, errand, vote)
    return Done(vote, (VoteOpened(errand.committee_id, vote.id, vote.matter_id, no),))


def _tell(session: Session, errand: Errand, vote: Vote) -> None:
    facts = {
        "closes_at": vote.closes_at.isoformat(),
        "is_binding": vote.binding.is_binding,
        "is_secret": vote.is_secret,
        "unit": vote.unit.value,
    }
    tell(session, errand, vote, "vote-opened", f"vote-{vote.no}-opened", facts)
