"""Who was called, who came, and whether that is enough by the body's charter."""

from collections.abc import Iterable
from dataclasses import dataclass
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

    `office` is a code of the body for a member, and free words for a guest.
    """

    id: UUID
    person_id: UUID | None
    name: str
    standing: Standing
    office: str
    status: Presence
    position: int


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


def guest_fault(name: str, office: str, roll: Iterable[Attendee]) -> Refusal | None:
    """Refuse a guest without a name (`guest-missing`), too long (`line-long`) or there already."""
    if not name:
        return Refusal("guest-missing", "name")
    if max(len(name), len(office)) > NAME_LENGTH:
        return Refusal("line-long", "name", {"most": NAME_LENGTH})
    if any(one.name == name and one.office == office for one in roll):
        return Refusal("guest-twice", "name", {"name": name})
    return None
