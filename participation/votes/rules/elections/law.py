"""An election or a recall as its rule describes it: what it is, its days, its articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from participation.votes.rules.decision_rules import Rule
from participation.votes.rules.rule_terms import Petition


class Occasion(StrEnum):
    """What is voted on: posts to fill (选举), or a member to remove (罢免)."""

    ELECTION = "election"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Days:
    """The clock of the voters' list (选民名单): published so long before, objections, ruling."""

    ahead: int
    objection: int
    ruling: int
    article: int

    def latest(self, day: date) -> date:
        """Return the last day on which the list may be published before an election day."""
        return day - timedelta(days=self.ahead)

    def objections_until(self, published_on: date) -> date:
        """Return the last day on which somebody may object to the list."""
        return published_on + timedelta(days=self.objection)

    def ruling_until(self, filed_on: date) -> date:
        """Return the last day on which an objection must be decided."""
        return filed_on + timedelta(days=self.ruling)


@dataclass(frozen=True, slots=True)
class Articles:
    """Where a law says who runs an election, who votes, and that there is a secret place."""

    members: int
    voters: int
    booth: int


# Both laws as they stand since 2026-01-01: no election is held here that was voted on before.
ARTICLES: Mapping[str, Articles] = {
    "村民委员会组织法": Articles(members=15, voters=16, booth=18),
    "城市居民委员会组织法": Articles(members=15, voters=16, booth=19),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one kind of election or recall; None where the law is silent.

    `rerun_id` is the rule that fills a seat left open (另行选举). `booth_article` asks for a
    secret writing place; `proxy_article` allows or bars proxies (委托投票).
    """

    occasion: Occasion
    voters_article: int
    vote_article: int
    candidates_article: int
    days: Days | None = None
    members_article: int | None = None
    booth_article: int | None = None
    proxy_article: int | None = None
    rerun_id: str | None = None
    petitions: tuple[Petition, ...] = ()


def is_of_elections(rule: Rule) -> bool:
    """Whether a rule is that of an election, its re-run, or a recall of a committee's member."""
    said = rule.terms
    is_one = said.contest is not None or said.is_most_votes or said.answer_article is not None
    return is_one and rule.is_paper_only and rule.law in ARTICLES


def is_rerun(rule: Rule) -> bool:
    """Whether a rule only fills seats that a first vote left open."""
    return rule.terms.is_most_votes


def terms_of(rule: Rule) -> Terms:
    """Return the terms of a rule that `is_of_elections`."""
    articles, contest = ARTICLES[rule.law or ""], rule.terms.contest
    vote_article = rule.routes[0].quorum[0].article or 0
    if rule.terms.answer_article is not None:
        return Terms(
            Occasion.RECALL,
            voters_article=articles.voters,
            vote_article=vote_article,
            candidates_article=vote_article,
            petitions=rule.terms.petitions,
        )
    return Terms(
        Occasion.ELECTION,
        voters_article=articles.voters,
        vote_article=vote_article,
        candidates_article=vote_article if contest is None else contest.article,
        days=None
        if contest is None
        else Days(
            contest.list_days, contest.objection_days, contest.ruling_days, contest.list_article
        ),
        members_article=articles.members,
        booth_article=articles.booth,
        proxy_article=rule.proxy.article,
        rerun_id=None if contest is None else contest.rerun_id,
    )
