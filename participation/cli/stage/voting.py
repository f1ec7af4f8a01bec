"""The demo's two votes: one long published, one open with most homes still to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from participation.cli.stage.troupe import Play, Troupe
from participation.kernel import clock
from participation.kernel.actor import VISITOR, Actor
from participation.matters.store import find_matter
from participation.residents.rules.rights import Role
from participation.votes.actions import casting, counting, drafting, paper, slips
from participation.votes.actions.dropping import Ballot
from participation.votes.rules.ballots import Secrecy
from participation.votes.rules.drafts import Asked, Draft
from participation.votes.rules.questions import Kind
from participation.votes.rules.roll import Unit
from participation.votes.rules.vote import CountedBy, IssuedSlip, Proof

RULE = "C1"


def _draft(troupe: Troupe, told: dict[str, Any]) -> Draft:
    matter = troupe.read(lambda s: find_matter(s, troupe.committee_id, told["matter"]))
    assert matter is not None
    closes = troupe.at(told["closes_day"], 20)
    return Draft(
        matter_id=matter.id,
        asked=(
            Asked(
                told["question"],
                Kind.ONE_OF_MANY,
                tuple((text, note) for text, note in told["options"]),
            ),
        ),
        detail=told["detail"],
        rule_id=RULE,
        secrecy=Secrecy(told["secrecy"]),
        unit=Unit.HOUSEHOLD,
        proof=Proof.BEARER,
        opens_at=troupe.at(told["opens_day"], 8),
        closes_at=closes,
        publishes_at=closes + timedelta(hours=16),
    )


def _open(troupe: Troupe, play: Play, told: dict[str, Any]) -> tuple[int, list[IssuedSlip]]:
    clerk = troupe.official(Role.CLERK, play["posts"]["clerk"])
    opens = troupe.at(told["opens_day"], 8)
    today = clock.local_day(opens, troupe.house.zone)
    draft = _draft(troupe, told)
    vote = troupe.do(
        opens - timedelta(hours=1),
        clerk,
        lambda s, e: drafting.draft_vote(s, e, troupe.rules_on(today), draft, today),
    )
    troupe.do(opens, clerk, lambda s, e: drafting.open_vote(s, e, vote.no, today))
    issued = troupe.do(opens, clerk, lambda s, e: slips.issue_slips(s, e, vote.no))
    return vote.no, issued


def _choices(counts: list[int]) -> Iterator[str]:
    """Yield choices in a mixed order, each as often as its count says."""
    left = list(counts)
    while any(left):
        for at, count in enumerate(left):
            if count:
                left[at] -= 1
                yield str(at + 1)


def _cast(troupe: Troupe, no: int, slip: IssuedSlip, choice: str, when: datetime) -> None:
    ballot = Ballot(choice, slip.token)
    with troupe.house.database.reading() as session:
        begun = casting.begin_ballot(session, troupe.errand(when, VISITOR), no, ballot)
    assert isinstance(begun, casting.Begun), begun
    troupe.do(when, VISITOR, lambda s, e: casting.cast(s, e, no, ballot, begun.retry_code))


def _by_phone(troupe: Troupe, no: int, issued: list[IssuedSlip], told: dict[str, Any]) -> int:
    opens = troupe.at(told["opens_day"], 9)
    for at, choice in enumerate(_choices(told["phone"])):
        when = min(opens + timedelta(minutes=11 * at), troupe.now)
        _cast(troupe, no, issued[at], choice, when)
    return sum(told["phone"])


def plan_closed_vote(troupe: Troupe, play: Play) -> None:
    """Plan a vote from its opening to its publication, phone and paper together."""
    told = play["closed_vote"]
    opened: list[tuple[int, list[IssuedSlip]]] = []

    def first() -> None:
        no, issued = _open(troupe, play, told)
        voted = _by_phone(troupe, no, issued, told)
        opened.append((no, issued[voted:]))

    troupe.plan(troupe.at(told["opens_day"], 7), first)
    last = troupe.at(told["closes_day"], 18)
    troupe.plan(last, lambda: _close(troupe, play, told, *opened[0]))


def _close(
    troupe: Troupe, play: Play, told: dict[str, Any], no: int, waiting: list[IssuedSlip]
) -> None:
    clerk = troupe.official(Role.CLERK, play["posts"]["clerk"])
    supervisor = troupe.official(Role.SUPERVISOR, play["posts"]["supervisor"])
    before = troupe.at(told["closes_day"], 18)
    for slip in waiting[: sum(told["paper"])]:
        _enter_stub(troupe, clerk, before, no, slip)
    after = troupe.at(told["closes_day"], 20, 30)
    counts = [{str(at): count for at, count in enumerate(told["paper"], start=1)}]
    troupe.do(after, clerk, lambda s, e: counting.close_due(s, e, no))
    names = CountedBy(*told["counted_by"])
    troupe.do(after, clerk, lambda s, e: paper.type_batch(s, e, no, counts, names))
    _confirm(troupe, no, clerk, supervisor, play, told)


def _enter_stub(troupe: Troupe, clerk: Actor, when: datetime, no: int, slip: IssuedSlip) -> None:
    troupe.do(when, clerk, lambda s, e: paper.enter_stubs(s, e, no, slip.typed))


def _confirm(
    troupe: Troupe, no: int, clerk: Actor, supervisor: Actor, play: Play, told: dict[str, Any]
) -> None:
    after = troupe.at(told["closes_day"], 21)
    troupe.do(after, supervisor, lambda s, e: paper.confirm_batch(s, e, no))
    troupe.do(after, clerk, lambda s, e: counting.count_vote(s, e, no, play["name"]))
    troupe.do(after, supervisor, lambda s, e: counting.confirm_count(s, e, no))
    published = troupe.at(told["closes_day"] + 1, 12)
    troupe.do(published, clerk, lambda s, e: counting.publish_due(s, e, no))


def plan_open_vote(troupe: Troupe, play: Play, waiting: list[IssuedSlip]) -> None:
    """Plan a vote that is still open; the slips of who has not voted come into `waiting`."""
    told = play["open_vote"]

    def first() -> None:
        no, issued = _open(troupe, play, told)
        voted = _by_phone(troupe, no, issued, told)
        waiting.extend(issued[voted:])

    troupe.plan(troupe.at(told["opens_day"], 7), first)
