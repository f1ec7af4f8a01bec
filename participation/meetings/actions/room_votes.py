"""Votes in the room: opened, counted twice or pressed, closed with their result."""

from dataclasses import replace
from hmac import compare_digest
from uuid import UUID

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line
from participation.meetings.actions.lawful import law_now
from participation.meetings.actions.motions import settle
from participation.meetings.actions.recording import record_item
from participation.meetings.actions.room import Room, enter_room, own_line
from participation.meetings.rules.deciding import came_to, law_fault
from participation.meetings.rules.floor import (
    AmendmentState,
    Choice,
    Count,
    MotionState,
    RoomVote,
    VoteState,
)
from participation.meetings.rules.gates import Gate, deciding_fault
from participation.meetings.rules.items import (
    Entry,
    Item,
    Method,
    Votes,
    item_fault,
)
from participation.meetings.rules.law import Under, law_of
from participation.meetings.rules.roll import NAME_LENGTH, quorum
from participation.meetings.rules.room_votes import (
    agreed,
    completed,
    counting,
    pressing_fault,
    summed,
    voting_fault,
)
from participation.meetings.store import floor as floors
from participation.meetings.store import room_votes as votes
from participation.meetings.store.gates import list_gates
from participation.meetings.store.laws import list_laws

CODE_DIGITS = 4


def room_code(key: bytes, vote_id: UUID) -> str:
    """Return the digits that only those in the room are told while they vote by telephone."""
    number = int.from_bytes(codes.keyed(key, "room-vote", vote_id.hex)[:8])
    return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def open_room_vote(
    session: Session, errand: Errand, no: int, method: Method, under: Under, *, is_amendment: bool
) -> Done[RoomVote] | Refusal:
    """Put the motion, or its amendment, to the vote.

    Refuses what `voting_fault` does, and of a motion what `rules.gates.deciding_fault` and
    `rules.deciding.law_fault` do.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    enough = quorum(room.roll, room.body.charter)
    fault = voting_fault(room.floor, enough, is_amendment=is_amendment)
    if fault is None and not is_amendment:
        fault = _gate_fault(session, errand, room, under)
    if fault is not None:
        return fault
    amendment = room.floor.amendment if is_amendment else None
    vote = RoomVote(
        id=errand.new_id(),
        motion_id=room.motion.id,
        amendment_id=amendment.id if amendment else None,
        method=method,
        opened_at=errand.now,
    )
    votes.add_room_vote(session, errand.committee_id, room.meeting.id, vote)
    note(session, errand, "room-vote-opened", f"meeting:{no}", method=method)
    return Done(vote)


def _gate_fault(session: Session, errand: Errand, room: Room, under: Under) -> Refusal | None:
    gates = list_gates(session, errand.committee_id, room.meeting.id)
    gate = gates.get(room.motion.item_id) or Gate()
    rule = law_of(room.body.kind, under.rules, under.day)
    return deciding_fault(gate, room.body.kind, rule, under.day) or law_fault(
        law_now(session, errand.committee_id, room.body, room.roll, under)
    )


def _voting(session: Session, errand: Errand, no: int) -> tuple[Room, RoomVote] | Refusal:
    """Return the room and the vote that goes on; refuses `no-vote-open`."""
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    vote = room.floor.vote
    return Refusal("no-vote-open") if vote is None else (room, vote)


def count_vote(
    session: Session,
    errand: Errand,
    no: int,
    counted: tuple[int, int, int],
    counted_by: str,
    under: Under,
) -> Done[RoomVote] | Refusal:
    """Write down a count of hands or papers: 赞成, 反对, 弃权; the vote closes once counts agree.

    Hands need two counts in a row that say the same. Refuses `no-vote-open`, `phone-counts-itself`,
    `count-by-missing`, `line-long`, `counts-exceed-present`, and what recording the item does.
    """
    found = _voting(session, errand, no)
    if isinstance(found, Refusal):
        return found
    room, vote = found
    if vote.method is Method.OPEN:
        return Refusal("phone-counts-itself")
    made = _counted(errand, room, counted, clean_line(counted_by))
    if isinstance(made, Refusal):
        return made
    votes.add_count(session, errand.committee_id, errand.new_id(), vote.id, made)
    vote = replace(vote, counts=(*vote.counts, made))
    result = agreed(vote.method, vote.counts)
    return Done(vote) if result is None else _close(session, errand, room, vote, result, under)


def _counted(
    errand: Errand, room: Room, counted: tuple[int, int, int], counted_by: str
) -> Count | Refusal:
    if not counted_by:
        return Refusal("count-by-missing", "counted_by")
    if len(counted_by) > NAME_LENGTH:
        return Refusal("line-long", "counted_by", {"most": NAME_LENGTH})
    present = quorum(room.roll, room.body.charter).present
    found = completed(*counted, present)
    if isinstance(found, Refusal):
        return found
    return Count(*found, counted_by, errand.now)


def close_phone_vote(
    session: Session, errand: Errand, no: int, under: Under
) -> Done[RoomVote] | Refusal:
    """Close a vote by telephone and count it; who pressed nothing is kept as abstaining.

    Refuses `no-vote-open`, `no-phone-vote`, and what recording the item does.
    """
    found = _voting(session, errand, no)
    if isinstance(found, Refusal):
        return found
    room, vote = found
    if vote.method is not Method.OPEN:
        return Refusal("no-phone-vote")
    cid = errand.committee_id
    counted = counting(votes.list_ballots(session, cid, vote.id), room.roll)
    done = _close(session, errand, room, vote, summed(counted), under)
    if isinstance(done, Done):
        votes.replace_ballots(session, cid, errand.new_id, vote.id, counted)
    return done


def cancel_room_vote(session: Session, errand: Errand, no: int) -> Done[RoomVote] | Refusal:
    """Stop a vote that cannot be counted; the debate goes on. Refuses `no-vote-open`."""
    found = _voting(session, errand, no)
    if isinstance(found, Refusal):
        return found
    vote = replace(found[1], state=VoteState.CANCELLED, closed_at=errand.now)
    votes.save_room_vote(session, errand.committee_id, vote)
    note(session, errand, "room-vote-cancelled", f"meeting:{no}")
    return Done(vote)


def _close(
    session: Session, errand: Errand, room: Room, vote: RoomVote, result: Votes, under: Under
) -> Done[RoomVote] | Refusal:
    """Close a vote with its result, and settle what it was about."""
    if vote.amendment_id is None:
        item = _decide(session, errand, room, vote, result, under)
    else:
        item = _as_item(room, vote, result)
    if isinstance(item, Refusal):
        return item
    laws = list_laws(session, errand.committee_id, room.meeting.id)
    by_law = laws.get(item.id) if vote.amendment_id is None else None
    vote = replace(
        vote,
        state=VoteState.CLOSED,
        closed_at=errand.now,
        votes=result,
        outcome=came_to(item, room.body, by_law),
    )
    votes.save_room_vote(session, errand.committee_id, vote)
    if vote.amendment_id is not None:
        assert room.floor.amendment is not None
        state = AmendmentState.CARRIED if vote.outcome.is_yes else AmendmentState.LOST
        settle(session, errand, room, room.floor.amendment, state)
    counts = {"yes": result.yes, "no": result.no, "abstain": result.abstain}
    subject = f"meeting:{room.meeting.no}"
    note(session, errand, "room-vote-closed", subject, outcome=vote.outcome, **counts)
    return Done(vote)


def _decide(
    session: Session, errand: Errand, room: Room, vote: RoomVote, result: Votes, under: Under
) -> Item | Refusal:
    """Write the result into the item as the recorder would have; the motion is decided."""
    item = room.item
    assert item is not None
    entry = Entry(
        proposer=item.proposer or room.motion.mover,
        motion=room.motion.text,
        discussion=item.discussion,
        method=vote.method,
        yes=result.yes,
        no=result.no,
        abstain=result.abstain,
        decision=item.decision,
        dissent=item.dissent,
        task=item.task,
    )
    done = record_item(
        session, errand, room.meeting.no, item.position, entry, under.rules, under.day
    )
    if isinstance(done, Refusal):
        return done
    decided = replace(room.motion, state=MotionState.DECIDED, settled_at=errand.now)
    floors.save_motion(session, errand.committee_id, decided)
    return done.value


def _as_item(room: Room, vote: RoomVote, result: Votes) -> Item | Refusal:
    """Return the amendment as an item would be decided: by the same majority of those present."""
    amendment = room.floor.amendment
    assert room.item is not None
    assert amendment is not None
    item = replace(room.item, motion=amendment.after, method=vote.method, votes=result)
    return item_fault(item, quorum(room.roll, room.body.charter)) or item


def press(
    session: Session, errand: Errand, no: int, attendee_id: UUID, choice: Choice, code: str
) -> Done[Choice] | Refusal:
    """Vote by telephone as a member who is there; pressing again changes it until the chair closes.

    Refuses `attendee-gone`, `not-your-seat`, what `pressing_fault` does, `room-code-wrong`.
    """
    room = enter_room(session, errand, no)
    if isinstance(room, Refusal):
        return room
    attendee = own_line(session, errand, room.roll, attendee_id)
    if isinstance(attendee, Refusal):
        return attendee
    vote = room.floor.vote
    fault = pressing_fault(vote, attendee)
    if fault is not None:
        return fault
    assert vote is not None
    if not compare_digest(code.strip().encode(), room_code(errand.key, vote.id).encode()):
        return Refusal("room-code-wrong", "code")
    votes.save_ballot(session, errand.committee_id, errand.new_id(), vote.id, attendee.id, choice)
    return Done(choice)
