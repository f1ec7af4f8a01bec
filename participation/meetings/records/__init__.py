"""Tables of meetings: each file owns one part."""

from participation.meetings.records.gates import ItemGateRecord
from participation.meetings.records.meetings import (
    AgendaItemRecord,
    AttendanceRecord,
    MeetingRecord,
)
from participation.meetings.records.minutes import MinutesPrintRecord, MinutesRevisionRecord
from participation.meetings.records.petitions import (
    PetitionRecord,
    PetitionSignatureRecord,
    PetitionWishRecord,
)

__all__ = [
    "AgendaItemRecord",
    "AttendanceRecord",
    "ItemGateRecord",
    "MeetingRecord",
    "MinutesPrintRecord",
    "MinutesRevisionRecord",
    "PetitionRecord",
    "PetitionSignatureRecord",
    "PetitionWishRecord",
]
