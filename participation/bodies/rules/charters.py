"""A charter (章程) as a document: versions in force from a day, never changed in place."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from participation.bodies.rules.bodies import CLAUSE_LENGTH, NAME_LENGTH, Body, Charter, Share
from participation.kernel.outcome import Refusal

TEXT_LENGTH = 20_000
MOST_NOTICE = 60
MOST_MINUTES = 30
MOST_TURNS = 10
MOST_ARTICLE = 999


class Way(StrEnum):
    """By which ways a charter lets homes decide outside a meeting: 手机, 纸票, 上门帮投."""

    PHONE = "phone"
    PAPER = "paper"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class Approval:
    """The township's or street office's approval (批准): its number, and the day."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class CharterVersion:
    """One version of a body's charter, in force from `since`: from `begins_at`, that midnight.

    `name` and `article` are what papers cite; `quorum` is of the members due, `majority` of those
    present; `notice_days` before a meeting; `minutes` a turn and `turns` a motion on the floor;
    `ways` are those by which homes may decide, which binds only with an `approval`.
    """

    id: UUID
    body_id: UUID
    no: int
    since: date
    begins_at: datetime
    name: str
    article: int
    text: str
    quorum: Share
    majority: Share
    notice_days: int
    minutes: int
    turns: int
    ways: frozenset[Way]
    approval: Approval | None
    adopted_by: str
    written_by: str
    written_at: datetime

    @property
    def charter(self) -> Charter:
        """What meetings are held against: 《…章程》第九条, and its shares."""
        return Charter(f"《{self.name}》第 {self.article} 条", self.quorum, self.majority)

    @property
    def is_deciding(self) -> bool:
        """Whether it lets homes decide outside a meeting: approved, and by some way."""
        return self.approval is not None and bool(self.ways)


def in_force(versions: Iterable[CharterVersion], at: datetime) -> CharterVersion | None:
    """Return the version in force at a moment: the last one that began by then, or None."""
    begun = [one for one in versions if one.begins_at <= at]
    return max(begun, key=lambda one: (one.begins_at, one.no), default=None)


def charter_at(body: Body, versions: Iterable[CharterVersion], at: datetime) -> Charter:
    """Return what a meeting of a moment is held against; before all versions, as founded."""
    found = in_force(versions, at)
    return body.charter if found is None else found.charter


def version_fault(
    body: Body, version: CharterVersion, before: Sequence[CharterVersion]
) -> Refusal | None:
    """Refuse a version that cannot come into force.

    `body-dissolved`, `charter-name-missing`, `charter-text-missing`, too long (`body-name-long`,
    `clause-long`, `charter-text-long`), `article-odd`, `days-odd` (0 to 60), `floor-odd` (1 to 30
    minutes, 1 to 10 turns), `charter-too-early` (before the founding, or not after the version
    before), `ways-need-approval` (deciding outside a meeting needs the township's number) and
    `approval-late` (approved after it came into force).
    """
    return (
        _words_fault(body, version)
        or _numbers_fault(version)
        or _days_fault(body, version, before)
        or _approval_fault(version)
    )


def _words_fault(body: Body, version: CharterVersion) -> Refusal | None:
    if body.dissolved_on is not None:
        return Refusal("body-dissolved", None, {"name": body.name})
    if not version.name:
        return Refusal("charter-name-missing", "name")
    if len(version.name) > NAME_LENGTH:
        return Refusal("body-name-long", "name", {"most": NAME_LENGTH})
    if not version.text:
        return Refusal("charter-text-missing", "text")
    if len(version.text) > TEXT_LENGTH:
        return Refusal("charter-text-long", "text", {"most": TEXT_LENGTH})
    if len(version.adopted_by) > CLAUSE_LENGTH:
        return Refusal("clause-long", "adopted_by", {"most": CLAUSE_LENGTH})
    return None


def _numbers_fault(version: CharterVersion) -> Refusal | None:
    if not 1 <= version.article <= MOST_ARTICLE:
        return Refusal("article-odd", "article", {"most": MOST_ARTICLE})
    if not 0 <= version.notice_days <= MOST_NOTICE:
        return Refusal("days-odd", "notice_days", {"most": MOST_NOTICE})
    if not (1 <= version.minutes <= MOST_MINUTES and 1 <= version.turns <= MOST_TURNS):
        return Refusal("floor-odd", "minutes", {"minutes": MOST_MINUTES, "turns": MOST_TURNS})
    return None


def _days_fault(
    body: Body, version: CharterVersion, before: Sequence[CharterVersion]
) -> Refusal | None:
    last = max((one.since for one in before), default=None)
    if version.since < body.founded_on or (last is not None and version.since <= last):
        day = body.founded_on if last is None else last
        return Refusal("charter-too-early", "since", {"day": day})
    return None


def _approval_fault(version: CharterVersion) -> Refusal | None:
    if version.ways and version.approval is None:
        return Refusal("ways-need-approval", "approval")
    if version.approval is not None and version.approval.day > version.since:
        return Refusal("approval-late", "approved_on")
    return None


class Change(StrEnum):
    """What became of a line between two versions: the same, gone, new."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


def changes(old: str, new: str) -> Iterator[tuple[Change, str]]:
    """Yield the lines of two texts with what became of each, in the order of reading."""
    before, after = old.splitlines(), new.splitlines()
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            yield from ((Change.SAME, line) for line in before[start:end])
            continue
        yield from ((Change.GONE, line) for line in before[start:end])
        yield from ((Change.NEW, line) for line in after[begin:stop])
