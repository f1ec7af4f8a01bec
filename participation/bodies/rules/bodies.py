"""What a body is on paper: kind, charter with its shares, founding and end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from participation.kernel.fractions import Op
from participation.kernel.outcome import Event, Refusal

NAME_LENGTH = 60

CLAUSE_LENGTH = 200


class BodyKind(StrEnum):
    """What sort of body it is; the words are in `present`.

    议事会, 协商民主会, 楼（院）自管会, 停车自管会, 村（居）民小组, 村民会议, 村民代表会议,
    居民会议, 居民代表会议, 业主大会, 业主委员会, 村务监督委员会, 人民调解委员会, 联防队.
    """

    COUNCIL = "council"
    FORUM = "forum"
    BUILDING = "building"
    PARKING = "parking"
    GROUP = "group"
    VILLAGERS = "villagers"
    VILLAGE_REPRESENTATIVES = "village-representatives"
    RESIDENTS = "residents"
    RESIDENT_REPRESENTATIVES = "resident-representatives"
    OWNERS = "owners"
    OWNERS_COMMITTEE = "owners-committee"
    SUPERVISORS = "supervisors"
    MEDIATION = "mediation"
    PATROL = "patrol"


@dataclass(frozen=True, slots=True)
class Share:
    """A share as a charter names it: `ge` 2/3 is 三分之二以上, `gt` 1/2 is 过半数."""

    op: Op
    share: Fraction


@dataclass(frozen=True, slots=True)
class Charter:
    """What a body's charter (章程) says of its meetings.

    `quorum` is held against the members due, `majority` against the members present.
    """

    clause: str
    quorum: Share
    majority: Share


@dataclass(frozen=True, slots=True)
class Body:
    """A small self-governing body (议事会 …); `dissolved_on` is the first day without it."""

    id: UUID
    no: int
    kind: BodyKind
    name: str
    founded_on: date
    charter: Charter
    dissolved_on: date | None = None

    def is_dissolved(self, day: date) -> bool:
        """Whether the body is no more on a day."""
        return self.dissolved_on is not None and self.dissolved_on <= day


@dataclass(frozen=True, slots=True)
class BodyFounded(Event):
    """A body was founded."""

    committee_id: UUID
    body_id: UUID


@dataclass(frozen=True, slots=True)
class BodyDissolved(Event):
    """A body was dissolved."""

    committee_id: UUID
    body_id: UUID


def share_of(text: str) -> Share | None:
    """Return the share of a text `ge 2/3`; None unless above 0, at most 1, and reachable."""
    op, _blank, number = text.partition(" ")
    try:
        share = Share(Op(op), Fraction(number))
    except (ValueError, ZeroDivisionError):
        return None
    is_within = 0 < share.share < 1 or (share.share == 1 and share.op is Op.GE)
    return share if is_within else None


def founding_fault(name: str, clause: str) -> Refusal | None:
    """Refuse a body without name (`body-name-missing`) or charter clause (`clause-missing`).

    Too long is refused as `body-name-long` and `clause-long`.
    """
    if not name:
        return Refusal("body-name-missing", "name")
    if len(name) > NAME_LENGTH:
        return Refusal("body-name-long", "name", {"most": NAME_LENGTH})
    if not clause:
        return Refusal("clause-missing", "clause")
    if len(clause) > CLAUSE_LENGTH:
        return Refusal("clause-long", "clause", {"most": CLAUSE_LENGTH})
    return None


def dissolving_fault(body: Body, day: date) -> Refusal | None:
    """Refuse a second end (`body-dissolved`) and one before the founding (`end-before-start`)."""
    if body.dissolved_on is not None:
        return Refusal("body-dissolved", None, {"name": body.name})
    if day < body.founded_on:
        return Refusal("end-before-start", "day")
    return None
