"""What one running application stands on, and the session and place of the request at hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, request
from flask_login import current_user
from werkzeug.exceptions import NotFound

from participation.db.session import Database, Session
from participation.kernel import clock, ids
from participation.kernel.actor import VISITOR, Actor
from participation.kernel.errand import Errand
from participation.kernel.outcome import Event

CARD_COOKIE = "home_card"

Reaction = Callable[[Session, Errand, Any], tuple[Event, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """The committee an address names, as pages show it."""

    id: UUID
    slug: str
    name: str
    kind: str
    region: str
    phone: str


@dataclass(frozen=True, slots=True)
class Caller:
    """By what a request is known: an account's session, a home card, both or neither."""

    account_id: UUID | None
    session_version: int
    card: str


PlaceLoader = Callable[[Session, str], Place | None]
TypicalIn = Callable[[str, date], Sequence[Any]]
RulesIn = Callable[[str, date, str], Mapping[str, Any]]
ActorLoader = Callable[[Session, UUID | None, Caller, Errand], Actor]


@dataclass(frozen=True, slots=True)
class House:
    """The deployment as pages need it; made once by `app`."""

    database: Database
    key: bytes = field(repr=False)
    base_url: str
    zone: ZoneInfo
    locale: str
    font_dir: Path
    work_dir: Path
    rules_in: RulesIn
    typical_in: TypicalIn
    find_place: PlaceLoader
    load_actor: ActorLoader
    reactions: Mapping[type[Event], tuple[Reaction, ...]]
    words: Mapping[str, Any]


def put(app: Flask, house: House) -> None:
    """Give the application its house."""
    app.extensions["house"] = house


def house() -> House:
    """Return the house of the running application."""
    return cast(House, current_app.extensions["house"])


def reading() -> Session:
    """Return the request's reading session, opened at first use and closed after the response."""
    if "reading" not in g:
        g.opened = house().database.reading()
        g.reading = g.opened.__enter__()
    return cast(Session, g.reading)


def close_reading(_error: BaseException | None = None) -> None:
    """Close the request's reading session, if one was opened."""
    opened = g.pop("opened", None)
    g.pop("reading", None)
    if opened is not None:
        opened.__exit__(None, None, None)


def place() -> Place:
    """Return the committee of the address, or answer 404."""
    found = find_place()
    if found is None:
        raise NotFound
    return found


def rules_on(day: date) -> Mapping[str, Any]:
    """Return the decision rules as they stand for the committee of the address on a day."""
    return house().rules_in(place().region, day, place().kind)


def find_place() -> Place | None:
    """Return the committee of the address, if it names one that is here."""
    if "place" not in g:
        slug = g.get("slug")
        g.place = house().find_place(reading(), slug) if slug else None
    return cast(Place | None, g.place)


def enter(found: Place) -> None:
    """Say which committee the request is about, where a code and not the address tells it."""
    g.place = found
    g.slug = found.slug
    g.pop("actor", None)


def errand(actor: Actor | None = None) -> Errand:
    """Return the circumstances of the request: place, actor, time, ids, chance and key."""
    found = find_place()
    committee_id = ids.NOWHERE if found is None else found.id
    return errand_in(house(), committee_id, who() if actor is None else actor)


def errand_in(deployment: House, committee_id: UUID, actor: Actor) -> Errand:
    """Return the circumstances of an errand at this moment in one committee."""
    return Errand(
        committee_id=committee_id,
        actor=actor,
        now=clock.now(),
        new_id=ids.new_id,
        chance=ids.chance,
        key=deployment.key,
    )


def today() -> date:
    """Return the day it is here."""
    return clock.local_day(clock.now(), house().zone)


def caller() -> Caller:
    """Return by what the request is known."""
    card = request.cookies.get(CARD_COOKIE, "")
    if not current_user.is_authenticated:
        return Caller(None, 0, card)
    return Caller(current_user.account_id, current_user.session_version, card)


def who() -> Actor:
    """Return the actor of the request, loaded once."""
    if "actor" not in g:
        found = find_place()
        committee_id = None if found is None else found.id
        circumstances = errand_in(house(), committee_id or ids.NOWHERE, VISITOR)
        g.actor = house().load_actor(reading(), committee_id, caller(), circumstances)
    return cast(Actor, g.actor)
