"""What may be chosen from a ballot, and who wins when somebody votes twice.

A ballot is one text: an answer to each question in turn, parted by `;`, and in an answer the codes
of what was ticked, parted by `,`, in the order of the ballot: `2`, `1,3`, `1;2;spoiled`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from participation.kernel.outcome import Refusal
from participation.votes.rules.questions import Question, Stance

SPOILED = "spoiled"
BLANK = "blank"
UNREADABLE = frozenset({SPOILED, BLANK})


class Secrecy(StrEnum):
    """Whether the choice is published with the voter (记名) or never stored with one (无记名)."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - a kind of vote, no password


class Channel(StrEnum):
    """By which way a ballot came: phone (手机), paper (纸票), a helper at the door (帮投)."""

    PHONE = "phone"
    PAPER = "paper"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class Choice:
    """A ballot (选择) all of whose answers stand on it, in its one spelling."""

    code: str


def answers_of(ballot: str) -> tuple[str, ...]:
    """Return the answer to each question of a ballot, in their order."""
    return tuple(ballot.split(";"))


def ballot_of(answers: Iterable[str]) -> str:
    """Return the ballot of the answers to all its questions."""
    return ";".join(answers)


def ticks_of(answer: str) -> tuple[str, ...]:
    """Return the codes ticked in an answer; a spoiled (废票) or blank one (空白票) says nothing."""
    return () if answer in UNREADABLE else tuple(answer.split(","))


def check_ballot(
    questions: tuple[Question, ...], ballot: str, channel: Channel
) -> Choice | Refusal:
    """Return the ballot in its one spelling. Only paper can be spoiled (废票) or blank (空白票).

    Refuses `question-unanswered`, `choice-not-on-ballot`, `too-many-ticks` (more than the question
    allows) and `abstain-alone` (abstaining and choosing at once); `facts` name the question by its
    number.
    """
    answers = answers_of(ballot)
    if len(answers) != len(questions):
        return Refusal(
            "question-unanswered", "choice", {"no": min(len(answers) + 1, len(questions))}
        )
    spelled = []
    for no, (question, answer) in enumerate(zip(questions, answers, strict=True), 1):
        one = _check_answer(question, answer, channel, no)
        if isinstance(one, Refusal):
            return one
        spelled.append(one)
    return Choice(ballot_of(spelled))


def _check_answer(question: Question, answer: str, channel: Channel, no: int) -> str | Refusal:
    if answer in UNREADABLE and channel is Channel.PAPER:
        return answer
    if not answer:
        return Refusal("question-unanswered", "choice", {"no": no})
    ticked = set(answer.split(","))
    if not ticked <= {option.code for option in question.options}:
        return Refusal("choice-not-on-ballot", "choice", {"no": no, "choice": answer})
    chosen = [option for option in question.options if option.code in ticked]
    if len(chosen) > 1 and any(option.stance is Stance.ABSTAIN for option in chosen):
        return Refusal("abstain-alone", "choice", {"no": no})
    if len(chosen) > question.most:
        return Refusal("too-many-ticks", "choice", {"no": no, "most": question.most})
    return ",".join(option.code for option in chosen)


class SecondMark(StrEnum):
    """What becomes of a second ballot of the same voter: the first stands, or it is replaced."""

    KEEP_FIRST = "keep-first"
    REPLACE = "replace"


class Way(StrEnum):
    """How the second ballot came, seen from the first."""

    SAME = "same"
    TO_PAPER = "to-paper"
    FROM_PAPER = "from-paper"
    BETWEEN_SCREENS = "between-screens"


class Wins(StrEnum):
    """A line of the table of who wins (谁算数); `present` words it and slips print it."""

    LAST_COUNTS = "last-counts"
    PAPER_WINS = "paper-wins"
    ONLY_WITH_RECEIPT = "only-with-receipt"
    FIRST_STANDS = "first-stands"


WHO_WINS: Mapping[tuple[Secrecy, Way], Wins] = {
    (Secrecy.OPEN, Way.SAME): Wins.LAST_COUNTS,
    (Secrecy.OPEN, Way.BETWEEN_SCREENS): Wins.LAST_COUNTS,
    (Secrecy.OPEN, Way.TO_PAPER): Wins.PAPER_WINS,
    (Secrecy.OPEN, Way.FROM_PAPER): Wins.PAPER_WINS,
    (Secrecy.SECRET, Way.SAME): Wins.ONLY_WITH_RECEIPT,
    (Secrecy.SECRET, Way.BETWEEN_SCREENS): Wins.FIRST_STANDS,
    (Secrecy.SECRET, Way.TO_PAPER): Wins.FIRST_STANDS,
    (Secrecy.SECRET, Way.FROM_PAPER): Wins.FIRST_STANDS,
}

SLIP_LINES: Mapping[Secrecy, tuple[Wins, ...]] = {
    Secrecy.OPEN: (Wins.LAST_COUNTS, Wins.PAPER_WINS),
    Secrecy.SECRET: (Wins.ONLY_WITH_RECEIPT, Wins.FIRST_STANDS),
}


def way_between(first: Channel, second: Channel) -> Way:
    """Return how the second ballot came, seen from the first."""
    if first is second:
        return Way.SAME
    if second is Channel.PAPER:
        return Way.TO_PAPER
    return Way.FROM_PAPER if first is Channel.PAPER else Way.BETWEEN_SCREENS


def second_mark(secrecy: Secrecy, first: Channel, second: Channel, has_receipt: bool) -> SecondMark:
    """Return what a second ballot before the close does; after it nothing changes.

    A secret paper ballot lies unmarked in the box: nobody can take it out again, whatever
    code is shown.
    """
    replaces = _replaces(secrecy, way_between(first, second), second, has_receipt)
    return SecondMark.REPLACE if replaces else SecondMark.KEEP_FIRST


def _replaces(secrecy: Secrecy, way: Way, second: Channel, has_receipt: bool) -> bool:
    match WHO_WINS[secrecy, way]:
        case Wins.LAST_COUNTS:
            return True
        case Wins.PAPER_WINS:
            return way is Way.TO_PAPER
        case Wins.ONLY_WITH_RECEIPT:
            return has_receipt and second is not Channel.PAPER
        case Wins.FIRST_STANDS:
            return False
