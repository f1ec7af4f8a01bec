"""Accounts, first sign-in addresses and passwords: what is true of them on paper."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

LINK_LASTS = timedelta(days=7)
TRIES = 5
TRIES_WINDOW = timedelta(minutes=15)
PASSWORD_LENGTH = 10
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signs in; `session_version` rises to end every open session."""

    id: UUID
    login: str
    name: str
    password_hash: str | None
    session_version: int


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A first sign-in address on its way to one account."""

    account_id: UUID
    expires_at: datetime
    used_at: datetime | None

    def is_usable(self, now: datetime) -> bool:
        """Whether the address still opens the door."""
        return self.used_at is None and now < self.expires_at


def clean_login(raw: str) -> str:
    """Return a sign-in name as it is compared: lower case, no spaces around."""
    return raw.strip().lower()


def is_login(login: str) -> bool:
    """Whether the text can be a sign-in name: 3–40 letters, digits, dots or dashes."""
    return LOGIN.fullmatch(login) is not None


def is_good_password(password: str) -> bool:
    """Whether a password is long enough and not one sign repeated."""
    return len(password) >= PASSWORD_LENGTH and len(set(password)) > 3
