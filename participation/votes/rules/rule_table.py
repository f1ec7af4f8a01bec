"""Takes one table of a rule file apart key by key, and says where it has a hole."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class RuleFileError(Exception):
    """A file of rules that must not be used: which file, where in it, and what is wrong."""

    def __init__(self, file: str, where: str, what: str) -> None:
        super().__init__(f"{file}, {where}: {what}")
        self.file, self.where, self.what = file, where, what


class Table:
    """One table of a file, emptied key by key, so that what nobody asked for is noticed."""

    def __init__(self, values: object, fail: Callable[[str, str], RuleFileError]) -> None:
        self._fail = fail
        if not isinstance(values, dict):
            raise fail("", "a table was expected")
        self._left: dict[str, object] = dict(values)

    def error(self, key: str, what: str) -> RuleFileError:
        return self._fail(key, f"`{key}` {what}")

    def has(self, key: str) -> bool:
        return key in self._left

    def peek(self, key: str) -> object:
        return self._left.get(key)

    def take(self, key: str, kind: type[T]) -> T:
        if key not in self._left:
            raise self.error(key, "is missing")
        value = self._left.pop(key)
        # Exactly the type: a truth value is an int to Python, a moment is a date.
        if type(value) is not kind:
            raise self.error(key, f"must be of type {kind.__name__}")
        return value

    def maybe(self, key: str, kind: type[T]) -> T | None:
        return self.take(key, kind) if self.has(key) else None

    def word(self, key: str, kind: type[E]) -> E:
        text = self.take(key, str)
        return self._member(key, kind, text)

    def words(self, key: str, kind: type[E]) -> tuple[E, ...]:
        return tuple(self._member(key, kind, text) for text in self.take(key, list))

    def _member(self, key: str, kind: type[E], text: object) -> E:
        known = [str(member) for member in kind]
        if text not in known:
            raise self.error(key, f"is {text!r}, not one of {', '.join(known)}")
        return kind(str(text))

    def share(self, key: str = "share") -> Fraction:
        text = self.take(key, str)
        if not re.fullmatch(r"[1-9]\d*/[1-9]\d*", text) or Fraction(text) > 1:
            raise self.error(key, f"is {text!r}, not a fraction of at most one, like 2/3")
        return Fraction(text)

    def numbers(self, key: str) -> tuple[int, ...]:
        numbers = self.take(key, list)
        if not all(type(number) is int for number in numbers):
            raise self.error(key, "must be a list of numbers")
        return tuple(numbers)

    def tables(self, key: str) -> Iterator["Table"]:
        for values in self.take(key, list):
            yield Table(values, lambda _inner, what: self.error(key, f"holds a fault: {what}"))

    def table(self, key: str) -> "Table":
        return Table(
            self.take(key, dict), lambda _inner, what: self.error(key, f"holds a fault: {what}")
        )

    def done(self) -> None:
        for key in self._left:
            raise self.error(key, "is not a key of this table")
