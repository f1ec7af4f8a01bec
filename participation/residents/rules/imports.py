"""A roster on its way in (花名册导入): its states, what the clerk chose, and the report shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from participation.residents.rules.roster.words import Column

KEPT = timedelta(hours=24)
STALE = timedelta(minutes=5)
LISTED = 5_000
_DIGITS = re.compile(r"(?:\d[ \-]?){6,}[\dXx]")
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_PRIVATE = ("new", "changed", "gone", "ask", "refused", "remarks", "columns", "flats")


class ImportState(StrEnum):
    """Where an import stands."""

    WAITING = "waiting"
    READING = "reading"
    PREVIEW = "preview"
    STORING = "storing"
    STORED = "stored"
    REFUSED = "refused"
    DROPPED = "dropped"


RUNNING = frozenset({ImportState.WAITING, ImportState.READING, ImportState.STORING})
ENDED = frozenset({ImportState.STORED, ImportState.REFUSED, ImportState.DROPPED})


@dataclass(frozen=True, slots=True)
class Choices:
    """What the clerk decided: columns corrected, questions answered, who may be taken off.

    An answer is the person it is, or None for somebody new; people count in the reading.
    """

    columns: Mapping[str, Column] = field(default_factory=dict)
    answers: Mapping[int, UUID | None] = field(default_factory=dict)
    gone: frozenset[UUID] = frozenset()
    is_all_gone: bool = False


@dataclass(frozen=True, slots=True)
class RosterImport:
    """An uploaded roster and how far it has come; its content is fetched apart."""

    committee_id: UUID
    id: UUID
    no: int
    file_name: str
    made_at: datetime
    made_by: str
    state: ImportState = ImportState.WAITING
    step_done: int = 0
    step_total: int = 0
    choices: Choices = field(default_factory=Choices)
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Whether it still has to be waited for."""
        return self.state in RUNNING


def choices_to_json(choices: Choices) -> dict[str, Any]:
    """Return choices as they are stored."""
    return {
        "columns": {key: str(column) for key, column in choices.columns.items()},
        "answers": {
            str(person): "" if known is None else known.hex
            for person, known in choices.answers.items()
        },
        "gone": sorted(one.hex for one in choices.gone),
        "is_all_gone": choices.is_all_gone,
    }


def choices_from_json(raw: Mapping[str, Any]) -> Choices:
    """Return choices as they were stored."""
    return Choices(
        {key: Column(column) for key, column in raw.get("columns", {}).items()},
        {
            int(person): UUID(hex=known) if known else None
            for person, known in raw.get("answers", {}).items()
        },
        frozenset(UUID(hex=one) for one in raw.get("gone", ())),
        bool(raw.get("is_all_gone")),
    )


def veiled(text: str) -> str:
    """Return a text in which every long run of digits shows only its ends: 138****1234.

    What a spreadsheet holds in the wrong cell may be a telephone or an identity number.
    """
    return _DIGITS.sub(lambda found: _ends(found.group()), text)


def _ends(digits: str) -> str:
    if _DAY.fullmatch(digits):
        return digits
    kept = 4 if len(digits) > 10 else 2
    return digits[: kept - 1] + "*" * (len(digits) - 2 * kept + 1) + digits[-kept:]


def outcome_of(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stays of a report for the day after storing: numbers and refused rows."""
    kept = {"refused": report.get("refused", []), "remarks": report.get("remarks", [])}
    return without_people(report) | kept


def without_people(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report's numbers alone, once the names in it have served."""
    return {key: value for key, value in report.items() if key not in _PRIVATE}
