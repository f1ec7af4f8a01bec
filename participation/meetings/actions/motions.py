"""Putting a motion, wording it anew, withdrawing it."""

from dataclasses import replace
from uuid import UUID

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line, clean_text
from participation.meetings.actions.room import Room, enter_room, line_of
from participation.meetings.rules.floor import (
    Amendment,
    AmendmentState,
    Motion,
    MotionState,
    TurnState,
    proposing_fault,
)
from participation.meetings.rules.items import LINE_LENGTH
from participation.meetings.rules.motions import (
    amending_fault,
    changing_fault,
    moving_fault,
    settled,
)
from participation.meetings.store import floor as floors


def _who(room: Room, attendee_id: UUID | None, name: str) -> str | Refusal:
    """Return who proposes: somebody present, or a name for who is not in the room (a group …)."""
    if attendee_id is None:
        said = clean_line(name)
        if not said:
            return Refusal("proposer-missing", "who")
        return (
            Refusal("line-long", "who", {"most": LINE_LENGTH}) if len(said) > LINE_LENGTH else said
        )
    found = line_of(room.roll, attendee_id)
    if isinstance(found, Refusal):
        return found
    return proposing_fault(found) or found.name


def put_motion(
    session: Session, errand: Errand, no: int, text: str, mover_id: UUID | None, mover: str = ""
) -> Done[Motion] | Refusal:
    """Put a motion on the item that is on.

    Refuses what `moving_fault` does, `proposer-missing`, and what `proposing_fault` does.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    text, name = clean_text(text), _who(room, mover_id, mover)
    fault = moving_fault(room.floor, room.item, text, mover_id)
    if fault is not None:
        return fault
    if isinstance(name, Refusal):
        return name
    assert room.item is not None
    motion = Motion(errand.new_id(), room.item.id, name, mover_id, text, errand.now)
    floors.add_motion(session, errand.committee_id, room.meeting.id, motion)
    note(session, errand, "motion-put", f"meeting:{no}", position=room.item.position)
    return Done(motion)


def withdraw_motion(session: Session, errand: Errand, no: int) -> Done[Motion] | Refusal:
    """Take the motion off the floor, with who waits to speak on it.

    Refuses `motion-first`, `vote-open`, `somebody-speaks`.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    fault = changing_fault(room.floor)
    if fault is not None:
        return fault
    if room.floor.speaking is not None:
        return Refusal("somebody-speaks")
    cid = errand.committee_id
    for turn in room.floor.waiting:
        floors.save_turn(session, cid, replace(turn, state=TurnState.DROPPED))
    if room.floor.amendment is not None:
        settle(session, errand, room, room.floor.amendment, AmendmentState.WITHDRAWN)
    motion = replace(room.motion, state=MotionState.WITHDRAWN, settled_at=errand.now)
    floors.save_motion(session, cid, motion)
    note(session, errand, "motion-withdrawn", f"meeting:{no}")
    return Done(motion)


def propose_amendment(
    session: Session, errand: Errand, no: int, after: str, by_id: UUID | None
) -> Done[Amendment] | Refusal:
    """Propose another wording of the motion; refuses as `amending_fault`, `proposing_fault`."""
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    after, name = clean_text(after), _who(room, by_id, "")
    fault = amending_fault(room.floor, after, by_id)
    if fault is not None:
        return fault
    if isinstance(name, Refusal):
        return name
    amendment = Amendment(
        id=errand.new_id(),
        motion_id=room.motion.id,
        by=name,
        by_id=by_id,
        before=room.motion.text,
        after=after,
        at=errand.now,
    )
    floors.add_amendment(session, errand.committee_id, room.meeting.id, amendment)
    note(session, errand, "amendment-proposed", f"meeting:{no}")
    return Done(amendment)


def settle_amendment(
    session: Session, errand: Errand, no: int, *, is_accepted: bool
) -> Done[Amendment] | Refusal:
    """The mover takes the amendment on, or whoever proposed it takes it back; no vote is needed.

    Refuses `motion-first`, `vote-open`, `amendment-gone`.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    fault = changing_fault(room.floor)
    if fault is not None:
        return fault
    if room.floor.amendment is None:
        return Refusal("amendment-gone")
    state = AmendmentState.ACCEPTED if is_accepted else AmendmentState.WITHDRAWN
    amendment = settle(session, errand, room, room.floor.amendment, state)
    note(session, errand, "amendment-settled", f"meeting:{no}", state=state)
    return Done(amendment)


def settle(
    session: Session, errand: Errand, room: Room, amendment: Amendment, state: AmendmentState
) -> Amendment:
    """End an amendment in a state, and word the motion anew where it was taken on."""
    motion, amendment = settled(room.motion, amendment, state, errand.now)
    floors.save_motion(session, errand.committee_id, motion)
    floors.save_amendment(session, errand.committee_id, amendment)
    return amendment
