"""The count of an election (计票): numbers that must agree, and what they come to, test by test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from participation.kernel.fractions import Op, holds
from participation.kernel.outcome import Refusal
from participation.votes.rules.decision_rules import Base, Threshold
from participation.votes.rules.elections.plan import Election, Post, State

MOST_OTHERS = 30


@dataclass(frozen=True, slots=True)
class WriteIn:
    """Somebody written onto ballots (另选他人), with their votes."""

    post_no: int
    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the count sheets say (计票单); `votes` by (post, candidate) number.

    `callers`, `tellers`, `watchers` are 唱票 计票 监票 by name.
    """

    registered: int
    issued: int
    returned: int
    valid: int
    spoiled: int
    votes: Mapping[tuple[int, int], int] = field(hash=False)
    others: tuple[WriteIn, ...] = ()
    callers: str = ""
    tellers: str = ""
    watchers: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A sheet as it was typed: by whom and when; a later one replaces it until one stands."""

    no: int
    sheet: Sheet
    typed_by: str
    typed_account: UUID | None
    at: datetime


def check_sheet(election: Election, sheet: Sheet, today: date) -> Refusal | None:
    """Refuse numbers that cannot be.

    `list-not-published`, `election-confirmed`, `count-too-early` (before the day),
    `count-unnamed` (唱票 计票 监票), `count-negative`, `issued-too-many` (more than voters),
    `returned-too-many` (more than went out), `papers-do-not-add-up` (valid and spoiled are what
    came back), `write-in-not-allowed`, `write-in-of-no-post`, `write-in-twice` (a name that
    stands there already), `votes-too-many` (more than ballots, or than ballots times seats).
    """
    return _check_moment(election, sheet, today) or _check_papers(sheet) or _check(election, sheet)


def _check_moment(election: Election, sheet: Sheet, today: date) -> Refusal | None:
    if election.state is State.PREPARING:
        return Refusal("list-not-published")
    if election.state is State.CONFIRMED:
        return Refusal("election-confirmed")
    if not election.posts:
        return Refusal("posts-missing")
    if today < election.plan.day:
        return Refusal("count-too-early", None, {"day": election.plan.day})
    if not (sheet.callers and sheet.tellers and sheet.watchers):
        return Refusal("count-unnamed", "callers")
    return None


def _check_papers(sheet: Sheet) -> Refusal | None:
    numbers = [sheet.registered, sheet.issued, sheet.returned, sheet.valid, sheet.spoiled]
    if min([*numbers, *sheet.votes.values(), *(one.votes for one in sheet.others)]) < 0:
        return Refusal("count-negative")
    if sheet.issued > sheet.registered:
        return Refusal("issued-too-many", "issued", {"most": sheet.registered})
    if sheet.returned > sheet.issued:
        return Refusal("returned-too-many", "returned", {"most": sheet.issued})
    if sheet.valid + sheet.spoiled != sheet.returned:
        return Refusal("papers-do-not-add-up", "valid", {"returned": sheet.returned})
    return None


def _check(election: Election, sheet: Sheet) -> Refusal | None:
    if sheet.others and not election.plan.has_write_in:
        return Refusal("write-in-not-allowed", "others")
    if not {one.post_no for one in sheet.others} <= {post.no for post in election.posts}:
        return Refusal("write-in-of-no-post", "others")
    for post in election.posts:
        numbers = _of_post(election, sheet, post)
        names = [name for name, _votes in numbers]
        if len(set(names)) < len(names):
            return Refusal("write-in-twice", "others", {"post": post.title})
        facts = {"post": post.title, "valid": sheet.valid, "seats": post.seats}
        if any(votes > sheet.valid for _name, votes in numbers):
            return Refusal("votes-too-many", f"post_{post.no}", facts)
        if sum(votes for _name, votes in numbers) > sheet.valid * post.seats:
            return Refusal("votes-too-many", f"post_{post.no}", facts)
    return None


def _of_post(election: Election, sheet: Sheet, post: Post) -> list[tuple[str, int]]:
    """Return names with their votes, in ballot order, those written in after them."""
    printed = [
        (one.name, sheet.votes.get((post.no, one.no), 0)) for one in election.standing_for(post)
    ]
    return printed + [(one.name, one.votes) for one in sheet.others if one.post_no == post.no]


class Fate(StrEnum):
    """What became of a candidate: elected (当选), tied for the last seat, not elected."""

    ELECTED = "elected"
    TIED = "tied"
    NOT_ELECTED = "not-elected"


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of the sum: so many of so many, the limit, whether it is reached, by which article.

    `base` says who `of` are: voters registered, or ballots cast (已投选票).
    """

    base: Base | None
    number: int
    of: int
    op: Op
    share: Fraction
    is_met: bool
    article: int

    @property
    def limit(self) -> Fraction:
        """What the number is held against."""
        return self.share * self.of


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate with votes, the test of their share, and what became of them."""

    name: str
    trial: Trial
    fate: Fate


@dataclass(frozen=True, slots=True)
class PostResult:
    """What came of a post: everybody by votes, and the seats that stay open (不足的名额)."""

    post: Post
    placed: tuple[Placed, ...]
    open_seats: int

    @property
    def elected(self) -> tuple[str, ...]:
        """Who was elected, most votes first."""
        return tuple(one.name for one in self.placed if one.fate is Fate.ELECTED)

    @property
    def tied(self) -> tuple[str, ...]:
        """Who has as many votes as another for a seat that only one can have."""
        return tuple(one.name for one in self.placed if one.fate is Fate.TIED)


@dataclass(frozen=True, slots=True)
class Result:
    """What an election or recall came to; without enough voters no post is decided."""

    quorum: Trial
    posts: tuple[PostResult, ...]

    @property
    def is_valid(self) -> bool:
        """Whether enough took part (选举有效)."""
        return self.quorum.is_met

    @property
    def open_seats(self) -> int:
        """How many seats stay open."""
        return sum(one.open_seats for one in self.posts)


def result_of(election: Election, sheet: Sheet) -> Result:
    """Return what a sound sheet comes to, by the election's own rule.

    Ballots that came back are those who took part; spoiled ones stay in (village Art 18 and 19,
    urban Art 19 and 20). A re-run has a rule of its own.
    """
    route = next(one for one in election.rule.routes if election.plan.base in one.bases)
    quorum = _trial(election, route.quorum[0], sheet.returned, sheet.registered, election.plan.base)
    passing = route.passing[0]
    posts = (_post_result(election, sheet, post, passing, quorum.is_met) for post in election.posts)
    return Result(quorum, tuple(posts))


def _trial(election: Election, limit: Threshold, number: int, of: int, base: Base | None) -> Trial:
    is_met = of > 0 and holds(limit.op, number, limit.share * of)
    article = limit.article or election.terms.vote_article
    return Trial(base, number, of, limit.op, limit.share, is_met, article)


def _post_result(
    election: Election, sheet: Sheet, post: Post, limit: Threshold, is_valid: bool
) -> PostResult:
    named = _of_post(election, sheet, post)
    if election.is_recall:
        named = named[:1]
    lines = sorted(named, key=lambda one: -one[1])
    trials = [_trial(election, limit, votes, sheet.returned, None) for _name, votes in lines]
    enough = [votes for (_name, votes), trial in zip(lines, trials, strict=True) if trial.is_met]
    seats = min(post.seats, len(enough)) if is_valid else 0
    last = enough[seats - 1] if seats else 0
    is_tied = seats < len(enough) and enough[seats] == last
    placed = tuple(
        Placed(name, trial, _fate(trial, last, is_tied, seats))
        for (name, _votes), trial in zip(lines, trials, strict=True)
    )
    elected = sum(1 for one in placed if one.fate is Fate.ELECTED)
    return PostResult(post, placed, post.seats - elected)


def _fate(trial: Trial, last: int, is_tied: bool, seats: int) -> Fate:
    if not seats or not trial.is_met or trial.number < last:
        return Fate.NOT_ELECTED
    return Fate.TIED if is_tied and trial.number == last else Fate.ELECTED


def check_confirmation(election: Election, typed: Typed | None, by: UUID | None) -> Refusal | None:
    """Refuse `election-confirmed`, `count-missing`, and `same-person-confirms`."""
    if election.state is State.CONFIRMED:
        return Refusal("election-confirmed")
    if typed is None:
        return Refusal("count-missing")
    if by is None or typed.typed_account is None or by == typed.typed_account:
        return Refusal("same-person-confirms")
    return None


def runners_up(result: Result) -> tuple[tuple[Post, tuple[str, ...]], ...]:
    """Return each post with open seats, and who stands for them next: most votes, one more.

    Whoever has as many votes as the last of them stands too.
    """
    following = []
    for one in result.posts:
        if one.open_seats:
            left = [each for each in one.placed if each.fate is not Fate.ELECTED]
            last = left[: one.open_seats + 1][-1].trial.number if left else 0
            names = tuple(each.name for each in left if each.trial.number >= last)
            following.append((Post(one.post.no, one.post.title, one.open_seats), names))
    return tuple(following)
