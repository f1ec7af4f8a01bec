"""Papers before a meeting, printed by whoever called it: notice, sign-in sheet, ballots."""

import io
from collections.abc import Callable
from uuid import UUID

from flask import render_template, send_file
from flask_babel import force_locale

from participation.bodies.rules import Body
from participation.bodies.store.charters import get_body_at
from participation.committees.present import full_name
from participation.kernel.outcome import Refusal
from participation.meetings import store
from participation.meetings.pages.blueprint import NO, Answer, meeting_of, pages
from participation.meetings.present import sheets, words
from participation.meetings.rules.items import Item
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Standing
from participation.meetings.store.handed import list_handed
from participation.meetings.store.notices import list_notices
from participation.paper.elections import (
    ElectionBallot,
    print_election_ballots,
    print_public_list,
    print_tally_sheet,
)
from participation.paper.fonts import Fonts, find_fonts
from participation.votes.rules.vote import Vote
from participation.web.house import house, place, reading, today
from participation.web.rights import right


@pages.get(f"/{NO}/notice.pdf")
@right("meetings:record")
def notice(no: int) -> Answer:
    """Print the notice to put up."""
    meeting = meeting_of(no)
    body = get_body_at(reading(), place().id, meeting.body_id, meeting.starts_at)
    items = store.list_items(reading(), place().id, meeting.id)
    notices = list_notices(reading(), place().id, meeting.id)
    return _sent(
        meeting,
        "notice",
        lambda fonts: print_public_list(
            sheets.notice(meeting, body, items, notices, _issuer(), today()), fonts
        ),
    )


@pages.get(f"/{NO}/sign-in.pdf")
@right("meetings:record")
def sign_in(no: int) -> Answer:
    """Print the sheet to sign in."""
    meeting = meeting_of(no)
    body = get_body_at(reading(), place().id, meeting.body_id, meeting.starts_at)
    roll = store.list_attendees(reading(), place().id, meeting.id)
    return _sent(
        meeting,
        "sign-in",
        lambda fonts: print_public_list(
            sheets.sign_in_sheet(meeting, body, roll, _issuer()), fonts
        ),
    )


@pages.get(f"/{NO}/ballots.pdf")
@right("meetings:record")
def ballots(no: int) -> Answer:
    """Print a secret ballot for each member."""
    return _ballots(no, "ballots", sheets.ballot)


@pages.get(f"/{NO}/named-ballots.pdf")
@right("meetings:record")
def named_ballots(no: int) -> Answer:
    """Print a named ballot for each member, of what votes by name handed on."""
    return _ballots(no, "named-ballots", sheets.named_ballot)


Ballots = Callable[[Body, list[Item], dict[UUID, Vote], str], ElectionBallot]


def _ballots(no: int, name: str, make: Ballots) -> Answer:
    meeting = meeting_of(no)
    body = get_body_at(reading(), place().id, meeting.body_id, meeting.starts_at)
    items = store.list_items(reading(), place().id, meeting.id)
    roll = store.list_attendees(reading(), place().id, meeting.id)
    handed = list_handed(reading(), place().id, meeting.id)
    copies = sum(one.standing is Standing.MEMBER for one in roll)

    def pressed(fonts: Fonts) -> bytes | Refusal:
        paper = make(body, items, handed, _issuer())
        if not paper.posts:
            return Refusal("nothing-to-print")
        return print_election_ballots(paper, copies, fonts)

    return _sent(meeting, name, pressed)


@pages.get(f"/{NO}/tally.pdf")
@right("meetings:record")
def tally(no: int) -> Answer:
    """Print the count sheet."""
    meeting = meeting_of(no)
    body = get_body_at(reading(), place().id, meeting.body_id, meeting.starts_at)
    items = store.list_items(reading(), place().id, meeting.id)
    handed = list_handed(reading(), place().id, meeting.id)
    return _sent(
        meeting,
        "tally",
        lambda fonts: print_tally_sheet(sheets.tally(meeting, body, items, handed), fonts),
    )


def _issuer() -> str:
    return full_name(place().name, place().kind)


def _sent(meeting: Meeting, name: str, make: Callable[[Fonts], bytes | Refusal]) -> Answer:
    fonts = find_fonts(house().font_dir)
    if isinstance(fonts, Refusal):
        return _refused(meeting, fonts)
    with force_locale("zh_Hans"):
        pdf = make(fonts)
    if isinstance(pdf, Refusal):
        return _refused(meeting, pdf)
    called = f"{place().slug}-meeting-{meeting.no}-{name}.pdf"
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", download_name=called)


def _refused(meeting: Meeting, refusal: Refusal) -> Answer:
    page = render_template(
        "meetings/refused.html", meeting=meeting, refusal=refusal, paper=None, words=words
    )
    return page, 422
