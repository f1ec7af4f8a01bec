"""An election or a recall as it is prepared: day, place, who runs it, posts and candidates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from participation.kernel.clock import age_on
from participation.kernel.fractions import holds, least
from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import Base, Place, Rule, rules_for
from participation.votes.rules.elections.law import (
    Occasion,
    Terms,
    is_of_elections,
    is_rerun,
    terms_of,
)
from participation.votes.rules.rule_terms import Petition

FEWEST_MEMBERS = 3
ADULT = 18
FOR_RECALL = "同意罢免"
RECALL_CHOICES = (FOR_RECALL, "不同意罢免", "弃权")


class State(StrEnum):
    """Where an election stands (进度); the papers themselves are outside this house."""

    PREPARING = "preparing"
    LISTED = "listed"
    COUNTED = "counted"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its seats (职位, 应选名额): 主任, 副主任, 委员."""

    no: int
    title: str
    seats: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands for a post (候选人); `person_id` where the roster knows them."""

    post_no: int
    no: int
    name: str
    label: str = ""
    person_id: UUID | None = None
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Recall:
    """Whom a recall (罢免) is about, why, who signed for it on paper, and what they answered.

    `signed` of `entitled` counts heads of `base`: voters, household representatives or reps.
    """

    name: str
    post: str
    reason: str
    base: Base
    signed: int
    entitled: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the clerk writes down first: the rule, the day, the place, who runs it (选举委员会).

    `box` is a mobile ballot box (流动票箱) and `has_write_in` a line for others (另选他人): the
    national law names neither, so both are as the local rule has them.
    """

    rule_id: str
    base: Base
    title: str
    day: date
    hours: str
    place: str
    booth: str
    box: str = ""
    has_write_in: bool = False
    members: tuple[str, ...] = ()
    recall: Recall | None = None


@dataclass(frozen=True, slots=True)
class Election:
    """An election or recall as it is kept; `rule` is frozen with it, `round` 2 is a re-run."""

    id: UUID
    no: int
    rule: Rule
    plan: Plan
    posts: tuple[Post, ...]
    candidates: tuple[Candidate, ...]
    state: State = State.PREPARING
    round: int = 1
    follows_id: UUID | None = None
    published_on: date | None = None
    printed: int = 0
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None

    @property
    def terms(self) -> Terms:
        """The articles it stands under."""
        return terms_of(self.rule)

    @property
    def is_recall(self) -> bool:
        """Whether a member is to be removed."""
        return self.terms.occasion is Occasion.RECALL

    def standing_for(self, post: Post) -> tuple[Candidate, ...]:
        """Return who stands for a post, in ballot order."""
        return tuple(one for one in self.candidates if one.post_no == post.no)


def kinds_for(rules: Mapping[str, Rule], place: Place, day: date) -> tuple[Rule, ...]:
    """Return the rules of elections and recalls of a village or a community on a day."""
    fitting = rules_for(rules, place, day)
    return tuple(rule for rule in fitting if is_of_elections(rule) and not is_rerun(rule))


def check_plan(rule: Rule, plan: Plan, today: date, published_on: date | None) -> Refusal | None:
    """Refuse what cannot be held.

    `base-not-in-rule`; `election-day-past`; `election-too-soon` (its list could not be up so
    many days before, village and urban Art 17); `booth-missing` (秘密写票处, village Art 18,
    urban Art 19); `members-too-few` (主任 副主任 委员, Art 15); `petition-…` of a recall.
    """
    terms = terms_of(rule)
    if plan.base not in rule.bases:
        return Refusal("base-not-in-rule", "base", {"rule": rule.title})
    if plan.day <= today:
        return Refusal("election-day-past", "day")
    if terms.days is not None and terms.days.latest(plan.day) < (published_on or today):
        ahead, article = terms.days.ahead, terms.days.article
        return Refusal("election-too-soon", "day", {"days": ahead, "article": article})
    if terms.booth_article is not None and not plan.booth:
        return Refusal("booth-missing", "booth", {"article": terms.booth_article})
    if terms.members_article is not None and len(plan.members) < FEWEST_MEMBERS:
        facts = {"least": FEWEST_MEMBERS, "article": terms.members_article}
        return Refusal("members-too-few", "members", facts)
    return None if plan.recall is None else _check_recall(terms, plan.recall)


def needed_signatures(petition: Petition, entitled: int) -> int:
    """Return how many of those entitled must sign."""
    return least(petition.op, petition.share, entitled)


def _check_recall(terms: Terms, recall: Recall) -> Refusal | None:
    """Refuse `recall-reason-missing`, `petition-not-of-law`, `petition-unsound`, `petition-few`."""
    if not recall.reason:
        return Refusal("recall-reason-missing", "reason", {"article": terms.vote_article})
    petition = next((one for one in terms.petitions if one.base is recall.base), None)
    if petition is None:
        return Refusal("petition-not-of-law", "petition_base", {"article": terms.vote_article})
    if not 0 < recall.signed <= recall.entitled:
        return Refusal("petition-unsound", "signed")
    if not holds(petition.op, recall.signed, petition.share * recall.entitled):
        needed = needed_signatures(petition, recall.entitled)
        return Refusal("petition-few", "signed", {"least": needed, "article": terms.vote_article})
    return None


def check_candidates(
    election: Election, posts: Sequence[Post], candidates: Sequence[Candidate]
) -> Refusal | None:
    """Refuse a ballot nobody may vote on.

    `posts-missing`; `candidates-too-few` (they must outnumber the seats, 差额: village and urban
    Art 18); `candidate-twice`; `member-is-candidate` (Art 15: leaves the committee first);
    `candidate-under-age` (Art 16). In a re-run the law asks for no surplus.
    """
    terms = election.terms
    if not posts:
        return Refusal("posts-missing", "posts")
    for post in posts:
        standing = [one for one in candidates if one.post_no == post.no]
        fewest = post.seats + (1 if election.round == 1 else 0)
        if len(standing) < fewest:
            facts = {"post": post.title, "seats": post.seats, "article": terms.candidates_article}
            return Refusal("candidates-too-few", f"names_{post.no}", facts)
    return _check_names(election, candidates)


def _check_names(election: Election, candidates: Sequence[Candidate]) -> Refusal | None:
    seen: set[object] = set()
    for one in candidates:
        field = f"names_{one.post_no}"
        who = one.person_id or one.name
        if who in seen:
            return Refusal("candidate-twice", field, {"name": one.name})
        seen.add(who)
        if one.name in election.plan.members:
            facts = {"name": one.name, "article": election.terms.members_article}
            return Refusal("member-is-candidate", field, facts)
        if one.born is not None and age_on(one.born, election.plan.day) < ADULT:
            facts = {"name": one.name, "article": election.terms.voters_article}
            return Refusal("candidate-under-age", field, facts)
    return None


def recall_ballot(recall: Recall) -> tuple[tuple[Post, ...], tuple[Candidate, ...]]:
    """Return what stands on the ballot of a recall: for, against, abstaining."""
    post = Post(1, f"{recall.post} {recall.name}", 1)
    lines = enumerate(RECALL_CHOICES, 1)
    return (post,), tuple(Candidate(post.no, no, words) for no, words in lines)
