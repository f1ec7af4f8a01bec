"""What is asked on a ballot, what can be answered, and what cannot be asked fairly."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from participation.kernel.outcome import Refusal
from participation.votes.rules.budgets import Method


class Kind(StrEnum):
    """How a question is answered.

    同意/不同意/弃权; one of several (多选一); several of them with a limit (多选几); so many to be
    chosen from more (差额); or projects with their costs, for which a sum is given (定预算).
    """

    YES_NO = "yes-no"
    ONE_OF_MANY = "one-of-many"
    SEVERAL = "several-of-many"
    SEATS = "seats"
    BUDGET = "budget"


TICKS_SEVERAL = frozenset({Kind.SEVERAL, Kind.SEATS, Kind.BUDGET})


class Stance(StrEnum):
    """What choosing an option says: for (同意), against (不同意), abstain (弃权), or this one."""

    FOR = "yes"
    AGAINST = "no"
    ABSTAIN = "abstain"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a ballot (选项), the note that explains it and, in fen, what it costs.

    The code is what is stored and counted.
    """

    code: str
    label: str
    stance: Stance
    note: str = ""
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked (表决事项) and what can be answered, in the order it is printed.

    `most` is how many may be ticked; `seats` how many are to be chosen (差额选); `total` the sum
    that may be spent, in fen, shared out by `method`, which is fixed before the vote opens.
    """

    text: str
    kind: Kind
    options: tuple[Option, ...]
    most: int = 1
    seats: int = 0
    total: int = 0
    method: Method | None = None

    @property
    def real_options(self) -> tuple[Option, ...]:
        """Every option but abstaining."""
        return tuple(each for each in self.options if each.stance is not Stance.ABSTAIN)

    @property
    def costs(self) -> Mapping[str, int]:
        """What each project costs, in fen."""
        return {option.code: option.cost for option in self.real_options}


def yuan(fen: int) -> str:
    """Return a sum of money in yuan, exactly: 6000, 12.5."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)


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


MOST_OPTIONS: Mapping[Kind, int] = {
    Kind.YES_NO: 2,
    Kind.ONE_OF_MANY: 12,
    Kind.SEVERAL: 12,
    Kind.SEATS: 20,
    Kind.BUDGET: 40,
}


def check_question(question: Question) -> Refusal | None:
    """Refuse a question that cannot be answered fairly.

    `question-empty`, `too-few-options` (two real ones at least), `too-many-options`,
    `options-alike` (two with one code or one label), `option-empty`, `options-do-not-fit` (stances
    that are not of the question's kind); `ticks-do-not-fit` (more may be ticked than stand there,
    or as many as all), `seats-not-fewer` (差额: fewer seats than candidates), `cost-missing`,
    `total-missing`, `method-missing`, and `total-covers-all`: where there is money for everything,
    nothing has to be chosen.
    """
    labels = [option.label.strip() for option in question.options]
    if not question.text.strip():
        return Refusal("question-empty", "question")
    if "" in labels:
        return Refusal("option-empty", "options")
    return _check_options(question, labels) or _check_limits(question)


def _check_options(question: Question, labels: list[str]) -> Refusal | None:
    codes = {option.code for option in question.options}
    real, most = question.real_options, MOST_OPTIONS[question.kind]
    if len(real) < 2:
        return Refusal("too-few-options", "options")
    if len(set(labels)) < len(labels) or len(codes - RESERVED) < len(labels):
        return Refusal("options-alike", "options")
    if not _fits(question.kind, sorted(option.stance for option in real)):
        return Refusal("options-do-not-fit", "options")
    if len(real) > most:
        return Refusal("too-many-options", "options", {"most": most})
    return None


RESERVED = frozenset({"spoiled", "blank"})


def _fits(kind: Kind, stances: list[Stance]) -> bool:
    if kind is Kind.YES_NO:
        return stances == [Stance.AGAINST, Stance.FOR]
    return set(stances) == {Stance.OPTION}


def _check_limits(question: Question) -> Refusal | None:
    real = len(question.real_options)
    match question.kind:
        case Kind.YES_NO | Kind.ONE_OF_MANY:
            return None if question.most == 1 else Refusal("ticks-do-not-fit", "most")
        case Kind.SEVERAL:
            return None if 2 <= question.most <= real else Refusal("ticks-do-not-fit", "most")
        case Kind.SEATS:
            return _check_seats(question, real)
        case Kind.BUDGET:
            return _check_budget(question, real)


def _check_seats(question: Question, real: int) -> Refusal | None:
    if not 1 <= question.seats < real:
        return Refusal("seats-not-fewer", "seats", {"candidates": real})
    return None if question.most == question.seats else Refusal("ticks-do-not-fit", "most")


def _check_budget(question: Question, real: int) -> Refusal | None:
    costs = question.costs.values()
    if min(costs) <= 0:
        return Refusal("cost-missing", "options")
    if question.total <= 0:
        return Refusal("total-missing", "total")
    if question.method is None:
        return Refusal("method-missing", "method")
    if sum(costs) <= question.total:
        return Refusal("total-covers-all", "total")
    return None if 1 <= question.most <= real else Refusal("ticks-do-not-fit", "most")
