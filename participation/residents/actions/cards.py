"""Home cards: issued anew for homes, the old ones revoked, found again by a typed code."""

from collections.abc import Collection
from uuid import UUID

from participation.audit.actions import note
from participation.db.counters import next_number
from participation.db.locators import Located, add_locators
from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.actions.actor import card_hmac
from participation.residents.rules.cards import Card, IssuedCard, NewCard
from participation.residents.rules.people import Household
from participation.residents.store import cards as store
from participation.residents.store import people

TYPED = 8


def typed_hmac(key: bytes, committee_id: UUID, code: str) -> bytes:
    """Return the keyed hash under which a card's typed code is kept, apart in each committee."""
    return codes.keyed(key, "home-card-typed", committee_id.hex, codes.clean(code))


def find_typed_card(session: Session, errand: Errand, code: str) -> Card | None:
    """Return the home card of a typed code within the errand's committee, unless revoked."""
    if not codes.is_typed(codes.clean(code), TYPED):
        return None
    hashed = typed_hmac(errand.key, errand.committee_id, code)
    card = store.find_typed_card(session, errand.committee_id, hashed)
    return None if card is None or card.revoked_at is not None else card


def issue_cards(
    session: Session, errand: Errand, household_ids: Collection[UUID] | None
) -> Done[list[IssuedCard]] | Refusal:
    """Issue a card to these open homes, or to all for None; their old cards end with it.

    Codes are returned once, to be printed, and kept only as keyed hashes. Refuses where no home
    is left to print for (`cards-nobody`).
    """
    prepared = prepare_cards(session, errand, household_ids)
    return prepared if isinstance(prepared, Refusal) else keep_cards(session, errand, prepared)


def prepare_cards(
    session: Session, errand: Errand, household_ids: Collection[UUID] | None
) -> list[IssuedCard] | Refusal:
    """Return cards with fresh codes, kept nowhere yet; refuses `cards-nobody`."""
    homes = people.list_open_homes(session, errand.committee_id, household_ids)
    return _coded(session, errand, homes) if homes else Refusal("cards-nobody")


def keep_cards(
    session: Session, errand: Errand, issued: list[IssuedCard], *, is_sample: bool = False
) -> Done[list[IssuedCard]]:
    """Let prepared cards work, and end the old ones; samples (样张) leave the old ones be."""
    next_number(session, errand.committee_id, "home-card-print")  # one print at a time
    if not is_sample:
        homes = [one.household_id for one in issued]
        store.save_revoked(session, errand.committee_id, homes, errand.now)
    store.add_cards(
        session,
        errand.committee_id,
        [
            NewCard(
                id=errand.new_id(),
                household_id=one.household_id,
                token_hmac=card_hmac(errand.key, one.token),
                typed_hmac=typed_hmac(errand.key, errand.committee_id, one.typed),
                issued_at=errand.now,
            )
            for one in issued
        ],
    )
    hashes = [card_hmac(errand.key, one.token) for one in issued]
    add_locators(session, Located.HOME_CARD, errand.committee_id, hashes)
    facts = {"is_sample": True} if is_sample else {}
    note(session, errand, "home-cards-issued", "home-cards", count=len(issued), **facts)
    return Done(issued)


def _coded(session: Session, errand: Errand, homes: list[Household]) -> list[IssuedCard]:
    """Give every home its codes; a short code must be new, in this print and in the committee."""
    taken = store.list_typed_hmacs(session, errand.committee_id)
    issued = []
    for home in homes:
        typed = codes.typed(errand.chance(16), TYPED)
        while typed_hmac(errand.key, errand.committee_id, typed) in taken:
            typed = codes.typed(errand.chance(16), TYPED)
        taken.add(typed_hmac(errand.key, errand.committee_id, typed))
        token = codes.token(errand.chance(16))
        issued.append(IssuedCard(home.id, home.label, home.group_name, token, typed))
    return issued
