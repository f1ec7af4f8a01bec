"""Tables of people, households, flats, cards, imports, accounts and roles."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.db.base import COMMITTEE, REFERENCE, Base, Owned, link


class HouseholdRecord(Owned, Base):
    """A household (户); `label` is the number people know it by, `closed_on` the day it ended.

    `group_name` repeats the group's name, so that a slip's page needs no look upstairs or down.
    """

    __tablename__ = "households"
    __table_args__ = (
        link("group_id", "groups"),
        UniqueConstraint("committee_id", "label"),
        {"info": COMMITTEE},
    )

    label: Mapped[str]
    group_id: Mapped[UUID | None]
    group_name: Mapped[str]
    position: Mapped[int]
    closed_on: Mapped[date | None]


class PersonRecord(Owned, Base):
    """Somebody on the roster. The identity number is never kept, only its keyed hash."""

    __tablename__ = "people"
    __table_args__ = (
        link("household_id", "households"),
        UniqueConstraint("committee_id", "identity_hmac"),
        Index("ix_people_household", "committee_id", "household_id"),
        Index("ix_people_phone", "committee_id", "phone_hmac"),
        CheckConstraint("kind in ('person', 'company')", "kind"),
        {"info": COMMITTEE},
    )

    household_id: Mapped[UUID]
    kind: Mapped[str]
    name: Mapped[str]
    born: Mapped[date | None]
    sex: Mapped[str | None]
    relation: Mapped[str]
    is_representative: Mapped[bool]
    standing: Mapped[str]
    identity_hmac: Mapped[bytes | None]
    phone_sealed: Mapped[bytes | None]
    phone_hmac: Mapped[bytes | None]
    note: Mapped[str]
    left_on: Mapped[date | None]
    left_because: Mapped[str | None]


class UnitRecord(Owned, Base):
    """A flat (专有部分) with its exclusive area in hundredths of a square metre, where known."""

    __tablename__ = "units"
    __table_args__ = (
        link("household_id", "households"),
        UniqueConstraint("committee_id", "building", "entrance", "room"),
        CheckConstraint("area_centi >= 0", "area"),
        CheckConstraint("sale in ('delivered', 'unsold', 'undelivered')", "sale"),
        {"info": COMMITTEE},
    )

    building: Mapped[str]
    entrance: Mapped[str]
    room: Mapped[str]
    area_centi: Mapped[int | None]
    sale: Mapped[str]
    household_id: Mapped[UUID]


class UnitOwnerRecord(Owned, Base):
    """Who owns a flat; several rows where it is co-owned, in the order of the roster."""

    __tablename__ = "unit_owners"
    __table_args__ = (
        link("unit_id", "units"),
        link("person_id", "people"),
        UniqueConstraint("committee_id", "unit_id", "person_id"),
        {"info": COMMITTEE},
    )

    unit_id: Mapped[UUID]
    person_id: Mapped[UUID]
    place: Mapped[int]


class ResidentChangeRecord(Owned, Base):
    """A change of the roster with its day and reason: birth, death, moving, 分户 and others."""

    __tablename__ = "resident_changes"
    __table_args__ = (
        link("household_id", "households"),
        Index("ix_resident_changes_household", "committee_id", "household_id"),
        {"info": COMMITTEE},
    )

    household_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    kind: Mapped[str]
    on_day: Mapped[date]
    reason: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class RosterImportRecord(Owned, Base):
    """A spreadsheet on its way in: uploaded, read, previewed, then stored or thrown away."""

    __tablename__ = "roster_imports"
    __table_args__ = (
        UniqueConstraint("committee_id", "no"),
        CheckConstraint(
            "state in ('waiting', 'reading', 'preview', 'storing', 'stored', 'refused', 'dropped')",
            "state",
        ),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    file_name: Mapped[str]
    content: Mapped[bytes | None]
    state: Mapped[str]
    step_done: Mapped[int]
    step_total: Mapped[int]
    choices: Mapped[dict[str, Any]]
    report: Mapped[dict[str, Any]]
    beat_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class HomeCardRecord(Owned, Base):
    """A home card (户卡): standing, one per household; codes only as keyed hashes."""

    __tablename__ = "home_cards"
    __table_args__ = (
        link("household_id", "households"),
        UniqueConstraint("committee_id", "token_hmac"),
        UniqueConstraint("committee_id", "typed_hmac"),
        Index("ix_home_cards_household", "committee_id", "household_id"),
        {"info": COMMITTEE},
    )

    household_id: Mapped[UUID]
    token_hmac: Mapped[bytes]
    typed_hmac: Mapped[bytes]
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class PrintJobRecord(Owned, Base):
    """Slips being printed: they show their progress and may be left and come back to."""

    __tablename__ = "print_jobs"
    __table_args__ = (
        UniqueConstraint("committee_id", "no"),
        CheckConstraint("state in ('waiting', 'printing', 'ready', 'refused', 'done')", "state"),
        {"info": COMMITTEE},
    )

    no: Mapped[int]
    kind: Mapped[str]
    subject_id: Mapped[UUID | None]
    choices: Mapped[dict[str, Any]]
    state: Mapped[str]
    step_done: Mapped[int]
    step_total: Mapped[int]
    refusal: Mapped[dict[str, Any]]
    pdf: Mapped[bytes | None]
    beat_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class AccountRecord(Base):
    """Somebody who signs in with a name and a password; the session version ends old sessions."""

    __tablename__ = "accounts"
    __table_args__ = ({"info": REFERENCE},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    session_version: Mapped[int]
    made_at: Mapped[datetime]


class SignInLinkRecord(Base):
    """A first sign-in address: used once, for some days, kept as a keyed hash."""

    __tablename__ = "sign_in_links"
    __table_args__ = ({"info": REFERENCE},)

    hmac: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RoleRecord(Owned, Base):
    """A post in a committee with its term; the account is global and carries no key here."""

    __tablename__ = "roles"
    __table_args__ = (
        link("person_id", "people"),
        link("group_id", "groups"),
        Index("ix_roles_account", "account_id"),
        CheckConstraint(
            "role in ('clerk', 'council', 'supervisor', 'head', 'helper', 'secretary')", "role"
        ),
        {"info": COMMITTEE},
    )

    account_id: Mapped[UUID]
    role: Mapped[str]
    person_id: Mapped[UUID | None]
    group_id: Mapped[UUID | None]
    from_day: Mapped[date]
    until_day: Mapped[date | None]
    given_by: Mapped[str]


class OfficerRecord(Base):
    """A post above committees: 镇民政办 or 县民政局, by region code."""

    __tablename__ = "officers"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "region"),
        CheckConstraint("role in ('township', 'county')", "role"),
        {"info": REFERENCE},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    role: Mapped[str]
    region: Mapped[str]
    from_day: Mapped[date]
    until_day: Mapped[date | None]
