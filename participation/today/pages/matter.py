"""The public page of a matter: where it stands, who owes what until when, what happened."""

from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound

from participation.deliberation import store as deliberation
from participation.deliberation.present import reasons
from participation.kernel import clock, sealed
from participation.matters import store as matters
from participation.matters.present import (
    chip_of,
    committee_words,
    due_chip,
    raiser,
    steps_of,
    trail_of,
)
from participation.matters.rules import Matter, Move, TrailEvent, TrailKind
from participation.residents.store import people
from participation.today.pages.blueprint import pages
from participation.today.present.matter import TRAIL_HREFS, TRAIL_NOTES, attached_line
from participation.today.store.matter import find_shown, list_attached
from participation.web.house import house, place, reading, who
from participation.web.rights import PUBLIC, right

EACH_SIDE = 3
MOST_ATTACHED = 20
CLOSING = (TrailKind.ANSWERED, TrailKind.DECLINED)


@pages.get("/c/<slug>/matters/<int(max=999999999):no>/")
@right(PUBLIC)
def matter(no: int) -> str:
    """Show one matter whole."""
    found = find_shown(reading(), place().id, no, who().household_id)
    if found is None:
        raise NotFound
    shown, is_supported = found
    events = matters.list_events(reading(), place().id, shown.id)
    arguments, total = deliberation.list_first(reading(), place().id, shown.id, EACH_SIDE)
    attached = list_attached(reading(), place().id, shown.id, MOST_ATTACHED)
    now = clock.now()
    return render_template(
        "today/matter.html",
        matter=shown,
        raised_by=raiser(shown),
        chip=chip_of(shown),
        due=due_chip(shown.due_at, now, house().zone) if shown.due_at else None,
        by=committee_words(place().kind),
        steps=steps_of(shown, events),
        events=trail_of(events, TRAIL_HREFS, TRAIL_NOTES),
        attached=[attached_line(one, now) for one in attached],
        closing=_closing(shown, events),
        columns=reasons(arguments, who()),
        arguments_total=total,
        is_supported=is_supported,
        is_mine=shown.household_id is not None and shown.household_id == who().household_id,
        may_support=shown.may(Move.SUPPORT),
        may_argue=shown.may(Move.ARGUE),
        office=_office(shown),
    )


def _closing(shown: Matter, events: list[TrailEvent]) -> TrailEvent | None:
    """Return the answer or the reason that ended the matter."""
    if not shown.is_over:
        return None
    return next((one for one in events if one.kind in CLOSING), None)


def _office(shown: Matter) -> dict[str, Any] | None:
    """Return what only those who answer see: whose it is, how to reach them, what they may do."""
    if not who().may("matters:answer"):
        return None
    home = ""
    if shown.household_id is not None:
        home = people.get_household(reading(), place().id, shown.household_id).line
    contact = shown.contact_sealed and sealed.unseal(house().key, shown.contact_sealed)
    return {
        "home": home,
        "contact": contact or "",
        "may_answer": shown.may(Move.ANSWER),
        "may_put": shown.may(Move.PUT_TO_BODY),
        "may_decline": shown.may(Move.DECLINE),
        "may_vote": who().may("votes:draft") and shown.may(Move.DECIDE),
    }
