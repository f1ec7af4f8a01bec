"""Votes in the room (会场表决): opened after full debate, counted from those who are there."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.meetings.rules.floor import Choice, Count, Floor, RoomVote, presence_fault
from participation.meetings.rules.items import Entry, Item, Method, Votes
from participation.meetings.rules.roll import Attendee, Quorum, Standing

# Hands are gone once they are lowered: two counts have to say the same.
COUNTS_NEEDED: Mapping[Method, int] = {Method.HANDS: 2, Method.SECRET: 1}


def rewriting_fault(floor: Floor | None, item: Item, entry: Entry) -> Refusal | None:
    """Refuse to write another motion, method or count than the room came to: `counted-in-room`."""
    if floor is None or floor.last_vote(item.id) is None:
        return None
    votes = item.votes
    came = (item.motion, item.method, votes.yes, votes.no, votes.abstain)
    written = (entry.motion, entry.method, entry.yes, entry.no, entry.abstain)
    return None if came == written else Refusal("counted-in-room", "method")


def voting_fault(floor: Floor, quorum: Quorum, *, is_amendment: bool) -> Refusal | None:
    """Refuse to put the motion, or its amendment, to the vote.

    `motion-first`, `vote-open`, `somebody-speaks`, `amendment-first` (it is settled before the
    motion), `amendment-gone`, `still-waiting` (a vote comes after full debate; fact `count`), and
    `quorum-not-met` by the charter.
    """
    if floor.motion is None:
        return Refusal("motion-first")
    if floor.vote is not None:
        return Refusal("vote-open")
    if floor.speaking is not None:
        return Refusal("somebody-speaks")
    fault = _order_fault(floor, is_amendment=is_amendment)
    if fault is None and not quorum.is_met:
        facts = {"present": quorum.present, "needed": quorum.needed}
        return Refusal("quorum-not-met", None, facts)
    return fault


def _order_fault(floor: Floor, *, is_amendment: bool) -> Refusal | None:
    if is_amendment:
        return Refusal("amendment-gone") if floor.amendment is None else None
    if floor.amendment is not None:
        return Refusal("amendment-first")
    if floor.waiting:
        return Refusal("still-waiting", None, {"count": len(floor.waiting)})
    return None


def completed(yes: int, no: int, abstain: int, present: int) -> tuple[Votes, int] | Refusal:
    """Return a count of all who are there, and how many showed nothing: they abstain (弃权).

    Refuses `counts-exceed-present` (facts cast, present) and numbers below nought.
    """
    cast = yes + no + abstain
    if min(yes, no, abstain) < 0 or cast > present:
        facts = {"cast": cast, "present": present}
        return Refusal("counts-exceed-present", "yes", facts)
    rest = present - cast
    return Votes(yes, no, abstain + rest, present), rest


def agreed(method: Method, counts: Iterable[Count]) -> Votes | None:
    """Return what was counted once enough counts in a row say the same, else None."""
    needed = COUNTS_NEEDED[method]
    last = [one.votes for one in counts][-needed:]
    return last[0] if len(last) == needed and len(set(last)) == 1 else None


def pressing_fault(vote: RoomVote | None, attendee: Attendee) -> Refusal | None:
    """Refuse a choice by telephone.

    `no-phone-vote` (none is open, or it is by hands or on paper), `not-present`, and
    `guests-do-not-vote`.
    """
    if vote is None or vote.method is not Method.OPEN:
        return Refusal("no-phone-vote")
    if attendee.standing is not Standing.MEMBER:
        return Refusal("guests-do-not-vote")
    return presence_fault(attendee)


def counting(ballots: Mapping[UUID, Choice], roll: Iterable[Attendee]) -> dict[UUID, Choice]:
    """Return what each member there pressed; who pressed nothing abstains (弃权).

    What somebody pressed who is no longer marked present does not count.
    """
    return {one.id: ballots.get(one.id, Choice.ABSTAIN) for one in roll if one.is_voting}


def summed(choices: Mapping[UUID, Choice]) -> Votes:
    """Return the count of what those there chose."""
    found = list(choices.values())
    return Votes(
        found.count(Choice.YES), found.count(Choice.NO), found.count(Choice.ABSTAIN), len(found)
    )
