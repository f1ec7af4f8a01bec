"""Arguments for and against on paper: who may give how many, until when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.actor import Actor
from participation.kernel.outcome import Refusal
from participation.kernel.texts import clean_line
from participation.matters.rules import Matter, Move

MOST_SIGNS = 140
MOST_EACH = 3


class Side(StrEnum):
    """利 (for) or 弊 (against)."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Author:
    """Who gives a reason: a household by its card, or an account; `name` is what is shown."""

    household_id: UUID | None
    account_id: UUID | None
    name: str


@dataclass(frozen=True, slots=True)
class Argument:
    """One reason for or against (利和弊); `by` is a group's name, or an account's holder.

    Nobody replies to it; only its author takes it back.
    """

    id: UUID
    matter_id: UUID
    side: Side
    text: str
    by: str
    household_id: UUID | None
    account_id: UUID | None
    at: datetime
    withdrawn_at: datetime | None = None

    def is_by(self, actor: Actor) -> bool:
        """Whether the actor gave this reason."""
        if self.account_id is not None:
            return self.account_id == actor.account_id
        return self.household_id is not None and self.household_id == actor.household_id


def reason_of(raw: str) -> str | Refusal:
    """Return a cleaned reason; refuses `reason-missing` and `text-too-long` (140 signs)."""
    text = clean_line(raw)
    if not any(sign.isalnum() for sign in text):
        return Refusal("reason-missing", "text")
    if len(text) > MOST_SIGNS:
        return Refusal("text-too-long", "text", {"most": MOST_SIGNS})
    return text


def arguing_fault(matter: Matter, given: int) -> Refusal | None:
    """Say why no reason is taken: `arguing-closed` outside 议 and 决, `arguing-enough` after 3."""
    if not matter.may(Move.ARGUE):
        return Refusal("arguing-closed")
    if given >= MOST_EACH:
        return Refusal("arguing-enough", "text", {"most": MOST_EACH})
    return None


def withdrawing_fault(matter: Matter, argument: Argument, actor: Actor) -> Refusal | None:
    """Say why a reason stays: `argument-not-yours`, or `arguing-closed` once 决 is over."""
    if not argument.is_by(actor):
        return Refusal("argument-not-yours")
    return None if matter.may(Move.ARGUE) else Refusal("arguing-closed")
