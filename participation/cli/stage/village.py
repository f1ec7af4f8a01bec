"""Building the demo village from its roster and its play."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from participation.cli.stage import asking, electing, scenes, voting
from participation.cli.stage.addresses import (
    Addresses,
    login_of,
    post_addresses,
    slip_address,
)
from participation.cli.stage.troupe import Play, SceneFailedError, Troupe, new_troupe
from participation.committees.actions import add_committee
from participation.committees.rules import CommitteeKind
from participation.db.session import Session
from participation.kernel import clock
from participation.kernel.actor import OPERATOR
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import access, cards, imports
from participation.residents.rules.imports import Choices
from participation.residents.rules.rights import Office, Post, Role
from participation.residents.store.people import get_person
from participation.votes.rules.vote import IssuedSlip
from participation.web.house import House

DATA = Path(__file__).resolve().parents[2] / "demo"
PARTS = 4


def play() -> Play:
    """Return what happens in the demo village."""
    return tomllib.loads((DATA / "village.toml").read_text())


def build(house: House, told: Play, tell: Callable[[int, int], None]) -> Addresses:
    """Build the demo, telling how far it is; return the addresses to enter by."""
    troupe = new_troupe(house)
    _found(troupe, told)
    tell(1, PARTS)
    import_roster(troupe)
    tell(2, PARTS)
    _give_posts(troupe, told)
    scenes.found_council(troupe, told)
    issued = troupe.do(troupe.at(-38), OPERATOR, lambda s, e: cards.issue_cards(s, e, None))
    tell(3, PARTS)
    waiting: list[IssuedSlip] = []
    scenes.raise_matters(troupe, told)
    meeting = troupe.at(told["meeting"]["day"] - 3)
    troupe.plan(meeting, lambda: scenes.hold_meeting(troupe, told))
    voting.plan_closed_vote(troupe, told)
    voting.plan_open_vote(troupe, told, waiting)
    electing.plan_election(troupe, told)
    asking.plan_petition(troupe, told)
    troupe.plan(troupe.at(-2), lambda: scenes.offer_help(troupe, told))
    troupe.play_all()
    tell(4, PARTS)
    return Addresses(
        slug=told["slug"],
        cards=[slip_address(house, one.token) for one in issued],
        slips=[slip_address(house, one.token) for one in waiting],
        posts=post_addresses(troupe, told),
    )


def _found(troupe: Troupe, told: Play) -> None:
    troupe.do(
        troupe.at(-45),
        OPERATOR,
        lambda s, e: add_committee(
            s,
            e,
            slug=told["slug"],
            name=told["name"],
            kind=CommitteeKind.VILLAGE,
            region=told["region"],
            phone=told["phone"],
        ),
    )


def import_roster(troupe: Troupe) -> None:
    """Import the demo's roster as the command line does."""
    content = (DATA / "village_roster.xlsx").read_bytes()
    reading = imports.read(content, clock.local_day(troupe.now, troupe.house.zone), {}, [])
    if isinstance(reading, Refusal):
        raise SceneFailedError(reading.code)
    troupe.do(troupe.at(-44), OPERATOR, lambda s, e: imports.take(s, e, reading, Choices()))


def _give_posts(troupe: Troupe, told: Play) -> None:
    posts = told["posts"]
    _give(troupe, told, Role.CLERK, posts["clerk"])
    _give(troupe, told, Role.SUPERVISOR, posts["supervisor"])
    speaker = troupe.speaker(told["body"]["homes"][0])
    _give(troupe, told, Role.COUNCIL, "", speaker)
    for office in (Office.TOWNSHIP, Office.COUNTY):
        _give_office(troupe, told, office, posts[office.value])


def _give(troupe: Troupe, told: Play, role: Role, name: str, person_id: UUID | None = None) -> None:
    when = troupe.at(-40)
    day = clock.local_day(when, troupe.house.zone)

    def action(session: Session, errand: Errand) -> Done[None] | Refusal:
        who = name
        if person_id is not None:
            who = get_person(session, errand.committee_id, person_id).name
        account = access.open_account(session, errand, login=login_of(told, role), name=who)
        if isinstance(account, Refusal):
            return account
        troupe.accounts[role] = account.value.id
        post = Post(role, day, None, person_id)
        given = access.give_role(session, errand, account.value, post)
        return given if isinstance(given, Refusal) else Done(None)

    troupe.do(when, OPERATOR, action)


def _give_office(troupe: Troupe, told: Play, office: Office, name: str) -> None:
    when = troupe.at(-40)
    day = clock.local_day(when, troupe.house.zone)

    def action(session: Session, errand: Errand) -> Done[None] | Refusal:
        account = access.open_account(session, errand, login=login_of(told, office), name=name)
        if isinstance(account, Refusal):
            return account
        access.give_office(session, errand, account.value, office, told["region"], day)
        return Done(None)

    troupe.do(when, OPERATOR, action)
