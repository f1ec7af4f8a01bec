"""Whether enough came by law, asked before anybody votes and when the meeting is over."""

from collections.abc import Sequence
from uuid import UUID

from participation.bodies.rules import Body
from participation.db.session import Session
from participation.meetings.actions.heads import heads_of
from participation.meetings.rules.deciding import ByLaw, decide_by_law
from participation.meetings.rules.items import Votes
from participation.meetings.rules.law import Under, law_of
from participation.meetings.rules.roll import Attendee, Presence, counted


def law_now(
    session: Session,
    committee_id: UUID,
    body: Body,
    roll: Sequence[Attendee],
    under: Under,
) -> ByLaw | None:
    """Return the law's tests of those who are there now, nobody having voted; None without one."""
    rule = law_of(body.kind, under.rules, under.day)
    if rule is None:
        return None
    present = counted(roll, Presence.PRESENT)
    heads = heads_of(session, committee_id, body.kind, roll, under.day)
    return decide_by_law(rule, body.name, Votes(0, 0, present, present), heads)
