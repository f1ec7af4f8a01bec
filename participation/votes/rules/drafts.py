"""A vote before it opens: what the clerk writes down, and what of it cannot be opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.votes.rules import ballots, binding, life
from participation.votes.rules.ballots import Channel, Kind, Option, Question, Secrecy, Stance
from participation.votes.rules.decision_rules import Rule, rule_on
from participation.votes.rules.roll import Unit
from participation.votes.rules.vote import BASES, Proof

MOST_REAL = 6
ABSTAIN = "弃权"
STANCES = (Stance.FOR, Stance.AGAINST)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a vote will be (草稿). `options` are (words, note); abstaining is added to every one."""

    matter_id: UUID | None
    question: str
    detail: str
    kind: Kind
    options: tuple[tuple[str, str], ...]
    rule_id: str
    secrecy: Secrecy
    unit: Unit
    proof: Proof
    opens_at: datetime
    closes_at: datetime
    publishes_at: datetime
    channels: frozenset[Channel] = frozenset({Channel.PHONE, Channel.PAPER})
    is_charter_approved: bool = False

    @property
    def asked(self) -> Question:
        """The question with its options, coded by their number on the ballot."""
        words = [words.strip() for words, _note in self.options]
        stances = [self._stance(at) for at in range(len(words))]
        lines = [*zip(words, stances, strict=True), (ABSTAIN, Stance.ABSTAIN)]
        options = [Option(str(no), text, stance) for no, (text, stance) in enumerate(lines, 1)]
        return Question(self.question.strip(), self.kind, tuple(options))

    @property
    def notes(self) -> tuple[str, ...]:
        """What explains each option, nothing for abstaining."""
        return (*(note.strip() for _words, note in self.options), "")

    def _stance(self, at: int) -> Stance:
        is_told = self.kind is Kind.YES_NO and at < len(STANCES)
        return STANCES[at] if is_told else Stance.OPTION


def check_draft(rules: Mapping[str, Rule], draft: Draft, today: date) -> Rule | Refusal:
    """Return the rule a vote would stand under; refuses what cannot be opened.

    `rule-not-in-force`, what `check_question`, `check_vote` and `check_times` refuse,
    `too-many-options` (six real ones), `base-not-in-rule`, and `binding-needs-digits`.
    """
    rule = rule_on(rules, draft.rule_id, today)
    if isinstance(rule, Refusal):
        return rule
    fault = (
        _check_question(draft.asked)
        or life.check_times(draft.opens_at, draft.closes_at, draft.publishes_at)
        or binding.check_vote(rule, draft.channels, draft.secrecy)
        or _check_proof(rule, draft)
    )
    return rule if fault is None else fault


def _check_question(question: Question) -> Refusal | None:
    if len(question.real_options) > MOST_REAL:
        return Refusal("too-many-options", "options", {"most": MOST_REAL})
    return ballots.check_question(question)


def _check_proof(rule: Rule, draft: Draft) -> Refusal | None:
    if not any(route.bases == {BASES[draft.unit]} for route in rule.routes):
        return Refusal("base-not-in-rule", "unit", {"rule": rule.title})
    decides = binding.is_binding(rule, draft.channels, draft.is_charter_approved).is_binding
    if decides and draft.proof is Proof.BEARER:
        return Refusal("binding-needs-digits", "proof")
    return None
