"""Tables of meetings: each file owns one part."""

from participation.meetings.records.checks import MinutesCheckRecord
from participation.meetings.records.drafts import MinutesDraftRecord
from participation.meetings.records.floor import (
    AmendmentRecord,
    FloorRecord,
    HandoverRecord,
    MotionRecord,
    RoomBallotRecord,
    RoomCountRecord,
    RoomVoteRecord,
    TurnRecord,
)
from participation.meetings.records.gates import ItemGateRecord
from participation.meetings.records.handed import HandedVoteRecord
from participation.meetings.records.laws import ItemLawRecord
from participation.meetings.records.meetings import (
    AgendaItemRecord,
    AttendanceRecord,
    MeetingRecord,
)
from participation.meetings.records.minutes import MinutesPrintRecord, MinutesRevisionRecord
from participation.meetings.records.notices import MeetingNoticeRecord
from participation.meetings.records.petitions import (
    PetitionRecord,
    PetitionSignatureRecord,
    PetitionWishRecord,
)
from participation.meetings.records.replies import MeetingReplyRecord

__all__ = [
    "AgendaItemRecord",
    "AmendmentRecord",
    "AttendanceRecord",
    "FloorRecord",
    "HandedVoteRecord",
    "HandoverRecord",
    "ItemGateRecord",
    "ItemLawRecord",
    "MeetingNoticeRecord",
    "MeetingRecord",
    "MeetingReplyRecord",
    "MinutesCheckRecord",
    "MinutesDraftRecord",
    "MinutesPrintRecord",
    "MinutesRevisionRecord",
    "MotionRecord",
    "PetitionRecord",
    "PetitionSignatureRecord",
    "PetitionWishRecord",
    "RoomBallotRecord",
    "RoomCountRecord",
    "RoomVoteRecord",
    "TurnRecord",
]
