"""Charters of bodies as votes read them: those that let homes decide on a day."""

from datetime import date, datetime
from uuid import UUID

from participation.bodies import store as bodies
from participation.bodies.rules import Body
from participation.bodies.rules.charters import CharterVersion, in_force
from participation.bodies.store.charters import list_versions
from participation.db.session import Session
from participation.votes.rules.ballots import Channel
from participation.votes.rules.rule_overlays import Charter

MOST_BODIES = 500


def deciding_charters(
    session: Session, committee_id: UUID, now: datetime, day: date
) -> list[Charter]:
    """Return the charters in force that let homes decide outside a meeting; `day` is the day now.

    Only what the township approved is among them.
    """
    known = bodies.list_bodies(session, committee_id, limit=MOST_BODIES)
    alive = [body for body in known if not body.is_dissolved(day)]
    versions = list_versions(session, committee_id, [body.id for body in alive])
    found = []
    for body in alive:
        version = in_force([one for one in versions if one.body_id == body.id], now)
        if version is not None and version.is_deciding:
            found.append(_charter(body, version))
    return found


def _charter(body: Body, version: CharterVersion) -> Charter:
    return Charter(
        name=version.name,
        article=version.article,
        since=version.since,
        quorum=(version.quorum.op, version.quorum.share),
        passing=(version.majority.op, version.majority.share),
        notice_days=version.notice_days or None,
        is_approved=version.approval is not None,
        channels=frozenset(Channel(way.value) for way in version.ways),
        approval=version.approval.number if version.approval else "",
        key=f"{body.no}-{version.no}",
    )
