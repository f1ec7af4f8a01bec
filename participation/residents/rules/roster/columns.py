"""What a column of a roster holds: by its heading, and by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.residents.rules.days import looks_like_day
from participation.residents.rules.names import is_firm
from participation.residents.rules.phones import PhoneFault, read_phone
from participation.residents.rules.roster.groups import is_group
from participation.residents.rules.roster.words import RELATIONS, UNCERTAIN, VOCABULARY, Column
from participation.residents.rules.standing import standing_in
from participation.residents.rules.writing import Cell, plain

SEVERAL = frozenset(
    {Column.IGNORED, Column.PHONE, Column.NOTE, Column.STANDING, Column.CO_OWNER, Column.PARKING}
)
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】")
_NOISE = re.compile(r"[*:：。、,.\-_]")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff]{1,8}")
_IDENTITY = re.compile(r"\d{17}[\dXx]|\d{15}")
_BUILDING = re.compile(r".{1,4}(?:号楼|栋|幢|座|#)")
_ENTRANCE = re.compile(r".{1,3}单元")
_ROOM = re.compile(r"[A-Za-z]?\d{3,4}室?")


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column seems to hold, and how sure that is, from 0 to 1."""

    column: Column
    confidence: float


UNKNOWN = Guess(Column.IGNORED, 0.0)


def heading_text(cell: Cell) -> str:
    """Return a heading as it is compared: half width, no blanks, no units in brackets."""
    whole = plain(cell).lower()
    return _NOISE.sub("", _BRACKETS.sub("", whole)) or _NOISE.sub("", whole)


def by_heading(text: str) -> Guess:
    """Return what a heading says, by its meaning; nothing known has confidence 0."""
    if not text or len(text) > 20:
        return UNKNOWN
    for kind, exactly, _ in VOCABULARY:
        if exactly.fullmatch(text):
            return Guess(kind, 0.6 if UNCERTAIN.fullmatch(text) else 1.0)
    for kind, _, within in VOCABULARY:
        if within.search(text):
            return Guess(kind, 0.8)
    return UNKNOWN


def _is_identity(cell: Cell, text: str) -> bool:
    return _IDENTITY.fullmatch(text) is not None and not text.startswith("1" * 15)


def _is_phone(cell: Cell, text: str) -> bool:
    number = read_phone(cell)
    return number is not None and not isinstance(number, PhoneFault) and len(number) > 9


def _is_name(cell: Cell, text: str) -> bool:
    return (
        _NAME.fullmatch(text) is not None
        and text not in RELATIONS
        and not is_group(text)
        and standing_in(text) is None
    ) or is_firm(text)


_EVIDENCE = (
    (Column.IDENTITY, _is_identity),
    (Column.PHONE, _is_phone),
    (Column.BORN, lambda cell, text: looks_like_day(cell)),
    (Column.SEX, lambda cell, text: text in ("男", "女")),
    (Column.RELATION, lambda cell, text: text in RELATIONS),
    (Column.GROUP, lambda cell, text: is_group(text)),
    (Column.BUILDING, lambda cell, text: _BUILDING.fullmatch(text) is not None),
    (Column.ENTRANCE, lambda cell, text: _ENTRANCE.fullmatch(text) is not None),
    (Column.ROOM, lambda cell, text: _ROOM.fullmatch(text) is not None),
    (Column.NAME, _is_name),
)
_STRICT = frozenset({Column.IDENTITY, Column.PHONE, Column.SEX})


def by_content(cells: Sequence[Cell]) -> Mapping[Column, float]:
    """Return for each kind which share of the filled cells looks like it."""
    texts = [(cell, plain(cell)) for cell in cells]
    filled = [(cell, text) for cell, text in texts if text]
    if not filled:
        return {}
    shares = {
        kind: sum(looks(cell, text) for cell, text in filled) / len(filled)
        for kind, looks in _EVIDENCE
    }
    if len({text for _, text in filled}) <= len(filled) // 3:
        shares[Column.NAME] = 0.0  # names are mostly different, words of a list are not
    return shares


def judged(heading: Guess, shares: Mapping[Column, float], filled: int) -> list[Guess]:
    """Weigh a heading against what stands below it; all that a column might be, surest first."""
    guesses = []
    if heading.confidence:
        share = shares.get(heading.column)
        confidence = heading.confidence
        if heading.column in _STRICT and share is not None and share < 0.2 and filled >= 5:
            confidence = 0.3
        guesses.append(Guess(heading.column, confidence))
    weak = heading.confidence < 0.7 or guesses[0].confidence < 0.5
    for kind, share in shares.items():
        if weak and share >= 0.7 and kind is not heading.column:
            guesses.append(Guess(kind, round(0.65 * share, 2)))
    return sorted(guesses, key=lambda guess: -guess.confidence)
