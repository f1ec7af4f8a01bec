"""What the two organic laws say of an election or a recall beside its shares: days, articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from participation.kernel.fractions import Op
from participation.votes.rules.decision_rules import Base


class Occasion(StrEnum):
    """What is voted on: posts to fill (选举), or a member to remove (罢免)."""

    ELECTION = "election"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Petition:
    """How many must sign on paper (联名) before a recall is voted on, of which base."""

    base: Base
    op: Op
    share: Fraction


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
class Terms:
    """The articles of one kind of election or recall; None where the law is silent.

    `rerun` is the share of ballots that fills a seat left open (另行选举). `booth_article` asks
    for a secret writing place; `proxy_article` allows or bars proxies (委托投票).
    """

    occasion: Occasion
    voters_article: int
    vote_article: int
    days: Days | None = None
    members_article: int | None = None
    candidates_article: int | None = None
    booth_article: int | None = None
    proxy_article: int | None = None
    rerun: Fraction | None = None
    petitions: tuple[Petition, ...] = ()


THIRD = Fraction(1, 3)
_URBAN = Terms(
    Occasion.ELECTION,
    voters_article=16,
    vote_article=19,
    days=Days(20, 5, 3, 17),
    members_article=15,
    candidates_article=18,
    booth_article=19,
    proxy_article=19,
    rerun=THIRD,
)

TERMS: Mapping[str, Terms] = {
    "V4": Terms(
        Occasion.ELECTION,
        voters_article=16,
        vote_article=18,
        days=Days(20, 5, 3, 17),
        members_article=15,
        candidates_article=18,
        booth_article=18,
        proxy_article=18,
        rerun=THIRD,
    ),
    "V5": Terms(
        Occasion.RECALL,
        voters_article=16,
        vote_article=19,
        petitions=(
            Petition(Base.REGISTERED, Op.GE, Fraction(1, 5)),
            Petition(Base.REP, Op.GE, THIRD),
        ),
    ),
    "R3": _URBAN,
    "R4": _URBAN,
    "R5": _URBAN,
    "R6": Terms(
        Occasion.RECALL,
        voters_article=16,
        vote_article=20,
        petitions=(
            Petition(Base.REGISTERED, Op.GE, Fraction(1, 10)),
            Petition(Base.HOUSEHOLD, Op.GE, Fraction(1, 10)),
            Petition(Base.REP, Op.GE, THIRD),
        ),
    ),
}
