"""What an errand comes to: done, with what follows from it, or refused as a value."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

T = TypeVar("T")

NO_FACTS: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Refusal:
    """An expected no. The code names the fact (`vote-still-open`); a room's `present` words it.

    `field` is the form field the words belong beside, or None for the whole page.
    """

    code: str
    field: str | None = None
    facts: Mapping[str, object] = dataclasses.field(default_factory=lambda: NO_FACTS)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, a past participle; `reactions` says what follows from it."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """An errand carried out: its value, and the events other rooms may react to."""

    value: T
    events: tuple[Event, ...] = ()
