"""The walk of a matter 提 → 议 → 决 → 办 → 评 on paper: states, moves, clocks, drafts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from participation.kernel import clock
from participation.kernel.outcome import Event, Refusal
from participation.kernel.texts import clean_line, clean_text

ANSWER_DAYS = 3
MOST_TEXT = 500
MOST_LINE = 60
MOST_ANSWER = 2000
MOST_TITLE = 30
_LINE_END = re.compile(r"[。！？!?；;\n]")
_LEADING = re.compile(r"^[。！？!?；;\s]+")
_PAUSE = re.compile(r"[，,、：: ]")


class Step(StrEnum):
    """The five steps: 提, 议, 决, 办, 评."""

    RAISE = "raise"
    DELIBERATE = "deliberate"
    DECIDE = "decide"
    CARRY_OUT = "carry_out"
    REVIEW = "review"


class State(StrEnum):
    """Where a matter is within its step: 等答复, 进行中, 已答复, 不办, 办好了."""

    WAITING = "waiting"
    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    DONE = "done"


class Move(StrEnum):
    """What can be done with a matter: 附议, 说利弊, 答复, 交议事会, 不办, and on to other steps."""

    SUPPORT = "support"
    ARGUE = "argue"
    ANSWER = "answer"
    PUT_TO_BODY = "put-to-body"
    DECLINE = "decline"
    REOPEN = "reopen"
    DECIDE = "decide"
    CARRY_OUT = "carry-out"
    REVIEW = "review"
    FINISH = "finish"


Position = tuple[Step, State]

RAISED: Position = (Step.RAISE, State.WAITING)
TALKED: Position = (Step.DELIBERATE, State.OPEN)
DECIDING: Position = (Step.DECIDE, State.OPEN)
CARRYING: Position = (Step.CARRY_OUT, State.OPEN)
REVIEWING: Position = (Step.REVIEW, State.OPEN)

WALK: Mapping[Position, Mapping[Move, Position]] = {
    RAISED: {
        Move.SUPPORT: RAISED,
        Move.ANSWER: (Step.RAISE, State.ANSWERED),
        Move.DECLINE: (Step.RAISE, State.DECLINED),
        Move.PUT_TO_BODY: TALKED,
        Move.DECIDE: DECIDING,
    },
    TALKED: {
        Move.SUPPORT: TALKED,
        Move.ARGUE: TALKED,
        Move.ANSWER: (Step.DELIBERATE, State.ANSWERED),
        Move.DECLINE: (Step.DELIBERATE, State.DECLINED),
        Move.PUT_TO_BODY: TALKED,
        Move.DECIDE: DECIDING,
        Move.CARRY_OUT: CARRYING,
    },
    DECIDING: {
        Move.ARGUE: DECIDING,
        Move.REOPEN: TALKED,
        Move.DECIDE: DECIDING,
        Move.CARRY_OUT: CARRYING,
        Move.FINISH: (Step.DECIDE, State.DONE),
    },
    CARRYING: {Move.CARRY_OUT: CARRYING, Move.REVIEW: REVIEWING},
    REVIEWING: {Move.CARRY_OUT: CARRYING, Move.FINISH: (Step.REVIEW, State.DONE)},
}

LED = (Move.REOPEN, Move.DECIDE, Move.CARRY_OUT, Move.REVIEW, Move.FINISH)


class TrailKind(StrEnum):
    """What a line of 办理经过 tells; rooms upstairs log theirs with `no` and what else they say."""

    RAISED = "raised"
    ANSWERED = "answered"
    DECLINED = "declined"
    PUT_TO_BODY = "put-to-body"
    MOVED = "moved"
    VOTE_ANNOUNCED = "vote-announced"
    VOTE_OPENED = "vote-opened"
    VOTE_CANCELLED = "vote-cancelled"
    VOTE_CLOSED = "vote-closed"
    VOTE_PUBLISHED = "vote-published"
    MEETING_CALLED = "meeting-called"
    MEETING_HELD = "meeting-held"
    MINUTES_ADOPTED = "minutes-adopted"
    SHIFT_OFFERED = "shift-offered"


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter (议题). `raised_by` is a group's name, or a person's where `is_named` is true.

    `owner` is who owes the next step, empty for the committee itself; `due_at` until when.
    """

    id: UUID
    no: int
    title: str
    body_text: str
    place: str
    contact_sealed: bytes | None
    step: Step
    state: State
    is_named: bool
    raised_by: str
    household_id: UUID | None
    person_id: UUID | None
    body_id: UUID | None
    owner: str
    due_at: datetime | None
    raised_at: datetime
    moved_at: datetime
    supports: int

    @property
    def position(self) -> Position:
        """Step and state together."""
        return self.step, self.state

    @property
    def is_over(self) -> bool:
        """Whether nothing more follows: answered, declined or done."""
        return self.position not in WALK

    def may(self, move: Move) -> bool:
        """Whether the walk allows a move from here."""
        return move in WALK.get(self.position, {})


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """One line of what happened to a matter (办理经过), as code and facts."""

    id: UUID
    at: datetime
    kind: TrailKind
    by: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote in the three fields, cleaned: 什么事, 在哪儿, 怎么找您."""

    title: str
    body_text: str
    place: str
    contact: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class MatterRaised(Event):
    """Somebody raised a matter."""

    committee_id: UUID
    matter_id: UUID
    no: int


@dataclass(frozen=True, slots=True)
class MatterAnswered(Event):
    """The committee answered a matter, or declined it with a reason."""

    committee_id: UUID
    matter_id: UUID
    no: int
    is_declined: bool


@dataclass(frozen=True, slots=True)
class MatterPutToBody(Event):
    """A matter went to a body (议事会 …) that talks it through."""

    committee_id: UUID
    matter_id: UUID
    no: int
    body_id: UUID


def after(matter: Matter, move: Move) -> Position | Refusal:
    """Return where a move leads; refuses `matter-over`, and `matter-elsewhere` for a wrong step."""
    if matter.is_over:
        return Refusal("matter-over")
    target = WALK[matter.position].get(move)
    return Refusal("matter-elsewhere") if target is None else target


def led(matter: Matter, target: Position) -> Refusal | None:
    """Say why other rooms may not lead a matter to a position: `matter-over`, `matter-elsewhere`.

    Answering, declining and putting to a body are not among what leads there.
    """
    if matter.is_over:
        return Refusal("matter-over")
    onward = [WALK[matter.position].get(move) for move in LED]
    return None if target in onward else Refusal("matter-elsewhere")


def working_day_after(day: date, count: int) -> date:
    """Return the working day `count` working days after a day; weekends do not count."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def answer_due(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the last second in which a first answer is in time: the third working day's end."""
    day = working_day_after(clock.local_day(now, zone), ANSWER_DAYS)
    return clock.at_local(day, time(23, 59, 59), zone)


def split_title(text: str) -> tuple[str, str]:
    """Return the first sentence as the title, and the whole text where it says more than that."""
    said = _LEADING.sub("", text) or text
    end = _LINE_END.search(said)
    first = said[: end.start()].strip() if end else said
    if first and len(first) < MOST_TITLE:
        is_asked = end is not None and end[0] in "？?"
        is_all = end is None or not _LEADING.sub("", said[end.end() :])
        return first + ("？" if is_asked else ""), "" if is_all else text
    first = first or said
    pauses = [found.start() for found in _PAUSE.finditer(first, 8, MOST_TITLE)]
    return first[: pauses[-1] if pauses else MOST_TITLE - 1] + "…", text


def draft_of(what: str, place: str, contact: str, *, is_named: bool = False) -> Draft | Refusal:
    """Return a draft of the three fields; only the first is needed.

    Refuses `title-missing`, `title-wordless` (no letter or number in it) and `text-too-long`
    (500 signs; 60 for place and contact).
    """
    text = clean_text(what)
    lines = {"place": clean_line(place), "contact": clean_line(contact)}
    fault = _text_fault(text) or next(
        (_too_long(name, MOST_LINE) for name, line in lines.items() if len(line) > MOST_LINE), None
    )
    if fault is not None:
        return fault
    title, body = split_title(text)
    return Draft(title, body, lines["place"], lines["contact"], is_named)


def _text_fault(text: str) -> Refusal | None:
    if not text:
        return Refusal("title-missing", "what")
    if not any(sign.isalnum() for sign in text):
        return Refusal("title-wordless", "what")
    return _too_long("what", MOST_TEXT) if len(text) > MOST_TEXT else None


def _too_long(field: str, most: int) -> Refusal:
    return Refusal("text-too-long", field, {"most": most})


def answer_of(raw: str) -> str | Refusal:
    """Return a cleaned answer or reason; refuses `answer-missing` and `text-too-long` (2,000)."""
    text = clean_text(raw)
    if not any(sign.isalnum() for sign in text):
        return Refusal("answer-missing", "text")
    return _too_long("text", MOST_ANSWER) if len(text) > MOST_ANSWER else text
