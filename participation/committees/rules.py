"""What a committee and its groups are, and which names they may have."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Event

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,40}[a-z0-9]")
REGION = re.compile(r"\d{6}|\d{9}|\d{12}")


class CommitteeKind(StrEnum):
    """村民委员会 or 居民委员会."""

    VILLAGE = "village"
    COMMUNITY = "community"


class GroupKind(StrEnum):
    """村民小组, 楼栋 or 网格."""

    GROUP = "group"
    BUILDING = "building"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee; `region` is its statistical area code of 6, 9 or 12 digits."""

    id: UUID
    slug: str
    name: str
    kind: CommitteeKind
    region: str
    phone: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the place; `position` is its place in lists and on walks."""

    id: UUID
    kind: GroupKind
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class CommitteeAdded(Event):
    """A committee came here."""

    committee_id: UUID


def is_slug(text: str) -> bool:
    """Whether the text can be a committee's address: lower-case letters, digits, dashes, 3–42."""
    return SLUG.fullmatch(text) is not None


def is_region(text: str) -> bool:
    """Whether the text is an area code of a county, town or village."""
    return REGION.fullmatch(text) is not None
