"""Giving a reason for or against, and taking it back."""

from uuid import UUID

from participation.audit.actions import note
from participation.db.session import Session
from participation.deliberation import store
from participation.deliberation.rules import (
    Argument,
    Author,
    Side,
    arguing_fault,
    reason_of,
    withdrawing_fault,
)
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.matters import store as matters
from participation.residents.store import people


def argue(
    session: Session, errand: Errand, no: int, side: Side, text: str
) -> Done[Argument] | Refusal:
    """Give one reason for or against a matter, by account or home card, at most three each.

    Refuses `card-needed`, `matter-unknown`, `reason-missing`, `text-too-long` (140 signs),
    `arguing-closed` outside 议 and 决, `arguing-enough`.
    """
    author = _author(session, errand)
    words = reason_of(text)
    if isinstance(author, Refusal):
        return author
    if isinstance(words, Refusal):
        return words
    matter = matters.find_matter(session, errand.committee_id, no, is_held=True)
    if matter is None:
        return Refusal("matter-unknown")
    given = store.count_of_author(session, errand.committee_id, matter.id, author)
    refusal = arguing_fault(matter, given)
    if refusal is not None:
        return refusal
    argument = Argument(
        id=errand.new_id(),
        matter_id=matter.id,
        side=side,
        text=words,
        by=author.name,
        household_id=author.household_id,
        account_id=author.account_id,
        at=errand.now,
    )
    store.add_argument(session, errand.committee_id, argument)
    note(session, errand, "argument-given", f"matter:{no}")
    return Done(argument)


def _author(session: Session, errand: Errand) -> Author | Refusal:
    actor = errand.actor
    if actor.account_id is not None and actor.roles:
        return Author(None, actor.account_id, actor.label)
    if actor.household_id is None:
        return Refusal("card-needed")
    home = people.get_household(session, errand.committee_id, actor.household_id)
    return Author(home.id, None, home.group_name)


def withdraw(
    session: Session, errand: Errand, no: int, argument_id: UUID
) -> Done[Argument] | Refusal:
    """Take one's own reason back while 议 or 决 runs.

    Refuses `matter-unknown`, `argument-gone`, `argument-not-yours`, `arguing-closed`.
    """
    matter = matters.find_matter(session, errand.committee_id, no, is_held=True)
    if matter is None:
        return Refusal("matter-unknown")
    argument = store.find_argument(session, errand.committee_id, argument_id)
    if argument is None or argument.matter_id != matter.id:
        return Refusal("argument-gone")
    refusal = withdrawing_fault(matter, argument, errand.actor)
    if refusal is not None:
        return refusal
    store.save_withdrawn(session, errand.committee_id, argument_id, errand.now)
    note(session, errand, "argument-withdrawn", f"matter:{no}")
    return Done(argument)
