"""One errand, one transaction: action, what follows from it in other rooms, one commit."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from participation.db.session import OperationalError, Session
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Event, Refusal
from participation.web import house as frame

T = TypeVar("T")
Action = Callable[[Session, Errand], Done[T] | Refusal]


class _UndoneError(Exception):
    """Carries a refusal out of the transaction, so that nothing of it is kept."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def perform(action: Action[T]) -> Done[T] | Refusal:
    """Run an action for the request's actor; a refusal leaves the database as it was."""
    frame.who()
    frame.close_reading()
    house = frame.house()
    try:
        with house.database.writing() as session:
            return run(session, frame.errand(), action, house.reactions)
    except _UndoneError as undone:
        return undone.refusal
    except OperationalError as error:
        return _unkept(error)


def _unkept(error: OperationalError) -> Refusal:
    """Return why the database kept nothing, where whoever asked can do something about it."""
    said = str(error.orig)
    if "locked" in said or "lock timeout" in said:
        return Refusal("database-busy")
    if "full" in said or "No space left" in said:
        return Refusal("database-full")
    raise error


def run(
    session: Session,
    errand: Errand,
    action: Action[T],
    reactions: Mapping[type[Event], tuple[frame.Reaction, ...]],
) -> Done[T]:
    """Run an action and what follows from its events, inside a transaction of the caller."""
    outcome = action(session, errand)
    if isinstance(outcome, Refusal):
        raise _UndoneError(outcome)
    waiting = list(outcome.events)
    while waiting:
        event = waiting.pop(0)
        for reaction in reactions.get(type(event), ()):
            waiting.extend(reaction(session, errand, event))
    return outcome


def perform_in(house: Any, errand: Errand, action: Action[T]) -> Done[T] | Refusal:
    """Run an action outside a request: the command line and `tick`."""
    try:
        with house.database.writing() as session:
            return run(session, errand, action, house.reactions)
    except _UndoneError as undone:
        return undone.refusal
