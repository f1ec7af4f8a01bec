"""The scenes of the demo: matters, meeting, votes, shift."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import islice
from typing import Any
from uuid import UUID

from participation.bodies.actions import found_body, seat
from participation.bodies.rules import BodyKind, SeatOffice, Share
from participation.cli.stage.troupe import Play, Troupe
from participation.deliberation.actions import argue
from participation.deliberation.rules import Side
from participation.kernel import clock
from participation.kernel.actor import Actor
from participation.kernel.fractions import Op
from participation.matters import actions as matters
from participation.matters.rules import Draft as MatterDraft
from participation.meetings.actions import attendance, calling, minutes, recording
from participation.meetings.rules.items import Entry, Method, Task
from participation.meetings.rules.law import Under
from participation.meetings.rules.roll import Presence
from participation.meetings.store import list_attendees
from participation.residents.rules.rights import Role
from participation.residents.store import people
from participation.volunteers.actions import offer_shift, sign_up
from participation.volunteers.rules import ShiftDraft

CLERK = "clerk"


def found_council(troupe: Troupe, play: Play) -> None:
    """Found the 议事会 and seat one person of each of its homes."""
    body = play["body"]
    clerk = troupe.official(Role.CLERK, play["posts"][CLERK])
    day = troupe.at(-40).date()
    founded = troupe.do(
        troupe.at(-40),
        clerk,
        lambda s, e: found_body(
            s,
            e,
            kind=BodyKind.COUNCIL,
            name=body["name"],
            founded_on=day,
            clause=body["clause"],
            quorum=Share(Op.GE, Fraction(2, 3)),
            majority=Share(Op.GT, Fraction(1, 2)),
        ),
    )
    for label in body["homes"]:
        office = SeatOffice.CONVENOR if label == body["convenor"] else SeatOffice.MEMBER
        _seat(troupe, clerk, founded.no, troupe.speaker(label), office)


def _seat(troupe: Troupe, clerk: Actor, body_no: int, person_id: UUID, office: SeatOffice) -> None:
    day = troupe.at(-40).date()
    troupe.do(
        troupe.at(-40),
        clerk,
        lambda s, e: seat(
            s,
            e,
            body_no,
            person_id,
            office=office,
            from_day=day,
            until_day=None,
            elected_by="村民代表会议",
        ),
    )


def homes_but(troupe: Troupe, label: str) -> Iterator[str]:
    """Yield the numbers of other households, in the order of walks."""
    roll = troupe.read(lambda s: people.list_representatives(s, troupe.committee_id))
    return (one.label for one in roll if one.label != label)


def raise_matters(troupe: Troupe, play: Play) -> None:
    """Plan each matter: raised, supported, answered or put to the council, argued about."""
    for no, told in enumerate(play["matters"], start=1):
        _plan_matter(troupe, play, no, told)


def _plan_matter(troupe: Troupe, play: Play, no: int, told: dict[str, Any]) -> None:
    raised = troupe.at(told["day"])
    clerk = troupe.official(Role.CLERK, play["posts"][CLERK])
    troupe.plan(raised, lambda: _raise(troupe, raised, told))
    supporters = islice(homes_but(troupe, told["home"]), told["supports"])
    for nth, label in enumerate(supporters, start=1):
        _plan_support(troupe, raised + timedelta(minutes=20 * nth), no, label)
    if "answer" in told:
        answered = troupe.at(told["answer_day"])
        text = told["answer"]
        troupe.plan(answered, lambda: _answer(troupe, answered, clerk, no, text))
    if "body_day" in told:
        put = troupe.at(told["body_day"])
        troupe.plan(put, lambda: _put_to_council(troupe, put, clerk, no))
    for nth, (side, text, label) in enumerate(told.get("arguments", ())):
        _plan_argument(troupe, troupe.at(told["body_day"], 18, nth), no, Side(side), text, label)


def _raise(troupe: Troupe, when: datetime, told: dict[str, Any]) -> None:
    draft = MatterDraft(told["title"], told["text"], told["place"], "", is_named=False)
    speaker = troupe.speaker(told["home"])
    troupe.do(
        when,
        troupe.home(told["home"]),
        lambda s, e: matters.raise_matter(s, e, draft, troupe.house.zone, speaker),
    )


def _plan_support(troupe: Troupe, when: datetime, no: int, label: str) -> None:
    moment = min(when, troupe.now)
    home = troupe.home(label)
    troupe.plan(moment, lambda: troupe.do(moment, home, lambda s, e: matters.support(s, e, no)))


def _answer(troupe: Troupe, when: datetime, clerk: Actor, no: int, text: str) -> None:
    troupe.do(when, clerk, lambda s, e: matters.answer(s, e, no, text))


def _put_to_council(troupe: Troupe, when: datetime, clerk: Actor, no: int) -> None:
    zone = troupe.house.zone
    troupe.do(when, clerk, lambda s, e: matters.put_to_body(s, e, no, 1, zone))


def _plan_argument(
    troupe: Troupe, when: datetime, no: int, side: Side, text: str, label: str
) -> None:
    home = troupe.home(label)
    troupe.plan(when, lambda: troupe.do(when, home, lambda s, e: argue(s, e, no, side, text)))


def hold_meeting(troupe: Troupe, play: Play) -> None:
    """Call the meeting, take attendance, record its items, and adopt its minutes."""
    told = play["meeting"]
    clerk = troupe.official(Role.CLERK, play["posts"][CLERK])
    starts = troupe.at(told["day"], 19)
    chair = troupe.read(
        lambda s: (
            people.get_person(s, troupe.committee_id, troupe.speaker(play["body"]["convenor"])).name
        )
    )
    meeting = troupe.do(
        troupe.at(told["day"] - 3),
        clerk,
        lambda s, e: calling.call_meeting(
            s,
            e,
            body_no=1,
            title=told["title"],
            place=told["place"],
            starts_at=starts,
            day=clock.local_day(starts, troupe.house.zone),
            convened_by=play["body"]["name"],
            chair=chair,
            recorder=clerk.label,
            agenda=[calling.Wanted(matter_no=item["matter"]) for item in told["items"]],
            rules=troupe.rules_on(clock.local_day(starts, troupe.house.zone)),
        ),
    )
    for name, office in told["guests"]:
        _add_guest(troupe, clerk, starts, meeting.no, name, office)
    _take_attendance(troupe, told, clerk, meeting, starts)
    for position, item in enumerate(told["items"], start=1):
        when = starts + timedelta(minutes=20 * position)
        _record(troupe, clerk, when, meeting.no, position, _entry(troupe, item))
    ended = starts + timedelta(hours=1, minutes=20)
    held_on = clock.local_day(starts, troupe.house.zone)
    under = Under(troupe.rules_on(held_on), held_on)
    troupe.do(
        ended,
        clerk,
        lambda s, e: minutes.close_meeting(s, e, meeting.no, ended, under),
    )
    troupe.do(
        troupe.at(told["day"] + 2),
        clerk,
        lambda s, e: minutes.adopt_minutes(s, e, meeting.no, 1, troupe.house.zone),
    )


def _add_guest(
    troupe: Troupe, clerk: Actor, when: datetime, no: int, name: str, office: str
) -> None:
    troupe.do(when, clerk, lambda s, e: attendance.add_guest(s, e, no, name, office))


def _record(
    troupe: Troupe, clerk: Actor, when: datetime, no: int, position: int, entry: Entry
) -> None:
    day = clock.local_day(when, troupe.house.zone)
    rules = troupe.rules_on(day)
    troupe.do(
        when, clerk, lambda s, e: recording.record_item(s, e, no, position, entry, rules, day)
    )


def _take_attendance(
    troupe: Troupe, told: dict[str, Any], clerk: Actor, meeting: Any, starts: datetime
) -> None:
    roll = troupe.read(lambda s: list_attendees(s, troupe.committee_id, meeting.id))
    called = [one.id for one in roll if one.status is Presence.CALLED]
    marks = dict.fromkeys(called, Presence.PRESENT)
    marks |= dict.fromkeys(called[-told["leave"] :], Presence.LEAVE)
    marks |= dict.fromkeys(
        called[-told["leave"] - told["absent"] : -told["leave"]], Presence.ABSENT
    )
    troupe.do(starts, clerk, lambda s, e: attendance.take_attendance(s, e, meeting.no, marks))


def _entry(troupe: Troupe, item: dict[str, Any]) -> Entry:
    yes, no, abstain = item["votes"]
    task = None
    if "task" in item:
        what, who, days = item["task"]
        task = Task(what, who, clock.local_day(troupe.at(days), troupe.house.zone))
    return Entry(
        proposer=item["proposer"],
        motion=item["motion"],
        discussion=item["discussion"],
        method=Method.HANDS,
        yes=yes,
        no=no,
        abstain=abstain,
        decision=item["decision"],
        dissent=item.get("dissent", ""),
        task=task,
    )


def offer_help(troupe: Troupe, play: Play) -> None:
    """Offer the shift, and let some come."""
    told = play["shift"]
    clerk = troupe.official(Role.CLERK, play["posts"][CLERK])
    draft = ShiftDraft(
        title=told["title"],
        task=told["task"],
        place=told["place"],
        risk=told["risk"],
        lead=clerk.label,
        starts_at=troupe.at(told["day"], told["from_hour"]),
        ends_at=troupe.at(told["day"], told["to_hour"]),
        places=told["places"],
    )
    when = troupe.at(-2)
    shift = troupe.do(when, clerk, lambda s, e: offer_shift(s, e, draft, told["matter"]))
    today = clock.local_day(when, troupe.house.zone)
    for label in told["homes"]:
        _come(troupe, when + timedelta(hours=1), shift.no, label, today)


def _come(troupe: Troupe, when: datetime, no: int, label: str, today: date) -> None:
    person_id = troupe.speaker(label)
    troupe.do(when, troupe.home(label), lambda s, e: sign_up(s, e, no, person_id, today))
