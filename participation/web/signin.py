"""Sessions of accounts: flask-login carries an account and its session version, nothing else."""

from uuid import UUID

from flask import Flask, redirect, request, session
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.wrappers import Response


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """A session of an account; whether it still holds is decided when the actor is loaded."""

    def __init__(self, account_id: UUID, session_version: int) -> None:
        self.account_id = account_id
        self.session_version = session_version

    def get_id(self) -> str:
        """Return what the session cookie carries."""
        return f"{self.account_id.hex}:{self.session_version}"


def _load(carried: str) -> SignedIn | None:
    account, _colon, version = carried.partition(":")
    try:
        return SignedIn(UUID(hex=account), int(version))
    except ValueError:
        return None


def add_sign_in(app: Flask) -> None:
    """Give the application flask-login."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    manager.session_protection = None


def open_session(account_id: UUID, session_version: int) -> None:
    """Start a fresh session for an account; nothing of the old one is kept."""
    session.clear()
    login_user(SignedIn(account_id, session_version))
    session.permanent = True


def close_session() -> None:
    """End this session."""
    logout_user()
    session.clear()


def is_own_path(target: str) -> bool:
    """Whether a `next` leads to one of our own pages: one slash, no host, no backslash."""
    if not target.startswith("/") or target.startswith(("//", "/\\")):
        return False
    return not any(ord(sign) < 32 or sign == "\\" for sign in target)


def go_on(target: str, otherwise: str) -> Response:
    """Redirect to a `next` of our own, or to the other address."""
    return redirect(target if is_own_path(target) else otherwise, code=303)


def here() -> str:
    """Return the path of this page, for a form that comes back to it."""
    return request.full_path.rstrip("?")
