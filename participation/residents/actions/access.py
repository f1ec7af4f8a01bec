"""Letting people in: accounts, first sign-in addresses, passwords, roles and offices."""

from datetime import date
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from participation.audit.actions import note
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.rules.access import (
    LINK_LASTS,
    Account,
    SignInLink,
    clean_login,
    is_good_password,
    is_login,
)
from participation.residents.rules.rights import Office, Post
from participation.residents.store import access as store

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
NOBODY_HASH = HASHER.hash("nobody signs in with this")


def link_hmac(key: bytes, token: str) -> bytes:
    """Return the keyed hash under which a first sign-in address is kept."""
    return codes.keyed(key, "sign-in", codes.clean(token))


def open_account(
    session: Session, errand: Errand, *, login: str, name: str
) -> Done[Account] | Refusal:
    """Make an account without a password; refuses `login-malformed` and `login-taken`."""
    wanted = clean_login(login)
    if not is_login(wanted):
        return Refusal("login-malformed", "login")
    if store.find_account(session, wanted) is not None:
        return Refusal("login-taken", "login")
    account = Account(errand.new_id(), wanted, name.strip(), None, 1)
    store.add_account(session, account, errand.now)
    return Done(account)


def issue_link(session: Session, errand: Errand, account_id: UUID) -> str:
    """Return the token of a new first sign-in address, good for seven days and one use."""
    token = codes.token(errand.chance(16))
    link = SignInLink(account_id, errand.now + LINK_LASTS, None)
    store.add_link(session, link_hmac(errand.key, token), link)
    return token


def use_link(session: Session, errand: Errand, token: str) -> Done[Account] | Refusal:
    """Use a first sign-in address up; refuses one unknown, used or too old (`link-gone`)."""
    hashed = link_hmac(errand.key, token)
    link = store.find_link(session, hashed)
    if link is None or not store.save_link_used(session, hashed, errand.now):
        return Refusal("link-gone")
    return Done(store.get_account(session, link.account_id))


def check_password(session: Session, login: str, password: str) -> Done[Account] | Refusal:
    """Return the account of a right name and password; one answer for all wrong ones.

    An unknown name costs the same hash as a known one, so that time tells nothing.
    """
    account = store.find_account(session, clean_login(login))
    kept = NOBODY_HASH if account is None or account.password_hash is None else None
    try:
        HASHER.verify(kept or str(account.password_hash if account else ""), password)
    except (VerifyMismatchError, InvalidHashError):
        return Refusal("sign-in-wrong")
    if account is None or kept is not None:
        return Refusal("sign-in-wrong")
    return Done(account)


def set_password(
    session: Session, errand: Errand, account_id: UUID, password: str
) -> Done[int] | Refusal:
    """Set a password and end all other sessions; refuses a weak one (`password-weak`)."""
    if not is_good_password(password):
        return Refusal("password-weak", "password")
    return Done(store.save_password(session, account_id, HASHER.hash(password)))


def end_sessions(session: Session, errand: Errand, account_id: UUID) -> Done[None]:
    """End every open session of an account, on every device."""
    store.save_sessions_ended(session, account_id)
    return Done(None)


def give_role(
    session: Session, errand: Errand, account: Account, post: Post
) -> Done[UUID] | Refusal:
    """Give a role with its term; refuses a term that ends before it begins (`term-reversed`)."""
    if post.until_day is not None and post.until_day < post.from_day:
        return Refusal("term-reversed", "until_day")
    role_id = errand.new_id()
    store.add_role(session, errand.committee_id, role_id, account.id, post, errand.actor.label)
    note(session, errand, "role-given", f"account:{account.id.hex}", role=post.role)
    return Done(role_id)


def end_role(session: Session, errand: Errand, role_id: UUID, day: date) -> Done[None] | Refusal:
    """End a role with a day; refuses a role that is not here (`role-gone`)."""
    if not store.save_role_ended(session, errand.committee_id, role_id, day):
        return Refusal("role-gone")
    note(session, errand, "role-ended", f"role:{role_id.hex}")
    return Done(None)


def give_office(
    session: Session, errand: Errand, account: Account, office: Office, region: str, day: date
) -> None:
    """Give an office above committees; the operator does this, from the command line."""
    store.add_officer(session, errand.new_id(), account.id, office, region, day)


def reset(session: Session, errand: Errand, account_id: UUID) -> str:
    """End all sessions of somebody who lost everything; return a new first sign-in token."""
    store.save_sessions_ended(session, account_id)
    note(session, errand, "access-reset", f"account:{account_id.hex}")
    return issue_link(session, errand, account_id)
