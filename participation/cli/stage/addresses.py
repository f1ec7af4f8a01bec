"""The addresses the demo prints: made at its building, and fresh ones later."""

from dataclasses import dataclass
from uuid import UUID

from participation.cli.stage.troupe import Play, Troupe
from participation.committees.store import find_committee
from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.actor import OPERATOR
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done
from participation.residents.actions import access, cards
from participation.residents.store.access import find_account
from participation.residents.store.people import list_representatives
from participation.votes.actions.slips import issue_slips
from participation.votes.store import slips as slip_store
from participation.votes.store import votes as vote_store
from participation.web.house import House

LOGINS = ("clerk", "council", "supervisor", "township", "county")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a newcomer can enter: home cards, ballot slips of the open vote, and posts."""

    slug: str
    cards: list[str]
    slips: list[str]
    posts: dict[str, str]


def login_of(play: Play, post: str) -> str:
    """Return the sign-in name of a post of the demo."""
    return f"{play['slug']}-{post}"


def slip_address(house: House, token: str) -> str:
    """Return what the QR of a card or slip leads to."""
    return f"{house.base_url}/s/{token}"


def post_addresses(troupe: Troupe, play: Play) -> dict[str, str]:
    """Return a fresh first sign-in address for each post."""
    return {post: _link(troupe, login_of(play, post)) for post in LOGINS}


def _link(troupe: Troupe, login: str) -> str:
    def action(session: Session, errand: Errand) -> Done[str]:
        account = find_account(session, login)
        assert account is not None
        return Done(access.issue_link(session, errand, account.id))

    token = troupe.do(clock.now(), OPERATOR, action)
    return f"{troupe.house.base_url}/sign-in/{token}/"


def again(house: House, play: Play, *, every: bool) -> Addresses:
    """Return fresh addresses of a demo that stands: of every home, or of the last few."""
    with house.database.reading() as session:
        committee = find_committee(session, play["slug"])
        assert committee is not None
        homes = list_representatives(session, committee.id)
    troupe = Troupe(house, committee.id, clock.now(), {}, [])
    few = homes if every else homes[-1:]
    return Addresses(
        slug=play["slug"],
        cards=_cards(troupe, [one.household_id for one in few]),
        slips=_slips(troupe, every=every),
        posts=post_addresses(troupe, play),
    )


def _cards(troupe: Troupe, households: list[UUID]) -> list[str]:
    issued = troupe.do(clock.now(), OPERATOR, lambda s, e: cards.issue_cards(s, e, households))
    return [slip_address(troupe.house, one.token) for one in issued]


def _slips(troupe: Troupe, *, every: bool) -> list[str]:
    """Reissue the slips of who has not voted; none when no vote is open."""
    now = clock.now()
    open_votes = troupe.read(lambda s: vote_store.list_open(s, troupe.committee_id, now))
    if not open_votes:
        return []
    vote = open_votes[0]
    marked = troupe.read(lambda s: slip_store.list_marked(s, troupe.committee_id, vote.id))
    place = (troupe.committee_id, vote.id)
    roll = troupe.read(lambda s: slip_store.list_voters(s, *place, None, None))
    free = [one.no for one in roll if one.id not in marked]
    if not free:
        return []
    first, last = (free[0], free[-1]) if every else (free[-1], free[-1])
    issued = troupe.do(now, OPERATOR, lambda s, e: issue_slips(s, e, vote.no, first, last))
    return [slip_address(troupe.house, one.token) for one in issued]
