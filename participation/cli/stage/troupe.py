"""Running an action as somebody, on some day, and insisting that it worked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from participation.committees import store as committees
from participation.db.session import Session
from participation.kernel import clock, ids
from participation.kernel.actor import OPERATOR, Actor, Kind
from participation.kernel.errand import Errand
from participation.kernel.outcome import Done, Refusal
from participation.residents.rules.rights import Role, rights_of
from participation.residents.store import people
from participation.web.house import House, errand_in
from participation.web.perform import perform_in

T = TypeVar("T")
COUNT = count()


class SceneFailedError(Exception):
    """A scene of the demo that was refused: the demo or a rule is wrong."""


@dataclass(frozen=True, slots=True)
class Troupe:
    """A house, the demo's committee in it, and the moment at which the demo is made."""

    house: House
    committee_id: UUID
    now: datetime
    accounts: dict[str, UUID]
    planned: list[tuple[datetime, int, Callable[[], object]]]

    def plan(self, when: datetime, scene: Callable[[], object]) -> None:
        """Put a scene where its time comes, so that the log runs as real days do."""
        heappush(self.planned, (when, next(COUNT), scene))

    def play_all(self) -> None:
        """Play the planned scenes in the order of time; a scene may plan more."""
        while self.planned:
            _when, _nth, scene = heappop(self.planned)
            scene()

    def at(self, day: int, hour: int = 10, minute: int = 0) -> datetime:
        """Return the moment `day` days from today at a local hour, at latest now for the past."""
        today = clock.local_day(self.now, self.house.zone)
        moment = clock.at_local(today + timedelta(days=day), time(hour, minute), self.house.zone)
        return min(moment, self.now) if day <= 0 else moment

    def rules_on(self, day: date) -> Mapping[str, Any]:
        """Return the decision rules of the demo's place on a day."""
        found = self.read(lambda s: committees.get_committee(s, self.committee_id))
        return self.house.rules_in(found.region, day, found.kind)

    def errand(self, when: datetime, actor: Actor = OPERATOR) -> Errand:
        """Return the circumstances of a scene."""
        return replace(errand_in(self.house, self.committee_id, actor), now=when)

    def do(
        self,
        when: datetime,
        actor: Actor,
        action: Callable[[Session, Errand], Done[T] | Refusal],
    ) -> T:
        """Run an action; a refusal stops the demo (SceneFailedError)."""
        outcome = perform_in(self.house, self.errand(when, actor), action)
        if isinstance(outcome, Refusal):
            raise SceneFailedError(f"{outcome.code} {dict(outcome.facts)}")
        return outcome.value

    def official(self, role: Role, name: str) -> Actor:
        """Return the actor of a post."""
        return Actor(
            kind=Kind.ACCOUNT,
            label=name,
            rights=rights_of([role]),
            roles=frozenset({str(role)}),
            account_id=self.accounts[role],
        )

    def home(self, label: str) -> Actor:
        """Return the actor of a household that holds its home card."""
        with self.house.database.reading() as session:
            home = people.find_household(session, self.committee_id, label)
        if home is None:
            raise SceneFailedError(f"no household {label}")
        return Actor(kind=Kind.CARD, label=home.line, household_id=home.id)

    def speaker(self, label: str) -> UUID:
        """Return who speaks for a household."""
        household_id = self.home(label).household_id
        assert household_id is not None
        with self.house.database.reading() as session:
            return people.list_members(session, self.committee_id, household_id)[0].id

    def read(self, question: Callable[[Session], T]) -> T:
        """Return what a reading function finds."""
        with self.house.database.reading() as session:
            return question(session)


def new_troupe(house: House) -> Troupe:
    """Return a troupe for a committee that does not exist yet."""
    return Troupe(house, ids.new_id(), clock.now(), {}, [])


Play = dict[str, Any]
