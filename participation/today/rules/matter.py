"""What hangs on a matter in rooms upstairs, as its page lists it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AttachedKind(StrEnum):
    """What it is: 投票, 会议 or 志愿服务."""

    VOTE = "vote"
    MEETING = "meeting"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Attached:
    """A vote, meeting or shift of a matter.

    `at` is when the vote closes, the meeting or the shift begins; `left` how many a shift lacks.
    """

    kind: AttachedKind
    no: int
    title: str
    state: str
    at: datetime
    left: int
