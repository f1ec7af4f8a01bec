"""The voters' list (选民名单): who stands on it and on what ground, objections and rulings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.residents.rules.standing import Standing
from participation.votes.rules.decision_rules import Place
from participation.votes.rules.elections.plan import Election, State

SPAN = re.compile(r"(\d{1,6})(?:\s*[-–—至到]\s*(\d{1,6}))?")
BETWEEN = re.compile(r"[\s,，、;；]+")
MOST_AT_ONCE = 20_000


class Ground(StrEnum):
    """Why somebody may be registered (登记), village and urban Art 16."""

    RESIDENT = "resident"
    AWAY = "away"
    OUTSIDER = "outsider"
    UNCLEAR = "unclear"
    REPRESENTATIVE = "representative"
    REP = "rep"


# A villager at home is registered; whoever is away says so first, an outsider is agreed to first.
VILLAGE: Mapping[Standing, Ground] = {
    Standing.HOME: Ground.RESIDENT,
    Standing.AWAY: Ground.AWAY,
    Standing.UNREGISTERED: Ground.OUTSIDER,
    Standing.TENANT: Ground.OUTSIDER,
    Standing.OWNER: Ground.UNCLEAR,
    Standing.MEMBER: Ground.UNCLEAR,
}
LISTED_AT_ONCE = {
    Place.VILLAGE: {Ground.RESIDENT},
    # In a community everybody says first that they will take part.
    Place.COMMUNITY: {Ground.REPRESENTATIVE, Ground.REP},
}


def ground_of(place: Place, standing: Standing) -> Ground:
    """Return the ground on which an adult of this standing may be registered."""
    if place is Place.VILLAGE:
        return VILLAGE[standing]
    return Ground.RESIDENT if standing is not Standing.AWAY else Ground.AWAY


def is_listed_at_once(place: Place, ground: Ground) -> bool:
    """Whether nothing more is asked of somebody on this ground."""
    return ground in LISTED_AT_ONCE[place]


@dataclass(frozen=True, slots=True)
class Elector:
    """A line of the list: its number, household and name; a correction has its day and reason."""

    id: UUID
    no: int
    person_id: UUID | None
    household_id: UUID | None
    label: str
    group_name: str
    name: str
    ground: Ground
    is_listed: bool
    changed_on: date | None = None
    why: str = ""


def numbers_in(text: str) -> tuple[int, ...] | Refusal:
    """Return the list numbers of `12，15-40 58`; refuses `numbers-unread` and too many."""
    found: list[int] = []
    for part in BETWEEN.split(text.strip()):
        span = SPAN.fullmatch(part)
        if span is None:
            return Refusal("numbers-unread", "numbers")
        first = int(span[1])
        last = int(span[2] or first)
        if last < first or last - first >= MOST_AT_ONCE:
            return Refusal("numbers-unread", "numbers")
        found.extend(range(first, last + 1))
    return tuple(dict.fromkeys(found))


def check_change(election: Election, on_day: date, why: str, today: date) -> Refusal | None:
    """Refuse a change of the list after the vote (`election-over`) or dated ahead or past it.

    Once the list is up, a change without a reason is refused (`correction-needs-reason`).
    """
    if election.state not in {State.PREPARING, State.LISTED}:
        return Refusal("election-over")
    if on_day > today:
        return Refusal("day-ahead", "on_day")
    if election.published_on is not None and not why:
        return Refusal("correction-needs-reason", "why")
    return None


def check_publication(
    election: Election, published_on: date, listed: int, today: date
) -> Refusal | None:
    """Refuse `list-published`, `list-empty`, a day ahead, or `list-too-late` (Art 17)."""
    if election.state is not State.PREPARING:
        return Refusal("list-published")
    if not listed:
        return Refusal("list-empty")
    if published_on > today:
        return Refusal("day-ahead", "published_on")
    days = election.terms.days
    if days is not None and published_on > days.latest(election.plan.day):
        latest = days.latest(election.plan.day)
        facts = {"days": days.ahead, "article": days.article, "latest": latest}
        return Refusal("list-too-late", "published_on", facts)
    return None


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to the list (异议, 申诉) and its ruling (处理决定)."""

    id: UUID
    no: int
    filed_on: date
    about: str
    ruled_on: date | None = None
    is_upheld: bool | None = None
    ruling: str = ""


def check_objection(election: Election, filed_on: date, today: date) -> Refusal | None:
    """Refuse `list-not-published`, a day ahead, before the list, or too late (Art 17)."""
    published = election.published_on
    if published is None:
        return Refusal("list-not-published")
    if filed_on > today:
        return Refusal("day-ahead", "filed_on")
    if filed_on < published:
        return Refusal("objection-too-early", "filed_on")
    days = election.terms.days
    if days is not None and filed_on > days.objections_until(published):
        facts = {"days": days.objection, "article": days.article}
        return Refusal("objection-too-late", "filed_on", facts)
    return None


def check_ruling(objection: Objection, ruled_on: date, today: date) -> Refusal | None:
    """Refuse a second ruling (`objection-ruled`), one ahead or before it was filed.

    A ruling that comes late is written down with its true day and shown as late.
    """
    if objection.ruled_on is not None:
        return Refusal("objection-ruled")
    if ruled_on > today:
        return Refusal("day-ahead", "ruled_on")
    if ruled_on < objection.filed_on:
        return Refusal("ruling-too-early", "ruled_on")
    return None


def is_late(election: Election, objection: Objection, today: date) -> bool:
    """Whether a ruling came, or is still missing, after the days the law gives it."""
    days = election.terms.days
    if days is None:
        return False
    return (objection.ruled_on or today) > days.ruling_until(objection.filed_on)


def open_objections(objections: Sequence[Objection]) -> int:
    """Return how many objections wait for a ruling."""
    return sum(1 for one in objections if one.ruled_on is None)
