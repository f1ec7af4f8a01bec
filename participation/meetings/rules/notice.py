"""The notice of a meeting (会议通知): how many days before, by which text, and what may change."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from participation.bodies.rules.charters import CharterVersion
from participation.kernel.outcome import Refusal
from participation.meetings.rules.life import LINE_LENGTH, Meeting
from participation.votes.rules.decision_rules import Rule

USUAL_DAYS = 3
REASON_LENGTH = 120


class NoticeKind(StrEnum):
    """What a notice says: 通知开会, 改时间地点, 取消."""

    CALLED = "called"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class NoticeTerm:
    """Days of notice (提前通知), each of twenty-four hours, and the clause that asks for them.

    `clause` is empty where no text says how many, and the usual three are kept.
    `may_hurry`: a written reason (特殊情况) lifts them.
    """

    days: int
    clause: str
    may_hurry: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of a meeting as it went out: where and when, and why it came late or changed."""

    no: int
    kind: NoticeKind
    at: datetime
    by: str
    place: str
    starts_at: datetime
    reason: str
    days: int
    clause: str


def term_of(rule: Rule | None, version: CharterVersion | None) -> NoticeTerm:
    """Return the notice a body owes: the law's or its charter's, whichever asks for more days.

    A charter's days give way to a written reason unless the law's do not.
    """
    law = None if rule is None else rule.notice
    by_charter = NoticeTerm(USUAL_DAYS, "", may_hurry=True)
    if version is not None:
        by_charter = NoticeTerm(version.notice_days, version.charter.clause, may_hurry=True)
    if law is None:
        return by_charter
    if version is not None and version.notice_days > law.days:
        return NoticeTerm(version.notice_days, by_charter.clause, law.has_exception)
    return NoticeTerm(law.days, f"《{law.law}》第 {law.article} 条", law.has_exception)


def earliest(term: NoticeTerm, now: datetime) -> datetime:
    """Return the first moment for which a meeting called now gets its full notice."""
    return now + timedelta(days=term.days)


def soon_fault(term: NoticeTerm, now: datetime, starts_at: datetime, reason: str) -> Refusal | None:
    """Refuse a meeting that comes before its days of notice are over.

    `notice-short-fixed` where no reason helps, `notice-short` and `notice-short-usual` (no text
    names the days) where a written one would, `line-long` for one that no notice holds.
    """
    first = earliest(term, now)
    if starts_at >= first:
        return None
    facts = {"clause": term.clause, "days": term.days, "when": first}
    if not term.may_hurry:
        return Refusal("notice-short-fixed", "day", facts)
    if not reason:
        return Refusal("notice-short" if term.clause else "notice-short-usual", "reason", facts)
    return reason_fault(reason)


def reason_fault(reason: str) -> Refusal | None:
    """Refuse a reason that no notice holds: `line-long`."""
    if len(reason) > REASON_LENGTH:
        return Refusal("line-long", "reason", {"most": REASON_LENGTH})
    return None


def change_fault(reason: str, *, is_opened: bool) -> Refusal | None:
    """Refuse to change or cancel a meeting that is open (`meeting-open`), or without a reason.

    `change-reason-missing`, `line-long`.
    """
    if is_opened:
        return Refusal("meeting-open")
    return reason_fault(reason) if reason else Refusal("change-reason-missing", "reason")


def moving_fault(meeting: Meeting, place: str, starts_at: datetime) -> Refusal | None:
    """Refuse a move without a place (`meeting-place-missing`, `line-long`) or to where it is.

    `nothing-moved`.
    """
    if not place:
        return Refusal("meeting-place-missing", "place")
    if len(place) > LINE_LENGTH:
        return Refusal("line-long", "place", {"most": LINE_LENGTH})
    if (place, starts_at) == (meeting.place, meeting.starts_at):
        return Refusal("nothing-moved", "place")
    return None
