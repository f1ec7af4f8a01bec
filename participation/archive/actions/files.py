"""Keeping files beside what they prove, and taking one away again."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from participation.archive import store
from participation.archive.rules import (
    FileKind,
    Kept,
    Media,
    Strike,
    Subject,
    keeping_fault,
    striking_fault,
)
from participation.audit.actions import note
from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.kernel.texts import clean_line


def keep_files(
    session: Session,
    errand: Errand,
    subject: Subject,
    kind: FileKind,
    contents: Sequence[tuple[Media, bytes]],
    *,
    title: str = "",
    is_public: bool = False,
) -> Done[tuple[Kept, ...]] | Refusal:
    """Keep files beside a subject that is known to exist, all or none.

    Bytes come as they will be kept: photos made small before (`paper.photos`). A file that is
    kept there already is not kept twice. Refuses what `keeping_fault` does.
    """
    cid, title = errand.committee_id, clean_line(title)
    before = store.list_files(session, cid, subject)
    known = {one.sha256: one for one in before if one.strike is None}
    fault = keeping_fault(kind, title, len(before) + len(contents), is_public=is_public)
    if fault is not None:
        return fault
    kept = []
    for media, content in contents:
        sha256 = hashlib.sha256(content).digest()
        if sha256 not in known:
            known[sha256] = Kept(
                id=errand.new_id(),
                no=next_number(session, cid, "file"),
                kind=kind,
                title=title,
                media=media,
                size=len(content),
                sha256=sha256,
                is_public=is_public,
                at=errand.now,
                by=errand.actor.label,
            )
            one = known[sha256]
            store.add_file(session, cid, subject, one, errand.new_id(), content)
            note(session, errand, "file-kept", subject.name, no=one.no, sha256=sha256.hex())
        kept.append(known[sha256])
    return Done(tuple(kept))


def strike_file(
    session: Session, errand: Errand, subject: Subject, no: int, reason: str
) -> Done[Kept] | Refusal:
    """Take a file of a subject away: its bytes are deleted, that it was there and why stays.

    Refuses what `striking_fault` does.
    """
    cid, reason = errand.committee_id, clean_line(reason)
    kept = next((one for one in store.list_files(session, cid, subject) if one.no == no), None)
    fault = striking_fault(kept, reason)
    if fault is not None or kept is None:
        return fault or Refusal("file-gone")
    strike = Strike(errand.now, errand.actor.label, reason)
    store.add_strike(session, cid, errand.new_id(), kept.id, strike)
    note(session, errand, "file-struck", subject.name, no=no)
    return Done(replace(kept, strike=strike))
