"""A vote before it opens: what the clerk writes down, and what of it cannot be opened."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.votes.rules import binding, life
from participation.votes.rules.ballots import Channel, Secrecy
from participation.votes.rules.budgets import Method
from participation.votes.rules.chartered import chartered
from participation.votes.rules.decision_rules import Base, Level, Rule, rule_on
from participation.votes.rules.levies import Levy, check_levy, levy_terms
from participation.votes.rules.questions import (
    TICKS_SEVERAL,
    Kind,
    Option,
    Question,
    Stance,
    check_question,
)
from participation.votes.rules.roll import Unit
from participation.votes.rules.rule_overlays import Charter
from participation.votes.rules.vote import BASES, Proof, Vote

MOST_QUESTIONS = 5
MOST_REAL = 6
ABSTAIN = "弃权"
STANCES = (Stance.FOR, Stance.AGAINST)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the clerk writes it down. `options` are (words, note), with a cost in fen for
    a budget: (words, note, cost). Abstaining is added to every one.
    """

    text: str
    kind: Kind
    options: tuple[tuple[str, str] | tuple[str, str, int], ...]
    most: int = 1
    seats: int = 0
    total: int = 0
    method: Method | None = None

    @property
    def question(self) -> Question:
        """The question with its options, coded by their number on the ballot."""
        options = [self._option(at, *each) for at, each in enumerate(self.options)]
        options.append(Option(str(len(options) + 1), ABSTAIN, Stance.ABSTAIN))
        return Question(
            self.text.strip(),
            self.kind,
            tuple(options),
            self.most,
            self.seats,
            self.total,
            self.method,
        )

    def _option(self, at: int, words: str, note: str, cost: int = 0) -> Option:
        is_told = self.kind is Kind.YES_NO and at < len(STANCES)
        stance = STANCES[at] if is_told else Stance.OPTION
        return Option(str(at + 1), words.strip(), stance, note.strip(), cost)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a vote will be (草稿); several questions on one ballot have a title of their own."""

    matter_id: UUID | None
    asked: tuple[Asked, ...]
    detail: str
    rule_id: str
    secrecy: Secrecy
    unit: Unit
    proof: Proof
    opens_at: datetime
    closes_at: datetime
    publishes_at: datetime
    channels: frozenset[Channel] = frozenset(Channel)
    is_charter_approved: bool = False
    heading: str = ""
    levy: Levy | None = None
    charter: Charter | None = None

    @property
    def is_approved(self) -> bool:
        """Whether a charter approved by the township lets these channels decide."""
        return self.is_charter_approved or self.charter is not None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order of the ballot."""
        return tuple(each.question for each in self.asked)

    @property
    def title(self) -> str:
        """What the vote is called: its heading, or what its one question asks."""
        return self.heading.strip() or self.asked[0].text.strip()


def draft_of(vote: Vote) -> Draft:
    """Return a vote that is still a draft as it was written down."""
    return Draft(
        matter_id=vote.matter_id,
        asked=tuple(_asked_of(question) for question in vote.questions),
        detail=vote.detail,
        rule_id=vote.rule.id,
        secrecy=vote.secrecy,
        unit=vote.unit,
        proof=vote.proof,
        opens_at=vote.opens_at,
        closes_at=vote.closes_at,
        publishes_at=vote.publishes_at,
        channels=vote.channels,
        is_charter_approved=vote.is_charter_approved,
        heading=vote.title if len(vote.questions) > 1 else "",
        levy=vote.levy,
        charter=vote.charter,
    )


def _asked_of(question: Question) -> Asked:
    return Asked(
        question.text,
        question.kind,
        tuple((each.label, each.note, each.cost) for each in question.real_options),
        question.most,
        question.seats,
        question.total,
        question.method,
    )


def suited(rules: Mapping[str, Rule], draft: Draft, today: date) -> Draft:
    """Return a draft in which owners vote where its rule is one of owners (民法典 278)."""
    rule = rule_on(rules, draft.rule_id, today)
    is_owners = not isinstance(rule, Refusal) and counts_as(rule, Unit.OWNER)
    return replace(draft, unit=Unit.OWNER) if is_owners else draft


def counts_as(rule: Rule, unit: Unit) -> bool:
    """Whether one way of a rule counts exactly what ballots of a unit are counted by."""
    return any(route.bases == {*BASES[unit]} for route in rule.routes)


def check_draft(rules: Mapping[str, Rule], draft: Draft, today: date) -> Rule | Refusal:
    """Return the rule a vote would stand under; refuses what cannot be opened.

    `rule-not-in-force`, what `check_question`, `check_vote` and `check_times` refuse,
    `too-many-options` (six real ones where one is to be chosen), `too-many-questions`,
    `heading-missing` over several, `helper-needs-phone`, `base-not-in-rule`, `area-needs-names`
    (the area of a ballot tells whose it is), `binding-needs-digits` and `budget-decides-nothing`:
    under a law's rule a budget cannot bind. A levy is held against what `check_levy` asks, a
    charter against what `chartered` does.
    """
    rule = rule_on(rules, draft.rule_id, today)
    if draft.charter is not None and not isinstance(rule, Refusal):
        rule = chartered(rule, draft.charter, draft.channels)
    if isinstance(rule, Refusal):
        return rule
    fault = (
        _check_questions(draft)
        or life.check_times(draft.opens_at, draft.closes_at, draft.publishes_at)
        or binding.check_vote(rule, draft.channels, draft.secrecy)
        or _check_channels(draft)
        or _check_proof(rule, draft)
        or _check_levy(rules, rule, draft, today)
    )
    return rule if fault is None else fault


def _check_levy(rules: Mapping[str, Rule], rule: Rule, draft: Draft, today: date) -> Refusal | None:
    if draft.levy is None:
        return None
    return check_levy(levy_terms(rules, rule, today), draft.levy, today)


def _check_questions(draft: Draft) -> Refusal | None:
    if len(draft.asked) > MOST_QUESTIONS:
        return Refusal("too-many-questions", "question", {"most": MOST_QUESTIONS})
    if len(draft.asked) > 1 and not draft.heading.strip():
        return Refusal("heading-missing", "heading")
    faults = (_check_question(question) for question in draft.questions)
    return next((fault for fault in faults if fault is not None), None)


def _check_question(question: Question) -> Refusal | None:
    is_short = question.kind not in TICKS_SEVERAL
    if is_short and len(question.real_options) > MOST_REAL:
        return Refusal("too-many-options", "options", {"most": MOST_REAL})
    return check_question(question)


def _check_channels(draft: Draft) -> Refusal | None:
    # A helper types on a screen: where the phone is not taken, neither is that.
    if Channel.HELPER in draft.channels and Channel.PHONE not in draft.channels:
        return Refusal("helper-needs-phone", "channels")
    return None


def _check_proof(rule: Rule, draft: Draft) -> Refusal | None:
    if not counts_as(rule, draft.unit):
        return Refusal("base-not-in-rule", "unit", {"rule": rule.title})
    if Base.AREA in BASES[draft.unit] and draft.secrecy is Secrecy.SECRET:
        return Refusal("area-needs-names", "secrecy")
    decides = binding.is_binding(rule, draft.channels, draft.is_approved).is_binding
    if decides and draft.proof is Proof.BEARER:
        return Refusal("binding-needs-digits", "proof")
    is_budget = any(each.kind is Kind.BUDGET for each in draft.asked)
    if decides and is_budget and rule.level is Level.LAW:
        return Refusal("budget-decides-nothing", "kind", {"rule": rule.title})
    return None
