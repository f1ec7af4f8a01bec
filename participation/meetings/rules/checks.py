"""Passing minutes round (传阅): who was there looks through them, and says what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.meetings.rules.life import Meeting
from participation.meetings.rules.roll import Attendee, Presence

WORDS_LENGTH = 500
REMARKS_EACH = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What the recorder did about a remark (改了, 没有改), and why where nothing changed."""

    is_taken: bool
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """That somebody looked through a revision; `words` say what is wrong, none that all is right.

    A tap on a screen is a confirmation (确认) and no signature: 电子签名法 13 asks for more.
    `is_by_clerk`: said by mouth or on the telephone, and written down.
    """

    id: UUID
    attendee_id: UUID
    revision_no: int
    words: str
    at: datetime
    is_by_clerk: bool
    answer: Answer | None = None

    @property
    def is_open(self) -> bool:
        """Whether this is a remark that nobody has answered."""
        return bool(self.words) and self.answer is None


def checking_fault(
    meeting: Meeting, line: Attendee, check: Check, before: Iterable[Check]
) -> Refusal | None:
    """Refuse somebody's word on minutes.

    `was-not-there` (only who came knows), `minutes-moved-on` (another revision stands by now),
    `text-long`, `remarks-many` (five open ones each).
    """
    if line.status is not Presence.PRESENT:
        return Refusal("was-not-there", None, {"name": line.name})
    if check.revision_no != meeting.minutes_no:
        return Refusal("minutes-moved-on")
    if len(check.words) > WORDS_LENGTH:
        return Refusal("text-long", "words", {"most": WORDS_LENGTH})
    waiting = sum(one.is_open and one.attendee_id == line.id for one in before)
    if check.words and waiting >= REMARKS_EACH:
        return Refusal("remarks-many", "words", {"most": REMARKS_EACH})
    return None


def answering_fault(
    check: Check | None, revision_no: int, *, is_taken: bool, words: str
) -> Refusal | None:
    """Refuse an answer: `remark-gone` (none, or answered), `remark-answer-missing`, `text-long`.

    Whoever is not followed is told why. Whoever is followed finds it in a later revision than
    the one that was read: `nothing-changed-yet`.
    """
    if check is None or not check.is_open:
        return Refusal("remark-gone")
    if is_taken and check.revision_no >= revision_no:
        return Refusal("nothing-changed-yet")
    if not is_taken and not words:
        return Refusal("remark-answer-missing", "words")
    if len(words) > WORDS_LENGTH:
        return Refusal("text-long", "words", {"most": WORDS_LENGTH})
    return None


def adopting_fault(checks: Iterable[Check]) -> Refusal | None:
    """Refuse to adopt minutes while somebody waits for an answer: `remarks-open` (fact `count`)."""
    count = sum(one.is_open for one in checks)
    return Refusal("remarks-open", None, {"count": count}) if count else None


@dataclass(frozen=True, slots=True)
class Round:
    """How far minutes have gone round: who came, who looked, what was said and taken on."""

    present: int
    looked: int
    remarks: int
    taken: int


def round_of(roll: Iterable[Attendee], checks: Iterable[Check]) -> Round:
    """Return how far minutes have gone round; who said anything at all has looked."""
    found = list(checks)
    looked = {one.attendee_id for one in found}
    there = [one.id for one in roll if one.status is Presence.PRESENT]
    remarks = [one for one in found if one.words]
    taken = sum(one.answer is not None and one.answer.is_taken for one in remarks)
    return Round(len(there), sum(one in looked for one in there), len(remarks), taken)
