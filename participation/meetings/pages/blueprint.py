"""The blueprint of meetings, and what each of its pages looks up first."""

from datetime import date

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.kernel import clock
from participation.meetings import store
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.minutes import Revision
from participation.web.house import house, place, reading

pages = Blueprint("meetings", __name__)
NO = "<int(max=999999999):no>"
Answer = Response | str | tuple[str, int]


def meeting_of(no: int) -> Meeting:
    """Return the meeting of an address, or answer 404."""
    found = store.find_meeting(reading(), place().id, no)
    if found is None:
        raise NotFound
    return found


def revision_of(meeting: Meeting) -> Revision | None:
    """Return the current revision of the minutes, if the meeting has any."""
    return store.find_revision(reading(), place().id, meeting.id, meeting.minutes_no)


def today() -> date:
    """Return the day it is here."""
    return clock.local_day(clock.now(), house().zone)
