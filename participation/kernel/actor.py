"""Who asks: a plain value, passed as an argument, never looked up from afar."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """By what somebody is known here."""

    VISITOR = "visitor"
    CARD = "card"
    ACCOUNT = "account"
    OPERATOR = "operator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something, within one committee or none.

    `rights` holds what the standing allows here and now (`votes:open`); `label` is what the
    record may say in public (a post or a household number, never a phone or identity number);
    `regions` are the area codes an officer above committees looks after.
    """

    kind: Kind
    label: str
    rights: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    account_id: UUID | None = None
    household_id: UUID | None = None
    person_id: UUID | None = None
    regions: tuple[str, ...] = ()

    def may(self, right: str) -> bool:
        """Whether this standing includes the right."""
        return right in self.rights


VISITOR = Actor(Kind.VISITOR, "visitor")
SYSTEM = Actor(Kind.SYSTEM, "system")
OPERATOR = Actor(Kind.OPERATOR, "operator")
