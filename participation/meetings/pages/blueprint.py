"""The blueprint of meetings, and what each of its pages looks up first."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from participation.bodies.rules import Body
from participation.kernel import clock
from participation.kernel.outcome import Refusal
from participation.meetings import store
from participation.meetings.actions.lawful import law_now
from participation.meetings.rules.deciding import ByLaw
from participation.meetings.rules.items import Item, at_position
from participation.meetings.rules.law import Under
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.minutes import Revision
from participation.meetings.rules.roll import Attendee
from participation.web.house import errand, house, place, reading, rules_on

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


def item_of(meeting: Meeting, position: int) -> Item:
    """Return the item of an address, or answer 404."""
    found = at_position(store.list_items(reading(), place().id, meeting.id), position)
    if found is None:
        raise NotFound
    return found


def roll_now(meeting: Meeting) -> list[Attendee]:
    """Return the roll as it stands at this moment: who has left counts as away."""
    return store.list_present(reading(), place().id, meeting.id, errand().now)


def day_of(meeting: Meeting) -> date:
    """Return the day of a meeting here: its law is that day's."""
    return clock.local_day(meeting.starts_at, house().zone)


def under_of(meeting: Meeting) -> Under:
    """Return what a meeting is held under: the rules of its day."""
    day = day_of(meeting)
    return Under(rules_on(day), day)


def lawful_now(meeting: Meeting, body: Body, roll: Sequence[Attendee]) -> ByLaw | None:
    """Return the law's tests of those who are there, nobody having voted; None without one."""
    return law_now(reading(), place().id, body, roll, under_of(meeting))


def refused(meeting: Meeting, refusal: Refusal) -> tuple[str, int]:
    """Answer that a meeting refuses what was asked, and why."""
    return render_template("meetings/refused.html", meeting=meeting, refusal=refusal), 422
