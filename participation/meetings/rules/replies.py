"""Answers to an invitation (来不来), and when one may sign in at the door (扫码签到)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.meetings.rules.life import Meeting, State

WORDS_LENGTH = 120
DOOR_OPENS_BEFORE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody who was called answered; the last answer counts."""

    attendee_id: UUID
    is_coming: bool
    at: datetime
    reason: str = ""
    question: str = ""
    is_by_clerk: bool = False


def reply_fault(meeting: Meeting, reply: Reply) -> Refusal | None:
    """Refuse an answer that comes too late, or with more words than an agenda holds.

    `replies-over` from the hour of the meeting on and for one that is not to come, `line-long`.
    """
    if meeting.state is not State.CALLED or reply.at >= meeting.starts_at:
        return Refusal("replies-over")
    for name, said in (("reason", reply.reason), ("question", reply.question)):
        if len(said) > WORDS_LENGTH:
            return Refusal("line-long", name, {"most": WORDS_LENGTH})
    return None


def counts(replies: Iterable[Reply]) -> tuple[int, int]:
    """Return how many said that they come, and how many that they cannot."""
    said = [one.is_coming for one in replies]
    return sum(said), len(said) - sum(said)


def door_fault(meeting: Meeting, now: datetime) -> Refusal | None:
    """Refuse to sign in before the door opens, an hour before the meeting, and after its close.

    `door-early`, `door-closed`, `meeting-cancelled`.
    """
    if meeting.state is State.CANCELLED:
        return Refusal("meeting-cancelled")
    if meeting.state is not State.CALLED:
        return Refusal("door-closed")
    opens = meeting.starts_at - DOOR_OPENS_BEFORE
    return Refusal("door-early", None, {"when": opens}) if now < opens else None
