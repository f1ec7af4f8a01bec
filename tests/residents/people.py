"""Households and people for tests of every room, put in without a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from participation.db.locators import Located, add_locators
from participation.kernel import codes, ids
from participation.residents.actions.actor import card_hmac
from participation.residents.records import HomeCardRecord, HouseholdRecord, PersonRecord
from tests.conftest import KEY, NOON, Village


@dataclass
class Home:
    """A household of a test: its people by name, and the token of its home card."""

    id: UUID
    label: str
    people: dict[str, UUID]
    card: str


def add_home(
    village: Village,
    label: str,
    names: Sequence[str] = ("王桂英",),
    *,
    group: str = "第三小组",
    born: date | None = date(1954, 3, 1),
) -> Home:
    """Add a household whose first person speaks for it, with a home card."""
    home = Home(ids.new_id(), label, {name: ids.new_id() for name in names}, "")
    home.card = codes.token(ids.chance(16))
    hashed = card_hmac(KEY, home.card)
    typed = codes.keyed(KEY, "home-card-typed", home.card)
    rows: list[dict[str, Any]] = [
        {
            "committee_id": village.id,
            "id": person_id,
            "household_id": home.id,
            "kind": "person",
            "name": name,
            "born": born,
            "sex": None,
            "relation": "户主" if at == 0 else "家人",
            "is_representative": at == 0,
            "standing": "home",
            "note": "",
        }
        for at, (name, person_id) in enumerate(home.people.items())
    ]
    with village.database.writing() as session:
        session.execute(
            insert(HouseholdRecord).values(
                committee_id=village.id,
                id=home.id,
                label=label,
                group_name=group,
                position=0,
            )
        )
        session.execute(insert(PersonRecord), rows)
        session.execute(
            insert(HomeCardRecord).values(
                committee_id=village.id,
                id=ids.new_id(),
                household_id=home.id,
                token_hmac=hashed,
                typed_hmac=typed,
                issued_at=NOON,
            )
        )
        add_locators(session, Located.HOME_CARD, village.id, [hashed])
    return home
