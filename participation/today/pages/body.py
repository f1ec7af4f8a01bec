"""The public page of a body: its charter, who sits in it, and what it met about."""

from flask import render_template
from werkzeug.exceptions import NotFound

from participation.bodies import present as words
from participation.bodies import store as bodies
from participation.bodies.store.charters import get_body_at
from participation.kernel import clock
from participation.meetings import store as meetings
from participation.meetings.present.words import STATES
from participation.today.pages.blueprint import pages
from participation.web.house import house, place, reading, who
from participation.web.rights import PUBLIC, right

MEETINGS_SHOWN = 10


@pages.get("/c/<slug>/bodies/<int(max=999999999):no>/")
@right(PUBLIC)
def body(no: int) -> str:
    """Show one body."""
    found = bodies.find_body(reading(), place().id, no)
    if found is None:
        raise NotFound
    day = clock.local_day(clock.now(), house().zone)
    found = get_body_at(reading(), place().id, found.id, clock.now())
    return render_template(
        "today/body.html",
        body=found,
        kind=words.KINDS[found.kind],
        quorum=words.share_words(found.charter.quorum),
        majority=words.share_words(found.charter.majority),
        is_over=found.is_dissolved(day),
        seats=bodies.list_seats(reading(), place().id, found.id, day),
        offices=words.OFFICES,
        term=words.term_words,
        meetings=meetings.list_meetings(
            reading(), place().id, limit=MEETINGS_SHOWN, body_id=found.id
        ),
        states=STATES,
        may_found=who().may("bodies:found"),
    )
