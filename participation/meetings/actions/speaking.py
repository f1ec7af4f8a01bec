"""The speaking list: asking for the floor, being called, finishing, being cut off at time."""

from dataclasses import replace
from uuid import UUID

from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line
from participation.meetings.actions.room import enter_room, line_of, own_line
from participation.meetings.rules.floor import Side, Turn, TurnState
from participation.meetings.rules.speaking import (
    asking_fault,
    called,
    calling_fault,
    cut,
    find_turn,
    finished,
    gist_fault,
    next_turn,
)
from participation.meetings.store import floor as floors


def ask(
    session: Session, errand: Errand, no: int, attendee_id: UUID, side: Side, *, is_own: bool
) -> Done[Turn] | Refusal:
    """Put somebody on the speaking list, or oneself (`is_own`).

    Refuses `attendee-gone`, `not-your-seat` and what `asking_fault` does.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    if is_own:
        attendee = own_line(session, errand, room.roll, attendee_id)
    else:
        attendee = line_of(room.roll, attendee_id)
    if isinstance(attendee, Refusal):
        return attendee
    fault = asking_fault(room.floor, attendee)
    if fault is not None:
        return fault
    turn = Turn(errand.new_id(), room.motion.id, attendee.id, side, errand.now)
    floors.add_turn(session, errand.committee_id, room.meeting.id, turn)
    return Done(turn)


def drop(
    session: Session, errand: Errand, no: int, turn_id: UUID, *, is_own: bool
) -> Done[Turn] | Refusal:
    """Take somebody off the list, or oneself (`is_own`), who no longer wants to speak.

    Refuses `turn-gone` and `not-your-seat`.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    found = find_turn(room.floor, turn_id)
    if found is None:
        return Refusal("turn-gone")
    if is_own:
        mine = own_line(session, errand, room.roll, found.attendee_id)
        if isinstance(mine, Refusal):
            return mine
    turn = replace(found, state=TurnState.DROPPED)
    floors.save_turn(session, errand.committee_id, turn)
    return Done(turn)


def call_next(session: Session, errand: Errand, no: int) -> Done[Turn] | Refusal:
    """Give the floor to the next by the rules; a speaker whose time is up ends there.

    Refuses what `calling_fault` does.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    fault = calling_fault(room.floor, errand.now)
    if fault is not None:
        return fault
    cid, speaking = errand.committee_id, room.floor.speaking
    if speaking is not None:
        floors.save_turn(session, cid, finished(speaking, errand.now, room.floor.rules))
    found = next_turn(room.floor)
    assert found is not None
    turn = called(found, errand.now)
    floors.save_turn(session, cid, turn)
    return Done(turn)


def finish(
    session: Session, errand: Errand, no: int, gist: str, *, is_cut: bool
) -> Done[Turn] | Refusal:
    """End the turn of whoever speaks: finished, or cut off at time.

    Refuses `nobody-speaks`, `line-long` (300 characters of what was said), and `time-left` for
    who is cut off before the time is up.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    speaking, gist = room.floor.speaking, clean_line(gist)
    if speaking is None:
        return Refusal("nobody-speaks")
    fault = gist_fault(gist)
    if fault is not None:
        return fault
    ending = cut if is_cut else finished
    turn = ending(speaking, errand.now, room.floor.rules, gist)
    if isinstance(turn, Refusal):
        return turn
    floors.save_turn(session, errand.committee_id, turn)
    return Done(turn)
