"""What a new roster changes against the people already known: new, changed, same, gone, to ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from participation.residents.rules.identity import Sex
from participation.residents.rules.roster.groups import group_key
from participation.residents.rules.roster.outcome import Person, Reading
from participation.residents.rules.standing import Standing

IdentityHash = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody already on the roster: the identity only as its keyed hash."""

    id: UUID
    name: str
    household: str
    born: date | None = None
    identity_hash: bytes | None = None
    sex: Sex | None = None
    phone: str | None = None
    relation: str = ""
    group: str = ""
    standing: Standing | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that reads differently now."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody known whom the file describes differently; `person` counts in the reading."""

    person: int
    known: UUID
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """Somebody known whom the file describes as before."""

    person: int
    known: UUID


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who may be one of these: a person must say which, or that it is somebody new."""

    person: int
    candidates: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that an import would do. `gone` are known and not in the file: nothing follows from it
    without a yes. Whom a question concerns is neither gone nor matched until it is answered.
    """

    new: tuple[int, ...]
    changed: tuple[Change, ...]
    same: tuple[Same, ...]
    gone: tuple[UUID, ...]
    ask: tuple[Ask, ...]


@dataclass(slots=True)
class _Match:
    reading: Reading
    hashes: list[bytes | None]
    left: dict[UUID, KnownPerson]
    pairs: dict[int, KnownPerson]


def compare(known: Sequence[KnownPerson], reading: Reading, identity_hash: IdentityHash) -> Changes:
    """Match by identity hash, else by household, name and day of birth, else ask.

    What the file leaves empty changes nothing.
    """
    hashes = [identity_hash(one.identity) if one.identity else None for one in reading.people]
    match = _Match(reading, hashes, {one.id: one for one in known}, {})
    _by_hash(match)
    _by_home(match)
    asks = _asks(match)
    asked = {one for ask in asks for one in ask.candidates}
    waiting = {ask.person for ask in asks}
    changed, same = _described(match)
    new = [at for at in range(len(reading.people)) if at not in match.pairs and at not in waiting]
    gone = [one for one in match.left if one not in asked]
    return Changes(tuple(new), changed, same, tuple(gone), tuple(asks))


def _pair(match: _Match, person: int, known: KnownPerson) -> None:
    match.pairs[person] = known
    del match.left[known.id]


def _by_hash(match: _Match) -> None:
    index = {one.identity_hash: one for one in match.left.values() if one.identity_hash}
    for at, mark in enumerate(match.hashes):
        if mark is not None and mark in index:
            _pair(match, at, index.pop(mark))


def _home(number: str) -> str:
    return number.lstrip("0") or number


def _number(match: _Match, person: Person) -> str:
    return _home(match.reading.households[person.household].number)


def _conflict(match: _Match, at: int, known: KnownPerson) -> bool:
    """Two different identity numbers are never one person without a yes."""
    mark = match.hashes[at]
    return None not in (mark, known.identity_hash) and mark != known.identity_hash


def _by_home(match: _Match) -> None:
    index: dict[tuple[str, str, date | None], list[KnownPerson]] = {}
    for one in match.left.values():
        index.setdefault((_home(one.household), one.name, one.born), []).append(one)
    for at, person in enumerate(match.reading.people):
        if at in match.pairs:
            continue
        candidates = index.get((_number(match, person), person.name, person.born), [])
        if len(candidates) == 1 and not _conflict(match, at, candidates[0]):
            _pair(match, at, candidates.pop())


def _asks(match: _Match) -> list[Ask]:
    """Nearly the same: name and birth elsewhere, or one of the two differing within the home."""
    index: dict[tuple[object, ...], list[UUID]] = {}
    for known in match.left.values():
        for key in _near(known.name, known.born, _home(known.household)):
            index.setdefault(key, []).append(known.id)
    asks = []
    for at, person in enumerate(match.reading.people):
        if at in match.pairs:
            continue
        keys = _near(person.name, person.born, _number(match, person))
        candidates = dict.fromkeys(one for key in keys for one in index.get(key, ()))
        if candidates:
            asks.append(Ask(at, tuple(candidates)))
    return asks


def _near(name: str, born: date | None, home: str) -> list[tuple[object, ...]]:
    keys: list[tuple[object, ...]] = [("name in home", name, home)]
    if born is not None:
        keys += [("name and birth", name, born), ("birth in home", born, home)]
    return keys


def _described(match: _Match) -> tuple[tuple[Change, ...], tuple[Same, ...]]:
    changed, same = [], []
    for at, known in sorted(match.pairs.items()):
        fields = _differences(match, match.reading.people[at], known)
        if match.hashes[at] is not None and known.identity_hash is None:
            fields = (*fields, FieldChange("identity", None, None))
        if fields:
            changed.append(Change(at, known.id, fields))
        else:
            same.append(Same(at, known.id))
    return tuple(changed), tuple(same)


def _differences(match: _Match, person: Person, known: KnownPerson) -> tuple[FieldChange, ...]:
    home = match.reading.households[person.household]
    pairs: list[tuple[str, object, object]] = [
        ("name", known.name, person.name),
        ("born", known.born, person.born),
        ("sex", known.sex, person.sex),
        ("phone", known.phone, person.phone),
        ("relation", known.relation, person.relation),
        ("standing", known.standing, person.standing),
        ("note", known.note, person.note),
    ]
    if home.is_numbered and _home(home.number) != _home(known.household):
        pairs.append(("household", known.household, home.number))
    if group_key(person.group) != group_key(known.group):
        pairs.append(("group", known.group, person.group))
    return tuple(FieldChange(*pair) for pair in pairs if pair[2] and pair[1] != pair[2])
