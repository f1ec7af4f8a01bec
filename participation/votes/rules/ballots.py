"""What stands on a ballot, what may be chosen from it, and who wins when somebody votes twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from participation.kernel.outcome import Refusal

SPOILED = "spoiled"


class Kind(StrEnum):
    """How a question is answered: 同意/不同意/弃权, or one of several (多选一)."""

    YES_NO = "yes-no"
    ONE_OF_MANY = "one-of-many"


class Stance(StrEnum):
    """What choosing an option says: for (同意), against (不同意), abstain (弃权), or this one."""

    FOR = "yes"
    AGAINST = "no"
    ABSTAIN = "abstain"
    OPTION = "option"


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
class Option:
    """One line of a ballot (选项); the code is what is stored and counted."""

    code: str
    label: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked (表决事项) and what can be answered, in the order it is printed."""

    text: str
    kind: Kind
    options: tuple[Option, ...]

    @property
    def real_options(self) -> tuple[Option, ...]:
        """Every option but abstaining."""
        return tuple(each for each in self.options if each.stance is not Stance.ABSTAIN)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice (选择) that stands on the ballot; SPOILED only ever comes from paper."""

    code: str


def yes_no(
    text: str, yes: str = "同意", no: str = "不同意", abstain: str | None = "弃权"
) -> Question:
    """Return a question to agree with or not, with the words given."""
    options = [Option("yes", yes, Stance.FOR), Option("no", no, Stance.AGAINST)]
    if abstain is not None:
        options.append(Option("abstain", abstain, Stance.ABSTAIN))
    return Question(text, Kind.YES_NO, tuple(options))


def one_of(text: str, labels: tuple[str, ...], abstain: str | None = "弃权") -> Question:
    """Return a question with several real options, coded a, b, c … in the order given."""
    options = [Option(chr(ord("a") + at), label, Stance.OPTION) for at, label in enumerate(labels)]
    if abstain is not None:
        options.append(Option("abstain", abstain, Stance.ABSTAIN))
    return Question(text, Kind.ONE_OF_MANY, tuple(options))


MOST_OPTIONS = 12


def check_question(question: Question) -> Refusal | None:
    """Refuse a ballot that cannot be answered fairly.

    `question-empty`, `too-few-options` (two real ones at least), `too-many-options` (twelve at
    most), `options-alike` (two with one code or one label), `option-empty`,
    `options-do-not-fit` (stances that are not of the question's kind).
    """
    labels = [option.label.strip() for option in question.options]
    if not question.text.strip():
        return Refusal("question-empty", "question")
    if "" in labels:
        return Refusal("option-empty", "options")
    return _check_options(question, labels)


def _check_options(question: Question, labels: list[str]) -> Refusal | None:
    codes = {option.code for option in question.options}
    real = question.real_options
    if len(real) < 2:
        return Refusal("too-few-options", "options")
    if len(real) > MOST_OPTIONS:
        return Refusal("too-many-options", "options", {"most": MOST_OPTIONS})
    if len(set(labels)) < len(labels) or len(codes - {SPOILED}) < len(labels):
        return Refusal("options-alike", "options")
    if not _fits(question.kind, sorted(option.stance for option in real)):
        return Refusal("options-do-not-fit", "options")
    return None


def _fits(kind: Kind, stances: list[Stance]) -> bool:
    match kind:
        case Kind.YES_NO:
            return stances == [Stance.AGAINST, Stance.FOR]
        case Kind.ONE_OF_MANY:
            return set(stances) == {Stance.OPTION}


def check_choice(question: Question, code: str, channel: Channel) -> Choice | Refusal:
    """Return the choice; refuses `choice-not-on-ballot`. Only paper can be spoiled (废票)."""
    if code == SPOILED and channel is Channel.PAPER:
        return Choice(code)
    if code not in {option.code for option in question.options}:
        return Refusal("choice-not-on-ballot", "choice", {"choice": code})
    return Choice(code)


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
