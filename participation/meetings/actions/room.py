"""The room of a meeting held for one errand: its roll, its floor, its body."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from participation.bodies.rules import Body
from participation.bodies.store.charters import get_body_at
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Refusal
from participation.meetings import store
from participation.meetings.actions.opening import open_meeting
from participation.meetings.rules.floor import Floor, Motion, item_on
from participation.meetings.rules.items import Item
from participation.meetings.rules.life import Deed, Meeting
from participation.meetings.rules.roll import Attendee
from participation.meetings.store.floor import floor_of
from participation.residents.store import people


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting that was opened, as one errand finds it, held against others."""

    meeting: Meeting
    body: Body
    roll: tuple[Attendee, ...]
    items: tuple[Item, ...]
    floor: Floor

    @property
    def item(self) -> Item | None:
        """The item that is on."""
        return item_on(self.floor, self.items)

    @property
    def motion(self) -> Motion:
        """The motion on the floor, once the rules have said that there is one."""
        motion = self.floor.motion
        assert motion is not None
        return motion


def enter_room(session: Session, errand: Errand, no: int) -> Room | Refusal:
    """Return the room of a meeting; refuses `meeting-not-opened` and what `open_meeting` does."""
    meeting = open_meeting(session, errand, no, Deed.RECORD)
    if isinstance(meeting, Refusal):
        return meeting
    floor = floor_of(session, errand.committee_id, meeting.id)
    if floor is None:
        return Refusal("meeting-not-opened")
    return Room(
        meeting=meeting,
        body=get_body_at(session, errand.committee_id, meeting.body_id, meeting.starts_at),
        roll=tuple(store.list_present(session, errand.committee_id, meeting.id, errand.now)),
        items=tuple(store.list_items(session, errand.committee_id, meeting.id)),
        floor=floor,
    )


def line_of(roll: Iterable[Attendee], attendee_id: UUID) -> Attendee | Refusal:
    """Return a line of the roll; refuses `attendee-gone`."""
    found = next((one for one in roll if one.id == attendee_id), None)
    return Refusal("attendee-gone") if found is None else found


def own_people(session: Session, errand: Errand) -> frozenset[UUID]:
    """Return for whom somebody may act in the room: themselves, and the home of their card."""
    actor, home = errand.actor, errand.actor.household_id
    family = people.list_members(session, errand.committee_id, home) if home else []
    own = {actor.person_id} if actor.person_id else set()
    return frozenset({one.id for one in family} | own)


def own_line(
    session: Session, errand: Errand, roll: Iterable[Attendee], attendee_id: UUID
) -> Attendee | Refusal:
    """Return somebody's own line of the roll; refuses `attendee-gone`, `not-your-seat`."""
    found = line_of(roll, attendee_id)
    if isinstance(found, Refusal):
        return found
    is_own = found.person_id in own_people(session, errand)
    return found if is_own else Refusal("not-your-seat")
