"""The clerk's pages of the room: open, item, motion, turns, amendments, the chair."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, NotFound

from participation.bodies.store.charters import get_body_at
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.meetings import store
from participation.meetings.actions import floor as actions
from participation.meetings.actions import motions, speaking
from participation.meetings.actions.room_votes import room_code
from participation.meetings.forms.floor import (
    AmendForm,
    AskForm,
    ChairForm,
    GistForm,
    MotionForm,
    TallyForm,
)
from participation.meetings.pages.blueprint import (
    NO,
    Answer,
    lawful_now,
    meeting_of,
    pages,
    refused,
    roll_now,
)
from participation.meetings.pages.fresh import pressed_of, tag_of
from participation.meetings.present import floor as words
from participation.meetings.present.words import METHODS, law_quorum_lines, quorum_line
from participation.meetings.rules.floor import Floor, Side, item_on
from participation.meetings.rules.items import Item, Method
from participation.meetings.rules.life import Deed, Meeting, may
from participation.meetings.rules.roll import Attendee, quorum
from participation.meetings.rules.speaking import left, queue, unspoken
from participation.meetings.store.floor import floor_of
from participation.web.forms import Form
from participation.web.house import errand, house, place, reading
from participation.web.perform import perform
from participation.web.rights import right

Deeds = Callable[[Session, Errand], Done[Any] | Refusal]
TALLY = "tally-"
FORMS: dict[str, type[Form]] = {
    "chair": ChairForm,
    "motion": MotionForm,
    "amend": AmendForm,
    "ask": AskForm,
    "gist": GistForm,
    "tally": TallyForm,
}


def form_of(name: str, meeting: Meeting) -> Any:
    """Return a form of the floor as it was sent, with who is there to choose from."""
    found = floor_of(reading(), place().id, meeting.id)
    return _filled(name, FORMS[name](prefix=f"{name}-"), roll_now(meeting), found)


def _filled(name: str, form: Any, roll: list[Attendee], floor: Floor | None) -> Any:
    if "who" in form:
        presiding_id = floor.presiding_id if floor else None
        form.who.choices = words.present_choices(roll, presiding_id, is_optional=name == "motion")
    return form


def _blank(
    name: str, meeting: Meeting, roll: list[Attendee], item: Item | None, floor: Floor | None
) -> Any:
    """Return a form with what is known before the clerk writes."""
    data: dict[str, object] = {}
    if name == "motion" and item is not None:
        data = {"mover": item.proposer}
    elif name == "amend" and floor is not None and floor.motion is not None:
        data = {"after": floor.motion.text}
    elif name == "chair":
        leads = next((one.id.hex for one in roll if one.name == meeting.chair), "")
        data = {"who": leads} if floor is None else {}
    elif name == "tally" and floor is not None:
        data = {"counted_by": meeting.recorder}
    return _filled(name, FORMS[name](formdata=None, prefix=f"{name}-", data=data), roll, floor)


@pages.get(f"/{NO}/floor/")
@right("meetings:record")
def floor(no: int) -> Answer:
    """Show the room to whoever records: what is on, and the one next step."""
    meeting = meeting_of(no)
    if may(meeting, Deed.RECORD) is not None:
        return redirect(url_for("meetings.show", no=no))
    return show_floor(meeting)


def show_floor(meeting: Meeting, refusal: Refusal | None = None, **sent: Form) -> str:
    """Return the page of the room; forms that were sent keep what was typed."""
    cid, roll = place().id, roll_now(meeting)
    items = store.list_items(reading(), cid, meeting.id)
    body = get_body_at(reading(), cid, meeting.body_id, meeting.starts_at)
    found = floor_of(reading(), cid, meeting.id)
    item = item_on(found, items)
    forms = {name: sent.get(name) or _blank(name, meeting, roll, item, found) for name in FORMS}
    pressed = pressed_of(found)
    return render_template(
        "meetings/floor.html",
        meeting=meeting,
        refusal=refusal,
        floor=found,
        item=item,
        items=items,
        is_open_item=item is not None and item.method is Method.NONE,
        tag="" if refusal or sent else tag_of(meeting, roll, items, found, pressed),
        quorum=quorum_line(quorum(roll, body.charter), body.charter),
        lawful=law_quorum_lines(lawful_now(meeting, body, roll)),
        words=words,
        methods=METHODS,
        forms=forms,
        ballots=pressed,
        **(_debate(found, item, roll) if found else {}),
    )


def _debate(found: Floor, item: Item | None, roll: list[Attendee]) -> dict[str, Any]:
    """Return what the page says of motion, turns and votes."""
    speaker, vote, now = found.speaking, found.vote, errand().now
    return {
        "names": words.names_of(roll),
        "left": left(speaker, now, found.rules) if speaker else None,
        "queue": queue(found),
        "unspoken": unspoken(found, roll),
        "result": found.last_vote(item.id) if item else None,
        "code": room_code(house().key, vote.id) if vote else "",
    }


def answer(no: int, deed: Deeds, said: str = "", **sent: Form) -> Answer:
    """Do an errand in the room; a refusal comes back with everything that was typed."""
    outcome = perform(deed)
    if isinstance(outcome, Done):
        if said:
            flash(said)
        return redirect(url_for("meetings.floor", no=no), code=303)
    meeting = meeting_of(no)
    if may(meeting, Deed.RECORD) is not None:
        return refused(meeting, outcome)
    for form in sent.values():
        if outcome.field is not None:
            form.refuse(outcome)
            return show_floor(meeting, **sent), 422
    return show_floor(meeting, outcome, **sent), 422


def unread(no: int, **sent: Form) -> Answer:
    """Show the room again over a form that does not read well."""
    return show_floor(meeting_of(no), **sent), 422


@pages.post(f"/{NO}/floor/open/")
@right("meetings:record")
def open_floor(no: int) -> Answer:
    """Open the meeting: the chair says so."""
    form = form_of("chair", meeting_of(no))
    if not form.is_sent():
        return unread(no, chair=form)
    who = form.chosen()
    said = _("开会了，时间记下了。")
    return answer(no, lambda s, e: actions.open_floor(s, e, no, who), said, chair=form)


@pages.post(f"/{NO}/floor/chair/")
@right("meetings:record")
def hand_over(no: int) -> Answer:
    """Hand the chair to somebody else, or back."""
    form = form_of("chair", meeting_of(no))
    if not form.is_sent():
        return unread(no, chair=form)
    who = form.chosen()
    said = _("换了主持人，记下了。")
    return answer(no, lambda s, e: actions.hand_over(s, e, no, who), said, chair=form)


@pages.post(f"/{NO}/floor/items/<int(max=999):position>/")
@right("meetings:record")
def take_up(no: int, position: int) -> Answer:
    """Go to an item of the agenda."""
    meeting_of(no)
    return answer(no, lambda s, e: actions.take_up(s, e, no, position))


@pages.post(f"/{NO}/floor/motion/")
@right("meetings:record")
def put_motion(no: int) -> Answer:
    """Put a motion."""
    form = form_of("motion", meeting_of(no))
    if not form.is_sent():
        return unread(no, motion=form)
    text, who, mover = form.motion.data, form.chosen(), form.mover.data or ""
    return answer(no, lambda s, e: motions.put_motion(s, e, no, text, who, mover), motion=form)


@pages.post(f"/{NO}/floor/motion/withdraw/")
@right("meetings:record")
def withdraw_motion(no: int) -> Answer:
    """Take the motion off the floor."""
    meeting_of(no)
    return answer(no, lambda s, e: motions.withdraw_motion(s, e, no), _("动议收回了。"))


@pages.post(f"/{NO}/floor/amend/")
@right("meetings:record")
def amend(no: int) -> Answer:
    """Propose another wording of the motion."""
    form = form_of("amend", meeting_of(no))
    if not form.is_sent():
        return unread(no, amend=form)
    after, who = form.after.data, form.chosen()
    return answer(no, lambda s, e: motions.propose_amendment(s, e, no, after, who), amend=form)


@pages.post(f"/{NO}/floor/amend/settle/")
@right("meetings:record")
def settle(no: int) -> Answer:
    """The mover takes an amendment on, or it is taken back."""
    meeting_of(no)
    is_accepted = request.form.get("how") == "accepted"
    return answer(no, lambda s, e: motions.settle_amendment(s, e, no, is_accepted=is_accepted))


@pages.post(f"/{NO}/floor/turns/")
@right("meetings:record")
def add_turn(no: int) -> Answer:
    """Put somebody on the speaking list who raised a hand."""
    form, side = form_of("ask", meeting_of(no)), sent_side()
    if not form.is_sent():
        return unread(no, ask=form)
    who = form.chosen()
    return answer(no, lambda s, e: speaking.ask(s, e, no, who, side, is_own=False), ask=form)


def sent_side() -> Side:
    """Return the side that was pressed."""
    try:
        return Side(request.form.get("side", ""))
    except ValueError as error:
        raise BadRequest from error


def sent_id(name: str) -> UUID:
    """Return the id that travelled in a form."""
    try:
        return UUID(hex=request.form.get(name, ""))
    except ValueError as error:
        raise NotFound from error


@pages.post(f"/{NO}/floor/turns/drop/")
@right("meetings:record")
def drop_turn(no: int) -> Answer:
    """Take somebody off the list who no longer wants to speak."""
    meeting_of(no)
    turn_id = sent_id("turn")
    return answer(no, lambda s, e: speaking.drop(s, e, no, turn_id, is_own=False))


@pages.post(f"/{NO}/floor/turns/call/")
@right("meetings:record")
def call_turn(no: int) -> Answer:
    """Give the floor to the next by the rules."""
    meeting_of(no)
    return answer(no, lambda s, e: speaking.call_next(s, e, no))


@pages.post(f"/{NO}/floor/turns/finish/")
@right("meetings:record")
def finish_turn(no: int) -> Answer:
    """End the turn of whoever speaks."""
    form = form_of("gist", meeting_of(no))
    if not form.is_sent():
        return unread(no, gist=form)
    gist, is_cut = form.gist.data or "", request.form.get("how") == "cut"
    return answer(no, lambda s, e: speaking.finish(s, e, no, gist, is_cut=is_cut), gist=form)
