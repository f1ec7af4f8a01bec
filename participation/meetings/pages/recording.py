"""The recorder's pages while people sit together: calling names, items, closing."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from participation.bodies.store.charters import get_body_at
from participation.kernel import clock
from participation.kernel.outcome import Done, Refusal
from participation.meetings import actions, store
from participation.meetings.forms.recording import AddItemForm, CloseForm, GuestForm, ItemForm
from participation.meetings.pages.blueprint import (
    NO,
    Answer,
    day_of,
    item_of,
    lawful_now,
    meeting_of,
    pages,
    refused,
    under_of,
)
from participation.meetings.present import words
from participation.meetings.present.gates import gate_lines
from participation.meetings.present.heard import discussion_of, opening_of
from participation.meetings.rules.floor import Heard
from participation.meetings.rules.gates import Gate
from participation.meetings.rules.items import Item
from participation.meetings.rules.life import Deed, Meeting, may
from participation.meetings.rules.roll import Attendee, Presence, counted, present_at, quorum
from participation.meetings.store.floor import floor_of
from participation.meetings.store.gates import list_gates
from participation.web.house import errand, house, place, reading, rules_on
from participation.web.perform import perform
from participation.web.rights import right


@pages.get(f"/{NO}/record/")
@right("meetings:record")
def record(no: int) -> Answer:
    """Show the name to call next, who came, the agenda, and how to close."""
    meeting = meeting_of(no)
    if may(meeting, Deed.RECORD) is not None:
        return redirect(url_for("meetings.show", no=no))
    return _page(meeting)


def _page(
    meeting: Meeting,
    refusal: Refusal | None = None,
    guest: GuestForm | None = None,
    item: AddItemForm | None = None,
    close: CloseForm | None = None,
) -> str:
    roll = store.list_attendees(reading(), place().id, meeting.id)
    body = get_body_at(reading(), place().id, meeting.body_id, meeting.starts_at)
    items = store.list_items(reading(), place().id, meeting.id)
    there = present_at(roll, errand().now)
    return render_template(
        "meetings/record.html",
        meeting=meeting,
        refusal=refusal,
        roll=roll,
        called=_next(roll),
        is_opened=floor_of(reading(), place().id, meeting.id) is not None,
        waiting=sum(one.status is Presence.CALLED for one in roll),
        quorum=[
            words.quorum_line(quorum(there, body.charter), body.charter),
            *words.law_quorum_lines(lawful_now(meeting, body, there)),
        ],
        items=items,
        is_all_recorded=all(one.is_recorded for one in items),
        words=words,
        guest_form=guest or GuestForm(formdata=None),
        item_form=item or AddItemForm(formdata=None),
        close_form=close or _close_form(),
    )


def _next(roll: list[Attendee]) -> Attendee | None:
    """Return whose name is asked for: the one tapped in the list, else the next not yet called."""
    wanted = request.args.get("who", "")
    tapped = (one for one in roll if one.id.hex == wanted)
    return next(tapped, next((one for one in roll if one.status is Presence.CALLED), None))


def _close_form() -> CloseForm:
    now = clock.local(clock.now(), house().zone)
    return CloseForm(formdata=None, data={"ended_day": now.date(), "ended_at": now.time()})


def _back(no: int) -> Response:
    return redirect(url_for("meetings.record", no=no), code=303)


def _refused(no: int, refusal: Refusal) -> Answer:
    meeting = meeting_of(no)
    if may(meeting, Deed.RECORD) is None:
        return _page(meeting, refusal), 422
    return refused(meeting, refusal)


@pages.post(f"/{NO}/attendance/")
@right("meetings:record")
def attendance(no: int) -> Answer:
    """Mark one line of the roll, or all that were not called yet."""
    meeting_of(no)
    presence, attendee = _mark()
    if attendee is None:
        outcome = perform(lambda session, errand: actions.take_rest(session, errand, no, presence))
    else:
        marks = {attendee: presence}
        outcome = perform(
            lambda session, errand: actions.take_attendance(session, errand, no, marks)
        )
    return _back(no) if isinstance(outcome, Done) else _refused(no, outcome)


def _mark() -> tuple[Presence, UUID | None]:
    try:
        who = request.form.get("who", "")
        return Presence(request.form.get("status", "")), UUID(hex=who) if who else None
    except ValueError as error:
        raise BadRequest from error


@pages.post(f"/{NO}/guests/")
@right("meetings:record")
def guest(no: int) -> Answer:
    """Put somebody without a vote on the roll."""
    meeting, form = meeting_of(no), GuestForm()
    if form.is_sent():
        name, office = form.name.data, form.office.data or ""
        outcome = perform(
            lambda session, errand: actions.add_guest(session, errand, no, name, office)
        )
        if isinstance(outcome, Done):
            return _back(no)
        if outcome.field is None:
            return _refused(no, outcome)
        form.refuse(outcome)
    return _page(meeting, guest=form), 422


@pages.post(f"/{NO}/items/")
@right("meetings:record")
def add_item(no: int) -> Answer:
    """Put one more item on the agenda."""
    meeting, form = meeting_of(no), AddItemForm()
    if form.is_sent():
        title = form.title.data
        outcome = perform(lambda session, errand: actions.add_item(session, errand, no, title))
        if isinstance(outcome, Done):
            return _back(no)
        if outcome.field is None:
            return _refused(no, outcome)
        form.refuse(outcome)
    return _page(meeting, item=form), 422


@pages.route(f"/{NO}/items/<int(max=999):position>/", methods=["GET", "POST"])
@right("meetings:record")
def item(no: int, position: int) -> Answer:
    """Write down one item."""
    meeting = meeting_of(no)
    if request.method == "GET" and may(meeting, Deed.RECORD) is not None:
        return redirect(url_for("meetings.show", no=no))
    found = item_of(meeting, position)
    form = ItemForm(data=_written(found))
    form.method.choices = words.method_choices()
    if form.is_sent():
        entry, day = form.entry(), day_of(meeting)
        rules = rules_on(day)
        outcome = perform(lambda s, e: actions.record_item(s, e, no, position, entry, rules, day))
        if isinstance(outcome, Done):
            flash(_("第 %(no)d 件事记下了。", no=position))
            return _back(no)
        form.refuse(outcome)
    roll = store.list_attendees(reading(), place().id, meeting.id)
    present = counted(roll, Presence.PRESENT)
    gate = list_gates(reading(), place().id, meeting.id).get(found.id) or Gate()
    page = render_template(
        "meetings/item.html",
        meeting=meeting,
        item=found,
        form=form,
        present=present,
        gates=list(gate_lines(gate)),
    )
    return page, 422 if form.errors else 200


def _written(item: Item) -> dict[str, object]:
    task = item.task
    return {
        "proposer": item.proposer,
        "motion": item.motion,
        "discussion": item.discussion,
        "method": item.method,
        "yes": item.votes.yes,
        "no": item.votes.no,
        "abstain": item.votes.abstain,
        "decision": item.decision,
        "dissent": item.dissent,
        "task_what": task.what if task else "",
        "task_who": task.who if task else "",
        "task_until": task.until if task else None,
    }


@pages.post(f"/{NO}/close/")
@right("meetings:record")
def close(no: int) -> Answer:
    """Close the meeting; the minutes draft themselves."""
    meeting, form = meeting_of(no), CloseForm()
    if not form.is_sent():
        return _page(meeting, close=form), 422
    ended_at = clock.at_local(form.ended_day.data, form.ended_at.data, house().zone)
    heard, under = _heard(meeting), under_of(meeting)
    outcome = perform(lambda s, e: actions.close_meeting(s, e, no, ended_at, under, heard))
    if isinstance(outcome, Refusal):
        return _refused(no, outcome)
    flash(_("会散了。记录写好了，请核对一遍。"))
    return redirect(url_for("meetings.minutes", no=no), code=303)


def _heard(meeting: Meeting) -> Heard:
    """Return what happened on the floor, as minutes say it: in Chinese."""
    found = floor_of(reading(), place().id, meeting.id)
    if found is None:
        return Heard()
    roll = store.list_attendees(reading(), place().id, meeting.id)
    items = store.list_items(reading(), place().id, meeting.id)
    with force_locale("zh_Hans"):
        told = {one.id: discussion_of(found, one, roll) for one in items}
        return Heard(opening_of(found, roll), told)


@pages.post(f"/{NO}/reopen/")
@right("meetings:record")
def reopen(no: int) -> Answer:
    """Go back to recording before the minutes are adopted."""
    meeting_of(no)
    outcome = perform(lambda session, errand: actions.reopen_meeting(session, errand, no))
    return _back(no) if isinstance(outcome, Done) else _refused(no, outcome)
