"""Writing the log, registering what was printed, and putting texts into the outbox."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from participation.audit import store
from participation.audit.rules import Entry, Outgoing, Printed, chained
from participation.db.counters import next_number
from participation.db.locators import Located, add_locators
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal


def note(session: Session, errand: Errand, verb: str, subject: str, **facts: Any) -> None:
    """Append a line to the committee's log; facts hold no name, phone, identity or choice."""
    seq, previous = store.lock_head(session, errand.committee_id)
    entry = Entry(
        seq=seq + 1,
        at=errand.now,
        actor=errand.actor.label,
        account_id=errand.actor.account_id,
        verb=verb,
        subject=subject,
        facts=facts,
        previous=previous,
    )
    sealed = replace(entry, hash=chained(previous, entry))
    store.add_entry(session, errand.committee_id, errand.new_id(), sealed)


def record_hmac(key: bytes, code: str) -> bytes:
    """Return the keyed hash under which a record code is kept."""
    return codes.keyed(key, "record", codes.clean(code))


def new_record_code(errand: Errand) -> str:
    """Return a code to print on a record before its bytes are known."""
    return codes.token(errand.chance(16))


def register_print(
    session: Session,
    errand: Errand,
    code: str,
    kind: str,
    subject_id: UUID,
    subject: str,
    version: int,
    sha256: bytes,
    *,
    title: str = "",
    digest: str = "",
) -> int:
    """Register a printed record so that `/r/<code>` knows it; return its number.

    `title` and `digest` are what the paper itself shows, for its holder to compare.
    """
    number = next_number(session, errand.committee_id, "record")
    hashed = record_hmac(errand.key, code)
    printed = Printed(
        no=number,
        kind=kind,
        subject_id=subject_id,
        subject=subject,
        version=version,
        sha256=sha256,
        printed_at=errand.now,
        printed_by=errand.actor.label,
        title=title,
        digest=digest,
    )
    store.add_printed(session, errand.committee_id, errand.new_id(), hashed, printed)
    add_locators(session, Located.RECORD, errand.committee_id, [hashed])
    note(session, errand, "record-printed", f"{kind}:{subject}", no=number, version=version)
    return number


def outdate(
    session: Session, errand: Errand, kinds: Iterable[str], subject_id: UUID, version: int
) -> None:
    """Let papers of older versions be known as superseded, before the new one is printed."""
    for kind in kinds:
        store.add_newer(
            session, errand.committee_id, errand.new_id(), kind, subject_id, version, errand.now
        )


def send(
    session: Session,
    errand: Errand,
    key: str,
    channel: str,
    template: str,
    facts: Mapping[str, Any],
) -> None:
    """Put a text into the outbox, once per key whatever is retried."""
    outgoing = Outgoing(key, channel, template, facts, errand.now)
    store.add_outgoing(session, errand.committee_id, errand.new_id(), outgoing)


def tick_off(session: Session, errand: Errand, row_id: UUID) -> Done[None] | Refusal:
    """Mark a text as sent by hand; refuses one that is gone already (`text-gone`)."""
    if not store.save_outgoing_done(session, errand.committee_id, row_id, errand.now):
        return Refusal("text-gone")
    return Done(None)
