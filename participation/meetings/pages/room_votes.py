"""The clerk's pages of votes in the room: open, count, close."""

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from participation.meetings.actions import room_votes as actions
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages, under_of
from participation.meetings.pages.floor import answer, form_of, unread
from participation.meetings.present.floor import VOTE_METHODS
from participation.meetings.rules.items import Method
from participation.web.rights import right


@pages.post(f"/{NO}/floor/vote/")
@right("meetings:record")
def open_vote(no: int) -> Answer:
    """Put the motion, or its amendment, to the vote."""
    under, method = under_of(meeting_of(no)), _method()
    is_amendment = request.form.get("about") == "amendment"
    return answer(
        no,
        lambda s, e: actions.open_room_vote(s, e, no, method, under, is_amendment=is_amendment),
    )


def _method() -> Method:
    try:
        method = Method(request.form.get("method", ""))
    except ValueError as error:
        raise BadRequest from error
    if method not in VOTE_METHODS:
        raise BadRequest
    return method


@pages.post(f"/{NO}/floor/vote/count/")
@right("meetings:record")
def count_vote(no: int) -> Answer:
    """Write down a count; the vote closes once the counts agree."""
    meeting = meeting_of(no)
    under, form = under_of(meeting), form_of("tally", meeting)
    if not form.is_sent():
        return unread(no, tally=form)
    counted = (form.yes.data, form.no.data, form.abstain.data)
    by = form.counted_by.data
    return answer(no, lambda s, e: actions.count_vote(s, e, no, counted, by, under), tally=form)


@pages.post(f"/{NO}/floor/vote/close/")
@right("meetings:record")
def close_vote(no: int) -> Answer:
    """Close a vote by telephone and show its result."""
    under = under_of(meeting_of(no))
    return answer(no, lambda s, e: actions.close_phone_vote(s, e, no, under))


@pages.post(f"/{NO}/floor/vote/cancel/")
@right("meetings:record")
def cancel_vote(no: int) -> Answer:
    """Stop a vote that cannot be counted."""
    meeting_of(no)
    said = _("这次表决作废了，可以接着讨论，或者重新表决。")
    return answer(no, lambda s, e: actions.cancel_room_vote(s, e, no), said)
