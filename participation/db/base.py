"""The base of all tables: types, names of keys, and keys that cannot cross committees."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    String,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

COMMITTEE = {"placement": "committee"}
REFERENCE = {"placement": "reference"}


class Id(TypeDecorator[UUID]):
    """A UUID: native on PostgreSQL, sixteen bytes on SQLite (half the file of text)."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid())
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Return what the driver stores."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Return the UUID of what the driver read."""
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=bytes(value))


class Moment(TypeDecorator[datetime]):
    """A timezone-aware UTC time; on SQLite text that sorts as time does, to the microsecond."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return what the driver stores; a time without a zone is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        if dialect.name == "postgresql":
            return moment
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the UTC time of what the driver read."""
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return datetime.fromisoformat(value.replace("Z", "+00:00"))


class Facts(TypeDecorator[dict[str, Any]]):
    """A small JSON object: JSONB on PostgreSQL, text elsewhere."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the dialect."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(JSONB())
        return dialect.type_descriptor(JSON())


def to_json(value: object) -> str:
    """Return JSON that keeps Chinese readable in the file."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Base(DeclarativeBase):
    """Base of every table; `Table.info["placement"]` says whether a committee owns its rows."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        UUID: Id,
        datetime: Moment,
        bytes: LargeBinary,
        dict[str, Any]: Facts,
    }


class Owned:
    """A row that one committee owns: its key begins with the committee."""

    @declared_attr
    def committee_id(cls) -> Mapped[UUID]:
        """Whose row it is; never changes."""
        return mapped_column(ForeignKey("committees.id"), primary_key=True)

    @declared_attr
    def id(cls) -> Mapped[UUID]:
        """Time-ordered id within the committee."""
        return mapped_column(primary_key=True)


def link(column: str, table: str) -> ForeignKeyConstraint:
    """Return a key to a row of the same committee, so that no link can cross committees."""
    return ForeignKeyConstraint(["committee_id", column], [f"{table}.committee_id", f"{table}.id"])
