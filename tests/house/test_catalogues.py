"""The English catalogue is complete, not stale, and fills in what the Chinese does."""

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.house.source import PACKAGE

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}
CHINESE = re.compile(r"[\u3400-\u9fff]")
PLACE = re.compile(r"%\((\w+)\)[sd]")
PROPER = {"柳根村", "议起来", "中文"}


@cache
def catalogue() -> Catalog:
    """Return the English catalogue."""
    path = Path(PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def _key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


@cache
def used() -> frozenset[str]:
    """Return every marked sentence of the product."""
    found = extract_from_dir(str(PACKAGE), METHODS, keywords=KEYWORDS)
    return frozenset(_key(message) for _file, _line, message, _comments, _context in found)


def entries() -> list[Message]:
    """Return the entries of the catalogue, without its head."""
    return [entry for entry in catalogue() if entry.id]


def test_every_marked_sentence_is_in_the_catalogue() -> None:
    assert sorted(used() - {_key(entry.id) for entry in entries()}) == []


def test_the_catalogue_holds_nothing_that_is_gone() -> None:
    assert sorted({_key(entry.id) for entry in entries()} - used()) == []


def test_every_sentence_is_translated() -> None:
    empty = [_key(entry.id) for entry in entries() if not all(_strings(entry))]
    assert empty == []


def _strings(entry: Message) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string)


def test_a_translation_fills_in_what_the_sentence_does() -> None:
    assert [_key(entry.id) for entry in entries() if _says_something_else(entry)] == []


def _says_something_else(entry: Message) -> bool:
    given = set(PLACE.findall(_key(entry.id)))
    return any(not set(PLACE.findall(text)) <= given for text in _strings(entry))


def test_no_chinese_is_left_but_names() -> None:
    left = [text for entry in entries() for text in _strings(entry) if CHINESE.search(_bare(text))]
    assert left == []


def _bare(text: str) -> str:
    for name in PROPER:
        text = text.replace(name, "")
    return text
