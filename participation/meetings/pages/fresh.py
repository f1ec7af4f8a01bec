"""The tag by which a page of the room tells whether anything happened since it was shown."""

import hashlib
from collections.abc import Sequence

from participation.meetings.rules.floor import Floor
from participation.meetings.rules.items import Item
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Attendee
from participation.meetings.store.room_votes import list_ballots
from participation.web.house import place, reading, who
from participation.web.tongue import language


def pressed_of(floor: Floor | None) -> int:
    """Return how many have pressed in the vote that is open in the room."""
    vote = floor.vote if floor else None
    return len(list_ballots(reading(), place().id, vote.id)) if vote else 0


def tag_of(
    meeting: Meeting,
    roll: Sequence[Attendee],
    items: Sequence[Item],
    floor: Floor | None,
    pressed: int,
) -> str:
    """Return the tag of the room as somebody sees it; time alone does not change it."""
    facts = (meeting, roll, items, floor, pressed, language(), sorted(who().rights))
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:20]
