"""Writing the next version of a body's charter."""

from collections.abc import Collection
from datetime import date, time
from zoneinfo import ZoneInfo

from participation.audit.actions import note
from participation.bodies import store
from participation.bodies.rules import Share
from participation.bodies.rules.charters import Approval, CharterVersion, Way, version_fault
from participation.bodies.store.charters import add_version, list_versions
from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal


def write_charter(
    session: Session,
    errand: Errand,
    body_no: int,
    *,
    since: date,
    name: str,
    article: int,
    text: str,
    quorum: Share,
    majority: Share,
    notice_days: int,
    minutes: int,
    turns: int,
    ways: Collection[Way],
    approval: Approval | None,
    adopted_by: str,
    zone: ZoneInfo,
) -> Done[CharterVersion] | Refusal:
    """Write the next version; those before stay, for the meetings of their days.

    Refuses `body-gone` and what `version_fault` does.
    """
    body = store.find_body(session, errand.committee_id, body_no, is_held=True)
    if body is None:
        return Refusal("body-gone")
    before = list_versions(session, errand.committee_id, [body.id])
    version = CharterVersion(
        id=errand.new_id(),
        body_id=body.id,
        no=len(before) + 1,
        since=since,
        begins_at=clock.at_local(since, time(0), zone),
        name=name,
        article=article,
        text=text,
        quorum=quorum,
        majority=majority,
        notice_days=notice_days,
        minutes=minutes,
        turns=turns,
        ways=frozenset(ways),
        approval=approval,
        adopted_by=adopted_by,
        written_by=errand.actor.label,
        written_at=errand.now,
    )
    fault = version_fault(body, version, before)
    if fault is not None:
        return fault
    add_version(session, errand.committee_id, version)
    note(session, errand, "charter-written", f"body:{body_no}", version=version.no)
    return Done(version)
