"""Statements that are asked for on every page: built once, then only filled with values."""

from collections.abc import Callable
from inspect import signature
from typing import Any

from sqlalchemy import Executable, Result, bindparam
from sqlalchemy.orm import Session


class Prepared:
    """A statement built once from a function whose parameters become placeholders.

    Building one anew costs more than asking the database. A placeholder stands where a column is
    compared with it or set to it, and takes its type from there; no arithmetic is done with it in
    Python. Where the first parameter is `session`, the statement is built for its dialect.
    """

    def __init__(self, build: Callable[..., Executable]) -> None:
        self._build = build
        names = list(signature(build).parameters)
        self._is_of_dialect = names[0] == "session"
        # another name than any column's, so that an INSERT keeps the two apart
        self._names = tuple(f"given_{name}" for name in names[self._is_of_dialect :])
        self._built: dict[str, Executable] = {}

    def __call__(self, session: Session, *values: Any) -> Result[*tuple[Any, ...]]:
        """Run the statement with these values, in the order of the function's parameters."""
        dialect = session.get_bind().dialect.name if self._is_of_dialect else ""
        statement = self._built.get(dialect)
        if statement is None:
            begin = (session,) if self._is_of_dialect else ()
            statement = self._build(*begin, *(bindparam(name) for name in self._names))
            self._built[dialect] = statement
        return session.execute(statement, dict(zip(self._names, values, strict=True)))
