"""The room on a resident's telephone: what is on, asking for the floor, voting."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from participation.kernel.ids import NOWHERE as NOBODY
from participation.kernel.outcome import Done, Refusal
from participation.meetings import store
from participation.meetings.actions import speaking
from participation.meetings.actions.room import own_people
from participation.meetings.actions.room_votes import press
from participation.meetings.forms.floor import PressForm
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages, roll_now
from participation.meetings.pages.floor import sent_id, sent_side
from participation.meetings.pages.fresh import tag_of
from participation.meetings.present import floor as words
from participation.meetings.rules.floor import Choice, item_on
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Attendee, Presence
from participation.meetings.store.floor import floor_of
from participation.meetings.store.room_votes import list_ballots
from participation.residents.rules.names import masked
from participation.web import ledger
from participation.web.house import errand, place, reading
from participation.web.house import who as account
from participation.web.perform import perform
from participation.web.rights import PUBLIC, right

CODE_TRIES = 5
CODE_WINDOW = timedelta(hours=1)


@pages.get(f"/{NO}/room/")
@right(PUBLIC)
def room(no: int) -> Answer:
    """Show what is on to somebody in the room."""
    return _page(meeting_of(no))


def _page(meeting: Meeting, refusal: Refusal | None = None, form: PressForm | None = None) -> str:
    cid = place().id
    found, roll = floor_of(reading(), cid, meeting.id), roll_now(meeting)
    mine = _mine(roll)
    seats = [one for one in mine if one.status is Presence.PRESENT]
    vote = found.vote if found else None
    ballots = list_ballots(reading(), cid, vote.id) if vote else {}
    is_asked = refusal is None and form is None
    form = form or PressForm(formdata=None)
    form.who.choices = [(one.id.hex, masked(one.name)) for one in seats]
    items = store.list_items(reading(), cid, meeting.id)
    item = item_on(found, items)
    return render_template(
        "meetings/room.html",
        meeting=meeting,
        refusal=refusal,
        floor=found,
        item=item,
        result=found.last_vote(item.id) if found and item else None,
        tag=tag_of(meeting, roll, items, found, len(ballots)) if is_asked else "",
        is_called=bool(mine),
        seats=[(one, masked(one.name), *_standing(found, ballots, one)) for one in seats],
        is_several=len(seats) > 1,
        form=form,
        words=words,
    )


def _standing(found: Any, ballots: dict[Any, Choice], one: Attendee) -> tuple[Any, Any]:
    """Return the turn somebody waits with, and what they pressed."""
    waiting = found.waiting if found else ()
    turn = next((turn for turn in waiting if turn.attendee_id == one.id), None)
    return turn, ballots.get(one.id)


def _mine(roll: list[Attendee]) -> list[Attendee]:
    own = own_people(reading(), errand())
    return [one for one in roll if one.person_id in own]


def _answer(no: int, outcome: Done[Any] | Refusal, said: str, form: Any = None) -> Answer:
    if isinstance(outcome, Refusal):
        if form is not None and outcome.field is not None:
            form.refuse(outcome)
            return _page(meeting_of(no), form=form), 422
        return _page(meeting_of(no), outcome, form), 422
    flash(said)
    return redirect(url_for("meetings.room", no=no), code=303)


@pages.post(f"/{NO}/room/ask/")
@right("meetings:join")
def room_ask(no: int) -> Answer:
    """Ask for the floor, saying first for which side."""
    meeting_of(no)
    who, side = sent_id("who"), sent_side()
    outcome = perform(lambda s, e: speaking.ask(s, e, no, who, side, is_own=True))
    return _answer(no, outcome, _("排上了。轮到您，主持人会叫。"))


@pages.post(f"/{NO}/room/drop/")
@right("meetings:join")
def room_drop(no: int) -> Answer:
    """No longer want to speak."""
    meeting_of(no)
    turn_id = sent_id("turn")
    outcome = perform(lambda s, e: speaking.drop(s, e, no, turn_id, is_own=True))
    return _answer(no, outcome, _("好，不排了。"))


@pages.post(f"/{NO}/room/vote/")
@right("meetings:join")
def room_vote(no: int) -> Answer:
    """Vote by telephone, with the digits that only the room is told."""
    meeting = meeting_of(no)
    form = PressForm()
    form.who.choices = [(one.id.hex, masked(one.name)) for one in _mine(roll_now(meeting))]
    try:
        choice = Choice(request.form.get("choice", ""))
    except ValueError as error:
        raise BadRequest from error
    if not form.is_sent():
        return _page(meeting, form=form), 422
    actor, who, code = account(), sent_id("who"), form.code.data or ""
    tries = f"room-code:{place().id.hex}:{(actor.household_id or actor.person_id or NOBODY).hex}"
    if ledger.count_failure(tries, CODE_WINDOW) > CODE_TRIES:
        return _page(meeting, Refusal("room-code-wait"), form), 422
    outcome = perform(lambda s, e: press(s, e, no, who, choice, code))
    if isinstance(outcome, Done):
        ledger.clear(tries)
    said = _("记下了：%(choice)s。没有宣布结束以前，可以再按一次改。", choice=words.CHOICES[choice])
    return _answer(no, outcome, said, form)
