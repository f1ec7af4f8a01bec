"""Commands of committees and access: committee add, access reset."""

import argparse
from typing import Any

from config.settings import Settings
from participation.cli.voice import opened, refuse, say
from participation.committees.actions import add_committee
from participation.committees.rules import Committee, CommitteeKind
from participation.committees.store import find_committee
from participation.db.session import Session
from participation.kernel import clock, ids
from participation.kernel.actor import OPERATOR
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import access
from participation.residents.rules.access import clean_login
from participation.residents.rules.rights import Post, Role
from participation.residents.store.access import find_account
from participation.web.house import House, errand_in
from participation.web.perform import perform_in


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    committee = commands.add_parser("committee", help="committees").add_subparsers(
        dest="what", required=True
    )
    add = committee.add_parser("add", help="prints the clerk's first sign-in address")
    add.add_argument("--name", required=True)
    add.add_argument("--kind", required=True, choices=[str(kind) for kind in CommitteeKind])
    add.add_argument("--slug", default="")
    add.add_argument("--region", default="000000")
    add.add_argument("--phone", default="")
    add.set_defaults(run=run_add)
    entry = commands.add_parser("access", help="who may enter").add_subparsers(
        dest="what", required=True
    )
    reset = entry.add_parser("reset", help="a new first sign-in for a clerk who lost everything")
    reset.add_argument("--committee", required=True, metavar="SLUG")
    reset.add_argument("--login", required=True)
    reset.set_defaults(run=run_reset)


def sign_in_address(house: House, token: str) -> str:
    """Return the first sign-in address of a token."""
    return f"{house.base_url}/sign-in/{token}/"


def add_clerk(
    session: Session, errand: Errand, house: House, slug: str, name: str
) -> Done[str] | Refusal:
    """Give a committee its first clerk; return the sign-in address."""
    account = access.open_account(session, errand, login=f"{slug}-clerk", name=name)
    if isinstance(account, Refusal):
        return account
    today = clock.local_day(errand.now, house.zone)
    given = access.give_role(session, errand, account.value, Post(Role.CLERK, today, None))
    if isinstance(given, Refusal):
        return given
    token = access.issue_link(session, errand, account.value.id)
    return Done(sign_in_address(house, token))


def run_add(settings: Settings, asked: argparse.Namespace) -> int:
    """Add a committee and print its clerk's first sign-in address."""
    app, house = opened(settings)
    errand = errand_in(house, ids.new_id(), OPERATOR)
    slug = asked.slug or f"c{ids.new_id().hex[-8:]}"

    def action(session: Session, errand: Errand) -> Done[str] | Refusal:
        added: Done[Committee] | Refusal = add_committee(
            session,
            errand,
            slug=slug,
            name=asked.name,
            kind=CommitteeKind(asked.kind),
            region=asked.region,
            phone=asked.phone,
        )
        if isinstance(added, Refusal):
            return added
        return add_clerk(session, errand, house, slug, f"{asked.name}文书")

    outcome = perform_in(house, errand, action)
    if isinstance(outcome, Refusal):
        return refuse(app, outcome)
    say(outcome.value)
    return 0


def run_reset(settings: Settings, asked: argparse.Namespace) -> int:
    """Print a new first sign-in address for an account, and end its sessions."""
    app, house = opened(settings)
    with house.database.reading() as session:
        committee = find_committee(session, asked.committee)
        account = find_account(session, clean_login(asked.login))
    if committee is None or account is None:
        return refuse(app, Refusal("nobody-there"))
    errand = errand_in(house, committee.id, OPERATOR)

    def action(session: Session, errand: Errand) -> Done[str]:
        return Done(access.reset(session, errand, account.id))

    outcome = perform_in(house, errand, action)
    if isinstance(outcome, Refusal):
        return refuse(app, outcome)
    say(sign_in_address(house, outcome.value))
    return 0
