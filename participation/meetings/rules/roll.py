"""Who was called, who came, and whether that is enough by the body's charter."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from participation.bodies.rules import Charter
from participation.kernel.fractions import holds, least
from participation.kernel.outcome import Refusal

NAME_LENGTH = 40


class Standing(StrEnum):
    """As what somebody comes: 成员, or 列席 without a vote."""

    MEMBER = "member"
    GUEST = "guest"


class Presence(StrEnum):
    """Whether somebody came: 没点到, 到会, 请假, 缺席."""

    CALLED = "called"
    PRESENT = "present"
    LEAVE = "leave"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Attendee:
    """A line of the roll (签到); a guest need not be on the roster.

    `office` is a code of the body for a member, and free words for a guest. `came_at` is None
    where nobody noted the hour; `is_by_door`: by the code there, not by the recorder.
    """

    id: UUID
    person_id: UUID | None
    name: str
    standing: Standing
    office: str
    status: Presence
    position: int
    came_at: datetime | None = None
    left_at: datetime | None = None
    is_by_door: bool = False

    @property
    def is_voting(self) -> bool:
        """Whether this is a member who came, and so one who votes."""
        return self.status is Presence.PRESENT and self.standing is Standing.MEMBER

    def is_in_room(self, moment: datetime) -> bool:
        """Whether somebody who came was there at a moment: come by then, and not yet gone."""
        has_come = self.came_at is None or self.came_at <= moment
        has_left = self.left_at is not None and self.left_at <= moment
        return self.status is Presence.PRESENT and has_come and not has_left


@dataclass(frozen=True, slots=True)
class Quorum:
    """The test whether enough came (到会人数): members due 应到 and present 实到."""

    due: int
    present: int
    needed: int
    is_met: bool


def counted(roll: Iterable[Attendee], status: Presence) -> int:
    """Return how many members have that status; guests never count."""
    return sum(one.status is status and one.standing is Standing.MEMBER for one in roll)


def quorum(roll: Iterable[Attendee], charter: Charter) -> Quorum:
    """Hold the members present against those due; nobody due or nobody there is never enough."""
    members = [one for one in roll if one.standing is Standing.MEMBER]
    present, due = counted(members, Presence.PRESENT), len(members)
    rule = charter.quorum
    is_met = present > 0 and holds(rule.op, present, rule.share * due)
    return Quorum(due, present, least(rule.op, rule.share, due), is_met)


def present_at(roll: Iterable[Attendee], moment: datetime) -> list[Attendee]:
    """Return the roll as it stood at a moment: who had not come yet or had left counts as away."""
    return [
        replace(one, status=Presence.ABSENT)
        if one.status is Presence.PRESENT and not one.is_in_room(moment)
        else one
        for one in roll
    ]


def leaving_fault(line: Attendee, now: datetime, presiding_id: UUID | None) -> Refusal | None:
    """Refuse who is not there (`not-present`), and who presides (`chair-leaving`)."""
    if not line.is_in_room(now):
        return Refusal("not-present", None, {"name": line.name})
    return Refusal("chair-leaving") if line.id == presiding_id else None


def guest_fault(name: str, office: str, roll: Iterable[Attendee]) -> Refusal | None:
    """Refuse a guest without a name (`guest-missing`), too long (`line-long`) or there already."""
    if not name:
        return Refusal("guest-missing", "name")
    if max(len(name), len(office)) > NAME_LENGTH:
        return Refusal("line-long", "name", {"most": NAME_LENGTH})
    if any(one.name == name and one.office == office for one in roll):
        return Refusal("guest-twice", "name", {"name": name})
    return None
