"""What is published here: results and adopted minutes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What was published."""

    MINUTES = "minutes"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Published:
    """One thing on the open books (公开栏); `at` is the hour of publication or of the meeting.

    `outcome` is the code of what came of a vote, empty for minutes.
    """

    kind: Kind
    no: int
    title: str
    at: datetime
    outcome: str = ""
