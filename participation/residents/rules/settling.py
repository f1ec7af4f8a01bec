"""Who is who when a roster comes in: the comparison, the clerk's answers, and who stays away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from participation.kernel.outcome import Refusal
from participation.residents.rules.people import ChangeKind
from participation.residents.rules.roster.changes import (
    Change,
    Changes,
    FieldChange,
    IdentityHash,
    KnownPerson,
    compare,
)
from participation.residents.rules.roster.groups import group_key
from participation.residents.rules.roster.outcome import Fault, Household, Kind, Reading
from participation.residents.rules.roster.sales import Sale
from participation.residents.rules.roster.words import Column

_MARK = b"the same by a person's word"
_OF_THE_HOME = frozenset({"household", "group", "standing"})


@dataclass(frozen=True, slots=True)
class KnownHome:
    """A household already here, closed ones too."""

    id: UUID
    label: str
    group_name: str
    position: int
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A flat already here."""

    id: UUID
    flat: tuple[str, str, str]
    area_centi: int | None
    household_id: UUID
    owners: frozenset[UUID]
    sale: Sale = Sale.DELIVERED


@dataclass(frozen=True, slots=True)
class Known:
    """All that the roster holds before an import; `left` are those who went, by identity hash."""

    people: tuple[KnownPerson, ...] = ()
    home_of: Mapping[UUID, UUID] = field(default_factory=dict)
    speakers: frozenset[UUID] = frozenset()
    homes: tuple[KnownHome, ...] = ()
    units: tuple[KnownUnit, ...] = ()
    left: Mapping[bytes, ChangeKind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """Who is who, after questions were answered; those `open` are not taken until they are.

    `pairs` joins people of the reading to people known, `staying` are those of them whose home
    the file leaves alone; `refused` are rows not taken after all.
    """

    new: tuple[int, ...]
    pairs: Mapping[int, UUID]
    staying: frozenset[UUID]
    changed: tuple[Change, ...]
    gone: tuple[UUID, ...]
    open: tuple[int, ...]
    refused: tuple[Fault, ...]


def settle(
    reading: Reading,
    known: Known,
    changes: Changes,
    answers: Mapping[int, UUID | None],
    identity_hash: IdentityHash,
) -> Settled | Refusal:
    """Join comparison and answers; refuses two answers naming one person (`import-answered-twice`).

    Somebody whose death or leaving is on the roster does not come back by a file alone. A file
    of owners neither moves nor misses people who are here by household, and the other way round.
    """
    given = [ask for ask in changes.ask if ask.person in answers]
    chosen = {
        ask.person: one
        for ask in given
        if (one := answers[ask.person]) is not None and one in ask.candidates
    }
    if len(set(chosen.values())) < len(chosen):
        return Refusal("import-answered-twice")
    pairs = {same.person: same.known for same in changes.same}
    pairs |= {change.person: change.known for change in changes.changed} | chosen
    stay = _staying(reading, known, pairs.values())
    people = {one.id: one for one in known.people}
    changed = [*changes.changed]
    for at, one in chosen.items():
        changed += _by_word(reading, at, people[one], identity_hash)
    new = [*changes.new, *(ask.person for ask in given if answers[ask.person] is None)]
    back = {at: why for at in new if (why := _left(reading, at, known, identity_hash))}
    return Settled(
        new=tuple(sorted(set(new) - set(back))),
        pairs=pairs,
        staying=stay,
        changed=tuple(
            _at_home(change, stay) for change in changed if _at_home(change, stay).fields
        ),
        gone=_missed(reading, known, changes.gone),
        open=tuple(ask.person for ask in changes.ask if ask.person not in {*chosen, *new}),
        refused=tuple(_still_gone(reading, at, why) for at, why in back.items()),
    )


def _by_word(
    reading: Reading, at: int, known: KnownPerson, identity_hash: IdentityHash
) -> list[Change]:
    """Return what changes for somebody whom a person recognised."""
    person = reading.people[at]
    alone = replace(reading, people=(replace(person, identity="?"),))
    found = compare([replace(known, identity_hash=_MARK)], alone, lambda _number: _MARK)
    fields = found.changed[0].fields if found.changed else ()
    if person.identity and identity_hash(person.identity) != known.identity_hash:
        fields = (*fields, FieldChange("identity", None, None))
    return [Change(at, known.id, fields)]


def _staying(reading: Reading, known: Known, people: Iterable[UUID]) -> frozenset[UUID]:
    if reading.kind is Kind.PEOPLE:
        return frozenset()
    of_flats = {unit.household_id for unit in known.units}
    return frozenset(one for one in people if known.home_of[one] not in of_flats)


def _at_home(change: Change, staying: frozenset[UUID]) -> Change:
    if change.known not in staying:
        return change
    kept = tuple(one for one in change.fields if one.field not in _OF_THE_HOME)
    return replace(change, fields=kept)


def _missed(reading: Reading, known: Known, gone: Sequence[UUID]) -> tuple[UUID, ...]:
    """Return those whom this kind of file should have named."""
    of_flats = {unit.household_id for unit in known.units}
    is_flats = reading.kind is Kind.OWNERS
    return tuple(one for one in gone if (known.home_of[one] in of_flats) == is_flats)


def _left(
    reading: Reading, at: int, known: Known, identity_hash: IdentityHash
) -> ChangeKind | None:
    number = reading.people[at].identity
    return known.left.get(identity_hash(number)) if number and known.left else None


def _still_gone(reading: Reading, at: int, why: ChangeKind) -> Fault:
    person = reading.people[at]
    return Fault(person.sheet, person.row, Column.NAME, "person-left", {"why": str(why)})


def relabelled(reading: Reading, known: Known) -> Reading:
    """Give a home of another group that bears a number already in use its group's own number.

    Committees that keep a file for each group count from 1 in each.
    """
    by_label = {home.label: home for home in known.homes}
    names: dict[str, set[str]] = {}
    for one in known.people:
        names.setdefault(one.household, set()).add(one.name)
    renamed = tuple(
        replace(home, number=f"{home.group}-{home.number}")
        if _is_another(reading, home, by_label.get(home.number), names)
        else home
        for home in reading.households
    )
    return replace(reading, households=renamed)


def _is_another(
    reading: Reading, home: Household, known: KnownHome | None, names: Mapping[str, set[str]]
) -> bool:
    if known is None or not (home.is_numbered and home.group and known.group_name):
        return False
    if group_key(known.group_name) == group_key(home.group):
        return False
    there = names.get(known.label, set())
    return all(reading.people[at].name not in there for at in home.people)
