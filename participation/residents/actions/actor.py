"""Who somebody is here and now: account, posts, home card, and the rights they add up to."""

import hmac
from dataclasses import replace
from datetime import date
from uuid import UUID

from participation.db.session import Session
from participation.kernel import codes
from participation.kernel.actor import VISITOR, Actor, Kind
from participation.kernel.errand import Errand
from participation.residents.rules.cards import Card
from participation.residents.rules.rights import RESIDENT, is_running, rights_of
from participation.residents.store import access, cards


def card_hmac(key: bytes, token: str) -> bytes:
    """Return the keyed hash under which a home card's token is kept."""
    return codes.keyed(key, "home-card", codes.clean(token))


def card_pass(key: bytes, typed_hash: bytes) -> str:
    """Return what a cookie carries once a card's typed code was right: signed, never the code.

    A short code in a cookie would be guessed there, past the budget of the page that asks for it.
    """
    return f"{typed_hash.hex()}.{_sign(key, typed_hash).hex()}"


def _sign(key: bytes, typed_hash: bytes) -> bytes:
    return codes.keyed(key, "home-card-pass", typed_hash.hex())


def _passed(key: bytes, text: str) -> bytes | None:
    """Return the hash of the typed code that a pass stands for, or None for no pass of ours."""
    hashed, _dot, signature = text.partition(".")
    try:
        typed_hash, given = bytes.fromhex(hashed), bytes.fromhex(signature)
    except ValueError:
        return None
    return typed_hash if hmac.compare_digest(given, _sign(key, typed_hash)) else None


def find_card(session: Session, errand: Errand, token: str) -> Card | None:
    """Return the card of a token or a pass within the errand's committee, unless revoked."""
    cid = errand.committee_id
    typed_hash = _passed(errand.key, token)
    if typed_hash is not None:
        card = cards.find_typed_card(session, cid, typed_hash)
    else:
        card = cards.find_card(session, cid, card_hmac(errand.key, token))
    return None if card is None or card.revoked_at is not None else card


def identify(
    session: Session,
    errand: Errand,
    *,
    account_id: UUID | None,
    session_version: int,
    card_token: str,
    today: date,
) -> Actor:
    """Return the actor of a request; an ended session or a revoked card counts for nothing."""
    actor = VISITOR
    if account_id is not None:
        actor = _by_account(session, errand, account_id, session_version, today)
    if card_token:
        card = find_card(session, errand, card_token)
        if card is not None:
            actor = _with_card(actor, card)
    return actor


def _by_account(
    session: Session, errand: Errand, account_id: UUID, version: int, today: date
) -> Actor:
    found = access.find_signed_in(session, account_id, version, errand.committee_id)
    if found is None:
        return VISITOR
    account, posts = found
    running = [post for post in posts if is_running(post.from_day, post.until_day, today)]
    offices = access.list_offices(session, account_id, today) if not running else []
    held = [post.role for post in running] + [office for office, _region in offices]
    return Actor(
        kind=Kind.ACCOUNT,
        label=account.name,
        rights=rights_of(held),
        roles=frozenset(str(one) for one in held),
        account_id=account.id,
        person_id=next((post.person_id for post in running if post.person_id), None),
        regions=tuple(region for _office, region in offices),
    )


def _with_card(actor: Actor, card: Card) -> Actor:
    if actor.kind is Kind.VISITOR:
        return Actor(
            kind=Kind.CARD, label=card.label, rights=RESIDENT, household_id=card.household_id
        )
    return replace(actor, rights=actor.rights | RESIDENT, household_id=card.household_id)
