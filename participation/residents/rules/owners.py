"""Owners as heads and area (业主人数, 专有部分面积): the roll of a vote of owners.

Heads, after 民法典 278 and 最高人民法院建筑物区分所有权解释(2020) 8, 9:

- One flat is one head; whoever bought several is one head for all of them, the areas summed.
- A flat that is co-owned is one head: its buyer is all its owners together. Those who own the same
  flats together are one head for all of these.
- Somebody who owns one flat alone and another with somebody else is the buyer of the first and a
  part of the buyer of the second: two heads, for 9 joins only flats of the same buyer. 未核实: the
  article is silent on it, and a city's rule or the owners' own rules may say otherwise.
- All that the developer has not sold, or sold and not handed over, is one head.

Area is the register's, else the survey's, else the contract's: whichever the roster brought. A
flat without it keeps its head, and no vote by area can open.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from participation.residents.rules.roster.sales import DEVELOPER, Sale

_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class FlatOwner:
    """Who owns a flat, alone or with others; `is_here` is false for those dead or gone."""

    id: UUID
    name: str
    is_company: bool = False
    is_here: bool = True


@dataclass(frozen=True, slots=True)
class OwnedFlat:
    """A flat (专有部分) with its owners in the order of the roster."""

    building: str
    entrance: str
    room: str
    area_centi: int | None
    household_id: UUID
    owners: tuple[FlatOwner, ...]
    sale: Sale = Sale.DELIVERED

    @property
    def label(self) -> str:
        """The flat as people call it: 1号楼1单元101."""
        return f"{self.building}{self.entrance}{self.room}"


@dataclass(frozen=True, slots=True)
class OwnerHead:
    """One head of the roll (业主): whoever votes once, with all the area that stands behind it.

    `person_id` is who speaks for it: the owner the roster names first and who is still here.
    """

    label: str
    names: tuple[str, ...]
    household_id: UUID
    person_id: UUID | None
    area_centi: int
    flats: tuple[str, ...]
    group_name: str
    is_developer: bool = False

    @property
    def place(self) -> str:
        """What the head is known by: its first flat, and how many it has: 1号楼1单元101等2套."""
        return self.label if len(self.flats) == 1 else f"{self.label}等{len(self.flats)}套"


@dataclass(frozen=True, slots=True)
class OwnerRoll:
    """All heads in the order of their first flats; `lacking` are the flats without an area."""

    heads: tuple[OwnerHead, ...]
    lacking: tuple[str, ...] = ()

    @property
    def area_centi(self) -> int:
        """The area of all flats in hundredths of a square metre."""
        return sum(head.area_centi for head in self.heads)


def owner_roll(flats: Iterable[OwnedFlat]) -> OwnerRoll:
    """Return the heads of a place, each flat in exactly one of them, whatever order they come in.

    Refuses nothing; a vote by area refuses a roll that is `lacking`.
    """
    ordered = sorted(flats, key=_walk)
    developers = _developers(ordered)
    together: dict[frozenset[UUID] | None, list[OwnedFlat]] = {}
    for flat in ordered:
        owners = frozenset(owner.id for owner in flat.owners)
        is_held = flat.sale is not Sale.DELIVERED or owners <= developers
        together.setdefault(None if is_held else owners, []).append(flat)
    heads = [_developer(held) if key is None else _head(held) for key, held in together.items()]
    return OwnerRoll(tuple(heads), tuple(flat.label for flat in ordered if flat.area_centi is None))


def _walk(flat: OwnedFlat) -> tuple[tuple[tuple[bool, int, str], ...], ...]:
    """Sort as people walk: 2号楼 before 10号楼, numbered buildings before named ones."""
    return tuple(
        tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)
        for parts in (
            [part for part in _NUMBERS.split(text) if part]
            for text in (flat.building, flat.entrance, flat.room)
        )
    )


def _developers(flats: Iterable[OwnedFlat]) -> frozenset[UUID]:
    """Who has flats unsold is the developer, and so is what else it owns: none of it was sold."""
    return frozenset(
        owner.id
        for flat in flats
        for owner in flat.owners
        if flat.sale is Sale.UNSOLD and owner.is_company
    )


def _head(flats: Sequence[OwnedFlat]) -> OwnerHead:
    owners = flats[0].owners
    return OwnerHead(
        flats[0].label,
        tuple(owner.name for owner in owners),
        flats[0].household_id,
        _id_of(speaker(owners)),
        sum(flat.area_centi or 0 for flat in flats),
        tuple(flat.label for flat in flats),
        flats[0].building,
    )


def _developer(flats: Sequence[OwnedFlat]) -> OwnerHead:
    """Buyers who wait for their keys are not named: until then the developer stands for them."""
    own = [flat for flat in flats if flat.sale is not Sale.UNDELIVERED]
    firms = tuple(
        {owner.id: owner for flat in own for owner in flat.owners if owner.is_company}.values()
    )
    return OwnerHead(
        DEVELOPER,
        tuple(owner.name for owner in firms) or (DEVELOPER,),
        (own or flats)[0].household_id,
        _id_of(speaker(firms)),
        sum(flat.area_centi or 0 for flat in flats),
        tuple(flat.label for flat in flats),
        "",
        is_developer=True,
    )


def speaker(owners: Iterable[FlatOwner]) -> FlatOwner | None:
    """Return who speaks for a flat: the owner named first who is still here, or None."""
    return next((owner for owner in owners if owner.is_here), None)


def _id_of(owner: FlatOwner | None) -> UUID | None:
    return None if owner is None else owner.id
