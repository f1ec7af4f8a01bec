"""Giving out posts to people on the roster, and ending them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from participation.db.counters import next_number
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions import access
from participation.residents.rules.access import Account
from participation.residents.rules.rights import Post, Role, is_running
from participation.residents.store import access as store
from participation.residents.store import people

LOGIN_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Given:
    """A post given: `token` opens the first sign-in address, once; None for an account in use."""

    account: Account
    post: Post
    token: str | None = field(repr=False)


def offered_login(errand: Errand, slug: str) -> str:
    """Return a sign-in name to offer: the place's address and some letters."""
    return f"{slug}-{codes.token(errand.chance(16))[:LOGIN_LETTERS].lower()}"[-40:]


def give_post(
    session: Session, errand: Errand, person_id: UUID, post: Post, login: str, today: date
) -> Done[Given] | Refusal:
    """Give somebody on the roster a post, with an account where they have none yet.

    Refuses somebody who is not here (`person-gone`) or a minor (`post-minor`), a post they hold
    already (`post-held`), and as `open_account` and `give_role` do.
    """
    next_number(session, errand.committee_id, "posts")  # one at a time
    person = people.find_person(session, errand.committee_id, person_id)
    if person is None or person.left_on is not None:
        return Refusal("person-gone")
    if not person.is_adult(today):
        return Refusal("post-minor")
    held = store.list_roles(session, errand.committee_id, today)
    if any(one.person_id == person_id and one.role is post.role for _id, _account, one in held):
        return Refusal("post-held", "role")
    account = store.find_account_of(session, errand.committee_id, person_id)
    is_known = account is not None
    if account is None:
        opened = access.open_account(session, errand, login=login, name=person.name)
        if isinstance(opened, Refusal):
            return opened
        account = opened.value
    full = replace(post, person_id=person_id)
    given = access.give_role(session, errand, account, full)
    if isinstance(given, Refusal):
        return given
    token = None if is_known else access.issue_link(session, errand, account.id)
    return Done(Given(account, full, token))


def end_post(session: Session, errand: Errand, role_id: UUID, today: date) -> Done[None] | Refusal:
    """End a post from today on; refuses one not here (`role-gone`) and the last clerk's.

    `last-clerk`: without a clerk nobody could give a post again.
    """
    next_number(session, errand.committee_id, "posts")
    held = store.list_roles(session, errand.committee_id, today)
    post = next((one for found, _account, one in held if found == role_id), None)
    if post is None:
        return Refusal("role-gone")
    if post.role is Role.CLERK and len(_clerks(held, today)) < 2:
        return Refusal("last-clerk")
    return access.end_role(session, errand, role_id, today - timedelta(days=1))


def _clerks(held: Sequence[tuple[UUID, Account, Post]], today: date) -> list[UUID]:
    return [
        role_id
        for role_id, _account, post in held
        if post.role is Role.CLERK and is_running(post.from_day, post.until_day, today)
    ]


def renew_link(
    session: Session, errand: Errand, role_id: UUID, today: date
) -> Done[Given] | Refusal:
    """Give a new first sign-in address to somebody who never set a password.

    Refuses `role-gone`, and an account in use (`account-in-use`): that is the operator's to do.
    """
    held = store.list_roles(session, errand.committee_id, today)
    found = next((one for one in held if one[0] == role_id), None)
    if found is None:
        return Refusal("role-gone")
    _id, account, post = found
    if account.password_hash is not None:
        return Refusal("account-in-use")
    return Done(Given(account, post, access.reset(session, errand, account.id)))
