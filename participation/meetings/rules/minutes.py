"""Minutes: facts as they stood, text as it was edited, one revision after another."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from itertools import zip_longest
from typing import Any
from uuid import UUID

from participation.bodies.rules import Body, BodyKind, Charter, Share
from participation.kernel.fractions import Op
from participation.kernel.outcome import Refusal
from participation.meetings.rules.deciding import ByLaw, by_law_from_data, by_law_to_data, came_to
from participation.meetings.rules.gates import (
    Gate,
    gate_from_data,
    gate_to_data,
    is_deliberating,
)
from participation.meetings.rules.items import (
    TEXT_LENGTH,
    Item,
    Method,
    Outcome,
    Task,
    Votes,
    needed,
)
from participation.meetings.rules.life import Meeting, MeetingForm
from participation.meetings.rules.roll import Attendee, Presence, Quorum, Standing, quorum

FORMAT = 2
NO_GATE = Gate()
ADDENDUM_LENGTH = 2000
ADDENDA_MOST = 20


class Paper(StrEnum):
    """As what minutes are printed: 会议记录 to sign, or 纪要 to make public."""

    RECORD = "record"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class RollLine:
    """Somebody on the roll as the minutes keep them."""

    name: str
    standing: Standing
    office: str
    status: Presence


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is a fact of an item, never edited as text."""

    title: str
    matter_id: UUID | None
    proposer: str
    motion: str
    method: Method
    votes: Votes
    needed: int
    outcome: Outcome
    is_recorded: bool
    task: Task | None
    gate: Gate = NO_GATE
    by_law: ByLaw | None = None

    @property
    def is_for_others(self) -> bool:
        """Whether it is a council's view on what another meeting has to decide."""
        return self.outcome is Outcome.AGREED and bool(self.gate.touches)


@dataclass(frozen=True, slots=True)
class ItemText:
    """What is text of an item: the clerk may put it better."""

    discussion: str = ""
    decision: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of the minutes: what was said at the beginning, of each item, and at the end."""

    items: tuple[ItemText, ...]
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed since revision `base_no` and not stored (草稿)."""

    base_no: int
    texts: Texts
    at: datetime


def texts_to_data(texts: Texts) -> dict[str, Any]:
    """Return texts as JSON values."""
    return asdict(texts)


def texts_from_data(data: Mapping[str, Any]) -> Texts:
    """Return texts from their JSON values."""
    items = tuple(ItemText(**one) for one in data["items"])
    return Texts(items, data["opening"], data["closing"])


@dataclass(frozen=True, slots=True)
class Addendum:
    """A correction (补正) of adopted minutes: dated, with who wrote it; what it corrects stays."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Minutes:
    """The content of one revision: facts of meeting, roll, quorum and items; and its texts."""

    committee: str
    body: str
    title: str
    place: str
    form: MeetingForm
    starts_at: datetime
    ended_at: datetime
    convened_by: str
    chair: str
    recorder: str
    roll: tuple[RollLine, ...]
    quorum: Quorum
    charter: Charter
    items: tuple[ItemFacts, ...]
    texts: Texts
    kind: BodyKind | None = None
    addenda: tuple[Addendum, ...] = ()
    lawful: ByLaw | None = None

    @property
    def is_view(self) -> bool:
        """Whether the body gives 协商意见; minutes of format 1 do not say, and read as before."""
        return self.kind is not None and is_deliberating(self.kind)

    def names(self, status: Presence) -> tuple[str, ...]:
        """Return the members with that status; templates name it by its code."""
        return tuple(
            one.name
            for one in self.roll
            if one.standing is Standing.MEMBER and one.status == status
        )

    def guests(self) -> tuple[RollLine, ...]:
        """Return who was there without a vote (列席)."""
        return tuple(
            one
            for one in self.roll
            if one.standing is Standing.GUEST and one.status is Presence.PRESENT
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of the minutes; never changed once written. `sha256` covers its content."""

    no: int
    minutes: Minutes
    by: str
    at: datetime
    sha256: bytes

    @property
    def short_hash(self) -> str:
        """Sixteen hex digits in fours, as the paper shows them."""
        digits = self.sha256.hex()[:16]
        return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class Print:
    """A paper that went out: which revision, as what, under which number and code."""

    meeting_id: UUID
    minutes_no: int
    paper: Paper
    record_no: int
    code: str
    pdf: bytes
    at: datetime


def drafted(
    committee: str,
    body: Body,
    meeting: Meeting,
    ended_at: datetime,
    roll: Sequence[Attendee],
    items: Sequence[Item],
    gates: Mapping[UUID, Gate],
    laws: Mapping[UUID, ByLaw],
    before: Texts | None,
    lawful: ByLaw | None = None,
) -> Minutes:
    """Draft minutes from what was recorded; opening and closing stay as they were `before`.

    `lawful`: what the law says of those who came, where a law judges such a meeting.
    """
    texts = Texts(tuple(ItemText(one.discussion, one.decision, one.dissent) for one in items))
    if before is not None:
        texts = replace(texts, opening=before.opening, closing=before.closing)
    return Minutes(
        committee=committee,
        body=body.name,
        title=meeting.title,
        place=meeting.place,
        form=meeting.form,
        starts_at=meeting.starts_at,
        ended_at=ended_at,
        convened_by=meeting.convened_by,
        chair=meeting.chair,
        recorder=meeting.recorder,
        roll=tuple(RollLine(one.name, one.standing, one.office, one.status) for one in roll),
        quorum=quorum(roll, body.charter),
        charter=body.charter,
        items=tuple(
            _facts(one, body, gates.get(one.id) or NO_GATE, laws.get(one.id)) for one in items
        ),
        texts=texts,
        kind=body.kind,
        lawful=lawful,
    )


def _facts(item: Item, body: Body, gate: Gate, by_law: ByLaw | None) -> ItemFacts:
    return ItemFacts(
        title=item.title,
        matter_id=item.matter_id,
        proposer=item.proposer,
        motion=item.motion,
        method=item.method,
        votes=item.votes,
        needed=needed(item, body.charter),
        outcome=came_to(item, body, by_law),
        is_recorded=item.is_recorded,
        task=item.task,
        gate=gate,
        by_law=by_law,
    )


def revision_fault(meeting: Meeting, base_no: int, texts: Texts | None = None) -> Refusal | None:
    """Refuse work on a revision that is no longer the current one, and texts that are too long.

    `minutes-stale` (facts: `base` and `current` revision), `text-long` (20 000 characters each).
    """
    if base_no != meeting.minutes_no:
        return Refusal("minutes-stale", None, {"base": base_no, "current": meeting.minutes_no})
    return texts_fault(texts)


def texts_fault(texts: Texts | None) -> Refusal | None:
    """Refuse texts that are too long: `text-long` (20 000 characters each)."""
    for name, text in _named(texts):
        if len(text) > TEXT_LENGTH:
            return Refusal("text-long", name, {"most": TEXT_LENGTH})
    return None


def _named(texts: Texts | None) -> list[tuple[str, str]]:
    """Return every text with the name of its form field."""
    if texts is None:
        return []
    named = [("opening", texts.opening), ("closing", texts.closing)]
    for at, item in enumerate(texts.items, start=1):
        named += [(f"{field}_{at}", text) for field, text in asdict(item).items()]
    return named


def addendum_fault(minutes: Minutes, text: str) -> Refusal | None:
    """Refuse an addendum without words (`addendum-missing`), too long (`text-long`, 2 000
    characters) or one too many (`addenda-many`, 20).
    """
    if not text:
        return Refusal("addendum-missing", "text")
    if len(text) > ADDENDUM_LENGTH:
        return Refusal("text-long", "text", {"most": ADDENDUM_LENGTH})
    if len(minutes.addenda) >= ADDENDA_MOST:
        return Refusal("addenda-many", "text", {"most": ADDENDA_MOST})
    return None


def differing(old: Minutes, new: Minutes) -> list[tuple[str, int, str, str]]:
    """Return every text of two revisions that is not the same: its field, its item, old and new.

    The item counts from 1, and is 0 for what stands before or after all items.
    """
    found = [
        (name, 0, getattr(old.texts, name), getattr(new.texts, name))
        for name in ("opening", "closing")
    ]
    pairs = zip_longest(old.texts.items, new.texts.items, fillvalue=ItemText())
    found += [
        (name, no, getattr(before, name), getattr(after, name))
        for no, (before, after) in enumerate(pairs, start=1)
        for name in ("discussion", "decision", "dissent")
    ]
    first = len(old.addenda) + 1
    added = enumerate(new.addenda[len(old.addenda) :], start=first)
    found += [("addendum", at, "", one.text) for at, one in added]
    return [line for line in found if line[2] != line[3]]


def with_texts(minutes: Minutes, texts: Texts) -> Minutes:
    """Return the minutes with other words; the facts stay. A text per item, no more, no fewer."""
    if len(texts.items) != len(minutes.items):
        raise ValueError("a text for each item")
    return replace(minutes, texts=texts)


def digest(content: Mapping[str, Any]) -> bytes:
    """Return SHA-256 of a content's canonical JSON (sorted keys, no spaces)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def to_content(minutes: Minutes) -> dict[str, Any]:
    """Return the minutes as JSON: numbers, texts, ISO dates and shares as `2/3`."""
    # a rule has a JSON of its own
    items = tuple(replace(one, by_law=None) for one in minutes.items)
    bare = replace(minutes, items=items, lawful=None)
    content = json.loads(json.dumps(asdict(bare), default=_plain))
    for item, found in zip(minutes.items, content["items"], strict=True):
        found["gate"] = gate_to_data(item.gate)
        found["by_law"] = None if item.by_law is None else by_law_to_data(item.by_law)
    content["lawful"] = None if minutes.lawful is None else by_law_to_data(minutes.lawful)
    return {"format": FORMAT, **content}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def of_content(content: Mapping[str, Any]) -> Minutes:
    """Return the minutes of their JSON."""
    charter = content["charter"]
    return Minutes(
        committee=content["committee"],
        body=content["body"],
        title=content["title"],
        place=content["place"],
        form=MeetingForm(content["form"]),
        starts_at=datetime.fromisoformat(content["starts_at"]),
        ended_at=datetime.fromisoformat(content["ended_at"]),
        convened_by=content["convened_by"],
        chair=content["chair"],
        recorder=content["recorder"],
        roll=tuple(_roll_line(one) for one in content["roll"]),
        quorum=Quorum(**content["quorum"]),
        charter=Charter(charter["clause"], _share(charter["quorum"]), _share(charter["majority"])),
        items=tuple(_item_facts(one) for one in content["items"]),
        texts=texts_from_data(content["texts"]),
        kind=BodyKind(content["kind"]) if content.get("kind") else None,
        addenda=tuple(
            Addendum(one["text"], one["by"], datetime.fromisoformat(one["at"]))
            for one in content.get("addenda", ())
        ),
        lawful=by_law_from_data(content["lawful"]) if content.get("lawful") else None,
    )


def _share(found: Mapping[str, str]) -> Share:
    return Share(Op(found["op"]), Fraction(found["share"]))


def _roll_line(found: Mapping[str, str]) -> RollLine:
    return RollLine(
        found["name"], Standing(found["standing"]), found["office"], Presence(found["status"])
    )


def _item_facts(found: Mapping[str, Any]) -> ItemFacts:
    matter_id, task = found["matter_id"], found["task"]
    return ItemFacts(
        title=found["title"],
        matter_id=None if matter_id is None else UUID(matter_id),
        proposer=found["proposer"],
        motion=found["motion"],
        method=Method(found["method"]),
        votes=Votes(**found["votes"]),
        needed=found["needed"],
        outcome=Outcome(found["outcome"]),
        is_recorded=found["is_recorded"],
        task=None if task is None else task_of(task),
        gate=gate_from_data(found["gate"]) if "gate" in found else NO_GATE,
        by_law=by_law_from_data(found["by_law"]) if found.get("by_law") else None,
    )


def task_of(found: Mapping[str, Any]) -> Task:
    """Return the task of its JSON."""
    until = found["until"]
    return Task(found["what"], found["who"], None if until is None else date.fromisoformat(until))
