"""Motions and their amendments (动议与修正案): put, worded anew, and what differs."""

from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.meetings.rules.floor import (
    MOTION_LENGTH,
    Amendment,
    AmendmentState,
    Floor,
    Motion,
    arguing_fault,
)
from participation.meetings.rules.items import Item, Method


def moving_fault(
    floor: Floor, item: Item | None, text: str, mover_id: UUID | None
) -> Refusal | None:
    """Refuse a motion that cannot be put.

    `item-first` (no item is on), `motion-still-open` (one at a time), `item-decided`,
    `motion-missing`, `motion-long`, `chair-must-hand-over`.
    """
    if item is None:
        return Refusal("item-first")
    if floor.motion is not None:
        return Refusal("motion-still-open")
    if item.method is not Method.NONE:
        return Refusal("item-decided")
    return _text_fault(text, "motion", "motion-missing") or arguing_fault(floor, mover_id)


def _text_fault(text: str, field: str, missing: str) -> Refusal | None:
    if not text:
        return Refusal(missing, field)
    if len(text) > MOTION_LENGTH:
        return Refusal("motion-long", field, {"most": MOTION_LENGTH})
    return None


def changing_fault(floor: Floor) -> Refusal | None:
    """Refuse to change or withdraw what is not on the floor or is being voted on.

    `motion-first`, `vote-open`.
    """
    if floor.motion is None:
        return Refusal("motion-first")
    return Refusal("vote-open") if floor.vote is not None else None


def amending_fault(floor: Floor, after: str, by_id: UUID | None) -> Refusal | None:
    """Refuse an amendment.

    As `changing_fault`; `amendment-open` (one at a time), `amendment-missing`, `motion-long`,
    `amendment-same` (nothing differs), `chair-must-hand-over`.
    """
    fault = changing_fault(floor)
    if fault is not None or floor.motion is None:
        return fault
    if floor.amendment is not None:
        return Refusal("amendment-open")
    fault = _text_fault(after, "after", "amendment-missing")
    if fault is not None:
        return fault
    if after == floor.motion.text:
        return Refusal("amendment-same", "after")
    return arguing_fault(floor, by_id)


def settled(
    motion: Motion, amendment: Amendment, state: AmendmentState, now: datetime
) -> tuple[Motion, Amendment]:
    """Return motion and amendment once it is settled; the motion reads anew where it was taken."""
    is_taken = state in {AmendmentState.ACCEPTED, AmendmentState.CARRIED}
    text = amendment.after if is_taken else motion.text
    return replace(motion, text=text), replace(amendment, state=state, settled_at=now)


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two wordings: what stays before it, what goes, and what comes."""

    kept: str
    gone: str
    new: str


def differences(before: str, after: str) -> tuple[Change, ...]:
    """Return two wordings as one text of changes, character by character.

    Kept and gone read together as before, kept and new as after; what stays at the end is a
    change of nothing.
    """
    changes: list[Change] = []
    kept = ""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            kept = before[a:b]
        else:
            changes.append(Change(kept, before[a:b], after[c:d]))
            kept = ""
    return (*changes, Change(kept, "", "")) if kept else tuple(changes)
