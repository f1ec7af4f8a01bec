"""Long prints: what a print job is, in which state it stands, and how long its paper is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

KEPT = timedelta(hours=24)
STALE = timedelta(minutes=5)


class JobState(StrEnum):
    """Where a print job stands; `done` says that its paper was fetched and deleted here."""

    WAITING = "waiting"
    PRINTING = "printing"
    READY = "ready"
    REFUSED = "refused"
    DONE = "done"


class JobKind(StrEnum):
    """What is printed: home cards (户卡) or the ballot slips of a vote (户票, 选民票)."""

    HOME_CARDS = "home-cards"
    BALLOTS = "ballots"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Slips being printed, for everybody or for those whom `choices` name.

    `subject_id` is the vote whose slips they are; `refusal` holds `code` and `facts` when refused.
    """

    committee_id: UUID
    id: UUID
    no: int
    kind: JobKind
    made_at: datetime
    made_by: str
    subject_id: UUID | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)
    state: JobState = JobState.WAITING
    step_done: int = 0
    step_total: int = 0
    refusal: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Whether it still has to be waited for."""
        return self.state in (JobState.WAITING, JobState.PRINTING)


def is_loopback(address: str) -> bool:
    """Whether an address reaches only the machine itself, so that no telephone can open it."""
    host = urlsplit(address).hostname or ""
    return host in ("localhost", "::1") or host.startswith(("127.", "0."))
