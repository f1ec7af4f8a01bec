"""Tables of meetings: each file owns one part."""

from participation.meetings.records.meetings import (
    AgendaItemRecord,
    AttendanceRecord,
    MeetingRecord,
)
from participation.meetings.records.minutes import MinutesPrintRecord, MinutesRevisionRecord

__all__ = [
    "AgendaItemRecord",
    "AttendanceRecord",
    "MeetingRecord",
    "MinutesPrintRecord",
    "MinutesRevisionRecord",
]
