"""The wall page (大屏): for a projector or a television; read from ten metres, kept fresh."""

from uuid import UUID

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from participation.bodies.store.charters import get_body_at
from participation.meetings import store
from participation.meetings.actions.replies import door_code
from participation.meetings.actions.room_votes import room_code
from participation.meetings.pages.blueprint import NO, lawful_now, meeting_of, pages, roll_now
from participation.meetings.pages.fresh import pressed_of, tag_of
from participation.meetings.present import floor as words
from participation.meetings.present import wall as shown
from participation.meetings.present.words import law_lines
from participation.meetings.rules.floor import Floor, Side, item_on
from participation.meetings.rules.items import Method
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Attendee, quorum
from participation.meetings.rules.speaking import left, unspoken, waiting_for
from participation.meetings.store.floor import floor_of
from participation.meetings.store.laws import list_laws
from participation.paper import qr
from participation.residents.rules.names import masked
from participation.web.house import errand, house, place, reading, who
from participation.web.rights import PUBLIC, right


@pages.get(f"/{NO}/wall/")
@right(PUBLIC)
def wall(no: int) -> Response:
    """Show the room; 304 where nothing but time went on since the tag that was sent."""
    meeting, cid = meeting_of(no), place().id
    roll = roll_now(meeting)
    items = store.list_items(reading(), cid, meeting.id)
    found = floor_of(reading(), cid, meeting.id)
    pressed = pressed_of(found)
    tag = tag_of(meeting, roll, items, found, pressed)
    if request.if_none_match.contains_weak(tag):
        return _tagged(make_response("", 304), tag)
    body = get_body_at(reading(), cid, meeting.body_id, meeting.starts_at)
    item = item_on(found, items)
    enough = quorum(roll, body.charter)
    agenda = shown.agenda_of(items, item)
    page = render_template(
        "meetings/wall.html",
        meeting=meeting,
        body=body,
        floor=found,
        item=item,
        agenda=agenda,
        near=shown.near(agenda),
        stage=shown.stage_of(meeting, found, item),
        tag=tag,
        shown=shown,
        words=words,
        enough=shown.enough_words(enough, body.charter, lawful_now(meeting, body, roll)),
        present=enough.present,
        law=law_lines(item.motion, list_laws(reading(), cid, meeting.id).get(item.id))
        if item
        else [],
        pressed=pressed,
        result=shown.result_of(item, found.last_vote(item.id), body.charter)
        if found and item
        else None,
        **_debate(meeting, found, roll),
    )
    return _tagged(make_response(page), tag)


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    return response


def _debate(meeting: Meeting, found: Floor | None, roll: list[Attendee]) -> dict[str, object]:
    """Return who speaks, how long, how many wait and were not heard; the way in before opening."""
    if found is None:
        way_in = url_for("meetings.room", no=meeting.no)
        if who().may("meetings:record"):
            # Only the screen in the hall shows the way to sign in; looking on from home does not.
            code = door_code(house().key, meeting.id)
            way_in = url_for("meetings.door", no=meeting.no, code=code)
        address = house().base_url + way_in
        return {"code": qr.path(address)}
    speaker, vote = found.speaking, found.vote
    is_phone = vote is not None and vote.method is Method.OPEN
    return {
        "speaker": _name(speaker.attendee_id, roll) if speaker else "",
        "left": left(speaker, errand().now, found.rules) if speaker else None,
        "turn_seconds": int(found.rules.turn.total_seconds()),
        "waiting": [(words.SIDES[side], waiting_for(found, side)) for side in Side],
        "unspoken": unspoken(found, roll),
        "digits": room_code(house().key, vote.id)
        if vote and is_phone and who().may("meetings:record")
        else "",
    }


def _name(attendee_id: UUID, roll: list[Attendee]) -> str:
    """Return who speaks: whole for those at home here, masked for the rest of the world."""
    name = words.names_of(roll)[attendee_id]
    return name if who().may("meetings:join") else masked(name)
