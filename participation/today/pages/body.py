"""The public page of a body: its charter, who sits in it, and what it met about."""

from uuid import UUID

from flask import render_template
from werkzeug.exceptions import NotFound

from participation.bodies import present as words
from participation.bodies import store as bodies
from participation.bodies.rules import Body
from participation.bodies.store.charters import get_body_at
from participation.kernel import clock
from participation.meetings import store as meetings
from participation.meetings.present.words import STATES
from participation.meetings.rules.absences import in_a_row, is_flagged
from participation.meetings.store.absences import list_history
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
        missed=_missed(found),
        meetings=meetings.list_meetings(
            reading(), place().id, limit=MEETINGS_SHOWN, body_id=found.id
        ),
        states=STATES,
        may_found=who().may("bodies:found"),
    )


def _missed(found: Body) -> dict[UUID, int]:
    """Return who missed meetings in a row without leave, for whoever calls them alone."""
    if not who().may("meetings:call"):
        return {}
    history = list_history(reading(), place().id, found.id)
    missed = {person_id: in_a_row(came) for person_id, came in history.items()}
    return {person_id: count for person_id, count in missed.items() if is_flagged(count)}
