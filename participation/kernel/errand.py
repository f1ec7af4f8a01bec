"""What every action is handed: where, who asks, when, and the source of ids and codes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from participation.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Errand:
    """The circumstances of one errand; `now` is timezone-aware UTC.

    `new_id` makes time-ordered ids, `chance(n)` n random bytes, `key` signs and hashes codes.
    """

    committee_id: UUID
    actor: Actor
    now: datetime
    new_id: Callable[[], UUID]
    chance: Callable[[int], bytes]
    key: bytes = field(repr=False)
