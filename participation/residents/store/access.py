"""Accounts, sign-in addresses, roles and offices in SQL."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from participation.residents.records import (
    AccountRecord,
    OfficerRecord,
    RoleRecord,
    SignInLinkRecord,
)
from participation.residents.rules.access import Account, SignInLink
from participation.residents.rules.rights import Office, Post, Role


def _account(row: AccountRecord) -> Account:
    return Account(row.id, row.login, row.name, row.password_hash, row.session_version)


def add_account(session: Session, account: Account, made_at: datetime) -> None:
    """Store a new account."""
    session.execute(
        insert(AccountRecord).values(
            id=account.id,
            login=account.login,
            name=account.name,
            password_hash=account.password_hash,
            session_version=account.session_version,
            made_at=made_at,
        )
    )


def find_account(session: Session, login: str) -> Account | None:
    """Return the account of a sign-in name, or None."""
    row = session.scalars(select(AccountRecord).where(AccountRecord.login == login)).one_or_none()
    return None if row is None else _account(row)


def get_account(session: Session, account_id: UUID) -> Account:
    """Return the account of an id that is known to exist."""
    return _account(
        session.scalars(select(AccountRecord).where(AccountRecord.id == account_id)).one()
    )


def save_password(session: Session, account_id: UUID, password_hash: str) -> int:
    """Set a password and end every open session; return the new session version."""
    return session.execute(
        update(AccountRecord)
        .where(AccountRecord.id == account_id)
        .values(password_hash=password_hash, session_version=AccountRecord.session_version + 1)
        .returning(AccountRecord.session_version)
    ).scalar_one()


def save_sessions_ended(session: Session, account_id: UUID) -> None:
    """End every open session of an account."""
    session.execute(
        update(AccountRecord)
        .where(AccountRecord.id == account_id)
        .values(session_version=AccountRecord.session_version + 1)
    )


def add_link(session: Session, hmac: bytes, link: SignInLink) -> None:
    """Store a first sign-in address by its keyed hash."""
    session.execute(
        insert(SignInLinkRecord).values(
            hmac=hmac, account_id=link.account_id, expires_at=link.expires_at
        )
    )


def find_link(session: Session, hmac: bytes) -> SignInLink | None:
    """Return the sign-in address of a hash, or None."""
    row = session.scalars(
        select(SignInLinkRecord).where(SignInLinkRecord.hmac == hmac)
    ).one_or_none()
    return None if row is None else SignInLink(row.account_id, row.expires_at, row.used_at)


def save_link_used(session: Session, hmac: bytes, now: datetime) -> bool:
    """Use a sign-in address up, in one atomic statement; False when somebody else was first."""
    used = session.execute(
        update(SignInLinkRecord)
        .where(
            SignInLinkRecord.hmac == hmac,
            SignInLinkRecord.used_at.is_(None),
            SignInLinkRecord.expires_at > now,
        )
        .values(used_at=now)
        .returning(SignInLinkRecord.account_id)
    ).one_or_none()
    return used is not None


def add_role(
    session: Session, committee_id: UUID, role_id: UUID, account_id: UUID, post: Post, by: str
) -> None:
    """Give a role to an account."""
    session.execute(
        insert(RoleRecord).values(
            committee_id=committee_id,
            id=role_id,
            account_id=account_id,
            role=post.role,
            person_id=post.person_id,
            group_id=post.group_id,
            from_day=post.from_day,
            until_day=post.until_day,
            given_by=by,
        )
    )


def save_role_ended(session: Session, committee_id: UUID, role_id: UUID, until_day: date) -> bool:
    """End a role on a day; False when there is no such role."""
    ended = session.execute(
        update(RoleRecord)
        .where(RoleRecord.committee_id == committee_id, RoleRecord.id == role_id)
        .values(until_day=until_day)
        .returning(RoleRecord.id)
    ).one_or_none()
    return ended is not None


def list_roles(session: Session, committee_id: UUID, day: date) -> list[tuple[UUID, Account, Post]]:
    """Return the roles of a committee that run on a day, with who holds them."""
    rows = session.execute(
        select(RoleRecord, AccountRecord)
        .join(AccountRecord, AccountRecord.id == RoleRecord.account_id)
        .where(
            RoleRecord.committee_id == committee_id,
            or_(RoleRecord.until_day.is_(None), RoleRecord.until_day >= day),
        )
        .order_by(RoleRecord.role, AccountRecord.name)
    )
    return [(role.id, _account(account), _post(role)) for role, account in rows]


def _post(row: RoleRecord) -> Post:
    return Post(Role(row.role), row.from_day, row.until_day, row.person_id, row.group_id)


def find_signed_in(
    session: Session, account_id: UUID, version: int, committee_id: UUID
) -> tuple[Account, list[Post]] | None:
    """Return an account and its roles in a committee, or None when its session was ended."""
    rows = session.execute(
        select(AccountRecord, RoleRecord)
        .outerjoin(
            RoleRecord,
            (RoleRecord.account_id == AccountRecord.id) & (RoleRecord.committee_id == committee_id),
        )
        .where(AccountRecord.id == account_id, AccountRecord.session_version == version)
    ).all()
    if not rows:
        return None
    roles: list[RoleRecord | None] = [row[1] for row in rows]
    return _account(rows[0][0]), [_post(role) for role in roles if role is not None]


def list_posts_of(session: Session, account_id: UUID, day: date) -> list[tuple[UUID, Role]]:
    """Return committee and role of every post that an account holds on a day."""
    rows = session.execute(
        select(RoleRecord.committee_id, RoleRecord.role).where(
            RoleRecord.account_id == account_id,
            RoleRecord.from_day <= day,
            or_(RoleRecord.until_day.is_(None), RoleRecord.until_day >= day),
        )
    )
    return [(row.committee_id, Role(row.role)) for row in rows]


def add_officer(
    session: Session, officer_id: UUID, account_id: UUID, office: Office, region: str, day: date
) -> None:
    """Give an office above committees to an account."""
    session.execute(
        insert(OfficerRecord).values(
            id=officer_id, account_id=account_id, role=office, region=region, from_day=day
        )
    )


def list_offices(session: Session, account_id: UUID, day: date) -> list[tuple[Office, str]]:
    """Return the offices an account holds on a day, each with its region."""
    rows = session.execute(
        select(OfficerRecord.role, OfficerRecord.region).where(
            OfficerRecord.account_id == account_id,
            OfficerRecord.from_day <= day,
            or_(OfficerRecord.until_day.is_(None), OfficerRecord.until_day >= day),
        )
    )
    return [(Office(row.role), row.region) for row in rows]


def find_account_of(session: Session, committee_id: UUID, person_id: UUID) -> Account | None:
    """Return the account under which somebody on the roster has held a post here, or None."""
    row = session.scalars(
        select(AccountRecord)
        .join(RoleRecord, RoleRecord.account_id == AccountRecord.id)
        .where(RoleRecord.committee_id == committee_id, RoleRecord.person_id == person_id)
        .order_by(AccountRecord.made_at)
        .limit(1)
    ).one_or_none()
    return None if row is None else _account(row)
