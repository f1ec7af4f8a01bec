"""Home cards: what a card is, and what its holder may do."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Card:
    """A home card (户卡) as its household is shown: group and number, never a name."""

    id: UUID
    household_id: UUID
    household_label: str
    group_name: str
    issued_at: datetime
    revoked_at: datetime | None

    @property
    def label(self) -> str:
        """How the household is shown: `第三小组 · 3-041 户`."""
        return household_line(self.group_name, self.household_label)


def household_line(group_name: str, label: str) -> str:
    """Return group and household number as one line."""
    number = label if label.endswith("户") else f"{label} 户"
    return f"{group_name} · {number}" if group_name else number


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A card on its way to paper: the only moment at which its codes are known."""

    household_id: UUID
    label: str
    group_name: str
    token: str = field(repr=False)
    typed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card as it is kept: codes only as keyed hashes."""

    id: UUID
    household_id: UUID
    token_hmac: bytes
    typed_hmac: bytes
    issued_at: datetime
