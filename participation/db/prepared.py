"""Statements that are asked for on every page: built once, then only filled with values."""

from collections.abc import Callable
from inspect import signature
from typing import Any

from sqlalchemy import Executable, Result, bindparam
from sqlalchemy.orm import Session


class Prepared:
    """A statement built once from a function whose parameters become placeholders.

    Building one anew costs more than asking the database. A placeholder stands where a column is
    compared with it, and takes its type from there; no arithmetic is done with it in Python.
    """

    def __init__(self, build: Callable[..., Executable]) -> None:
        self._build = build
        self._names = tuple(signature(build).parameters)
        self._built: Executable | None = None

    def __call__(self, session: Session, *values: Any) -> Result[*tuple[Any, ...]]:
        """Run the statement with these values, in the order of the function's parameters."""
        if self._built is None:
            self._built = self._build(*(bindparam(name) for name in self._names))
        return session.execute(self._built, dict(zip(self._names, values, strict=True)))
