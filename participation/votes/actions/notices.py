"""What is made known about a vote: a public notice, a line of the log, texts to read out."""

from collections.abc import Mapping
from typing import Any

from participation.audit.actions import note, send
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.votes.rules.halting import NoticeKind, VoteNotice
from participation.votes.rules.opening import Shown
from participation.votes.rules.vote import Vote
from participation.votes.store import notices

CHANNELS = ("group", "loudspeaker")


def tell(
    session: Session, errand: Errand, vote: Vote, template: str, key: str, facts: Mapping[str, Any]
) -> None:
    """Put a text about a vote into the outbox, for the group and for the loudspeaker."""
    whole = {"no": vote.no, "question": vote.title, **facts}
    for channel in CHANNELS:
        send(session, errand, f"{key}-{channel}", channel, template, whole)


def make_known(
    session: Session, errand: Errand, vote: Vote, kind: NoticeKind, reason: str = ""
) -> VoteNotice:
    """Put a notice about a vote up for everybody, into the log and into the outbox."""
    notice = VoteNotice(
        no=vote.notices + 1,
        kind=kind,
        at=errand.now,
        by=errand.actor.label,
        reason=reason,
        closes_at=vote.closes_at,
    )
    notices.add_notice(session, errand.committee_id, errand.new_id(), vote.id, notice)
    note(session, errand, f"vote-{kind}", f"vote:{vote.no}", notice=notice.no)
    facts = {"reason": reason, "closes_at": vote.closes_at.isoformat()}
    tell(session, errand, vote, f"vote-{kind}", f"vote-{vote.no}-notice-{notice.no}", facts)
    return notice


def shown_of(session: Session, errand: Errand, vote: Vote) -> Shown | None:
    """Return what an announcement has come to, None where nothing is announced."""
    if vote.announced_at is None:
        return None
    filed = notices.list_objections(session, errand.committee_id, vote.id)
    return Shown(vote.announced_at, sum(one.is_waiting for one in filed))
